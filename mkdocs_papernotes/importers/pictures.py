"""Fetches the pictures of a site that are on other hosts.

The addresses come from texts that others may have written. So only hosts on the public network are
asked, at the very address that was checked, and only what is a picture is taken.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mkdocs_papernotes.importers.picture_hosts import (
    HostRefusedError,
    IsAllowed,
    addresses_of,
    is_public,
)
from mkdocs_papernotes.importers.picture_types import WrongPictureError, suffix_of
from mkdocs_papernotes.lookups.client import LookupFailedError, user_agent

if TYPE_CHECKING:
    import httpx

LARGEST = 10 << 20
"""Bytes of a picture."""
_LARGEST_RUN = 500 << 20
"""Bytes of all pictures of a run, which are in memory until they are written."""
_CONNECT, _READ, _WHOLE = 10.0, 20.0, 120.0
"""Seconds for a connection, for the next bytes, and for a picture as a whole."""
_MOST_REDIRECTS = 5
_INTERVAL = 0.5
"""Seconds between two questions to a host."""
_PATIENCE = 2
"""After how many pictures in a row a host that cannot be reached is not asked again."""
_PLAIN_TYPES = ("", "application/octet-stream", "binary/octet-stream", "text/plain")
"""Media types of hosts that do not look at what they send."""
_MISSING = "fetching pictures needs the package httpx: pip install 'mkdocs-papernotes[net]'"


@dataclass(frozen=True)
class Fetched:
    """A picture, or why there is none."""

    content: bytes = b""
    suffix: str = ""
    """By what the file is, such as `.png`, whatever its address says."""
    failure: str = ""


class _FailedError(Exception):
    """A picture cannot be had; the message says why."""


class _UnreachableError(_FailedError):
    """Nor can others of its host."""


@dataclass
class _Run:
    """The requests of one run."""

    client: httpx.Client
    is_allowed: IsAllowed
    sleep: Callable[[float], None]
    asked: dict[str, float] = field(default_factory=dict)
    """When each host was asked last."""
    unreachable: dict[str, int] = field(default_factory=dict)
    """How many times in a row each host could not be reached."""

    def wait(self, host: str) -> None:
        """Keep the pace of a host."""
        due = self.asked.get(host, 0.0) + _INTERVAL - time.monotonic()
        if due > 0:
            self.sleep(due)
        self.asked[host] = time.monotonic()


def fetch_pictures(
    addresses: Sequence[str],
    *,
    say: Callable[[str], None] = lambda text: None,
    is_allowed: IsAllowed = is_public,
    sleep: Callable[[float], None] = time.sleep,
) -> Mapping[str, Fetched]:
    """The pictures by their addresses, which begin with `http:`, `https:` or `//`.

    `say` is told which one is being fetched. `is_allowed` says whether the computer at an IP
    address may be asked. Raises `LookupFailedError` if httpx is missing.
    """
    try:
        import httpx
    except ImportError as error:
        raise LookupFailedError(_MISSING) from error
    headers = {"User-Agent": user_agent(), "Accept": "image/*", "Accept-Encoding": "identity"}
    timeout = httpx.Timeout(_READ, connect=_CONNECT)
    try:
        client = httpx.Client(headers=headers, timeout=timeout)
    except (ValueError, ImportError, OSError) as error:
        raise LookupFailedError(f"a proxy in the environment cannot be used: {error}") from error
    found: dict[str, Fetched] = {}
    size = 0
    with client:
        run = _Run(client, is_allowed, sleep)
        wanted = dict.fromkeys(addresses)
        for number, address in enumerate(wanted, 1):
            say(f"Picture {number} of {len(wanted)}: {address}")
            if size > _LARGEST_RUN:
                found[address] = Fetched(failure="enough was fetched in this run")
                continue
            found[address] = _fetched(run, address)
            size += len(found[address].content)
    return found


def _fetched(run: _Run, address: str) -> Fetched:
    full = f"https:{address}" if address.startswith("//") else address
    try:
        host = urlsplit(full).hostname or ""
        if run.unreachable.get(host, 0) >= _PATIENCE:
            raise _FailedError("its host could not be reached before")
        content, media_type = _followed(run, full)
        run.unreachable.pop(host, None)
        return Fetched(content, suffix_of(content, media_type))
    except _UnreachableError as error:
        run.unreachable[host] = run.unreachable.get(host, 0) + 1
        return Fetched(failure=str(error))
    except (_FailedError, HostRefusedError, WrongPictureError) as error:
        return Fetched(failure=str(error))
    except ValueError:  # of `urlsplit`, such as for an open bracket
        return Fetched(failure="the address is not valid")


def _followed(run: _Run, address: str) -> tuple[bytes, str]:
    """What an address leads to, over a few redirects, with its media type."""
    for _ in range(_MOST_REDIRECTS + 1):
        target, content, media_type = _asked(run, address)
        if target is None:
            return content, media_type
        address = urljoin(address, target)
    raise _FailedError("the host redirects again and again")


def _asked(run: _Run, address: str) -> tuple[str | None, bytes, str]:
    """Where an address redirects to, or else its content and media type."""
    parts = urlsplit(address)
    _ = parts.port  # raises `ValueError` if it is none
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _FailedError("the address is not one of the web")
    if "@" in parts.netloc:
        raise _FailedError("the address has a user name in it")
    computers = addresses_of(parts.hostname, run.is_allowed)
    run.wait(parts.hostname)
    return _answer(run, address, computers)


def _answer(run: _Run, address: str, computers: Sequence[str]) -> tuple[str | None, bytes, str]:
    """The same, asked of the first of the computers that answers."""
    import httpx

    try:
        response = run.client.send(_request(run, address, computers[0]), stream=True)
        with closing(response):
            return _read(response)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        if computers[1:]:
            return _answer(run, address, computers[1:])
        raise _UnreachableError("its host cannot be reached") from error
    except httpx.TimeoutException as error:
        raise _UnreachableError("its host does not answer in time") from error
    except (httpx.TransportError, OSError) as error:
        raise _UnreachableError("its host cannot be reached") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise _FailedError("the address is not valid") from error
    except httpx.HTTPError as error:
        raise _FailedError("the answer cannot be read") from error


def _request(run: _Run, address: str, computer: str) -> httpx.Request:
    """A request that is sent to a computer and names the host, for its certificate, too.

    See https://www.python-httpx.org/advanced/extensions/#sni_hostname.
    """
    import httpx

    url = httpx.URL(address).copy_with(fragment=None)
    return run.client.build_request(
        "GET",
        url.copy_with(host=computer),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def _read(response: httpx.Response) -> tuple[str | None, bytes, str]:
    """Where an answer redirects to, or else its content and media type."""
    if response.has_redirect_location:
        return response.headers["Location"], b"", ""
    if response.status_code != 200:
        raise _FailedError(f"the host answers with the error {response.status_code}")
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not media_type.startswith("image/") and media_type not in _PLAIN_TYPES:
        raise _FailedError(f"the answer is {media_type[:60]}, not a picture")
    return None, _content(response), media_type


def _content(response: httpx.Response) -> bytes:
    end, content = time.monotonic() + _WHOLE, bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > LARGEST:
            raise _FailedError(f"it is larger than {LARGEST >> 20} MB")
        if time.monotonic() > end:
            raise _FailedError("its host is too slow")
    return bytes(content)
