"""Which hosts may be connected to: public ones, unless the user allows private networks."""

from __future__ import annotations

import ipaddress
import socket

from onrecord.collect.refusals import NotFetched

# Serves a machine's own credentials inside Azure although the address counts as public
# (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16); the other clouds use link-local ones.
_METADATA = ipaddress.ip_address("168.63.129.16")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of the host, in the order of the resolver.

    All of them are refused if one is not public, so that a name cannot hide a private address among public ones.

    Raises:
        NotFetched: The host is not known ("not_resolved") or not public ("private_address").
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        hint = "check the spelling and the connection to the network"
        raise NotFetched("not_resolved", f"the host {host} is not known: {error}", hint) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise NotFetched(
                "private_address",
                f"the host {host} stands at {address}, which is not a public address",
                "give --allow-private-addresses if you trust the address and where you have it from",
            )
    return addresses


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet.

    Not public: loopback, private, link-local, shared (carrier) and documentation networks, multicast, reserved and
    unspecified addresses, cloud metadata; and each of these inside an IPv6 address that stands for an IPv4 one.
    """
    found = _meant(ipaddress.ip_address(address))
    if found == _METADATA or found.is_multicast or found.is_reserved:
        return False
    return found.is_global and not (isinstance(found, ipaddress.IPv6Address) and found.is_site_local)


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), else the address."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
