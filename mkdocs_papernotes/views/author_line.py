"""The authors of a paper: in full with affiliations, marks and folds, or only the first names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.papers.paper import Affiliation, Author, Paper
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.text import touch

SHOWN_ON_PHONE = 3
"""How many authors a phone shows; the others are folded."""
_WITH_AFFILIATIONS = 3
"""Up to this many authors have affiliations beside their names; more authors have numbers."""
_FIRST_AUTHORS = 3

_NAME, _AFFILIATION = "\N{OBJECT REPLACEMENT CHARACTER}1", "\N{OBJECT REPLACEMENT CHARACTER}2"
"""Placeholders for HTML in a label. The label itself is plain text and is escaped."""
_CORRESPONDING, _EQUAL = "*", "†"


def author_line(
    authors: Sequence[Author],
    labels: Labels,
    most: int,
    *,
    others: bool = False,
    hrefs: Mapping[str, str] | None = None,
) -> Markup:
    """All authors as HTML. `most` is the largest number of authors shown without unfolding.

    Authors after `SHOWN_ON_PHONE` and after `most` are in elements that CSS folds. A label for the
    header's checkbox `pn-all` shows them again. With `others`, “et al.” follows the last one.
    `hrefs` are links by name, empty for names without one.
    """
    numbers = _numbers(authors)
    separator = labels("list_separator")
    mark = escape(separator.rstrip())
    space = separator[len(separator.rstrip()) :]
    links = hrefs or {}
    names = [_author(author, numbers, labels, links.get(author.name, "")) for author in authors]
    # The mark belongs to the name, so that no line begins with it.
    people = [f'<span class="pn-person">{name}{mark}</span>{space}' for name in names[:-1]]
    people.append(f'<span class="pn-person">{names[-1]}</span>')
    if others:
        pattern = str(escape(_and_others(_NAME, _end(authors[-1], numbers, labels), labels)))
        people[-1] = pattern.replace(_NAME, people[-1])
    folds = list(_folds(len(people), most))
    html = "".join(people[: folds[0][0] if folds else None])
    for start, end, part in folds:
        html += f'<span class="pn-authors__{part}">{"".join(people[start:end])}</span>'
    for start, _, part in folds:
        more = escape(labels("more_authors", count=len(people) - start))
        html += f' <label class="pn-more pn-more--{part}" for="pn-all">{more}</label>'
    return Markup(html)


def first_authors(paper: Paper, labels: Labels) -> str:
    """The names of up to three authors of a paper, followed by “et al.” if there are more."""
    authors = paper.authors
    names = labels("list_separator").join(author.name for author in authors[:_FIRST_AUTHORS])
    more = len(authors) > _FIRST_AUTHORS or (paper.others and authors)
    return _and_others(names, names, labels) if more else names


def _and_others(names: str, end: str, labels: Labels) -> str:
    """`names` with “et al.” in the words of a language: `Lin Wei et al.`, `Lin Wei 等`, `林薇等`.

    `end` is the text whose last character decides whether a space follows the names.
    """
    text = labels("et_al", names=_NAME)
    before, _, after = text.partition(_NAME)
    if touch(end, after.lstrip()):
        after = after.lstrip()
    return f"{before}{names}{after}"


def affiliation_line(authors: Sequence[Author], labels: Labels) -> Markup:
    """The numbered affiliations and the meaning of the marks; empty if there are neither."""
    parts = [
        f'<span class="pn-affiliation"><sup>{number}</sup>{_place(place)}</span>'
        for place, number in _numbers(authors).items()
    ]
    legend = (
        (_CORRESPONDING, "corresponding", any(author.corresponding for author in authors)),
        (_EQUAL, "equal", any(author.equal for author in authors)),
    )
    parts += [
        f'<span class="pn-affiliation"><sup>{mark}</sup>{escape(labels(word))}</span>'
        for mark, word, used in legend
        if used
    ]
    return Markup(" ".join(parts))


def orcid_link(name: str, orcid: Orcid, labels: Labels) -> Markup:
    """A link to the ORCID record of the person with that name."""
    title = escape(labels("orcid", name=name))
    attributes = f'class="pn-orcid" href="{escape(orcid.url)}" aria-label="{title}"'
    return Markup(f"<a {attributes}>iD</a>")


def _folds(count: int, most: int) -> Iterator[tuple[int, int, str]]:
    """The ranges of folded authors, as start, end and class: `some` on phones, `rest` everywhere.

    If only one author would be folded on a phone, the phone shows that author instead.
    """
    phone = min(SHOWN_ON_PHONE, most)
    if count > min(phone + 1, most):
        if phone < most:
            yield phone, min(most, count), "some"
        if most < count:
            yield most, count, "rest"


def _author(author: Author, numbers: dict[Affiliation, int], labels: Labels, href: str) -> str:
    html = f'<span class="pn-author">{escape(author.name)}</span>'
    if href:
        html = f'<a href="{escape(href)}">{html}</a>'
    if author.orcid:
        html += str(orcid_link(author.name, author.orcid, labels))
    marks = [str(numbers[place]) for place in author.affiliations if place in numbers]
    marks += [_CORRESPONDING] if author.corresponding else []
    marks += [_EQUAL] if author.equal else []
    if marks:
        html += f"<sup>{escape(','.join(marks))}</sup>"
    if author.affiliations and not numbers:
        places = str(escape(labels("list_separator"))).join(map(_place, author.affiliations))
        pattern = str(escape(labels("affiliation", name=_NAME, affiliation=_AFFILIATION)))
        html = pattern.replace(_NAME, html).replace(_AFFILIATION, places)
    return html


def _end(author: Author, numbers: dict[Affiliation, int], labels: Labels) -> str:
    """The end of what `_author` shows of an author, besides marks."""
    if author.affiliations and not numbers:
        return labels("affiliation", name=author.name, affiliation="")
    return author.name


def _place(place: Affiliation) -> str:
    name = str(escape(place.name))
    return f'<a href="{escape(place.ror)}">{name}</a>' if place.ror else name


def _numbers(authors: Sequence[Author]) -> dict[Affiliation, int]:
    """Affiliations and their numbers, in order of appearance; empty for three authors or fewer."""
    if len(authors) <= _WITH_AFFILIATIONS:
        return {}
    places = dict.fromkeys(place for author in authors for place in author.affiliations)
    return {place: number for number, place in enumerate(places, 1)}
