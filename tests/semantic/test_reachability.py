"""Which hosts a data source may name: public ones, and what the operator lists."""

import socket

import pytest

from apps.semantic.reachability import HostForbidden, HostUnknown, reachable_addresses


@pytest.fixture
def names(monkeypatch):
    """A name server of our own."""
    answers: dict[str, list[str]] = {}

    def getaddrinfo(host, port, **_):
        if host not in answers:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers


def test_a_public_host_is_connected_by_its_addresses(names):
    names["db.example.com"] = ["93.184.216.34", "2606:2800:220:1::1"]

    assert reachable_addresses("db.example.com", 5432, allowed=()) == ("93.184.216.34", "2606:2800:220:1::1")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
    ],
)
def test_an_address_that_is_not_public_is_refused(names, address):
    names["db.example.com"] = [address]

    with pytest.raises(HostForbidden):
        reachable_addresses("db.example.com", 5432, allowed=())


def test_one_bad_address_spoils_the_name(names):
    names["db.example.com"] = ["93.184.216.34", "127.0.0.1"]

    with pytest.raises(HostForbidden):
        reachable_addresses("db.example.com", 5432, allowed=())


@pytest.mark.parametrize("entry", ["db.internal", "DB.Internal", "10.1.2.3", "10.1.0.0/16"])
def test_the_operator_may_list_names_addresses_and_networks(names, entry):
    names["db.internal"] = ["10.1.2.3"]

    assert reachable_addresses("db.internal", 5432, allowed=(entry,)) == ("10.1.2.3",)


def test_a_listed_network_covers_nothing_else(names):
    names["db.internal"] = ["10.2.2.3"]

    with pytest.raises(HostForbidden):
        reachable_addresses("db.internal", 5432, allowed=("10.1.0.0/16", "other.internal"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "[::1]", "::1"]
)
def test_every_spelling_of_this_machine_is_refused(host):
    with pytest.raises((HostForbidden, HostUnknown)):
        reachable_addresses(host, 5432, allowed=())


@pytest.mark.parametrize(
    "host", ["", "/var/run/postgresql", "@abstract", "a,b", "a b", "a=b", "h%20x", "a\0b", "x" * 300, "-x"]
)
def test_what_is_no_host_name_is_refused_unresolved(names, host):
    names[host] = ["93.184.216.34"]

    with pytest.raises(HostForbidden):
        reachable_addresses(host, 5432, allowed=(host,))


def test_an_unknown_name_is_told_apart(names):
    with pytest.raises(HostUnknown):
        reachable_addresses("nowhere.example.com", 5432, allowed=())
