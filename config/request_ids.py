"""
Every request has an id, in its answer, its logs and its audit events; programs must bring their own when they post.

An id is up to 128 letters, digits and `._:-`: what else a client sends never reaches a log. Query strings are not
logged: they may hold what people searched for.
"""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

from apps.errors import AppError, gettext_noop
from config.problems import of_app_error, response

logger = structlog.get_logger(__name__)
_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}\Z")


class RequestIdMissing(AppError):
    """A program posted without an id of its own."""

    code = "request_id.missing"
    message = gettext_noop("The header X-Request-Id is missing.")
    advice = gettext_noop("Send a new id with every request, for example a UUID; logs and audit will show it.")


class RequestIdMalformed(AppError):
    """The id holds characters that have no place in one, or is too long."""

    code = "request_id.malformed"
    message = gettext_noop("The header X-Request-Id is malformed.")
    advice = gettext_noop("Use up to 128 letters, digits, dots, underscores, colons and dashes.")


class RequestIdMiddleware:
    """Sets `request.request_id` and `request.trace_id`, binds them to the logs, and logs the outcome."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given, trace = request.headers.get("X-Request-Id", ""), request.headers.get("X-Trace-Id", "")
        ids = {"request_id": given if _ID.match(given) else uuid4().hex}
        if _ID.match(trace):
            ids["trace_id"] = trace
        vars(request).update(ids)
        with structlog.contextvars.bound_contextvars(**ids):
            started = time.perf_counter()
            answer = self._refusal(request, given) or self.get_response(request)
            answer.headers["X-Request-Id"] = ids["request_id"]
            _log(request, answer, seconds=time.perf_counter() - started)
        structlog.contextvars.unbind_contextvars("tenant_id", "user_id")  # bound by whoever found them, further in
        return answer

    @staticmethod
    def _refusal(request: HttpRequest, given: str) -> HttpResponse | None:
        if request.method != "POST" or not request.path.startswith("/api/") or _ID.match(given):
            return None
        return response(of_app_error(RequestIdMalformed() if given else RequestIdMissing()), request)


def _log(request: HttpRequest, answer: HttpResponse, *, seconds: float) -> None:
    match = request.resolver_match
    logger.info(
        "request.finished",
        method=request.method,
        route=match.route if match else "",
        status=answer.status_code,
        ms=round(seconds * 1000, 1),
    )
