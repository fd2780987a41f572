"""Input beyond all measure: it is bounded, a message says so, and the rest of the site is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml.html import fromstring

from mkdocs_papernotes import open_site
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.handwritten.migration import migrate
from mkdocs_papernotes.markup.excerpt import cut_at_marker, cut_automatically
from mkdocs_papernotes.markup.leftovers import CAPPED
from tests.timing import takes_less_than

pytestmark = pytest.mark.pure


def block(*lines: str) -> str:
    return "\n".join(("---", "title: Kept", *lines, "---", "", "The text.", ""))


def bomb(key: str) -> str:
    """Aliases of aliases, a million values in all."""
    repeats = [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 10)}]" for n in range(1, 6)]
    return block("b0: &b0 [x, x, x, x, x, x, x, x, x, x]", *repeats, f"{key}: *b5")


def merges() -> str:
    repeats = [f"b{n}: &b{n} {{<<: [{', '.join([f'*b{n - 1}'] * 10)}]}}" for n in range(1, 6)]
    return block("b0: &b0 {k: 1}", *repeats)


def stairs(depth: int) -> str:
    return block("other:", *("  " * (level + 1) + "a:" for level in range(depth)))


TOO_MUCH = {
    "authors": (bomb("authors"), "yaml-size", 7),
    "translator": (bomb("translator"), "yaml-size", 7),
    "pin": (bomb("pin"), "yaml-size", 7),
    "merges": (merges(), "yaml-size", 7),
    "itself": (block("authors: &a [*a]"), "yaml-size", 3),
    "itself in a mapping": (block("paper: &a {title: *a}"), "yaml-size", 3),
    "stairs": (stairs(350), "yaml-depth", 103),
    "more stairs": (stairs(5_000), "yaml-depth", 103),
    "steps": (block("other:", *(" " * level + "-" for level in range(1, 900))), "yaml-depth", 103),
    "dashes": (block("other:", "  " + "- " * 5_000 + "x"), "yaml-depth", 4),
    "brackets": (block("other: " + "[" * 100_000), "yaml-depth", 3),
    "braces": (block("other: " + "{a: " * 5_000 + "}" * 5_000), "yaml-depth", 3),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_yaml_is_bounded(name: str) -> None:
    text, problem, line = TOO_MUCH[name]

    found = read_front_matter(text, "a.md")

    assert takes_less_than(1, lambda: read_front_matter(text, "a.md"))
    assert [(p.name, p.line) for p in found.problems] == [(problem, line)]
    assert found.values["title"] == "Kept"
    assert "title: Kept" in found.mended()


def test_what_is_written_by_hand_is_within_bounds() -> None:
    text = block(
        "description: |",
        *(" " * 150 + "far to the right" for _ in range(9)),
        "authors: [" + ", ".join(f"Author {n}" for n in range(3_000)) + "]",
        'quoted: "' + "[" * 500 + '"',
        *stairs(90).split("\n")[2:-4],
    )

    assert read_front_matter(text, "a.md").problems == ()


@pytest.mark.parametrize("number", ["1:" * 9_000 + "1", "9" * 20_000, "0x" + "f" * 20_000])
def test_a_number_that_python_does_not_print_is_a_text(number: str) -> None:
    found = read_front_matter(block(f"other: {number}"), "a.md")

    assert found.values == {"title": "Kept", "other": number}
    assert number in found.mended().replace("\n  ", "")


# Excerpts

ALONE = (
    *("<!DOCTYPE html>", "<html>", "<html lang=en>", "<body>", "<head>", "<frameset>"),
    *("<html><head>", "<title>T</title>", "<base href=/x>", "</body></html>", "&#0;&#xFFFF;"),
    *("\0", "\ud800", "<?xml version='1.0' encoding='x'?>", "<link>", "<!---->", ""),
)


@pytest.mark.parametrize("html", ALONE)
def test_a_text_that_shows_nothing_has_an_excerpt(html: str) -> None:
    assert cut_automatically(html, "a/", 30).paragraph == ""
    assert cut_at_marker(f"{html}<!-- more -->", "a/") is None
    assert cut_automatically(f"{html}<p>Words</p>", "a/", 30).html == "<p>Words</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<!DOCTYPE html><html><head><title>No</title></head><body><p>One.</p><p>Two.</p>",
        "<p>One.</p></body></html><p>Two.</p>",
        "<html><p>One.</p><html><p>Two.</p>",
        "<p>One.&#0;&#x1F;</p><p>\0Two.&#xFFFE;&#xD800;</p>",
    ],
)
def test_all_that_a_document_shows_is_in_its_excerpt(html: str) -> None:
    assert cut_automatically(html, "a/", 30).html == "<p>One.</p><p>Two.</p>"
    assert cut_at_marker(f"{html}<!-- more -->", "a/").html == "<p>One.</p><p>Two.</p>"


def test_what_is_nested_too_deeply_has_an_excerpt() -> None:
    assert cut_automatically("<div>" * 200 + "x", "a/", 30).paragraph == "x"
    assert cut_automatically("<div>" * 10_000 + "x", "a/", 30).complete


@pytest.mark.parametrize(
    "html",
    [
        '<base href="https://example.org/"><p>Words</p>',
        '<meta http-equiv="refresh" content="0"><p>Words</p>',
        '<p>Words<link rel="stylesheet" href="a.css"></p>',
        "<style>* {display: none}</style><p>Words</p>",
        "<svg><style>* {display: none}</style></svg><p>Words</p>",
        "<p onclick='go()' OnLoad=go>Words</p>",
        "<p onmouseover=go autofocus accesskey=a id=b style='POSITION : fixed; top: 0'>Words</p>",
        "<p><a href='javascript:go()'>Words</a></p>",
        "<p><a href=' java&#9;script:go()'>Words</a></p>",
        "<p><a href='data:text/html,<script>go()</script>'>Words</a></p>",
        "<form action='javascript:go()'>Words</form>",
        "<button formaction='vbscript:go()'>Words</button>",
        "<svg><a xlink:href='javascript:go()'></a></svg><p>Words</p>",
        "<p>Words</p><script>go()</script><template>go()</template>",
        "<p>Words</p><plaintext>",
        "<p>Words<plaintext></p>",
        "<form action=a><input name=q autofocus><button popovertarget=m>Words</button></form>",
        "<fieldset form=f><label for=q tabindex=3>Words</label><select></select></fieldset>",
        "<dialog open>No</dialog><p popover id=m contenteditable inert slot=s part=p>Words</p>",
        "<my-part onready=go is=x>Words</my-part><slot name=s></slot>",
        "<p is=my-part data-md-component=announce data-md-toggle=search>Words</p>",
        "<main><header role=banner>Words</header></main><nav role=x aria-live=polite></nav>",
        "<p itemscope itemprop=name property=x typeof=y vocab=z resource=r about=a>Words</p>",
        "<p><a rel='me license' ping=/x target=x>Words</a></p>",
        "<object data=x>No</object><embed src=x><noscript>No</noscript><p>Words</p>",
        "<svg><animate attributeName=href values='x;y'/><set to=x /></svg><p>Words</p>",
        "<p aria-controls=a aria-labelledby=b aria-owns=c headers=d usemap=#e>Words</p>",
        "<span class=Z3988 title=x></span><p>Words</p>",
        "<p style='position:sticky;top:0'>Words</p><?php go() ?><!-- x -->",
        "<details name=one><summary name=x>Words</summary></details>",
        "<p><input type=radio name=t checked>Words <input type=hidden value=x></p>",
    ],
)
def test_an_excerpt_does_not_act_beyond_its_entry(html: str) -> None:
    acting = {"base", "meta", "link", "style", "script", "template", "plaintext", "form", "dialog"}
    acting |= {"button", "select", "slot", "my-part", "main", "nav", "header", "object", "embed"}
    acting |= {"noscript", "animate", "set", "input", "fieldset"}
    found = [cut_automatically(html, "a/", 30), cut_at_marker(f"{html}<!-- more -->", "a/")]

    for excerpt in filter(None, found):
        root = fromstring(f"<div>{excerpt.html}</div>")
        assert not acting.intersection(element.tag for element in root.iter())
        attributes = {name for element in root.iter() for name in element.attrib}
        assert attributes <= {"class", "inert", "target", "data-pn-internal"}
        assert "Words" in excerpt.html


DRAWING = (
    '<svg><defs><linearGradient id="g"></linearGradient><path id="p"></path></defs>'
    '<rect fill="url(#g)"></rect><rect style="fill: url(\'#g\')"></rect><use href="#p"></use>'
    '<use xlink:href="#p"></use></svg>'
)


def test_drawings_of_two_notes_have_ids_of_their_own() -> None:
    found = [cut_automatically(f"<p>x {DRAWING}</p>", url, 30).html for url in ("a/", "b/")]

    ids = [set(re.findall(r'id="([^"]+)"', html)) for html in found]
    assert [len(names) for names in ids] == [2, 2]
    assert not ids[0] & ids[1]
    for names, html in zip(ids, found, strict=True):
        assert set(re.findall(r"""#([^"')]+)["')]""", html)) == names
        assert html.count("#") == 4


def test_equations_have_no_labels_that_another_entry_may_have() -> None:
    html = '<div class="arithmatex">\\[a \\label{eq:1} = b\\]</div><p>The \\label{x} stays.</p>'

    excerpt = cut_automatically(html, "a/", 30)

    assert "a  = b" in excerpt.html
    assert excerpt.html.count("label") == 1


def test_a_formula_that_is_written_as_a_script_stays() -> None:
    html = (
        '<p>Let <script type="math/tex">x<y</script> and <span class="arithmatex"><span class='
        '"MathJax_Preview">p</span><script type="math/tex">p</script></span> be</p>'
        '<script type="math/tex; mode=display">z</script>'
    )

    excerpt = cut_automatically(html, "a/", 30)

    assert re.findall(r'class="arithmatex">([^<]*)<', excerpt.html) == [
        r"\(x&lt;y\)",
        r"\(p\)",
        r"\[z\]",
    ]
    assert excerpt.paragraph.count("arithmatex") == 3


def test_what_shows_something_stays_in_an_excerpt() -> None:
    html = (
        '<p style="color: red"><a href="https://example.org/javascript:x">on</a></p>'
        '<p><svg class="x"><title>A</title></svg></p>'
        '<details open=""><summary>More</summary><p>x</p></details>'
    )

    found = [cut_automatically(html, "a/", 30), cut_at_marker(f"{html}<!-- more -->", "a/")]

    for excerpt in filter(None, found):
        assert excerpt.html.replace(f" {CAPPED}", "") == html


# Found by `make fuzz`


@pytest.mark.parametrize("name", ["{a}b", "{'{e}x", "'x", "a<script", "a&b", "a=b", "<img"])
def test_attributes_whose_names_lxml_cannot_write_are_dropped(name: str) -> None:
    assert cut_automatically(f"<p {name} title='T'>Words</p>", "a/", 30).html.endswith("Words</p>")


@pytest.mark.parametrize("html", ["<h1<plaintext>Words", "<p<base>Words", "<a{b}>Words"])
def test_elements_whose_names_are_none_are_dropped(html: str) -> None:
    excerpt = cut_automatically(html, "a/", 30).html
    # before lxml 6 such a name ends at the sign that no name has, and a heading is no excerpt
    assert excerpt in {"Words", ""} or re.fullmatch(r"<(\w+)>Words</\1>", excerpt)
    assert not re.search("plaintext|base|{", excerpt)


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_count_them(mark: str) -> None:
    text = block(f'description: "one{mark}two"', "paper:", "  venue: ICML", "draft: [1]")

    assert read_front_matter(text, "a.md").lines["paper.venue"] == 5
    moved = migrate(f"{text}\n- arXiv: 2604.15240\n- Authors: Ada Lovelace, Alan Turing\n")
    assert "  venue: ICML\n  authors:\n" in moved


@pytest.mark.parametrize("name", ["a" * 5_000, "a\0b", "a/" * 3_000])
def test_a_file_name_that_no_file_can_have_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs").mkdir()
    options = {"authors_file": name, "bibliography": name, "notes_dir": name}
    config = {"site_name": "S", "plugins": [{"papernotes": options}]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")

    problems = {problem.name for problem in open_site(tmp_path).problems}

    assert {"missing-authors-file", "missing-bibliography"} <= problems
