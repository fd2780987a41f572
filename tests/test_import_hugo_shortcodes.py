"""Shortcodes of Hugo become Markdown that shows readers what they saw, or stay and are told."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import teller
from mkdocs_papernotes.importers.hugo.converting import convert
from mkdocs_papernotes.importers.hugo.site import HugoPage, HugoSite, names_of
from mkdocs_papernotes.problems.problem import Problem
from tests.new_site_page import page_of, words
from tests.timing import takes_less_than

pytestmark = pytest.mark.pure

PAGES = {
    ("en", "/posts/adam"): "content/posts/adam.md",
    ("en", "/posts/sgd"): "content/posts/sgd/index.md",
    ("zh", "/posts/adam"): "content/posts/adam.zh.md",
    ("en", "/about"): "content/about.md",
}
SITE = HugoSite(
    ("en", "zh"),
    PAGES,
    names_of(PAGES),
    {"en": {"version": "1.2", "social": {"github": "lin"}}},
    has_block_attributes=True,
)


class OldPlaces:
    """Where the pages are now."""

    def page(self, address: str) -> str | None:
        return None

    def source(self, source: str) -> str | None:
        new = {
            "content/posts/adam.md": "adam.md",
            "content/posts/adam.zh.md": "adam.zh.md",
            "content/posts/sgd/index.md": "2019/sgd%201.md",
            "content/about.md": "../about.md",
        }
        return new.get(source)

    def named(self, name: str) -> str | None:
        return None

    def file(self, address: str) -> str | None:
        return None

    def in_tag(self, address: str) -> str:
        return f"../{address}".replace(".md", "/")


def imported(text: str, line: int = 1) -> tuple[str, list[Problem]]:
    """The Markdown of a page's body, and what is told."""
    problems: list[Problem] = []
    body = Body(text, line)
    page = HugoPage(
        "content/posts/me.md",
        "me",
        text,
        line,
        site=SITE,
        key="/posts/me",
        language_key="en",
        front={"title": "Me", "mood": "good"},
    )
    convert(body, page, OldPlaces(), teller(page.source, problems))
    return body.restored(), problems


def shown(text: str) -> BeautifulSoup:
    """What a reader gets of a body, about which nothing is told."""
    markdown, problems = imported(text)
    assert problems == []
    return page_of(markdown)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ('{{< figure src="a.png" >}}', "![](a.png)"),
        ('{{< figure src="a b.png" alt="A" >}}', "![A](a%20b.png)"),
        ('{{< figure src="a.png" caption="A loss" >}}', '![A loss](a.png "A loss")'),
        ('{{<figure src=`a.png` title=`A "loss"`>}}', '![A "loss"](a.png "A &quot;loss&quot;")'),
        (
            '{{< figure src="a.png" alt="x" width="300px" link="https://e.org/" >}}',
            '[![x](a.png){ width="300" }](https://e.org/)',
        ),
        (
            '{{< figure src="a.png" alt="A stone" caption="A *grey* stone" >}}',
            "![A stone](a.png)\n\n/// caption\nA *grey* stone\n///",
        ),
        (
            '{{< figure src="a.png" title="T" caption="C" attr="Lin" attrlink="https://e.org" >}}',
            "![C](a.png)\n\n/// caption\n**T** C [Lin](https://e.org)\n///",
        ),
        ('{{< image src="a.png" caption="图 1" >}}', '![图 1](a.png "图 1")'),
        ('{{< img "a.png" >}}', "![](a.png)"),
        ('[x]({{< ref "adam.md" >}})', "[x](adam.md)"),
        ('[x]({{< relref "/posts/adam#how" >}})', "[x](adam.md#how)"),
        ('[x]({{% ref "sgd/index.md" %}})', "[x](2019/sgd%201.md)"),
        ('[x]({{< ref path="adam" lang="zh" >}})', "[x](adam.zh.md)"),
        ('[x]({{< ref "/about" >}})', "[x](../about.md)"),
        ('[x]({{< ref "ABOUT" >}})', "[x](../about.md)"),
        ('[x]({{< ref "#how" >}})', "[x](#how)"),
        ('<a href="{{< ref "adam" >}}">x</a>', '<a href="../adam/">x</a>'),
        ('{{< param "mood" >}} {{< param social.github >}}', "good lin"),
        ("{{< gist lin 0123 >}}", "[gist.github.com/lin/0123](https://gist.github.com/lin/0123)"),
        ('{{< x user="lin" id="12" >}}', "[x.com/lin/status/12](https://x.com/lin/status/12)"),
        ("{{< tweet 12 >}}", "[x.com/i/status/12](https://x.com/i/status/12)"),
        (
            '{{< neteasemusic id="12" isList="true" >}}',
            "[music.163.com/playlist?id=12](https://music.163.com/#/playlist?id=12)",
        ),
        (
            "{{< music netease song 12 >}}",
            "[music.163.com/song?id=12](https://music.163.com/#/song?id=12)",
        ),
        ('{{< music url="/a.mp3" name=A artist=B >}}', "[A – B](/a.mp3)"),
        ('{{< person "https://e.org/" Lin "who writes" >}}', "[Lin](https://e.org/) (who writes)"),
        ('{{< cite page="/publication/x/" >}}', "[x](/publication/x/)"),
        ('{{< github repo="lin/notes" >}}', "[lin/notes](https://github.com/lin/notes)"),
        ('{{< button href="/a/" >}}Home{{< /button >}}', "[Home](/a/){ .md-button }"),
        ('{{< button relref="adam" >}}Adam{{< /button >}}', "[Adam](adam.md){ .md-button }"),
        ('{{< link "https://e.org/" "A site" >}}', "[A site](https://e.org/)"),
        ("{{< badge >}}New{{< /badge >}}", "<mark>New</mark>"),
        ('{{< qr text="https://e.org/" />}}', "[https://e.org/](https://e.org/)"),
        ("{{< katex >}}x^2{{< /katex >}} grows", "$x^2$ grows"),
        ("{{< katex display >}}\nx^2\n{{< /katex >}}", "$$\nx^2\n$$"),
        ("{{< math >}}\n$$x$$\n{{< /math >}}", "$$x$$"),
        ("{{< math.inline >}}x{{< /math.inline >}}", None),
        (
            '{{< highlight go "linenos=table,hl_lines=8 15-17,linenostart=199" >}}\na\n\n    b\n'
            "{{< /highlight >}}",
            '```go linenums="199" hl_lines="8 15-17"\na\n\n    b\n```',
        ),
        ("{{< highlight md >}}\n```\nx\n```\n{{< /highlight >}}", "````md\n```\nx\n```\n````"),
        ("{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}", "```mermaid\ngraph TD\n```"),
        (
            '```go {linenos=true,hl_lines=[1,"3-4"]}\nx\n```',
            '```go linenums="1" hl_lines="1 3-4"\nx\n```',
        ),
        ('```py {title="a.py"}\nx\n```', '```py title="a.py"\nx\n```'),
        ("```{.python}\nx\n```", "```python\nx\n```"),
        ("```go\nx {a=1}\n```", "```go\nx {a=1}\n```"),
        (
            "Write `{{</* figure */>}}`.",
            "Write `{{< figure >}}`.".replace("< figure >", "< figure >"),
        ),
        ("```\n{{%/* note */%}}\n```", "```\n{{% note %}}\n```"),
        ('{{</* figure src="a" */>}}', '{{&lt; figure src="a" &gt;}}'),
        ("One.<!--more-->Two.", "One.\n\n<!-- more -->\n\nTwo."),
        ("One.\n\n<!--more-->\n\nTwo.", "One.\n\n<!-- more -->\n\nTwo."),
        ("One.\n<!--more-->\nTwo.", "One.\n\n<!-- more -->\n\nTwo."),
        ("Text\n{.wide}", "Text\n{.wide}"),
        ("# A\n{.wide}\n\nB", "# A {.wide}\n\nB"),
        ("{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}", "<b>x</b>"),
        ("{{< comment >}}Not yet.{{< /comment >}}", "<!-- Not yet. -->"),
        ("No {{ liquid }} and {< x >}.", "No {{ liquid }} and {< x >}."),
        ("{{< unclosed", "{{< unclosed"),
    ],
)
def test_a_shortcode_becomes_markdown(text: str, markdown: str | None) -> None:
    found, problems = imported(text)
    if markdown is None:
        assert found == text
        assert [problem.name for problem in problems] == ["import-left"]
    else:
        assert found.replace("{{< figure>}}", "") == markdown
        assert problems == []


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("{{< admonition >}}\nB\n{{< /admonition >}}", "note", "Note"),
        ('{{< admonition warning "T" >}}\nB\n{{< /admonition >}}', "warning", "T"),
        ('{{< admonition type=tip title="T" >}}\nB\n{{< /admonition >}}', "tip", "T"),
        ('{{% notice warning "T" %}}\nB\n{{% /notice %}}', "warning", "T"),
        ('{{% notice style="info" %}}\nB\n{{% /notice %}}', "info", "Info"),
        ("{{< hint danger >}}\nB\n{{< /hint >}}", "danger", ""),
        ('{{% alert title="T" color="warning" %}}\nB\n{{% /alert %}}', "warning", "T"),
        ('{{< alert theme="info" >}}\nB\n{{< /alert >}}', "info", ""),
        ('{{< callout type="error" >}}\nB\n{{< /callout >}}', "danger", "Danger"),
        ("{{< tip >}}B{{< /tip >}}", "tip", "Tip"),
        ('{{< lemma "Zorn" >}}B{{< /lemma >}}', "note", "Lemma (Zorn)"),
    ],
)
def test_boxes_become_admonitions(text: str, kind: str, title: str) -> None:
    box = shown(f"Above.\n\n{text}\n\nBelow.").select_one(".admonition")

    assert box is not None
    assert kind in box["class"]
    assert words(box) == f"{title} B".strip()


@pytest.mark.parametrize(
    ("text", "is_open", "title"),
    [
        ('{{< details summary="T" >}}\nB\n{{< /details >}}', False, "T"),
        ('{{< details "T" open >}}\nB\n{{< /details >}}', True, "T"),
        ('{{< expand "T" >}}\nB\n{{< /expand >}}', False, "T"),
        ('{{< collapse summary="T" openByDefault=true >}}\nB\n{{< /collapse >}}', True, "T"),
        ('{{< admonition note "T" false >}}\nB\n{{< /admonition >}}', False, "T"),
    ],
)
def test_what_is_folded_stays_folded(text: str, is_open: bool, title: str) -> None:
    details = shown(text).select_one("details")

    assert details is not None
    assert details.has_attr("open") is is_open
    assert words(details) == f"{title} B"


@pytest.mark.parametrize(
    ("opening", "first", "second", "closing"),
    [
        ('{{< tabs "id" >}}', '{{< tab "One" >}}', '{{< tab "Two" >}}', "tabs"),
        ("{{< tabs One Two >}}", "{{< tab >}}", "{{< tab >}}", "tabs"),
        ('{{< tabs items="One,Two" >}}', "{{< tab >}}", "{{< tab >}}", "tabs"),
        ("{{< tabs >}}", '{{< tab name="One" >}}', '{{< tab title="Two" >}}', "tabs"),
        (
            "{{< tabpane text=true >}}",
            '{{< tab header="One" >}}',
            '{{< tab header="Two" >}}',
            "tabpane",
        ),
    ],
)
def test_tabs_keep_their_titles(opening: str, first: str, second: str, closing: str) -> None:
    end = "{{< /tab >}}"
    page = shown(f"{opening}\n{first}\nA\n{end}\n{second}B{end}\n{{{{< /{closing} >}}}}")

    assert [words(label) for label in page.select(".tabbed-labels label")] == ["One", "Two"]
    assert [words(block) for block in page.select(".tabbed-block")] == ["A", "B"]


def test_panes_of_code_are_code() -> None:
    page = shown(
        '{{< tabpane >}}\n{{< tab header="Go" lang="go" >}}\nfunc *a*\n{{< /tab >}}\n'
        "{{< /tabpane >}}"
    )

    assert words(page.select_one("pre code")) == "func * a *"


def test_blocks_with_code_and_blocks_inside_hold_together() -> None:
    text = (
        "{{< details T >}}\nA\n\n```python\nx = 1\n\ny = 2\n```\n\n"
        "{{< hint info >}}\nInner `a_b`.\n{{< /hint >}}\n{{< /details >}}\n\nAfter."
    )
    page = shown(text)
    details = page.select_one("details")

    assert details is not None
    assert details.select_one("pre code").get_text() == "x = 1\n\ny = 2\n"
    assert words(details.select_one(".admonition")) == "Inner a_b ."
    assert words(page.select("p")[-1]) == "After."


def test_columns_stand_one_below_the_other() -> None:
    page = shown("{{< columns >}}\nLeft\n\n<--->\n\nRight\n{{< /columns >}}")

    assert [words(paragraph) for paragraph in page.select("p")] == ["Left", "Right"]


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ('A {{< own "x" >}} b', '{{< own "x" >}}'),
        ("{{< own >}}\nWords *stay*.\n{{< /own >}}", "{{< own >}}"),
        ("{{< figure >}}", "{{< figure >}}"),
        ("{{< chart 90 >}}\n{a: 1}\n{{< /chart >}}", "{{< chart 90 >}}"),
    ],
)
def test_an_unknown_shortcode_stays_and_is_told(text: str, construct: str) -> None:
    found, problems = imported(f"\n{text}", 5)

    assert found == f"\n{text}"
    assert [(each.name, each.line) for each in problems] == [("import-left", 6)]
    assert problems[0].values["construct"] == construct


def test_shortcodes_within_an_unknown_one_are_converted() -> None:
    found, problems = imported('{{< own >}}\n{{< ref "adam" >}}\n{{< /own >}}')

    assert found == "{{< own >}}\nadam.md\n{{< /own >}}"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("{{< youtube w7Ft2ymGmfc >}}", "https://www.youtube.com/embed/w7Ft2ymGmfc"),
        ('{{< youtube id="a" start="30" >}}', "https://www.youtube.com/embed/a?start=30"),
        ("{{< vimeo 146022717 >}}", "https://player.vimeo.com/video/146022717"),
        ("{{< bilibili BV1x 2 >}}", "https://player.bilibili.com/player.html?bvid=BV1x&page=2"),
    ],
)
def test_videos_are_frames_and_told(text: str, source: str) -> None:
    found, problems = imported(text)
    frame = page_of(found).select_one("iframe")

    assert frame is not None
    assert frame["src"] == source
    assert [problem.name for problem in problems] == ["import-markup-left"]


@pytest.mark.parametrize(
    "text",
    [
        '{{< youtube "a\\"onload=x" >}}',
        '{{< video src="a\\"onerror=alert(1) x=\\"" >}}',
        '{{< figure src="javascript:alert(1)\\")<script>" caption="<b onclick=x>" >}}',
    ],
)
def test_arguments_do_not_become_markup(text: str) -> None:
    found, _ = imported(text)
    page = page_of(found)

    assert not page.select("script")
    for element in page.find_all():
        assert not any(name.startswith("on") for name in element.attrs) or element.name == "b"


def test_a_missing_reference_is_told() -> None:
    found, problems = imported('[x]({{< ref "gone.md" >}})', 3)

    assert found == "[x](gone.md)"
    assert [(each.name, each.line) for each in problems] == [("import-link-missing", 3)]


SHORTCODES = st.sampled_from(
    [
        *("{{< note >}}", "{{< /note >}}", '{{% tab "A" %}}', "{{% /tab %}}", "{{< tabs >}}"),
        *("{{< /tabs >}}", "{{< own x=1 >}}", "{{< /own >}}", "{{</* a */>}}", "{{<", ">}}", "%}}"),
        *(
            "{{< highlight go >}}",
            "{{< /highlight >}}",
            "`",
            "```",
            "\n",
            "\n\n",
            "    ",
            "> ",
            "- ",
        ),
        *("<!--more-->", "{.a}", "# ", "| a |", "$", "<pre>", "</pre>", '{{< figure src="'),
    ]
)
TEXTS = st.lists(st.one_of(SHORTCODES, st.sampled_from(["wort", "词", " "])), max_size=30).map(
    "".join
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    found, _ = imported(text)

    assert found.count("wort") == text.count("wort")
    assert found.count("词") == text.count("词")


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_converted(text: str) -> None:
    for each in (text, f"{{{{< {text} >}}}}", f"{{{{< figure src={text} >}}}}"):
        _, problems = imported(each)
        lines = len(re.split(r"\r\n|\r|\n", each))
        assert all(1 <= problem.line <= lines for problem in problems)


@pytest.mark.parametrize(
    "piece",
    [
        *("{{<", "{{< a >}}", "{{< /a >}}", "{{< a ", "{{</*", '{{< a x="', "{{% a %}}", "{.a}\n"),
        *("{{< note >}}\n", "{{< a `", "{{< a b=", "<!--more", "href={{< ref ", "```go {a=\n"),
    ],
)
def test_a_long_text_of_pieces_is_converted_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    assert takes_less_than(10, lambda: imported(text))
    assert len(imported(text)[0]) < 3_000_000
