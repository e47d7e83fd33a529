"""
Who may open a WebSocket: pages of our own hosts.

Browsers send the session cookie with any page's WebSocket, so the Origin is all that tells ours from a stranger's.
Missing and `null` origins are refused.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.http.request import validate_host


class OriginGate:
    """ASGI middleware that lets only allowed hosts' pages through, on any port (a laptop's sockets have their own)."""

    def __init__(self, application: Any, *, hosts: Sequence[str]) -> None:
        self.application = application
        self.hosts = hosts

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Any:
        origin = next((value for name, value in scope.get("headers", []) if name == b"origin"), b"")
        if self._is_ours(origin.decode("latin-1")):
            return await self.application(scope, receive, send)
        return await WebsocketDenier()(scope, receive, send)

    def _is_ours(self, origin: str) -> bool:
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and validate_host(parts.hostname or "", self.hosts)
