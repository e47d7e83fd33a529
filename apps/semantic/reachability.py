"""
Which hosts and files a data source may name: a tenant must not reach into the network or the disk of the deployment.

A host is resolved here, every address it has is judged, and the caller connects to those addresses and not to the name,
so an answer of the name server that changes a moment later gains nothing. Addresses that are not public are refused,
unless the operator lists the name, the address or its network. SQLite files lie below one folder, links included.
"""

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

from apps.errors import AppError, gettext_noop

Address = IPv4Address | IPv6Address

_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?|[0-9A-Fa-f:.]{2,45}")
_FILE = re.compile(r"[^\x00-\x1f:*?\"<>|\\]{1,500}")
_TRANSLATED_IPV4 = IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are an IPv4 address
_METADATA = frozenset({ip_address("168.63.129.16")})  # a cloud's metadata service on a public-looking address


class HostForbidden(AppError):
    """The host resolves to an address that data sources may not use."""

    code = "source.host_forbidden"
    http_status = 400
    message = gettext_noop("This host may not be used as a data source.")
    advice = gettext_noop("Private and local addresses must be allowed by the operator (SOURCE_HOSTS).")


class HostUnknown(AppError):
    """The host's name does not resolve."""

    code = "source.host_unknown"
    http_status = 400
    message = gettext_noop("The host's name cannot be resolved.")
    advice = gettext_noop("Check the host of the data source.")


class FileForbidden(AppError):
    """There is no such file below the folder of SQLite data sources, or it lies outside: the answer is the same."""

    code = "source.file_forbidden"
    http_status = 400
    message = gettext_noop("There is no such database file in the folder for SQLite data sources.")
    advice = gettext_noop("Give a path relative to that folder; links and parent folders are not followed.")


def reachable_addresses(host: str, port: int, *, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """
    Resolve a host and return the addresses to connect to, in the resolver's order.

    :param allowed: names, addresses and networks (CIDR) that the operator permits although they are not public.
    :raises HostForbidden: one of its addresses is not public and not allowed, or it is no host name at all.
    :raises HostUnknown: it does not resolve.
    """
    if not _HOST.fullmatch(host):
        raise HostForbidden
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise HostUnknown from None
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    trusted_name = host.rstrip(".").lower() in {name.lower() for name in allowed}
    # One bad address spoils the name: a mixed answer is what an attack looks like.
    if not trusted_name and not all(_may_use(address, allowed) for address in addresses):
        raise HostForbidden
    return addresses


def confined_file(name: str, *, root: Path) -> Path:
    """
    Return the real path of a regular file below `root`.

    :raises FileForbidden: it does not exist there, is no regular file, or leads out of the folder.
    """
    if not _FILE.fullmatch(name) or Path(name).is_absolute() or ".." in Path(name).parts:
        raise FileForbidden
    try:
        folder = root.resolve(strict=True)
        path = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError):
        raise FileForbidden from None
    if not path.is_relative_to(folder) or not path.is_file():
        raise FileForbidden
    return path


def _may_use(text: str, allowed: tuple[str, ...]) -> bool:
    address = _embedded(ip_address(text.partition("%")[0]))
    if any(address in network for network in _networks(allowed)):
        return True
    return address.is_global and not address.is_multicast and address not in _METADATA


def _embedded(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address merely wraps: that is where the packets go."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED_IPV4:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _networks(allowed: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    networks: list[IPv4Network | IPv6Network] = []
    for entry in allowed:
        try:
            networks.append(ip_network(entry, strict=False))
        except ValueError:
            continue  # a host name: compared by name
    return networks
