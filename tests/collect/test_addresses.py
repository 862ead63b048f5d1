"""Which addresses count as public."""

from __future__ import annotations

import socket

import pytest

from onrecord.collect.addresses import checked_addresses, is_public
from onrecord.collect.refusals import NotFetched


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",  # metadata in one cloud
        "169.254.169.254",  # metadata in most
        "168.63.129.16",  # metadata in another, at a public address
        "0.0.0.0",  # noqa: S104 - bound to by nobody here
        "192.0.2.1",
        "224.0.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "2001:0:102:304::80ff:fffe",  # Teredo, its client 127.0.0.1 written inverted
    ],
)
def test_an_address_that_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::93.184.215.14", "2002:5db8:d70e::"],
)
def test_an_address_that_is_public(address):
    assert is_public(address)


def resolve_to(monkeypatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)


def test_a_host_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    resolve_to(monkeypatch, "93.184.215.14", "10.0.0.1")
    with pytest.raises(NotFetched, match=r"10\.0\.0\.1") as caught:
        checked_addresses("meridian.example", 80, allow_private=False)
    assert (caught.value.code, bool(caught.value.hint)) == ("private_address", True)


def test_private_addresses_pass_where_they_are_allowed(monkeypatch):
    resolve_to(monkeypatch, "10.0.0.1", "10.0.0.1")
    assert checked_addresses("meridian.example", 80, allow_private=True) == ["10.0.0.1"]


@pytest.mark.parametrize("host", ["meridian.invalid", "a" * 70 + ".example"])
def test_a_host_that_is_not_known(host, monkeypatch):
    def fail(*args, **options):
        "".join(args[0]).encode("idna")
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(NotFetched) as caught:
        checked_addresses(host, 80, allow_private=False)
    assert caught.value.code == "not_resolved"


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost"])
def test_however_this_machine_is_written_it_is_refused(host):
    with pytest.raises(NotFetched) as caught:
        checked_addresses(host, 80, allow_private=False)
    assert caught.value.code == "private_address"
