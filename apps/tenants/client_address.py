"""
The address of whoever sent a request. Pure.

Only as many hops of X-Forwarded-For are believed as the deployment has proxies of its own; a client can write the rest.
"""

import ipaddress
from collections.abc import Mapping


def client_address(meta: Mapping[str, object], *, trusted_proxies: int) -> str:
    """Return the sender's IP address; empty if there is none that can be believed."""
    address = str(meta.get("REMOTE_ADDR", ""))
    if trusted_proxies > 0:
        hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
        address = hops[-trusted_proxies] if len(hops) >= trusted_proxies else address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""
