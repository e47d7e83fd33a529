"""Whose address is believed."""

import pytest

from apps.tenants.client_address import client_address


@pytest.mark.parametrize(
    ("forwarded", "proxies", "believed"),
    [
        ("", 0, "192.0.2.1"),
        ("198.51.100.9", 0, "192.0.2.1"),
        ("198.51.100.9", 1, "198.51.100.9"),
        ("6.6.6.6, 198.51.100.9", 1, "198.51.100.9"),
        ("6.6.6.6, 198.51.100.9, 10.0.0.1", 2, "198.51.100.9"),
        ("198.51.100.9", 2, "192.0.2.1"),
        ("<script>", 1, ""),
    ],
)
def test_only_hops_of_our_own_proxies_are_believed(forwarded, proxies, believed):
    meta = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}

    assert client_address(meta, trusted_proxies=proxies) == believed
