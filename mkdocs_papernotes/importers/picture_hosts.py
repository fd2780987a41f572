"""Which computers may be asked for pictures: those on the public network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
IsAllowed = Callable[[Address], bool]
"""Whether the computer at an address may be asked."""

_EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
"""Networks whose addresses end in an IPv4 address: RFC 6052 and, abolished, RFC 4291."""


class HostRefusedError(Exception):
    """A host is not asked; the message says why."""


def addresses_of(host: str, is_allowed: IsAllowed) -> list[str]:
    """The addresses of a host, in the order to try them; raises `HostRefusedError`.

    A host with one address that may not be asked is not asked at all. To be sure of the computer,
    connect to these addresses, not to the name: it can have others the next time.
    """
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise HostRefusedError("its host is not known") from error
    found = dict.fromkeys(str(answer[4][0]) for answer in answers)
    for text in found:
        if "%" in text or not is_allowed(ip_address(text)):
            raise HostRefusedError(f"its host ({text}) is not on the public network")
    if not found:
        raise HostRefusedError("its host is not known")
    return list(found)


def is_public(address: Address) -> bool:
    """Whether an address is one of the public network, and so is each that is part of it."""
    return all(
        each.is_global
        and not (each.is_private or each.is_multicast or each.is_reserved)
        and not (each.is_loopback or each.is_link_local or each.is_unspecified)
        for each in _meant(address)
    )


def _meant(address: Address) -> Iterator[Address]:
    """The addresses that one stands for: an IPv4 address in IPv6 is reached by some routers."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if any(address in network for network in _EMBEDDING):
        yield IPv4Address(int(address) & 0xFFFFFFFF)
