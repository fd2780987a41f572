"""Formulas of old texts are between the marks that pymdownx.arithmatex reads."""

from __future__ import annotations

import pytest

from tests.importers.places import converted

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲$x_1$乙", "甲$x_1$乙"),
        ("a $ x = 1 $ b", "a $x = 1$ b"),
        ("a $ n $ b", "a $n$ b"),
        (r"a \\(x_1\\) b", "a $x_1$ b"),
        (r"a \( x + y \) b", r"a \( x + y \) b"),
        (r"a \(x_1\) b", r"a \(x_1\) b"),
        (r"a \(see b\) c", r"a (see b) c"),
        (r"\\[ x \\]", "$$x$$"),
        (r"\[ x_1 \]", "$$x_1$$"),
        (r"\[1\] A", r"&#91;1\] A"),
        ("$`x`$", "$x$"),
        ("a $$x$$ b", "a\n\n$$x$$\n\nb"),
        ("a:\n$$\nx\n$$\nb", "a:\n\n$$\nx\n$$\n\nb"),
        ("$$\nx\n\n+ y\n$$", "$$\nx\n+ y\n$$"),
        ("> $$\n> x\n> $$", "> $$\n> x\n> $$"),
        ("- a\n  $$\n  x\n  $$\n- b", "- a\n\n    $$\n    x\n    $$\n\n- b"),
        ("# A $$x$$", "# A $x$"),
        ("| a | $$x$$ |\n|---|---|", "| a | $x$ |\n|---|---|"),
        (
            "\\begin{align}\nx\\\\\n\\end{align}",
            "$$\n\\begin{align}\nx\\\\\n\\end{align}\n$$",
        ),
        (r"$\begin{a}x \\\\ y\end{a}$", r"$\begin{a}x \\ y\end{a}$"),
        ("$a &lt; b$", "$a < b$"),
        ("It costs $5 and $10.", r"It costs \$5 and $10."),
        ("用到的距离为 $1 - IoU$ ，小于 $2 * Max$", "用到的距离为 $1 - IoU$ ，小于 $2 * Max$"),
        ("$5 in the US$", r"\$5 in the US$"),
        ("若 $ u(s, a) $ 大，网络$ v(S; w)$ 则小", "若 $u(s, a)$ 大，网络$v(S; w)$ 则小"),
        ("US$100和US$200", r"US\$100和US$200"),
        ("only $5", "only $5"),
        ("a\\$ b\\$", "a\\$ b\\$"),
        ("`$x$`\n\n    $x$", "`$x$`\n\n    $x$"),
        ("$$ one", "$$ one"),
        ("a $x\n\nb$ c", "a $x\n\nb$ c"),
    ],
)
def test_a_formula(old: str, new: str) -> None:
    assert converted(old)[0] == new


def test_marked_took_backslashes_away() -> None:
    assert converted(r"$a\_b \\{c\\} \text{d\_e}$", anchors="hexo")[0] == (
        r"$a_b \{c\} \text{d\_e}$"
    )
    assert converted(r"$a\_b$")[0] == r"$a\_b$"


def test_two_dollars_within_a_line_of_kramdown() -> None:
    assert converted("a $$x$$ b\n\n$$y$$", anchors="kramdown")[0] == "a $x$ b\n\n$$y$$"


def test_a_bar_in_a_formula_does_not_end_a_cell_of_a_table() -> None:
    text = converted("|a|b|\n|-|-|\n|$|x|_2$|y|\n")[0]
    assert text.splitlines()[2] == r"|$\vert x\vert _2$|y|"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- a\n$$x$$\n  - b\n  - c\n- d", "- a\n\n    $$x$$\n\n    - b\n    - c\n\n- d"),
        ('<img src="/x.png">\n$$x$$  \nb', '<img src="/x.png">\n\n$$x$$\n\nb'),
        ("<div>\n$$x$$\n</div>", "<div>\n$$x$$\n</div>"),
    ],
)
def test_a_formula_on_a_line_of_its_own(old: str, new: str) -> None:
    assert converted(old, anchors="kramdown")[0] == new


@pytest.mark.parametrize("text", [r"$$[\sigma(\tau\phi)](x)=x$$", "$$\n[a](b)\n$$"])
def test_what_looks_like_a_link_in_a_formula(text: str) -> None:
    assert converted(text, is_markdown_of_mkdocs=True) == (text, [])
