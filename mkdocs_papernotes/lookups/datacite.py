"""DataCite's answers, see https://support.datacite.org/docs/api-get-doi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_papernotes.lookups.answer import json_answer, mapping_in, paper_of_csl
from mkdocs_papernotes.papers.paper import Paper

_TYPES = {
    "Preprint": "article",
    "JournalArticle": "article-journal",
    "ConferencePaper": "paper-conference",
    "Dissertation": "thesis",
    "Report": "report",
    "Book": "book",
    "BookChapter": "chapter",
    "Dataset": "dataset",
    "Software": "software",
}


def read_datacite(content: bytes) -> Paper:
    """The paper of an answer to `/dois/DOI`; raises `AnswerError`."""
    found = mapping_in(json_answer(content), "data", "attributes")
    container = _mapping(found.get("container"))
    kind = _mapping(found.get("types"))
    issued = _first(found, "dates", "dateType", "Issued").get("date")
    first, last = container.get("firstPage"), container.get("lastPage")
    main_title = next(
        (title for title in _mappings(found.get("titles")) if not title.get("titleType")), {}
    )
    return paper_of_csl(
        {
            "type": _TYPES.get(str(kind.get("resourceTypeGeneral")), kind.get("citeproc")),
            "title": main_title.get("title"),
            "author": list(_authors(found)),
            "issued": {"raw": str(issued or found.get("publicationYear") or "")},
            "container-title": container.get("title"),
            "volume": container.get("volume"),
            "issue": container.get("issue"),
            "page": f"{first}-{last}" if first and last else first,
            "publisher": found.get("publisher"),
            "language": found.get("language"),
            "abstract": _first(found, "descriptions", "descriptionType", "Abstract").get(
                "description"
            ),
            "DOI": found.get("doi"),
            "URL": found.get("url"),
        }
    )


def _authors(found: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    for creator in _mappings(found.get("creators")):
        family, name = creator.get("familyName"), creator.get("name")
        orcid = _first(creator, "nameIdentifiers", "nameIdentifierScheme", "ORCID")
        places = creator.get("affiliation")
        yield {
            **(
                {"family": family, "given": creator.get("givenName")}
                if family
                else _split(str(name or ""), creator.get("nameType"))
            ),
            "ORCID": orcid.get("nameIdentifier"),
            "affiliation": places if isinstance(places, list) else [],
        }


def _split(name: str, kind: object) -> dict[str, object]:
    """The parts of a name, which of a person is `Family, Given`."""
    family, comma, given = name.partition(",")
    if comma and kind != "Organizational":
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": name}


def _first(found: Mapping[str, Any], key: str, kind: str, value: str) -> Mapping[str, Any]:
    return next((item for item in _mappings(found.get(key)) if item.get(kind) == value), {})


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    for item in value if isinstance(value, list) else ():
        if isinstance(item, Mapping):
            yield item


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
