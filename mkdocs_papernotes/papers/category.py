"""arXiv's archives and subject classes, as in https://arxiv.org/category_taxonomy."""

from __future__ import annotations

import re

from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import nearest

_TODAY = """
    astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex
    nucl-th physics q-bio q-fin quant-ph stat
"""
_FORMER = """
    acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas dg-ga
    funct-an mtrl-th patt-sol plasm-ph q-alg solv-int supr-con
"""
ARCHIVES = tuple(sorted([*_TODAY.split(), *_FORMER.split()]))
"""The archives of today, and those that were merged into others."""

_CATEGORY = re.compile(r"(?P<archive>[a-z-]+)(?:\.(?P<subject>[a-z-]+))?", re.ASCII | re.IGNORECASE)


def parse_category(text: str) -> str:
    """A category in arXiv's spelling (`cs.AI`, `cond-mat.str-el`, `hep-th`).

    Raises `BadValueError` for other texts and for unknown archives. Subject classes are not
    checked.
    """
    match = _CATEGORY.fullmatch(text.strip())
    if match is None:
        raise BadValueError("not-a-category", given=text)
    archive, subject = match["archive"].lower(), match["subject"]
    if archive not in ARCHIVES:
        near = nearest(archive, ARCHIVES)
        raise BadValueError("unknown-archive", given=archive, near=near, known=_TODAY.split())
    if not subject:
        return archive
    return f"{archive}.{subject.upper() if len(subject) == 2 else subject.lower()}"
