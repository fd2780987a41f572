"""Texts come out the same in two steps with an object used before as in one step with a new one.

The reference is a rendering with an extension that nobody knows: it takes a new object, and
resolves links while it converts.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache, partial
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Extension
from markdown.extensions.toc import slugify_unicode
from material.extensions import emoji
from mkdocs.config import load_config
from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.slugs import slugify
from pymdownx.superfences import fence_code_format

from mkdocs_papernotes.adapter.pages import markdown_options
from mkdocs_papernotes.markup.converter import NO_HEADING, TopHeading
from mkdocs_papernotes.markup.extensions import MarkdownOptions, new_markdown, options_key
from mkdocs_papernotes.markup.purity import known_pure, survives_reset
from mkdocs_papernotes.markup.quick_lookups import quicken_lookups
from mkdocs_papernotes.markup.quick_patterns import characters_of
from mkdocs_papernotes.markup.render import Rendered, RenderedText, render, render_text
from mkdocs_papernotes.starter.new_site import NewSite
from tests.generate import note_text

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "mkdocs_papernotes/starter/files"

MERMAID = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
FORMULA = {
    "name": "math",
    "class": "arithmatex",
    "format": arithmatex_fenced_format(mode="generic"),
}
USUAL = {
    "abbr": {}, "admonition": {}, "attr_list": {}, "def_list": {}, "footnotes": {},
    "md_in_html": {}, "tables": {}, "toc": {"permalink": True, "slugify": slugify(case="lower")},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {"smart_enable": "all"},
    "pymdownx.caret": {}, "pymdownx.critic": {}, "pymdownx.details": {},
    "pymdownx.emoji": {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "pymdownx.inlinehilite": {}, "pymdownx.keys": {},
    "pymdownx.magiclink": {"repo_url_shorthand": True, "user": "a", "repo": "b"},
    "pymdownx.mark": {}, "pymdownx.smartsymbols": {},
    "pymdownx.superfences": {"custom_fences": [MERMAID, FORMULA]},
    "pymdownx.tabbed": {"alternate_style": True, "combine_header_slug": True,
                        "slugify": slugify(case="lower")},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}  # fmt: skip
"""The list of Material's documentation."""
RARE = {
    "codehilite": {"guess_lang": False}, "fenced_code": {}, "legacy_attrs": {}, "legacy_em": {},
    "meta": {}, "nl2br": {}, "sane_lists": {}, "smarty": {}, "wikilinks": {}, "extra": {},
    "toc": {"slugify": slugify_unicode, "anchorlink": True, "toc_depth": "2-4"},
    "pymdownx.escapeall": {}, "pymdownx.fancylists": {}, "pymdownx.progressbar": {},
    "pymdownx.saneheaders": {}, "pymdownx.striphtml": {"strip_attributes": ["href", "style"]},
}  # fmt: skip
BLOCKS: dict[str, Any] = {
    "pymdownx.blocks.admonition": {}, "pymdownx.blocks.caption": {"auto": True},
    "pymdownx.blocks.definition": {}, "pymdownx.blocks.details": {}, "pymdownx.blocks.html": {},
    "pymdownx.blocks.tab": {"slugify": slugify(case="lower")},
    "pymdownx.quotes": {"callouts": True}, "pymdownx.extra": {}, "pymdownx.emoji": {},
    "md_in_html": {}, "tables": {}, "pymdownx.arithmatex": {"preview": True},
    "toc": {"permalink": "¶", "toc_class": "here", "title": "Here"},
}  # fmt: skip
if find_spec("pymdownx.bracketspan"):  # the lowest version that is allowed lacks it
    BLOCKS["pymdownx.bracketspan"] = {}
READERS = {
    "pymdownx.snippets": {"base_path": [str(ROOT)], "check_paths": False}, "pymdownx.b64": {},
    "pymdownx.pathconverter": {"base_path": ".", "absolute": True}, "toc": {}, "tables": {},
}  # fmt: skip


def options_of(extensions: dict[str, Any]) -> MarkdownOptions:
    return MarkdownOptions([*extensions], extensions)


@cache
def of_site(path: Path) -> MarkdownOptions:
    """The extensions of a site, with those that MkDocs adds."""
    return markdown_options(load_config(str(path)))


@cache
def option_sets() -> dict[str, MarkdownOptions]:
    return {
        "none": MarkdownOptions(),
        "example": of_site(ROOT / "example_site/mkdocs.yml"),
        "usual": options_of(USUAL),
        "rare": options_of(RARE),
        "blocks": options_of(BLOCKS),
        "readers": options_of(READERS),
    }


NAMES = ["none", "example", "usual", "rare", "blocks", "readers"]

LINKS = """
# Links [home](../index.md "A 'title' & more") ![p](p.png "With $x$")

[TOC]

[a](b.md) [a](b.md#c) [a](b.md) <https://example.org/?a=1&b=2> <me@example.org> [m](mailto:a@b.c)
[q](x.md?a=1&amp;b=2&c=3) [q](<a b.md>) [e](b\\_c\\*.md) ["](a"b.md) [s](<a<b>.md>) [](empty) [n]()
![](data:image/png;base64,iVBORw0KGgo=) [r][ref] [ref] ![i][img] <a href="raw.md">raw</a>
[d](x$y$.md) [c](`code`.md) [t](a'b.md) [u](%e4%b8%ad.md) [文](中文.md) [z](&#2;link:0&#3;)

![Alone](alone.png "Caption with \\(x\\) & more")

[![In a link](p.png "A caption")](target.md){ .wide }

## Heading with [a link](x.md) and ![a picture](y.png){ #here name="there" }

[ref]: target.md "Title"
[img]: <p q.png>
"""
EVERYTHING = """
Text with a note[^1], again[^1], and[^other]. HTML and CSS, :smile: :material-account:, ++ctrl+c++,
==mark== H~2~O x^2^ {--gone--} {++new++} (c) -- "quoted" $x^2$ `#!python print(1)` [[Wiki page]]
#12 @user https://example.org/a_b <kbd>x</kbd> [span]{.c} \\:) [=50% "Half"]

!!! note "Title with [a link](in.md)"
    Inside. ![p](inside.png)

??? tip
    Hidden [^1].

```python title="x.py" hl_lines="1" linenums="1"
def f(): return "[no](link.md)"
```

```mermaid
graph LR; A --> B
```

``` math
x^2
```

    indented code

=== "One"
    First
=== "Two"
    Second

- [x] Done [link](task.md)
- [ ] Open

Term
:   Definition [link](term.md)

| a | b |
|---|--:|
| [x](cell.md) | $y$ |

<div class="x" markdown>
Inside *here* [a](div.md).
</div>

> [!note] Callout
> Text [a](quote.md)

/// caption
A caption [a](caption.md)
///

/// tab | One
[a](tab.md)
///

/// details | More
    type: tip
[a](details.md)
///

$$
x = y
$$

<img src="raw.png" style="width: 1px"> <!-- a remark -->

--8<-- "tests/data/handwritten/brackets.md"

*[HTML]: Language
*[CSS]: Style

[^1]: A footnote with [a link](foot.md).
[^other]: Another.
"""
TABLE = [
    "", "   \n", "Words.", "# Title", "Title\n=====\n\nText [a](a.md)", "## Two\n\n# One\n\n## Two",
    "<!-- c -->\n\n# T [x](y)", "<h1>Raw</h1>\n\nText", LINKS, EVERYTHING, LINKS + EVERYTHING,
    "a\x02link:0\x03b [x](y.md)", "[x](\x02amp\x03.md)", "[x](y\x03.md)",
    "&#2;link:0&#3; [x](y.md)", "# &#2;link:0&#3;\n\n[TOC]\n\n[x](y.md)",
    "Meta: [a](b)\n\nText", "* a\n\n    * b [c](d)\n\n1. e", "[^x]\n\n[^x]: Only here",
    "*[HTML]: Other\n\nHTML", "[ref] without its definition", "[x](link:0)",
]  # fmt: skip
HEADINGS = [NO_HEADING, TopHeading("A title & <more>"), TopHeading("Name", any_will_do=True)]


class _Unknown(Extension):
    """Does nothing."""

    def extendMarkdown(self, md: object) -> None:  # noqa: N802
        pass


def odd_address(link: str, asked: list[str]) -> str:
    """An address with everything that is escaped in HTML; another one each time."""
    asked.append(link)
    return f"{len(asked)}/'\"<&>&amp;&#38;&x\n中/{link}"


def both(
    text: str, options: MarkdownOptions, heading: TopHeading = NO_HEADING
) -> tuple[tuple[Rendered, list[str]], tuple[Rendered, list[str]]]:
    """A text rendered as it is now and by the reference, with the links that were asked for."""
    reference = MarkdownOptions([*options.extensions, _Unknown()], options.extension_configs)
    found: list[tuple[Rendered, list[str]]] = []
    for chosen in (options, reference):
        asked: list[str] = []
        resolve = partial(odd_address, asked=asked)
        found.append((render(text, chosen, resolve, heading), asked))
    return found[0], found[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("heading", HEADINGS, ids=["no heading", "heading", "any"])
def test_a_text_is_rendered_as_in_one_step(name: str, heading: TopHeading) -> None:
    for text in TABLE:
        found, expected = both(text, option_sets()[name], heading)
        assert found == expected, text


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_one_text_is_left_for_the_next(name: str) -> None:
    texts = [*TABLE, *EVERYTHING.split("\n\n"), *LINKS.split("\n\n")] * 2
    random.Random(11).shuffle(texts)
    for text in texts:
        found, expected = both(text, option_sets()[name])
        assert found == expected, text


CODE = """
```python
def f(x: int = 0) -> str:  # <&>
    return f"{x}" if x else 'no'
```

``` { .console title="T & t" linenums="3 2" hl_lines="1 2" #here }
$ make <x>
done
```

```nonsense
a <b>
```

```
plain
```

    in no language

`#!css a { b: c }` `#!nonsense x` `plain`

```php
f($x);
```
"""
HIGHLIGHTS: list[dict[str, Any]] = [
    {},
    {"noclasses": True, "pygments_style": "monokai"},
    {"pygments_style": "none such", "linenums": True, "use_pygments": False},
    {"linenums": True, "anchor_linenums": True, "line_spans": "s", "pygments_lang_class": True},
    {"linenums": True, "linenums_style": "pymdownx-inline", "linenums_special": 2},
    {"auto_title": True, "auto_title_map": {"Python": "Snake"}, "default_lang": "js"},
    {"guess_lang": True, "stripnl": False},
    {"extend_pygments_lang": [{"name": "php", "lang": "php", "options": {"startinline": True}}]},
]


@pytest.mark.parametrize("settings", HIGHLIGHTS, ids=str)
def test_code_is_highlighted_as_pymdownx_does_it(settings: dict[str, Any]) -> None:
    extensions = {
        "pymdownx.highlight": settings, "pymdownx.superfences": {}, "pymdownx.inlinehilite": {}
    }  # fmt: skip
    for text in (CODE, CODE):
        found, expected = both(text, options_of(extensions))
        assert found == expected


WHITE_SPACE = [
    "a\n   \nb",
    "a\n \n \nb\n  ",
    "a\n\n\tb\n",
    "a\r\n  \r\nb\rc",
    "a  \nb",
    "\x02a\x03",
    "",
]


@pytest.mark.parametrize("text", WHITE_SPACE)
def test_white_space_counts_as_in_python_markdown(text: str) -> None:
    found, expected = both(text, MarkdownOptions())
    assert found == expected


def test_a_processor_that_is_registered_later_counts() -> None:
    md, other = new_markdown(MarkdownOptions()), new_markdown(MarkdownOptions())
    quicken_lookups(md)
    names = [md.inlinePatterns[0], md.inlinePatterns["link"], *md.inlinePatterns]
    assert [*map(type, names)] == [
        *map(type, [other.inlinePatterns[0], other.inlinePatterns["link"], *other.inlinePatterns])
    ]
    first, last = md.inlinePatterns["link"], md.inlinePatterns["escape"]
    md.inlinePatterns.register(first, "new", 1000)
    md.inlinePatterns.register(last, "last", -1)
    assert (md.inlinePatterns[0], md.inlinePatterns[-1]) == (first, last)
    md.inlinePatterns.deregister("new")
    assert first is not next(iter(md.inlinePatterns))
    assert len(md.inlinePatterns[1:3]) == 2


def test_real_texts_are_rendered_as_in_one_step() -> None:
    files = [*(ROOT / "example_site").rglob("*.md"), *STARTER.rglob("*.md"), *ROOT.glob("*.md")]
    texts = [file.read_text("utf-8") for file in sorted(files)]
    texts += [note_text(number, language) for number in range(4) for language in ("en", "zh")]
    assert len(texts) > 60
    for number, text in enumerate(texts):
        name = "example" if number % 5 else "usual"
        found, expected = both(text, option_sets()[name], HEADINGS[number % len(HEADINGS)])
        assert found == expected, text


MARKS = [
    "\n", "\n\n", "# ", "    ", "> ", "\x02", "\x03", "*", "_", "`", "[", "](", ")", "\\", "&", "<",
    ">", "<b>", "\x02link:0\x03", "link:", "$", "[^1]: ", "[a]: ", "==", "+", "{", "}", "amp", "文",
    "\x02wzxhzdk:0\x03", "\x0242\x03", "<div markdown>", "</div>", "<i href='x'>", "![", "<b@c.d>",
]  # fmt: skip
PARTS = st.sampled_from([*EVERYTHING.split(), *LINKS.split(" "), *MARKS])


@given(st.lists(PARTS, max_size=25), st.sampled_from(NAMES))
def test_any_text_is_rendered_as_in_one_step(parts: list[str], name: str) -> None:
    found, expected = both("".join(parts), option_sets()[name])
    assert found == expected


@given(
    st.text(st.sampled_from("ab&;#38xé中<>\"' \n%\\amplt")), st.sampled_from(["example", "none"])
)
def test_any_address_is_written_as_python_markdown_writes_it(address: str, name: str) -> None:
    def resolve(link: str) -> str:
        return address

    options = option_sets()[name]
    reference = MarkdownOptions([*options.extensions, _Unknown()], options.extension_configs)
    text = "[a](b) ![c](d) <me@example.org>"
    assert render(text, options, resolve) == render(text, reference, resolve)


def test_most_texts_need_no_addresses_to_be_rendered() -> None:
    for text in (LINKS.replace("`code`", "code"), EVERYTHING):
        for name in ("example", "usual", "rare", "blocks"):
            assert render_text(text, option_sets()[name]) is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [("A \x02", "example"), ("[x](`code`.md)", "usual"), ("Text", "readers")],
)
def test_some_texts_cannot_be_rendered_without_addresses(text: str, name: str) -> None:
    assert render_text(text, option_sets()[name]) is None


def test_each_occurrence_of_a_link_is_asked_for_in_the_order_of_the_page() -> None:
    text = render_text("[a](1) ![b](2)\n\n[c](1) [d](3)", option_sets()["example"])
    assert text is not None
    asked: list[str] = []
    for _ in range(2):  # and each time
        text.resolved(lambda link: asked.append(link) or "to")  # type: ignore[func-returns-value]
    assert asked == ["1", "2", "1", "3"] * 2


def test_a_rendered_text_can_be_kept_as_bytes() -> None:
    for text in TABLE[:-1]:
        rendered = render_text(text, option_sets()["usual"], HEADINGS[1])
        if rendered is not None:
            assert RenderedText.from_bytes(rendered.to_bytes()) == rendered
            facts, html = rendered.to_bytes().decode("utf-8", "surrogatepass").split("\n", 1)
            assert json.loads(facts)["links"] == rendered.links
            assert html == rendered.html


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"3", b'{"html": ""}', b"\xff", b"null"])
def test_other_bytes_are_no_rendered_text(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        RenderedText.from_bytes(data)


def test_an_error_in_one_text_does_not_reach_the_next() -> None:
    options = options_of({"pymdownx.emoji": {"strict": True}, "footnotes": {}})
    expected = render("Fine[^1].\n\n[^1]: Note", options, str)
    with pytest.raises(RuntimeError, match="nosuch"):
        render("A :nosuch: [^1].\n\n[^1]: Other", options, str)
    assert render("Fine[^1].\n\n[^1]: Note", options, str) == expected


def test_threads_do_not_meet() -> None:
    options = option_sets()["usual"]
    texts = [f"{LINKS} {EVERYTHING} {number}" for number in range(6)]
    expected = [render(text, options, str) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: render(text, options, str), texts)) == expected


def test_a_text_can_be_rendered_while_another_one_is() -> None:
    inner: list[str] = []
    options = options_of({"pymdownx.snippets": {}})  # asks for addresses while converting

    def resolve(link: str) -> str:
        inner.append(render("[x](y)", options, str).html)
        return "to"

    assert render("[a](b)", options, resolve).html == '<p><a href="to">a</a></p>'
    assert inner == ['<p><a href="y">x</a></p>']


def test_options_that_change_count_from_then_on() -> None:
    settings: dict[str, Any] = {"toc": {"permalink": False}}
    options = options_of(settings)
    assert "headerlink" not in render("# T", options, str).html
    settings["toc"]["permalink"] = True
    assert "headerlink" in render("# T", options, str).html


def test_numbers_that_count_texts_begin_anew_with_each() -> None:
    options = options_of({"footnotes": {"UNIQUE_IDS": True}})
    texts = [render("A[^1].\n\n[^1]: Note", options, str).html for _ in range(3)]
    assert len(set(texts)) == 1
    assert not survives_reset(options)


def unknown_function(text: str, sep: str) -> str:
    return text


def closure() -> Callable[..., str]:
    return lambda text, sep: text


@pytest.mark.parametrize("name", [name for name in NAMES if name != "readers"])
def test_usual_extensions_are_known(name: str) -> None:
    assert known_pure(option_sets()[name]) == ""
    assert survives_reset(option_sets()[name])


def test_the_extensions_of_a_new_site_are_known(tmp_path: Path) -> None:
    text = NewSite(("en", "zh"), "suffix", "UTC", date(2026, 4, 16)).files()["mkdocs.yml"]
    part = text[text.index("markdown_extensions:") :]
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Lab\n{part}", "utf-8")
    options = of_site(tmp_path / "mkdocs.yml")
    assert "pymdownx.superfences" in options.extensions
    assert known_pure(options) == ""


@pytest.mark.parametrize(
    ("extensions", "named", "survives"),
    [
        ({"toc": {}, "pymdownx.snippets": {}}, "pymdownx.snippets", True),
        ({"pymdownx.b64": {}, "pymdownx.snippets": {}}, "pymdownx.b64", True),
        ({"mkdocs_callouts": {}}, "mkdocs_callouts", False),
        ({"material.extensions.preview": {}}, "material.extensions.preview", False),
        ({"markdown.extensions.toc:TocExtension": {}}, "", True),
        ({"pymdownx.superfences": {"css_class": "x"}}, "", True),
        ({"footnotes": {"UNIQUE_IDS": True}}, "", False),
        ({"extra": {"footnotes": {"UNIQUE_IDS": True}}}, "", False),
        ({"toc": {"slugify": unknown_function}}, "toc: slugify", False),
        ({"toc": {"slugify": closure()}}, "toc: slugify", False),
        ({"toc": {"slugify": partial(unknown_function, sep="-")}}, "toc: slugify", False),
        ({"toc": {"slugify": "os.path.exists"}}, "", True),
        ({"toc": {"title": object()}}, "toc: title", False),
        ({"pymdownx.snippets": {"base_path": [Path("x")]}}, "pymdownx.snippets", False),
        (
            {"pymdownx.emoji": {"options": {"custom_icons": ["overrides/icons"]}}},
            "pymdownx.emoji: options",
            True,
        ),
        (
            {"pymdownx.superfences": {"custom_fences": [{**MERMAID, "format": unknown_function}]}},
            "pymdownx.superfences: custom_fences",
            False,
        ),
    ],
)
def test_what_is_not_known_is_named(
    extensions: dict[str, Any], named: str, *, survives: bool
) -> None:
    options = options_of(extensions)
    assert known_pure(options) == named
    assert survives_reset(options) == survives


def test_an_extension_that_is_an_object_is_not_known() -> None:
    options = MarkdownOptions([_Unknown()])
    assert known_pure(options).endswith("test_render._Unknown")
    assert not survives_reset(options)


KEY_OF_EXAMPLE = """
from mkdocs.config import load_config
from mkdocs_papernotes.adapter.pages import markdown_options
from mkdocs_papernotes.markup.extensions import options_key
print(options_key(markdown_options(load_config("example_site/mkdocs.yml"))))
"""


def test_the_key_of_options_is_the_same_in_every_process() -> None:
    command = [sys.executable, "-c", KEY_OF_EXAMPLE]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == options_key(option_sets()["example"])


def test_the_key_of_options_tells_them_apart() -> None:
    some = [
        {}, {"toc": {}}, {"tables": {}}, {"toc": {}, "tables": {}}, {"tables": {}, "toc": {}},
        {"toc": {"permalink": True}}, {"toc": {"permalink": "True"}}, {"toc": {"permalink": 1}},
        {"toc": {"slugify": slugify(case="lower")}}, {"toc": {"slugify": slugify(case="fold")}},
        {"toc": {"slugify": slugify_unicode}}, {"toc": {"slugify": unknown_function}},
        {"pymdownx.superfences": {"custom_fences": [MERMAID]}},
        {"pymdownx.superfences": {"custom_fences": [FORMULA]}},
    ]  # fmt: skip
    keys = [options_key(options_of(extensions)) for extensions in some]
    assert len(set(keys)) == len(keys)
    assert "0x" not in "".join(keys)
    assert options_key(options_of({"toc": {"a": 1, "b": 2}})) == options_key(
        options_of({"toc": {"b": 2, "a": 1}})
    )


@cache
def patterns() -> dict[str, frozenset[str]]:
    """The regular expressions of all inline patterns and blocks, with what each match needs."""
    converters = [new_markdown(options) for options in option_sets().values()]
    owners = [[*md.inlinePatterns, *md.parser.blockprocessors] for md in converters]
    values = [getattr(owner, name) for owner in chain(*owners) for name in dir(owner)]
    regexes = [value for value in values if isinstance(value, re.Pattern)]
    return {regex.pattern: characters_of(regex.pattern, regex.flags) for regex in regexes}


def test_most_patterns_pass_quickly_over_texts() -> None:
    found = [*patterns().values()]
    assert len([needed for needed in found if needed]) > 40
    assert {frozenset("`"), frozenset("["), frozenset("#"), frozenset(">")} <= {*found}


MATCHING = st.sampled_from(
    [mark for mark in [*MARKS, *LINKS.split(), *EVERYTHING.split()] if len(mark) < 30]
)


@settings(max_examples=20)
@given(st.data())
@pytest.mark.parametrize("number", range(6))
def test_each_match_has_a_character_that_it_needs(number: int, data: st.DataObject) -> None:
    for regex, needed in list(patterns().items())[number::6]:
        text = data.draw(st.from_regex(regex) | st.lists(MATCHING, max_size=6).map("".join))
        if needed and re.search(regex, text):
            assert needed & {*text}, regex


@pytest.mark.parametrize(
    ("regex", "characters"),
    [
        ("a$", ""), ("[$]", "$"), ("[$a]", ""), ("[^$]", ""), ("[$-/]", ""), ("\\$?", ""),
        ("\\$+", "$"), ("(\\$)*<", "<"), ("\\$|<", "$<"), ("\\$|a", ""), ("(?=\\$)", "$"),
        ("(?!\\$)<", "<"), ("(?<!\\$)<", "<"), ("(?<=\\$)x", "$"), ("(?i)(\\$)\\1", "$"),
        ("(?x) \\$ # <", "$"), ("\\$??", ""), ("\\${2}", "$"), ("[`$<>|{}~]", ""), ("", ""),
        ("(a)?(?(1)\\$|<)", ""), ("(", ""),
    ],
)  # fmt: skip
def test_what_a_match_needs(regex: str, characters: str) -> None:
    assert characters_of(regex) == {*characters}
