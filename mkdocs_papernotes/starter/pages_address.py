"""The address that GitHub Pages gives to a repository."""

from __future__ import annotations

import re

_ORIGIN = re.compile(
    r"(?:https://(?:[^@/]+@)?github\.com/|(?:ssh://)?git@github\.com[:/])"
    r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)


def pages_address(origin: str) -> str:
    """The address for the address of a remote on GitHub; empty for any other remote.

    A repository named `owner.github.io` is published at the root of that host:
    https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages
    """
    found = _ORIGIN.fullmatch(origin.strip())
    if found is None:
        return ""
    host, name = f"{found['owner'].lower()}.github.io", found["name"]
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
