"""A strict Content-Security-Policy on every page: nothing inline, nothing from elsewhere."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ContentSecurityPolicyMiddleware:
    """Adds the header unless a view has set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        socket = urlsplit(settings.SOCKET_URL)
        self.sockets = f" {socket.scheme}://{socket.netloc}" if socket.netloc else ""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy(request))
        return response

    def _policy(self, request: HttpRequest) -> str:
        # The admin theme evaluates expressions in attributes (Alpine) and sets inline styles; its pages only.
        evaluating = " 'unsafe-eval' 'unsafe-inline'" if request.path.startswith("/admin/") else ""
        return (
            f"default-src 'self'; script-src 'self'{evaluating}; "
            f"style-src 'self'{' ' + repr('unsafe-inline') if evaluating else ''}; "
            f"img-src 'self' data:; connect-src 'self'{self.sockets}; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
