"""The Markdown of Jekyll as the new site reads it, rendered with its extensions."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import teller
from mkdocs_papernotes.importers.jekyll.conversion import convert
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.problems.problem import Problem
from tests.importers.places import SomePlaces
from tests.timing import takes_less_than

pytestmark = pytest.mark.pure

PLACES = SomePlaces(
    pages={"/_posts/2019-04-05-cells.md": "cells.md", "/_pages/about me.md": "about.md"},
    files=("fold.png", "paper.pdf"),
)
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.quotes",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
OPTIONS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.highlight": {"use_pygments": False},
}


def converted(text: str) -> tuple[str, list[Problem]]:
    """A text as it is on the new site, and what was told."""
    problems: list[Problem] = []
    body = Body(text)
    values = {"title": "A <b> title"}
    page = OldPage("_posts/2020-01-01-a.md", "a", text, values=values, address="2020/a/")
    convert(body, page, PLACES, teller(page.source, problems))
    return body.restored(), problems


def rendered(text: str) -> str:
    html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS)
    return re.sub(r"\s+", " ", html).replace("> <", "><")


RENDERED = {
    # attributes of blocks and spans
    "Lead.\n{: .lead #a }\n": '<p class="lead" id="a">Lead.</p>',
    "{: .lead}\nLead.\n\nNext.\n": '<p class="lead">Lead.</p><p>Next.</p>',
    "One.\n{: .a}\nTwo.\n": '<p class="a">One.</p><p>Two.</p>',
    "## H\n{: .no_toc }\n": '<h2 class="no_toc" id="h">H</h2>',
    "## H {#x}\n{: .c }\n": '<h2 class="c" id="x">H</h2>',
    '## H\n\n{:data-x="y"}\n\nText\n': '<h2 data-x="y" id="h">H</h2><p>Text</p>',
    "H\n---\n{: .c}\n": '<h2 class="c" id="h">H</h2>',
    '[a](https://b.example){:target="\\_blank"}': 'target="_blank"',
    "**a**{: .red}": '<strong class="red">a</strong>',
    '{:mid: style="color: red"}\n\nText.\n{: mid}\n': '<p style="color: red">Text.</p>',
    "|a|b|\n|-|-|\n|1|2|\n{: .wide }\n\nText\n": '<div class="wide"><table>',
    "- a\n- {: .x} b\n": '<li class="x">b</li>',
    "* TOC\n{:toc}\n\n## H\n": '<div class="toc">',
    # boxes
    "Be\ncareful.\n{: .notice--warning}\nNext.\n": '<div class="admonition warning">',
    "> Try it.\n{: .prompt-tip }\n": '<div class="admonition tip">',
    "> ##### NOTE WELL\n>\n> Text.\n{: .block-danger }\n": 'title">NOTE WELL</p><p>Text.</p>',
    '{% include note.html content="A *note*." %}\n': "<p>A <em>note</em>.</p>",
    '<div class="notice--info" markdown="1">\n**A**\n</div>\n': '<div class="admonition info"><p>',
    "{: .note }\nBelow.\n": '<div class="admonition note">',
    # math
    "The sum $$a + b$$ is.\n": 'The sum <span class="arithmatex">\\(a + b\\)</span> is.',
    "$$\na \\\\\nb\n$$\n": '<div class="arithmatex">\\[ a \\\\ b \\]</div>',
    "<div>\n$$\na\n$$\n</div>\n": '<div class="arithmatex">\\[ a \\]</div>',
    '<div class="x">$$a$$</div>\n': '<div class="x"><div class="arithmatex">\\[a\\]</div></div>',
    # extensions and lines
    "One\\\\\ntwo\n": "One<br /> two",
    "* a\n\n^\n\n* b\n": "</ul><!-- --><ul>",
    "{::comment}\nunseen\n{:/comment}\n\nText.\n": "<!-- unseen --><p>Text.</p>",
    "{::nomarkdown}\n<div>*a*</div>\n{:/}\n": "<div>*a*</div>",
    '{::options parse_block_html="true" /}\n\n<div>\n*a*\n</div>\n': "<em>a</em>",
    # Liquid
    "{% highlight python linenos %}\nprint()\n{% endhighlight %}\n": "print()",
    "[a]({% post_url 2019-04-05-cells %})": 'href="/_posts/2019-04-05-cells.md"',
    "[a]({{ site.baseurl }}{% link _pages/about me.md %})": 'href="/_pages/about%20me.md"',
    "[a]({{ site.url }}{{ site.baseurl }}/x/)": 'href="/x/"',
    "![a]({{ '/i/fold.png' | relative_url }})": 'src="/i/fold.png"',
    '![a]({{ "i/fold.png" | prepend: site.baseurl | absolute_url }})': 'src="/i/fold.png"',
    "{{ page.title }}": "<p>A &lt;b&gt; title</p>",
    "{% raw %}{{ a }}{% endraw %}": "<p>{{ a }}</p>",
    "```\n{% raw %}\n{{ a }}\n{% endraw %}\n```\n": "<code>{{ a }}</code>",
    "A{% comment %}secret{% endcomment %} b": "<p>A b</p>",
    "{% comment %}\nsecret (x)\n{% endcomment %}\n": "",
    '{% include figure.liquid path="i/fold.png" alt="x" caption="A fold" %}\n': (
        '<p><img alt="x" src="/i/fold.png" title="A fold" /></p>'
    ),
    '<div>\n{% include figure.html path="i/fold.png" caption="<b> \'q\'" %}\n</div>\n': (
        '<figure><img src="/i/fold.png" alt=""><figcaption>&lt;b&gt; \'q\'</figcaption></figure>'
    ),
    '{% include video id="abc" provider="youtube" %}\n': "https://www.youtube.com/embed/abc",
    "{% gist linwei/12ab a.py %}\n": '<a href="https://gist.github.com/linwei/12ab">',
    "{% details More of it %}\n*a*\n{% enddetails %}\n": "More of it</summary><p><em>a</em>",
    "{% tabs g %}\n{% tab g One %}\n```\nx\n```\n{% endtab %}\n{% endtabs %}\n": ">One</label>",
}


@pytest.mark.parametrize("text", RENDERED)
def test_rendered(text: str) -> None:
    """The text is read on the new site as it was meant; nothing is left to be told."""
    new, problems = converted(text)
    assert RENDERED[text] in rendered(new)
    assert problems == []
    assert "{%" not in new
    assert "secret" not in rendered(new)


LEFT = [
    "{% cite key %}",
    "{% bibliography %}",
    "{% for post in site.posts %}",
    "{{ page.date | date: '%Y' }}",
    "{{ site.data.x }}",
    "{% include gallery caption=page.title %}",
    "{% post_url 2001-01-01-none %}",
    "{% include figure.html path=page.picture %}",
    '{% include video id="a b" provider="youtube" %}',
]


@pytest.mark.parametrize("construct", LEFT)
def test_left_as_it_is_and_told(construct: str) -> None:
    new, problems = converted(f"Text.\n\nHere {construct} is.\n")
    assert construct in new
    assert [(problem.name, problem.line) for problem in problems] == [("import-left", 3)]
    assert problems[0].values["construct"] == construct


def test_liquid_in_code_stays_and_is_told() -> None:
    text = "```\na\n{{ site.baseurl }}\n```\n"
    new, problems = converted(text)
    assert new == text
    assert [(problem.name, problem.line) for problem in problems] == [("import-left", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "An atom {:ok, 1} and word{: .x}.",
        "{: .a}",
        "Costs $$5 here.\n\nAnd $$6 there.",
        "{% raw %}",
        "{{ {% }} %}",
        "a {:/} b",
    ],
)
def test_no_word_is_lost(text: str) -> None:
    new, _ = converted(text)
    assert re.findall(r"\w+", new) == re.findall(r"\w+", text)


PIECES = [
    "word",
    " ",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "# ",
    "`",
    "```\n",
    "$$",
    "$",
    "{: .x}",
    "{:",
    "}",
    "{:toc}",
    "{% raw %}",
    "{% endraw %}",
    "{% if a %}",
    "{{ b }}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{::comment}",
    "{:/}",
    "{::nomarkdown}",
    "|a|b|\n",
    "<div>",
    "</div>",
    "^",
    "\\\\\n",
    "[a](b)",
    "{: .notice}",
    "{:a: .b}",
    "{% highlight c %}",
    "{% endhighlight %}",
    "{% tab a b %}",
    "{% endtab %}",
    "\ue0001\ue001",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_anything_is_survived(text: str) -> None:
    """No error, and no plain word is lost."""
    new, _ = converted(text)
    hidden = re.sub(r"<!--.*?-->", "", new, flags=re.DOTALL)
    assert new.count("word") == text.count("word")
    assert hidden.count("word") <= text.count("word")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES[:13]), max_size=20).map("".join))
def test_code_is_untouched(text: str) -> None:
    code = "~~~~~~\n{: .x} \\\\\n$$a$$ **b**{: .c}\n~~~~~~"
    new, _ = converted(f"{text}\n\n{code}\n\nend")
    assert code in new or "```" in text or "- " in text


HOSTILE = [
    "{% raw %}",
    "{{",
    "{%",
    "{::comment}",
    "{:/}",
    "$$",
    "{: .x}\n",
    "a\n{: .notice}\n",
    "<div>\n",
    "{% highlight x %}",
    "{% include figure.html ",
    "a='",
    "> \n{: .x}\n",
    "{:a: b}\n",
    "|a|\n{: .x}\n",
    '{::options parse_block_html="true" /}',
    "- {: .x",
    "\\\\\n",
    "{% tab a b %}\n",
    "{% comment %}a",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_take_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert takes_less_than(4, lambda: converted(text))
