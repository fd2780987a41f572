"""`papernotes check --paper`: what a note says and the text of its paper does not."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.inspection.claims import PaperText, unsupported
from mkdocs_papernotes.inspection.paper_text import NoTextError, text_of_html, text_of_pdf
from mkdocs_papernotes.lookups.client import ARXIV_HTML
from mkdocs_papernotes.twins.parts import Twin
from tests.build_site import Project
from tests.services import Answer, Service, in_turn, serving
from tests.test_check import check, found, places

CODES = ("PN646", "PN647", "PN648")
EXAMPLE = Path(__file__).parent.parent / "example_site" / "docs" / "notes"
PAPER = """\
<!DOCTYPE html><html><head><title>Exits</title><style>p { width: 99.5% }</style></head><body>
<nav>Report issue 77.7%</nav>
<article class="ltx_document"><h1>Early Exits</h1>
<p>Our method is <math alttext="2.16\\times"><semantics><mrow><mn>2.16</mn><mo>×</mo></mrow>
<annotation encoding="application/x-tex">2.16\\times</annotation></semantics></math> faster on
1,048,576 tokens and reduces memory from 1.5 million to 40 GB in 12 hours.</p>
<p>Existing systems waste most of the mem­ory<span class="ltx_note ltx_role_footnote"><sup>3</sup>
Measured on 8.25 W.</span> that they re<em>serve</em>, as earlier work shows
<cite>[<a href="#b1">12</a>, <a href="#b2">7</a>]</cite> for the ﬁrst time.</p>
<table><tr><th>Accuracy</th><td>0.712</td><td>48.7</td></tr></table>
<p>We improve by 3.2% over Llama-3.1. <!-- a comment 66.6% --></p></article></body></html>
"""
TEXT = text_of_html(PAPER.encode())


def told(note: str, text: str = TEXT) -> list[tuple[str, int]]:
    return [(claim.written, claim.line) for claim in unsupported(Twin(note), PaperText(text))]


def claims(folder: Path, *arguments: str) -> list[tuple[str, str, int]]:
    """What the command tells of papers."""
    return places([each for each in found(folder, "--paper", *arguments) if each["code"] in CODES])


def pdf(*lines: str) -> bytes:
    """A PDF of one page."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + head + end


# Texts


def test_html_has_its_text_formulas_and_footnotes() -> None:
    for number in ("2.16×", "1,048,576", "8.25 W", "0.712"):
        assert number in TEXT
    for unseen in ("99.5", "77.7", "66.6"):
        assert unseen not in TEXT
    assert "0.712\n\n48.7" in TEXT, "cells of a table are apart"


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"\0", b"<!-- -->"])
def test_html_without_a_text(content: bytes) -> None:
    with pytest.raises(NoTextError):
        text_of_html(content)


def test_pdf_has_its_text() -> None:
    assert "2.16x faster" in text_of_pdf(pdf("It is 2.16x faster", "than before"))


@pytest.mark.parametrize("content", [b"", b"no PDF", pdf("a")[:200], pdf()])
def test_pdf_without_a_text(content: bytes) -> None:
    with pytest.raises(NoTextError, match=r"cannot be read|only pictures"):
        text_of_pdf(content)


def test_without_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def missing(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return load(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NoTextError, match=r"pip install 'mkdocs-papernotes\[pdf\]'"):
        text_of_pdf(pdf("a"))


# What is told of a note


@pytest.mark.parametrize(
    "note",
    [
        "It is 2.16× faster, or 2.16 倍, or about 2.2×.",
        "1,048,576 tokens, 150 万, 40 GB, 12 小时, 720 分钟",
        "An accuracy of 71.2%, 3.2 个百分点 more than Llama 3.1, 48.7% in all",
        "It takes 7 runs and 5 others.",
        "See section 9.9, 第 9.8 节 and Table 9.7.",
        "From 2019 to 2026, on 2026-04-16, in arXiv 2404.16710",
        "`99.9%` and $x = 99.9$ are no prose.\n\n    code 99.9%\n",
        "nearly 3× and 约 2 倍",
        "“Existing systems waste most of the memory that they reserve, as earlier work shows”",
        "“as earlier work shows for the first time” and “... waste most of the [GPU] memory …”",
        "“a short title of five” or “现有系统浪费了所预留的大部分内存，前人已经证明”",
        'A [link](x.md "with a title that has no place in the paper").',
    ],
)
def test_nothing_is_told_of_what_the_paper_has(note: str) -> None:
    assert told(note) == []


@pytest.mark.parametrize(
    ("note", "wrong"),
    [
        ("It is\n2.61× faster.", "2.61×"),
        ("It is\n快 2.61 倍。", "2.61 倍"),
        ("It needs\n40 TB of memory.", "40 TB"),
        ("It takes\n12 minutes.", "12 minutes"),
        ("An accuracy of\n72.1%", "72.1%"),
        ("On\n1,084,576 tokens", "1,084,576"),
        ("| a |\n| 48.9 |", "48.9"),
        ("They say\n“existing systems waste all of the memory that they reserve”", "existing"),
    ],
)
def test_what_the_paper_does_not_have_is_told_with_its_line(note: str, wrong: str) -> None:
    ((written, line),) = told(note)
    assert (written.startswith(wrong), line) == (True, 2)


def test_chinese_papers() -> None:
    text = "现有系统浪费了所预留的大部分内存，前人已经证明。速度提高到 2.16 倍。"
    assert told("“现有系统浪费了所预留的大部分内存”，快 2.16 倍", text) == []
    assert len(told("“现有系统浪费了所预留的一小部分内存”，快 2.61 倍", text)) == 2
    assert told("“An English sentence of more than six words”", text) == []


FORMULAS = (
    "2–4\\times", "10\\times", "65\\%", "30\\%", "20.4\\%-38.2\\%", "\\times5120", "\\times\\ 40",
    "\\times\\;2", "12\\%", "55\\%", "8.4\\times", "5.8\\times", "2\\times",
    "1.7\\times-2.7\\times", "2.7\\times-8\\times", "2.2\\times", "4.3\\times", "22\\times",
    "1.3\\times", "2.3\\times",
    "6.1\\%-9.8\\%", "37.6\\%\\textrm{-}55.2\\%", "16.2\\%\\textrm{-}30.5\\%",
    "44.3\\%\\textrm{-}66.3\\%", "1.67\\times", "3.58\\times", "20{-}26\\%", "20\\%",
)  # fmt: skip
PLAIN = """13B-parameter, 40GB RAM, 2048 tokens, 800 KB, 1.6 GB, 80GB, 512, 8.5K lines, 2K lines,
66B, 175B, 25, 32 positions, 1-hour, 15-minute, 6, 5 examples, 1024 tokens, 16 to 128, 26 GB"""


def test_numbers_in_pictures_and_own_results_are_told() -> None:
    """Notes on PagedAttention against the numbers that the text and the tables of the paper have.

    Of the 78 numbers of these notes, all of which are right, 28 are told: four in each version of
    the first, which the paper shows in figures, and what the second computes itself.
    """
    formulas = "".join(f'<p>is <math alttext="{each}"><mi>x</mi></math></p>' for each in FORMULAS)
    paper = PaperText(text_of_html(f"<html><body>{formulas}<p>{PLAIN}</p></body></html>".encode()))
    alarms = {}
    for name in ("pagedattention", "pagedattention-blocks"):
        for path in (EXAMPLE / "2026" / f"{name}{each}.md" for each in ("", ".zh")):
            note = Twin(read_front_matter(path.read_text("utf-8"), path.name).body)
            alarms[path.name] = [claim.written for claim in unsupported(note, paper)]
    for each in ("", ".zh"):
        assert alarms[f"pagedattention{each}.md"] == ["26.8%", "96.3%", "30.42", "13.62"]
        assert 0 < len(alarms[f"pagedattention-blocks{each}.md"]) <= 10


def pairs() -> list[tuple[Path, Path]]:
    chinese = sorted(EXAMPLE.rglob("*.zh.md"))
    both = [(each, each.with_name(each.name.replace(".zh.md", ".md"))) for each in chinese]
    return [pair for pair in both if pair[1].exists()]


def test_rate_of_false_alarms() -> None:
    """Chinese notes against their English versions, which take the place of the paper.

    What both say is in the “paper”, so whatever is told is a false alarm, unless the notes differ.
    """
    counted = alarms = missed = planted = 0
    for chinese, english in pairs():
        notes = [
            Twin(read_front_matter(path.read_text("utf-8"), path.name).body)
            for path in (chinese, english)
        ]
        paper = PaperText(notes[1].text)
        alarms += len([*unsupported(notes[0], paper)])
        nothing = [*unsupported(notes[0], PaperText("nothing"))]
        counted += len(nothing)
        for number in (claim.written for claim in nothing if claim.kind == "number"):
            for place, digit in enumerate(number):
                if digit in "123456789":
                    wrong = number[:place] + str((int(digit) + 4) % 9 + 1) + number[place + 1 :]
                    planted += 1
                    missed += not [*unsupported(Twin(wrong), paper)]
                    break
    assert counted > 100
    assert alarms <= counted * 0.05
    assert missed <= planted * 0.3


# The command

NOTE = """\
---
title: A note
date: 2026-04-16
paper: {arxiv: "2404.16710", title: Early Exits}
---

It is 2.16× faster, with 40 TB of memory.
"""


def pair(folder: Path, note: str = NOTE) -> Path:
    """A site with a note in two languages, whose numbers agree."""
    project = Project(folder).configure("suffix")
    project.write("notes/exits.md", note)
    project.write(
        "notes/exits.zh.md", NOTE.split("paper:")[0] + "---\n\n快 2.16 倍，需 40 TB 显存。"
    )
    return project.folder


BOTH = [("PN646", f"docs/notes/exits{each}.md", line) for each, line in (("", 7), (".zh", 6))]


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """An arXiv that has the paper, until its `answer` is changed."""
    monkeypatch.setenv("PAPERNOTES_PACE", "0.001")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "paces"))
    with serving(in_turn(Answer(PAPER.encode()))) as service:
        monkeypatch.setenv(ARXIV_HTML.variable, service.address)
        yield service


def test_both_notes_are_compared_and_the_text_is_kept(arxiv: Service, tmp_path: Path) -> None:
    folder = pair(tmp_path / "a site 笔记")
    assert claims(folder) == BOTH
    assert [path for path, _, _ in arxiv.asked] == ["/html/2404.16710"]
    kept = folder / ".cache" / "papernotes" / "papers" / "2404.16710.txt"
    assert kept.read_text("utf-8") == TEXT
    assert claims(folder, "docs/notes/exits.md") == BOTH[:1]
    assert len(arxiv.asked) == 1, "the text was kept"
    kept.unlink()
    assert claims(folder) == BOTH
    assert len(arxiv.asked) == 2
    assert "in the paper's text" not in check(folder).stdout, "only with --paper"


def test_the_version_that_was_read_is_asked_for(arxiv: Service, tmp_path: Path) -> None:
    folder = pair(tmp_path, NOTE.replace('"2404.16710"', '"2404.16710v2"'))
    claims(folder)
    assert [path for path, _, _ in arxiv.asked] == ["/html/2404.16710v2"]
    assert [*folder.rglob("2404.16710v2.txt")]


def test_a_pdf_is_read_where_arxiv_has_no_html(arxiv: Service, tmp_path: Path) -> None:
    arxiv.answer = in_turn(Answer(status=404))
    folder = pair(tmp_path)
    document = found(folder, "--paper")
    (message,) = {each["message"] for each in document if each["code"] == "PN648"}
    assert "arXiv has no HTML of 2404.16710, and there is no PDF beside the note" in message
    project = Project(folder)
    project.write("notes/exits.pdf", pdf("It is 2.16x faster"))
    assert claims(folder) == BOTH
    assert len(arxiv.asked) == 1, "arXiv is not asked again for what it does not have"
    project.write("notes/exits.pdf", pdf("It is 2.16x faster with 40 TB"))
    assert claims(folder) == []
    project.write("notes/exits.pdf", b"no PDF")
    assert {code for code, _, _ in claims(folder)} == {"PN648"}


def test_which_pdf_is_read(arxiv: Service, tmp_path: Path) -> None:
    arxiv.answer = in_turn(Answer(status=404))
    folder = pair(tmp_path)
    project = Project(folder)
    project.write("notes/paper.pdf", pdf("It is 2.16x faster"))
    assert claims(folder) == BOTH, "the only one beside the only note"
    project.write("notes/other.md", "---\ndate: 2026-04-16\n---\n\n# Other\n\nText.")
    assert {code for code, _, _ in claims(folder)} == {"PN648"}, "it may be that of the other"
    linked = NOTE.replace("title: Early", "links: {pdf: paper.pdf}, title: Early")
    project.write("notes/exits.md", linked)
    assert claims(folder) == BOTH


def test_a_pdf_beside_one_version_is_read_for_all(arxiv: Service, tmp_path: Path) -> None:
    arxiv.answer = in_turn(Answer(status=404))
    project = Project(tmp_path).configure("folder")
    for language in ("en", "zh"):
        project.write(f"{language}/notes/gpt-3.5.md", NOTE)
    project.write("en/notes/other.md", "---\ndate: 2026-04-16\n---\n\n# Other\n\nText.")
    project.write("en/notes/gpt-3.5.PDF", pdf("It is 2.16x faster"))
    assert claims(project.folder) == [
        ("PN646", f"docs/{language}/notes/gpt-3.5.md", 7) for language in ("en", "zh")
    ]


def test_without_a_network_that_is_said_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "paces"))
    monkeypatch.setenv(ARXIV_HTML.variable, "http://127.0.0.1:9")
    folder = pair(tmp_path)
    project = Project(folder)
    project.write("notes/other.md", NOTE.replace("2404.16710", "2404.16711"))
    project.write("notes/exits.pdf", pdf("It is 2.16x faster"))
    done = check(folder, "--paper")
    assert done.stderr.count("cannot be reached") == 1
    assert "Only PDFs beside the notes are read." in done.stderr
    assert done.stdout.count("[PN646]") == 2
    assert "arXiv was not reached" in done.stdout.replace("\n    ", " ")
    assert not [*folder.rglob("24*.txt")], "nothing is kept of it"


def test_a_folder_in_which_nothing_can_be_kept(arxiv: Service, tmp_path: Path) -> None:
    folder = pair(tmp_path)
    (folder / ".cache").write_text("a file in the place of the folder")
    assert claims(folder) == BOTH


def test_notes_without_a_paper_ask_nothing(arxiv: Service, tmp_path: Path) -> None:
    project = Project(tmp_path).configure("suffix")
    project.write("notes/other.md", "---\ndate: 2026-04-16\n---\n\n# Other\n\n99.9%")
    assert claims(project.folder) == []
    assert arxiv.asked == []
