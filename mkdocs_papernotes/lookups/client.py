"""Asks services on the web, and the programs of this machine, for papers.

It says who asks, waits between questions, asks again when a service is overloaded, and goes only
where it was sent: to the services below, over https, and for no more than a few megabytes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from mkdocs_papernotes.lookups.pace import Pace, paces_folder

if TYPE_CHECKING:
    import httpx

_CONNECT, _READ, _WHOLE = 10.0, 20.0, 60.0
"""Seconds for a connection, for the next bytes, and for an answer as a whole."""
_LARGEST = 8 << 20
"""Bytes of an answer."""
_ATTEMPTS = 4
_FIRST_WAIT, _LONGEST_WAIT = 3.0, 90.0
"""Seconds before a question is asked again; each wait is twice as long as the last one."""
_MOST_REDIRECTS = 3
_EMAIL = "PAPERNOTES_EMAIL"
_PACE, _PATIENCE = "PAPERNOTES_PACE", "PAPERNOTES_PATIENCE"
"""For tests: with `0.01`, a wait of three seconds takes 30 ms, or answers have a hundredth of the
time that they have otherwise."""
_UNUSABLE = (ValueError, ImportError, OSError)
"""What httpx raises for a wrong address, proxy or file of certificates in the environment."""
_MISSING = "looking papers up needs the package httpx: pip install 'mkdocs-papernotes[net]'"


class LookupFailedError(Exception):
    """Nothing could be looked up; the message says why, and what to do."""


class NotFoundError(LookupFailedError):
    """The service was asked, and does not have the paper."""


class AnswerTooLargeError(LookupFailedError):
    """The service answered with more than is read."""


@dataclass(frozen=True)
class Service:
    """A service that knows papers."""

    name: str
    address: str
    variable: str
    """The environment variable with another address, for a mirror or a test."""
    hosts: tuple[str, ...] = ()
    """The other hosts to which it may redirect."""
    interval: float = 0.0
    """The least number of seconds between two questions."""
    unreachable: str = "Is the network there? With --offline, the note is made without looking up"
    refused: str = ""
    """What to do if it answers 403."""

    @property
    def base(self) -> str:
        return (os.environ.get(self.variable) or self.address).rstrip("/")


ARXIV = Service(
    "arXiv",
    "https://export.arxiv.org",
    "PAPERNOTES_ARXIV_URL",
    hosts=("arxiv.org", "www.arxiv.org"),
    interval=3.0,  # https://info.arxiv.org/help/api/tou.html
)
ARXIV_HTML = Service(
    "arXiv",
    "https://arxiv.org",
    "PAPERNOTES_ARXIV_HTML_URL",
    hosts=("www.arxiv.org",),
    interval=ARXIV.interval,
    unreachable="The network may be missing",
)
"""Where the texts of papers are, at `/html/ID`; it has one pace with the other."""
CROSSREF = Service("Crossref", "https://api.crossref.org", "PAPERNOTES_CROSSREF_URL")
DATACITE = Service("DataCite", "https://api.datacite.org", "PAPERNOTES_DATACITE_URL")
ZOTERO = Service(
    "Zotero",
    "http://127.0.0.1:23119",
    "PAPERNOTES_ZOTERO_URL",
    unreachable="Start Zotero on this machine",
    refused="In Zotero's settings, under “Advanced”, allow other applications on this computer "
    "to communicate with Zotero",
)


def user_agent() -> str:
    """Who asks: this program and, if `PAPERNOTES_EMAIL` is set, whom to write to."""
    try:
        number = version("mkdocs-papernotes")
    except PackageNotFoundError:  # run from a folder, without being installed
        number = "0"
    email = os.environ.get(_EMAIL, "")
    written = f"; mailto:{email}" if email.isascii() and email.isprintable() and email else ""
    return f"papernotes/{number} (https://pypi.org/project/mkdocs-papernotes/{written})"


class Client:
    """Asks services, one question after the other."""

    def __init__(
        self,
        say: Callable[[str], None] = lambda text: None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
        paces: Path | None = None,
    ):
        """`say` is told what takes long. `paces` is the folder that remembers when a service was
        last asked, by default one of the user's.
        """
        self._say, self._sleep, self._clock = say, sleep, clock
        self._pace = Pace(paces or paces_folder(), sleep, clock)
        self._speed = float(os.environ.get(_PACE) or 1)
        self._patience = float(os.environ.get(_PATIENCE) or 1)

    def get(self, service: Service, path: str, params: Mapping[str, str] | None = None) -> bytes:
        """The answer of a service to a question; raises `LookupFailedError`."""
        try:
            import httpx
        except ImportError as error:
            raise LookupFailedError(_MISSING) from error
        for attempt in range(_ATTEMPTS):
            try:
                url = httpx.URL(service.base + path, params=dict(params or {}))
                found = self._answer(service, url)
            except httpx.TimeoutException as error:
                raise LookupFailedError(
                    f"{service.name} does not answer in time. Try it later"
                ) from error
            except (httpx.HTTPError, httpx.InvalidURL, *_UNUSABLE) as error:
                raise _unreachable(service, error) from error
            if isinstance(found, bytes):
                return found
            wait = max(found, _FIRST_WAIT * 2**attempt)
            if attempt + 1 < _ATTEMPTS and wait <= _LONGEST_WAIT:
                self._say(f"{service.name} is overloaded; asking again in {wait:.0f} seconds …")
                self._wait(wait)
            else:
                break
        raise LookupFailedError(f"{service.name} is overloaded. Try it later")

    def _answer(self, service: Service, url: httpx.URL) -> bytes | float:
        """An answer, or how many seconds to wait before asking again."""
        import httpx

        timeout = httpx.Timeout(_READ * self._patience, connect=_CONNECT * self._patience)
        headers = {"User-Agent": user_agent()}
        with httpx.Client(
            timeout=timeout, headers=headers, trust_env=not _is_here(service.base)
        ) as client:
            for _ in range(_MOST_REDIRECTS + 1):
                if service.interval:
                    self._pace.keep(service.name, service.interval * self._speed)
                with client.stream("GET", url) as response:
                    status = response.status_code
                    if response.has_redirect_location:
                        url = httpx.URL(_target(service, str(url), response.headers["Location"]))
                        continue
                    if status == 429 or status >= 500:
                        return _retry_after(response.headers.get("Retry-After", ""), self._clock())
                    _check(service, status)
                    return self._body(service, response)
        raise LookupFailedError(f"{service.name} redirects again and again")

    def _body(self, service: Service, response: httpx.Response) -> bytes:
        import httpx

        end, body = time.monotonic() + _WHOLE * self._patience, b""
        for part in response.iter_bytes():
            body += part
            if len(body) > _LARGEST:
                raise AnswerTooLargeError(f"the answer of {service.name} is too large")
            if time.monotonic() > end:
                raise httpx.ReadTimeout("too slow")
        return body

    def _wait(self, seconds: float) -> None:
        self._sleep(seconds * self._speed)


def _is_here(address: str) -> bool:
    """Whether an address is on this machine, to which no proxy leads."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def _target(service: Service, url: str, location: str) -> str:
    """Where a redirect leads: to the same place, or over https to a host of the service."""
    target = urljoin(url, location)
    try:
        old, new = urlsplit(service.base), urlsplit(target)
        same = (new.scheme, new.hostname, new.port) == (old.scheme, old.hostname, old.port)
        known = new.hostname in (old.hostname, *service.hosts) and new.port in (None, 443)
    except ValueError:
        same = known = False
        new = old
    if not same and not (known and new.scheme == "https"):
        raise LookupFailedError(f"{service.name} redirects to another place, which is not asked")
    return target


def _check(service: Service, status: int) -> None:
    if status == 404:
        raise NotFoundError(f"{service.name} does not know it")
    if status == 403 and service.refused:
        raise LookupFailedError(f"{service.name} refuses the question. {service.refused}")
    if status != 200:
        raise LookupFailedError(f"{service.name} answers with the error {status}")


def _unreachable(service: Service, error: Exception) -> LookupFailedError:
    host = service.base.rpartition("://")[2]
    reason = f" ({error})" if str(error) else ""
    return LookupFailedError(
        f"{service.name} ({host}) cannot be reached{reason}. {service.unreachable}"
    )


def _retry_after(text: str, now: float) -> float:
    """The seconds that `Retry-After` asks for, as a number or as a time; 0 if it does not."""
    if text.strip().isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if then.tzinfo is None:
        then = then.replace(tzinfo=timezone.utc)
    return max(0.0, (then - datetime.fromtimestamp(now, timezone.utc)).total_seconds())
