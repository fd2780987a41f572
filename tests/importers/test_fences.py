"""The line above fenced code is one that pymdownx.superfences reads."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.markup.fences import fence_info
from tests.importers.places import converted

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("python", "python"),
        ("c++", "c++"),
        ("C#", "C#"),
        ('python linenums="1" hl_lines="2 3"', 'python linenums="1" hl_lines="2 3"'),
        ("{.python}", "python"),
        ('{.python .numberLines startFrom="10"}', 'python linenums="10"'),
        ("{r, echo=FALSE}", 'r title="echo=FALSE"'),
        ("go {linenos=true,hl_lines=[2]}", 'go linenums="1" hl_lines="2"'),
        ('go {hl_lines=[8,"15-17"],linenostart=199}', 'go linenums="199" hl_lines="8 15-17"'),
        ("go {linenos=false}", "go"),
        ("js{1,3-4}", 'js hl_lines="1 3-4"'),
        ("js {1,3-4} showLineNumbers", 'js linenums="1" hl_lines="1 3-4"'),
        ("cpp=", 'cpp linenums="1"'),
        ("cpp=10", 'cpp linenums="10"'),
        ("python:file.py", 'python title="file.py"'),
        ("text file name", 'text title="file name"'),
        ("js app.js https://a.example/x Link", 'js title="app.js https://a.example/x Link"'),
        ("js mark:1,4-7 first_line:3", 'js linenums="3" hl_lines="1 4-7"'),
        ("js title:app.js", 'js title="app.js"'),
        ("c/c++", 'text title="c/c++"'),
        ('js the "best" one', "js title='the \"best\" one'"),
    ],
)
def test_an_info_string(old: str, new: str) -> None:
    assert fence_info(old) == new


@given(st.text("ab1 .{}[]=,:\"'/-+#中\t`~\\<>", max_size=24))
def test_any_info_string_is_that_of_a_fence(info: str) -> None:
    new, _ = converted(f"~~~ {info}\nsome code\n~~~\n\nText")

    html = markdown.markdown(new, extensions=["attr_list", "pymdownx.superfences"])
    assert "some code\n</code></pre>" in html
    assert "<p>Text</p>" in html


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("```js\nx\n`````\na", "```js\nx\n```\n\na"),
        ("```js\n\nx", "```js\n\nx\n```"),
        ("a\n   ```\n   x\n     y\n   ```", "a\n\n```\nx\n  y\n```"),
        ("- a\n\n  ```\n  x\n\n  y\n  ```\n- b", "- a\n\n    ```\n    x\n\n    y\n    ```\n\n- b"),
        ("1. a\n   ~~~\n   x\n   ~~~\n2. b", "1. a\n    ~~~\n    x\n    ~~~\n2. b"),
        ("> ```\n> x\n> ```\nb", "> ```\n> x\n> ```\n\nb"),
        ("````md\n```\nx\n```\n````", "````md\n```\nx\n```\n````"),
        ("```math\nx\n```", "$$\nx\n$$"),
    ],
)
def test_a_fence(old: str, new: str) -> None:
    assert converted(old)[0] == new
