"""The tags of Hexo become Markdown that shows readers what they saw, or stay and are told."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import teller
from mkdocs_papernotes.importers.hexo.tags import convert, split_languages
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.problems.problem import Problem
from tests.new_site_page import page_of, words

pytestmark = pytest.mark.pure


class OldPlaces:
    """A site with two posts and a picture beside each."""

    def page(self, address: str) -> str | None:
        return {"adam.md": "adam.md", "2019/sgd.md": "../2019/sgd.md"}.get(address)

    def source(self, source: str) -> str | None:
        return self.page(source)

    def named(self, name: str) -> str | None:
        return {"momentum": "../momentum.md"}.get(name)

    def in_tag(self, address: str) -> str:
        return f"../{address}"

    def title(self, address: str) -> str:
        return {"adam.md": "Why *Adam*?", "momentum": "动量"}.get(address, "")

    def file(self, address: str) -> str | None:
        files = {"fig.png", "film.mp4", "图 1.png", "slides.pdf", "/downloads/code/a.py"}
        return f"a/{address}" if address in files else None


def imported(text: str, line: int = 1) -> tuple[str, list[Problem]]:
    """The Markdown of a post's body, and what is told."""
    problems: list[Problem] = []
    body = Body(text, line)
    page = OldPage("source/_posts/a.md", "a", text, line)
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
        ("{% post_link adam %}", r"[Why \*Adam\*?](adam.md)"),
        ("{% post_link momentum %}", "[动量](../momentum.md)"),
        ("{% post_link 2019/sgd %}", "[sgd](../2019/sgd.md)"),
        ("{% post_link adam Why Adam? %}", "[Why Adam?](adam.md)"),
        ('{% post_link 2019/sgd#rate "The rate" true %}', "[The rate](../2019/sgd.md#rate)"),
        ("{% post_link momentum '<b>M</b>' false %}", "[<b>M</b>](../momentum.md)"),
        ("[x]({% post_path adam %})", "[x](adam.md)"),
        ("{% asset_path fig.png %}", "fig.png"),
        ("{% asset_link slides.pdf The slides %}", "[The slides](slides.pdf)"),
        ("{% asset_img fig.png %}", "![](fig.png)"),
        ("{% asset_img fig.png A loss %}", '![A loss](fig.png "A loss")'),
        ('{% asset_img "图 1.png" 图 %}', '![图](图%201.png "图")'),
        (
            "{% asset_img left fig.png 300 200 \"The title'what it shows'\" %}",
            '![what it shows](fig.png "The title"){ align=left width="300" height="200" }',
        ),
        ("{% img nofancybox /a/b.png 50 %}", '![](/a/b.png){ width="50" }'),
        (
            "{% image https://e.org/a.jpg, width=400px, alt=每天 %}",
            '![每天](https://e.org/a.jpg){ width="400" }',
        ),
        ("{% image /a.png A cat width:400px %}", '![A cat](/a.png){ width="400" }'),
        (
            "{% inlineimage https://e.org/a.gif, height=40px %}",
            '![](https://e.org/a.gif){ height="40" }',
        ),
        (
            "{% link A site https://e.org/a true Its title %}",
            '[A site](https://e.org/a "Its title")',
        ),
        ("{% link Hello, v1.0 https://e.org/ %}", "[Hello, v1.0](https://e.org/)"),
        ("{% link About /about/ %}", "[About](/about/)"),
        ("{% btn v1.0, /docs/ %}", "[v1.0](/docs/){ .md-button }"),
        ("{% link 友链, https://e.org/, https://e.org/i.png %}", "[友链](https://e.org/)"),
        ("{% link https://e.org/ A site %}", "[A site](https://e.org/)"),
        ("{% btn /about/, About, fas fa-user, Who %}", '[About](/about/ "Who"){ .md-button }'),
        ("{% btn red, 文档, /docs/, fas fa-book %}", "[文档](/docs/){ .md-button }"),
        ("{% button Docs /docs/ color:red %}", "[Docs](/docs/){ .md-button }"),
        ("{% cell 下载, /x/, fas fa-download %}", "[下载](/x/){ .md-button }"),
        ("{% label primary@The primary %}", "<mark>The primary</mark>"),
        ("{% label info @text %}", "<mark>text</mark>"),
        ("{% label 'two words' blue %}", "<mark>two words</mark>"),
        ("{% span red, 红色 %}、{% p center large, Big %}", "红色、Big"),
        ("{% mark text color:red %}", "<mark>text</mark>"),
        ("{% kbd command %} + {% kbd D %}", "<kbd>command</kbd> + <kbd>D</kbd>"),
        ("{% checkbox red checked, 苹果 %}", "- [x] 苹果"),
        ("{% cb Pear, false %}", "- [ ] Pear"),
        ("{% checkbox checked:true Plum %}", "- [x] Plum"),
        ("a {% radio 纯文本 %}", "a ☐ 纯文本"),
        ("{% hideInline 谜底,谜面 %}", "谜面 (谜底)"),
        ("{% ghcard a/b, theme=vue %}", "[a/b](https://github.com/a/b)"),
        (
            "{% site 标题, url=https://e.org, screenshot=x.png, description=描述 %}",
            "[标题](https://e.org): 描述",
        ),
        ("{% progress 70 cyan 进度 %}", "进度 (70%)"),
        ("{% caniuse css-grid@past_2 %}", "[caniuse: css-grid](https://caniuse.com/css-grid)"),
        ("{% pdf /files/a.pdf 500px %}", "[a.pdf](/files/a.pdf)"),
        ("{% video /a/b.mp4 %}", "[b.mp4](/a/b.mp4)"),
        ("{% video film.mp4 %}", '<video src="../a/film.mp4" controls></video>'),
        ("{% gist 1234abcd a.py %}", "[a.py](https://gist.github.com/1234abcd)"),
        (
            '{% meting "97767168" "netease" "song" %}',
            "[music.163.com/song/97767168](https://music.163.com/#/song?id=97767168)",
        ),
        ("{% katex 'x^2 + y' %}", "$x^2 + y$"),
        ("x {% math %}a_b{% endmath %} y", "x $a_b$ y"),
        ("{% fi /a.png, A cat, 80 %}", "![A cat](/a.png)"),
        ("{% exturl A site https://e.org %}", "[A site](https://e.org)"),
        ("{% ruby 佐天|さてん %}", "<ruby>佐天<rt>さてん</rt></ruby>"),
        ("{% spoiler the end %}", "the end"),
        ('{% dplayer "url=https://e.org/a.mp4" "loop=yes" %}', "[a.mp4](https://e.org/a.mp4)"),
    ],
)
def test_a_tag_in_a_line(text: str, markdown: str) -> None:
    assert imported(text) == (markdown, [])


def test_a_note_holds_all_that_is_in_it() -> None:
    page = shown(
        "before\n{% note warning no-icon %}\nText with **bold**.\n- a\n- b\n\n"
        "```py\nx = '{% 1 %}'\n\ny = 2\n```\n"
        "{% note info %}\ninner `code`\n{% endnote %}\n{% endnote %}\nafter\n"
    )
    box = page.select_one("div.admonition.warning")
    assert box
    assert box.select_one("strong")
    assert not box.select_one(".admonition-title")
    code = box.select_one("pre")
    assert code
    assert code.get_text().strip() == "x = '{% 1 %}'\n\ny = 2"
    inner = box.select_one("div.admonition.info")
    assert inner
    assert words(inner) == "inner code"
    assert [words(p) for p in page.find_all("p", recursive=False)] == ["before", "after"]


@pytest.mark.parametrize(
    ("tag", "kind", "title"),
    [
        ("{% note %}", "note", None),
        ("{% note default %}", "note", None),
        ("{% note success %}", "success", None),
        ("{% note danger simple %}", "danger", None),
        ("{% note red 'fas fa-bullhorn' modern %}", "danger", None),
        ("{% note blue no-icon flat %}", "info", None),
        ('{% note info "A \\"good\\" title" %}', "info", 'A "good" title'),
        ("{% note primary 标题 %}", "note", "标题"),
        ("{% note 'fab fa-cc-visa' simple %}", "note", None),
        ("{% note info important %}", "info", "important"),
        ("{% note info no-icon Keep it simple %}", "info", "Keep it simple"),
        ("{% note warning fast guide %}", "warning", "fast guide"),
        ("{% note A title %}", "note", "A title"),
    ],
)
def test_the_kind_and_title_of_a_note(tag: str, kind: str, title: str | None) -> None:
    page = shown(f"{tag}\ntext\n{{% endnote %}}")
    box = page.select_one("details" if title else "div.admonition")
    assert box
    assert kind in box["class"]
    summary = box.select_one("summary")
    assert (words(summary) if summary else None) == title
    assert words(box).removeprefix(title or "").strip() == "text"


def test_tabs() -> None:
    page = shown(
        "{% tabs name, 2 %}\n<!-- tab First@code -->\none\n<!-- endtab -->\n<!-- tab -->\n"
        "**two**\n\n```py\nx\n```\n<!-- endtab -->\n{% endtabs %}\n\n"
        "{% tabs other %}\n<!-- tab A -->\nthree\n<!-- endtab -->\n{% endtabs %}\n"
    )
    sets = page.select("div.tabbed-set")
    assert [[words(one) for one in each.select("label")] for each in sets] == [
        ["First", "name 2"],
        ["A"],
    ]
    blocks = page.select("div.tabbed-block")
    assert [words(one) for one in blocks] == ["one", "two x", "three"]
    assert blocks[1].select_one("strong")
    assert blocks[1].select_one("pre")
    checked = [one.has_attr("checked") for one in sets[0].select("input")]
    assert checked == [False, True]


@pytest.mark.parametrize(
    ("tag", "end", "title", "is_open"),
    [
        ("folding cyan open, 题解", "folding", "题解", True),
        ("folding red, 代码", "folding", "代码", False),
        ("folding A title color:red open:true", "folding", "A title", True),
        ("hideToggle 点击,#fff,red", "hideToggle", "点击", False),
        ("fold info @标题", "fold", "标题", False),
        ("details A title", "details", "A title", False),
    ],
)
def test_what_opens_with_a_click(tag: str, end: str, title: str, is_open: bool) -> None:
    page = shown(f"{{% {tag} %}}\ntext\n\n- item\n{{% end{end} %}}")
    details = page.select_one("details")
    assert details
    assert words(details.summary) == title
    assert details.has_attr("open") == is_open
    assert details.select_one("li")


def test_quotations_name_their_source() -> None:
    page = shown(
        "{% blockquote David Levithan, Wide Awake %}\nA *quote*.\n{% endblockquote %}\n"
        "{% quote Seth https://e.org/a/ Welcome %}\nB\n{% endquote %}\n{% cq %}C{% endcq %}\n"
    )
    first, second, third = page.select("blockquote")
    assert words(first) == "A quote . — David Levithan Wide Awake"
    assert first.select_one("em")
    link = second.select_one("a[href='https://e.org/a/']")
    assert link
    assert words(link) == "Welcome"
    assert words(second) == "B — Seth Welcome"
    assert words(third) == "C"


def test_code_keeps_title_language_numbers_and_marks() -> None:
    markdown, problems = imported(
        "{% codeblock My code lang:python https://e.org/x source first_line:3 mark:4,6-5 %}\n"
        "def f():\n    return '`{{ x }}`'\n\nend\n{% endcodeblock %}"
    )
    assert problems == []
    assert markdown == (
        '```python title="My code" linenums="3" hl_lines="2 3-4"\n'
        "def f():\n    return '`{{ x }}`'\n\nend\n```\n\n[source](https://e.org/x)"
    )
    page = page_of(markdown)
    assert words(page.select_one(".filename")) == "My code"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% mermaid sequenceDiagram %}\nA->>B: x\n{% endmermaid %}", "sequenceDiagram\nA->>B: x"),
        ("{% plantuml %}\n  A -> B\n    C\n{% endplantuml %}", "A -> B\n  C"),
        ("{% markmap 300px %}\n# a\n```\nx\n```\n{% endmarkmap %}", "# a\n```\nx\n```"),
    ],
)
def test_diagrams_are_code_and_told(text: str, code: str) -> None:
    markdown, problems = imported(text)
    assert [one.name for one in problems] == ["import-left"]
    block = page_of(markdown).select_one("pre")
    assert block
    assert block.get_text().strip("\n") == code


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("{% raw %}{{ page.title }}{% endraw %}", "{{ page.title }}"),
        ("{% raw %}{% if x %}*a* _b_{% endif %}{% endraw %}", "{% if x %}*a* _b_{% endif %}"),
        ("{% raw %}<b>a</b>{% endraw %}", "a"),
        ("{% raw %}\n```\n{{ a }}\n```\n{% endraw %}", "{{ a }}"),
    ],
)
def test_raw_text_is_what_was_written(text: str, seen: str) -> None:
    assert words(shown(text)) == seen


def test_formulas_in_raw_stay_formulas() -> None:
    assert imported("{% raw %}$a_b*c*${% endraw %}")[0] == "$a_b*c*$"


@pytest.mark.parametrize(
    "text",
    [
        "`{% note %}`",
        "```\n{% note %}\n{% endnote %}\n```",
        "<!-- {% note %} {{ x }} -->",
        "$\\frac{{a}}{{b}}$ and $$\n{{x}}\n$$",
        "{% unfinished",
        "a {# b",
        "<details>",
    ],
)
def test_what_is_no_tag_stays(text: str) -> None:
    assert imported(text) == (text, [])


def test_what_is_not_known_stays_and_is_told_with_its_line() -> None:
    text = "a {{ x }}\n\n{% if a %}\n{% label default@b %}\n{% else %}\n{% endif %}\n{% mytag 1 %}"
    markdown, problems = imported(text, 10)
    assert markdown == text.replace("{% label default@b %}", "<mark>b</mark>")
    assert [(one.name, one.line, one.values["construct"]) for one in problems] == [
        ("import-left", 10, "{{ x }}"),
        ("import-left", 12, "{% if a %}"),
        ("import-left", 14, "{% else %}"),
        ("import-left", 16, "{% mytag 1 %}"),
    ]


def test_a_comment_is_not_shown() -> None:
    page = shown("a {# not\n--> `this` #} b $x_{#y#}$\n\n{##}")
    assert words(page) == "a b \\(x_{#y#}\\)"


def test_a_link_to_no_post_is_told() -> None:
    markdown, problems = imported("\nsee {% post_link gone The text %}")
    assert markdown == "\nsee The text"
    assert [(one.name, one.line, one.values) for one in problems] == [
        ("import-link-missing", 2, {"address": "gone"})
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("{% youtube 0123abc %}", "https://www.youtube.com/embed/0123abc"),
        ("{% vimeo 123 %}", "https://player.vimeo.com/video/123"),
        ("{% bilibili BV1xx %}", "https://player.bilibili.com/player.html?bvid=BV1xx"),
        ("{% iframe https://e.org/?a=1&b='\"> %}", "https://e.org/?a=1&b='\">"),
    ],
)
def test_frames_are_escaped_and_told(text: str, source: str) -> None:
    markdown, problems = imported(text)
    assert [one.name for one in problems] == ["import-markup-left"]
    frames = page_of(markdown).select("iframe")
    assert [frame["src"] for frame in frames] == [source]
    assert not re.search(r"<(?!/?iframe)", markdown)


def test_languages_of_one_file_are_parted() -> None:
    text = (
        "Both\n\n<!--more-->\n{% language_switch %}\n\n{% lang_content en %}\n\nEnglish\n\n"
        "```\n{% lang_content zh %}\n```\n{% endlang_content %}\n\n{% lang_content zh %}\n中文\n"
        "{% endlang_content %}\n\nend\n"
    )
    found = split_languages(text, 7)
    assert list(found) == ["en", "zh"]
    parts = {language: each.text for language, each in found.items()}
    zh = dict(zip(parts["zh"].split("\n"), found["zh"].lines, strict=True))
    assert (zh["Both"], zh["中文"], zh["end"]) == (7, 22, 25)
    assert parts["en"].split() == [
        *("Both", "<!--more-->", "English", "```", "{%", "lang_content", "zh", "%}", "```", "end")
    ]
    assert parts["zh"].split() == ["Both", "<!--more-->", "中文", "end"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "`{% lang_content en %}`",
        "{% lang_content en %} a",
        "{% endlang_content %} {% lang_content en %}",
        "{% lang_content %} a {% endlang_content %}",
    ],
)
def test_a_file_in_one_language_is_not_parted(text: str) -> None:
    assert split_languages(text) == {}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("a\n\n<!-- more -->\n\nb", "a\n\n<!-- more -->\n\nb"),
        ("a\n<!--more-->\nb", "a\n\n<!-- more -->\n\nb"),
        (
            "**Date**: x <!-- More -->\n**Author**: y",
            "**Date**: x\n\n<!-- more -->\n\n**Author**: y",
        ),
        ("one <!--more--> two", "one\n\n<!-- more -->\n\ntwo"),
        ("- a\n  b <!--more-->\n- c", "- a\n  b\n\n  <!-- more -->\n\n- c"),
        ("> a\n> <!--more-->\n> b", "> a\n>\n> <!-- more -->\n>\n> b"),
        ("\n<!-- more -->\nb", "\n\nb"),
        ("a\n\n<!--more-->\n\nb\n\n<!--more-->\n", "a\n\n<!-- more -->\n\nb\n\n\n"),
        ("a `<!--more-->`\n\n<!-- more -->\n", "a `<!--more-->`\n\n<!-- more -->\n"),
        ('a\n\n<a id="more"></a>\n\nb', "a\n\n<!-- more -->\n\nb"),
        ("| a |\n|---|\n| b <!--more--> |", "| a |\n|---|\n| b <!-- more --> |"),
    ],
)
def test_the_mark_of_an_excerpt(text: str, marked: str) -> None:
    assert imported(text) == (marked, [])


def test_references_become_footnotes() -> None:
    text = (
        "As {% ref adam sgd-1 %}, but {% ref nobody %}.\n\n"
        "{% references %}\n[adam] Adam: a method.\n"
        "[sgd-1] Of *descent*.\n{% endreferences %}\n\n<p>{% ref adam %}</p>\n"
    )
    markdown, problems = imported(text)
    assert [one.values["construct"] for one in problems] == ["{% ref nobody %}"]
    page = page_of(markdown)
    notes = page.select("div.footnote li")
    assert [words(note).rstrip("↩ ") for note in notes] == ["Adam: a method.", "Of descent ."]
    assert len(page.select("sup a.footnote-ref")) == 2
    link = page.select_one("sup > a[href='#fn:adam']:not(.footnote-ref)")
    assert link
    assert words(link) == "adam"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "<center>\n{% asset_img fig.png 5 6 'A \"b\"' %}\n</center>",
            '<center>\n<img src="fig.png" alt="b" title="A" width="5" height="6">\n</center>',
        ),
        (
            "<figcaption>see {% post_link adam#m 'A *b*' %}</figcaption>",
            '<figcaption>see <a href="../adam.md#m">A *b*</a></figcaption>',
        ),
        (
            "<td>{% link A https://e.org/?a=1&b=2 T %}</td>",
            '<td><a href="https://e.org/?a=1&amp;b=2" title="T">A</a></td>',
        ),
        ('a <a href="{% post_path adam %}">b</a>', 'a <a href="../adam.md">b</a>'),
        ("<div>\n\n{% post_link adam b %}\n\n</div>", "<div>\n\n[b](adam.md)\n\n</div>"),
    ],
)
def test_in_html_a_tag_becomes_html(text: str, html: str) -> None:
    assert imported(text) == (html, [])


def test_code_of_a_file_becomes_a_link_and_is_told() -> None:
    markdown, problems = imported(
        "{% include_code The code lang:py a.py %}\n{% include_code b.py %}"
    )
    assert markdown == "[The code](/downloads/code/a.py)\n{% include_code b.py %}"
    assert [(one.name, one.line) for one in problems] == [("import-left", 1), ("import-left", 2)]


@pytest.mark.parametrize(
    ("text", "kind", "title", "seen"),
    [
        ("::: warning 注意\ntext\n\n- a\n:::", "warning", "注意", "text a"),
        ("::: tip\n::: details More\na\n:::\n:::", "tip", "", "More a"),
        ("!!! Note A title\n    text", "note", "A title", "text"),
        ('!!! note "A title"\n    text', "note", "A title", "text"),
        (
            "{% message color:danger 'title:A b' icon:x %}\na\n{% endmessage %}",
            "danger",
            "A b",
            "a",
        ),
        ("{% admonition tip A b %}\na\n{% endadmonition %}", "tip", "A b", "a"),
    ],
)
def test_boxes_of_plugins(text: str, kind: str, title: str, seen: str) -> None:
    box = shown(text).select_one(f"div.admonition.{kind}")
    assert box
    head = box.find("p", class_="admonition-title", recursive=False)
    assert (words(head) if head else "") == title
    assert words(box).removeprefix(title).strip() == seen


def test_other_containers_stay() -> None:
    text = "::: code-tabs\n@tab a\n:::\n\n!!! note no body\n\nb"
    markdown, problems = imported(text)
    assert markdown == text
    assert [one.values["construct"] for one in problems] == ["::: code-tabs"]


def test_music_becomes_a_link_or_is_told() -> None:
    text = '<meting-js server="netease" type="song" id="12"></meting-js>\n\n<meting-js id="x">'
    markdown, problems = imported(text)
    address = "https://music.163.com/#/song?id=12"
    assert markdown == f'[music.163.com/song/12]({address})\n\n<meting-js id="x">'
    assert [(one.name, one.line) for one in problems] == [("import-markup-left", 3)]


def test_raw_in_code_within_a_line_is_not_seen() -> None:
    text = "`{% raw %}{{ a }}{% endraw %}`\n\n```\n{% raw %}\n```\n"
    assert imported(text)[0] == text.replace("`{% raw %}{{ a }}{% endraw %}`", "`{{ a }}`")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (r"$$a \\\\ b \_{c} \text{x\_y}$$ and $x\_1$", r"$$a \\ b _{c} \text{x\_y}$$ and $x_1$"),
        (r"$\left\\{a\\\\b\right\\}$", r"$\left\{a\\b\right\}$"),
        (r"$\text{a\_b} \\ c$", r"$\text{a\_b} \\ c$"),
        (r"a \\\\ b $c$", r"a \\\\ b $c$"),
    ],
)
def test_escapes_in_formulas(text: str, seen: str) -> None:
    assert imported(text)[0] == seen


def test_boxes_and_foldings_in_html() -> None:
    page = shown(
        '<div class="note info"><p>Some **text**</p></div>\n\n<details open>\n'
        "<summary><b>More</b> of it</summary>\n\n- item\n\n"
        "```py\nx\n```\n</details>\n"
    )
    box = page.select_one("div.admonition.info")
    assert box
    assert words(box) == "Some text"
    assert box.select_one("strong")
    details = page.select_one("details[open]")
    assert details
    assert words(details.summary) == "More of it"
    assert details.select_one("li")
    assert details.select_one("pre")


@pytest.mark.parametrize(
    "text",
    [
        '<div class="note"><table><tr><td>a</td></tr></table></div>',
        '<div class="other">\n\ntext\n\n</div>',
        "<details><p>no summary</p></details>",
        "<details><summary>a</summary>\n<pre>\nb\n</pre>\n</details>",
        "| <details><summary>a</summary>b</details> |",
    ],
)
def test_other_elements_stay(text: str) -> None:
    assert imported(text) == (text, [])


WORDS = st.sampled_from(["Adam", "一段", "x_1", "*b*", "a\nb", "- item", "1. one", "", "\n", "> q"])
CODES = st.sampled_from(
    ["`{% note %}`", "```\n{% x %}\n<!-- more -->\n```", "\n\n    {{ code }}\n\n"]
)
INLINE_TAGS = st.sampled_from(
    [
        *("{% label info@word0 %}", "{% post_link gone word1 %}", "{% kbd word2 %}"),
        *("{% btn /a/, word3 %}", "{% link word4 https://e.org/ %}", "{% mytag word5 %}"),
        *("{% checkbox checked, word6 %}", "{{ word7 }}", "{% img /a.png 5 word8 %}"),
    ]
)
OPENINGS = st.sampled_from(
    [
        *("note info", "note red 'fas fa-x' flat", "folding cyan, word9", "tip bell", "cq"),
        *("blockquote word10, word11", "mytag", "raw", "gp 2-1", "codeblock lang:py word12"),
        *("tabs x", "timeline word13", "timenode word14", "hideBlock word15", "poem word16"),
    ]
)


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(tag: str, text: str, space: str) -> str:
        return f"{{% {tag} %}}{space}{text}{space}{{% end{tag.split()[0]} %}}"

    blocks = st.builds(written, OPENINGS, inner, st.sampled_from(["\n", "\n\n", "", " "]))
    return st.lists(st.one_of(inner, blocks), max_size=4).map(" ".join)


BODIES = st.recursive(
    st.lists(st.one_of(WORDS, CODES, INLINE_TAGS), max_size=6).map(" ".join), _around, max_leaves=8
)
BROKEN = st.lists(
    st.sampled_from(
        [
            *("{%", "%}", "{{", "}}", "{#", "#}", " ", "\n", "'", '"', "`", "```", "$", "$$", "\\"),
            *("note ", "endnote", "raw", "endraw", "tabs x", "endtabs", "a", ",", "|", "-", ">"),
            *("<!--", "more", "-->", '<div class="note">', "</div>", "<details><summary>", "\n\n"),
            *("</summary>", "</details>", "\ue000", "\ue001", "0", "lang_content", " en", "    "),
            *("<!-- tab x -->", "<!-- more -->", "\\\\", "endlang_content", "img ", "link ", "["),
            *("\n::: tip\n", "\n:::\n", "<p>", "{% ref a %}", "[a] b", "a.b", "=", "]", "!!! note"),
        ]
    ),
    max_size=40,
).map("".join)


@given(BODIES)
def test_words_survive(text: str) -> None:
    markdown, _ = imported(text)
    assert set(re.findall(r"word[0-9]+", markdown)) == set(re.findall(r"word[0-9]+", text))
    for letters in ("Adam", "一段", "item"):
        assert markdown.count(letters) == text.count(letters)


@given(st.one_of(BROKEN, BODIES))
def test_nothing_breaks(text: str) -> None:
    markdown, problems = imported(text)
    lines = text.count("\n") + 1
    assert all(one.line and 1 <= one.line <= lines for one in problems)
    assert (markdown == text) or "{" in text or "<" in text or "$" in text
    parts = split_languages(text)
    assert not parts or "lang_content" in text


@given(BODIES)
def test_code_is_not_touched(text: str) -> None:
    markdown, _ = imported(text)
    for code in ("`{% note %}`", "{% x %}", "{{ code }}"):
        assert markdown.count(code) == text.count(code)
