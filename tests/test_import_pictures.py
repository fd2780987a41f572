"""Pictures of other hosts are fetched, and nothing else is, from nowhere else."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers import pictures
from mkdocs_papernotes.importers.picture_hosts import (
    Address,
    HostRefusedError,
    addresses_of,
    is_public,
)
from mkdocs_papernotes.importers.picture_names import picture_name
from mkdocs_papernotes.importers.picture_types import WrongPictureError, suffix_of
from mkdocs_papernotes.importers.pictures import Fetched, fetch_pictures
from mkdocs_papernotes.lookups.client import LookupFailedError
from tests.old_site import FOLDER
from tests.services import Answer, Service, serving

pytestmark = pytest.mark.pure

PNG = (FOLDER / "hexo-next/source/images/logo.png").read_bytes()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
PICTURE = {"Content-Type": "image/png"}

ANSWERS = {
    "/a.png": Answer(PNG, headers=PICTURE),
    "/named.gif": Answer(PNG, headers={"Content-Type": "image/gif"}),
    "/plain.png": Answer(PNG, headers={"Content-Type": "application/octet-stream"}),
    "/untyped.png": Answer(PNG),
    "/a.svg": Answer(SVG, headers={"Content-Type": "image/svg+xml; charset=utf-8"}),
    "/page.png": Answer(PNG, headers={"Content-Type": "text/html"}),
    "/fake.png": Answer(b"<html>Sign in</html>", headers=PICTURE),
    "/large.png": Answer(PNG + b"\0" * 2_000, headers=PICTURE),
    "/gone.png": Answer(status=404),
    "/out": Answer(status=302, headers={"Location": "http://127.0.0.2/a.png"}),
    "/file": Answer(status=302, headers={"Location": "file:///etc/hostname"}),
    "/round": Answer(status=302, headers={"Location": "/round"}),
    **{
        f"/hop{n}": Answer(status=301, headers={"Location": f"hop{n - 1}" if n > 1 else "a.png"})
        for n in range(1, 7)
    },
}


def is_here(address: Address) -> bool:
    return address == ip_address("127.0.0.1")


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(lambda path: ANSWERS[path.partition("?")[0]]) as service:
        yield service


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def fetched(address: str) -> Fetched:
    (found,) = fetch_pictures([address], is_allowed=is_here, sleep=lambda _: None).values()
    return found


# What is fetched


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("/a.png", ".png"),
        ("/named.gif", ".png"),
        ("/plain.png", ".png"),
        ("/untyped.png", ".png"),
        ("/a.svg", ".svg"),
        ("/a.png?w=300#part", ".png"),
        ("/hop5", ".png"),
    ],
)
def test_a_picture_is_what_it_is(service: Service, path: str, suffix: str) -> None:
    found = fetched(service.address + path)
    assert (found.suffix, found.failure) == (suffix, "")
    assert found.content in (PNG, SVG)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/page.png", "the answer is text/html, not a picture"),
        ("/fake.png", "it is no picture that browsers show"),
        ("/gone.png", "the host answers with the error 404"),
        ("/out", "its host (127.0.0.2) is not on the public network"),
        ("/file", "the address is not one of the web"),
        ("/hop6", "the host redirects again and again"),
        ("/round", "the host redirects again and again"),
    ],
)
def test_what_is_no_picture_is_told(service: Service, path: str, reason: str) -> None:
    assert fetched(service.address + path) == Fetched(failure=reason)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://127.0.0.1/a.png", "the address is not one of the web"),
        ("http:///a.png", "the address is not one of the web"),
        ("http://[/a.png", "the address is not valid"),
        ("http://127.0.0.1:99999/a.png", "the address is not valid"),
        ("http://he:secret@127.0.0.1/a.png", "the address has a user name in it"),
        ("http://127.0.0.1:1/a.png", "its host cannot be reached"),
        ("http://no-such-host.invalid/a.png", "its host is not known"),
        (f"http://{'a' * 80}.example/a.png", "its host is not known"),
        ("http://2130706434/a.png", "its host (127.0.0.2) is not on the public network"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address: str, reason: str) -> None:
    assert fetched(address).failure == reason


def test_a_large_picture_is_not_read_to_its_end(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 1_000)
    assert fetched(f"{service.address}/large.png").failure.startswith("it is larger than")


def test_a_host_is_asked_at_its_pace_and_each_picture_once(service: Service) -> None:
    waits: list[float] = []
    said: list[str] = []
    addresses = [f"{service.address}/{name}" for name in ("a.png", "a.svg", "a.png")]
    found = fetch_pictures(addresses, say=said.append, is_allowed=is_here, sleep=waits.append)
    assert [path for path, _, _ in service.asked] == ["/a.png", "/a.svg"]
    assert len(waits) == 1
    assert [*found] == addresses[:2]
    assert said[1] == f"Picture 2 of 2: {addresses[1]}"
    assert all("papernotes/" in agent for _, _, agent in service.asked)


def test_a_host_that_is_away_is_not_asked_for_each_picture() -> None:
    addresses = [f"http://127.0.0.1:1/{n}.png" for n in range(4)]
    found = fetch_pictures(addresses, is_allowed=is_here, sleep=lambda _: None)
    assert [each.failure for each in found.values()] == [
        *["its host cannot be reached"] * 2,
        *["its host could not be reached before"] * 2,
    ]


def test_a_name_is_looked_up_once_and_its_host_is_named(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second answer could be another computer than the one that was checked."""
    asked: list[Any] = []
    real = socket.getaddrinfo

    def answers(host: Any, *arguments: Any, **words: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1" if host == "pictures.example" else host, *arguments, **words)

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    port = service.address.rpartition(":")[2]
    assert fetched(f"http://pictures.example:{port}/a.png").content == PNG
    assert asked.count("pictures.example") == 1


def test_httpx_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(LookupFailedError, match=r"mkdocs-papernotes\[net\]"):
        fetch_pictures(["https://i.example.net/a.png"])


# Hosts


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *[(text, True) for text in ("93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14")],
        *[(text, False) for text in ("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.3.4")],
        *[(text, False) for text in ("192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1")],
        *[(text, False) for text in ("224.0.0.1", "255.255.255.255", "198.18.0.7", "240.0.0.1")],
        *[(text, False) for text in ("::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1")],
        *[(text, False) for text in ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1")],
        *[(text, False) for text in ("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::")],
        *[(text, False) for text in ("2001:0:a00:1::", "2001:db8::1")],
    ],
)
def test_only_the_public_network_is_asked(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "answers", [["93.184.215.14", "10.0.0.1"], ["::1"], ["fe80::1%eth0"], ["::ffff:192.168.0.1"]]
)
def test_a_host_with_one_private_address_is_refused(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, 0)) for text in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(HostRefusedError, match="not on the public network"):
        addresses_of("pictures.example", is_public)


# Kinds


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (PNG, ".png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 16, ".jpg"),
        (b"GIF89a" + b"\0" * 16, ".gif"),
        (b"RIFF\0\1\2\nWEBPVP8 ", ".webp"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", ".avif"),
        (SVG, ".svg"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "a" "b">\n' + SVG, ".svg"),
        (SVG.replace(b"r=", b'style="fill: red" onyx="1" r='), ""),
        (SVG.replace(b"<circle", b'<a href="https://example.org"/><circle'), ".svg"),
        (SVG.replace(b"<circle", b"<script>1</script><circle"), ""),
        (SVG.replace(b"<circle", b'<s:script xmlns:s="http://www.w3.org/2000/svg"/><circle'), ""),
        (SVG.replace(b"r=", b"ONLOAD='1' r="), ""),
        (SVG.replace(b"<circle", b'<a href=" java&#10;script:1"/><circle'), ""),
        (SVG.replace(b"<circle", b'<use href="data:text/html,x"/><circle'), ""),
        (SVG.replace(b"<circle", b'<set attributeName="onload" to="1"/><circle'), ""),
        (SVG.replace(b"<circle", b"<foreignObject/><circle"), ""),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, ""),
        (b'<?xml-stylesheet href="a.xsl"?>' + SVG, ""),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>', ""),
        (SVG.decode().encode("utf-16"), ""),
        (SVG[:-3], ""),
        (b"BM is how this text begins, which is none", ""),
        (b"", ""),
    ],
)
def test_the_kind_is_read_from_the_content(content: bytes, suffix: str) -> None:
    for media_type in ("image/svg+xml", "image/png", ""):
        if suffix:
            assert suffix_of(content, media_type) == suffix
        else:
            with pytest.raises(WrongPictureError, match=r"it is no picture|it is an SVG"):
                suffix_of(content, media_type)


# Names


@pytest.mark.parametrize(
    ("address", "taken", "name"),
    [
        ("https://i.example.net/a/loss%20curve.png?w=300", [], "loss-curve.png"),
        ("https://i.example.net/a.jpeg", [], "a.png"),
        ("https://i.example.net/a.png", ["A.png", "a-2.PNG"], "a-3.png"),
        ("https://i.example.net/", [], "picture.png"),
        ("https://i.example.net/con.png", [], "picture.png"),
        ("https://i.example.net/..%2f..%2fetc%2fpasswd", [], "etc-passwd.png"),
        ("https://i.example.net/%00%5c..%5cx", [], "x.png"),
        ("https://i.example.net/图%20一.png", [], "图-一.png"),
        ("https://i.example.net/v2-abc_720w.jpg!wm", [], "v2-abc_720w.png"),
        (f"https://i.example.net/{'x' * 300}", [], f"{'x' * 60}.png"),
        ("https://[/x", [], "picture.png"),
    ],
)
def test_a_name_is_safe_and_its_own(address: str, taken: list[str], name: str) -> None:
    assert picture_name(address, ".png", taken) == name


@given(st.text(), st.sampled_from([".png", ".svg"]), st.lists(st.text(), max_size=3))
def test_every_name_is_one_that_all_systems_have(path: str, suffix: str, taken: list[str]) -> None:
    name = picture_name(f"https://i.example.net/{path}", suffix, taken)
    assert name.endswith(suffix)
    assert len(name) < 80
    assert not set(name) & set('\\/:*?"<>|\0')
    assert name[0] not in ". -"
    assert name.casefold() not in {each.casefold() for each in taken}


@given(st.binary() | st.binary().map(lambda noise: SVG + noise) | st.text().map(str.encode))
def test_no_content_is_too_much(content: bytes) -> None:
    suffix = "none"
    with suppress(WrongPictureError):
        suffix = suffix_of(content, "image/svg+xml")
    assert suffix in ("none", ".png", ".jpg", ".gif", ".webp", ".avif", ".bmp", ".svg")


@settings(max_examples=25)
@given(st.text())
def test_no_address_is_too_much(address: str) -> None:
    prefixes = ("", "http://", "http://127.0.0.1:1/", "//127.0.0.1:1\\")
    with patch.object(socket, "getaddrinfo", side_effect=socket.gaierror):
        found = fetch_pictures([f"{prefix}{address}" for prefix in prefixes], sleep=lambda _: None)
    assert all(each.failure for each in found.values())
