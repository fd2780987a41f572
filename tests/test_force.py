"""Input beyond all measure: it is bounded, a message says so, and the rest of the site is read."""

from __future__ import annotations

import time

import pytest

from mkdocs_papernotes.front_matter.parsing import read_front_matter

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

    start = time.thread_time()
    found = read_front_matter(text, "a.md")

    assert time.thread_time() - start < 1
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
