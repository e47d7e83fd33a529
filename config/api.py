"""
How REST framework answers: problem details for every error, and pages of lists.

`problem_details` runs after the view's transaction was rolled back, so it is the place where denials are recorded.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response

from apps.errors import AppError, Unavailable
from apps.tenants.denials import record_denial
from config.problems import CONTENT_TYPE, Problem, of_app_error, response, unexpected

logger = structlog.get_logger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)

# REST framework's own exceptions, most special first: code that never changes, and a way forward.
_KNOWN: tuple[tuple[type[exceptions.APIException], str], ...] = (
    (exceptions.ParseError, "body.malformed"),
    (exceptions.AuthenticationFailed, "authentication.failed"),
    (exceptions.NotAuthenticated, "authentication.required"),
    (exceptions.PermissionDenied, "forbidden"),
    (exceptions.NotFound, "not_found"),
    (exceptions.MethodNotAllowed, "method.not_allowed"),
    (exceptions.NotAcceptable, "media_type.not_acceptable"),
    (exceptions.UnsupportedMediaType, "media_type.unsupported"),
    (exceptions.Throttled, "rate.exceeded"),
)


class Pagination(CursorPagination):
    """Pages of lists by cursor: stable while rows are added, and silent about how many there are."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = "-id"


def problem_details(error: Exception, context: dict[str, Any]) -> Response:
    """REST framework's exception handler."""
    request = context["request"]
    problem, headers = _problem(error)
    if problem.code == "incident":
        logger.error("request.failed", exc_info=error, **(problem.more or {}))
    if isinstance(error, DATABASE_AWAY):
        logger.error("database.away", exc_info=error)
    if problem.status == 403:
        record_denial(request.user, act=_act(error), path=request.path)
    body = problem.body(request_id=getattr(request._request, "request_id", ""))
    return Response(body, status=problem.status, headers=headers, content_type=CONTENT_TYPE)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler404`: the API answers in its own shape, pages with a page."""
    if request.path.startswith("/api/"):
        return response(Problem(404, "not_found", _("There is nothing at this address.")), request)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: no detail to anybody; Django has logged the fault with the request's id."""
    # Middleware asks the database too: while it is away, every door says so, and that trying again is worth it.
    is_away = isinstance(sys.exc_info()[1], DATABASE_AWAY)
    if request.path.startswith("/api/"):
        return response(of_app_error(Unavailable()) if is_away else unexpected(), request)
    return render(request, "500.html", status=503 if is_away else 500)


def _problem(error: Exception) -> tuple[Problem, dict[str, str]]:  # noqa: PLR0911  # one line for each kind
    if isinstance(error, AppError | OperationalError | InterfaceError):
        return of_app_error(error if isinstance(error, AppError) else Unavailable()), {}
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "body.too_large", _("The request's body is too large.")), {}
    if isinstance(error, Http404):
        return Problem(404, "not_found", _("There is nothing at this address.")), {}
    if isinstance(error, PermissionDenied):
        return Problem(403, "forbidden", _("You may not do this.")), {}
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error), {}
    if isinstance(error, exceptions.APIException):
        return _known(error), _headers(error)
    return unexpected(), {}


def _known(error: exceptions.APIException) -> Problem:
    code = next((code for kind, code in _KNOWN if isinstance(error, kind)), "error")
    return Problem(error.status_code, code, str(error.detail))


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = f"{wait:.0f}"
    return headers


def _invalid(error: exceptions.ValidationError) -> Problem:
    fields = [
        {"field": field, "message": str(detail), "code": detail.code or ""} for field, detail in _flat("", error.detail)
    ]
    return Problem(400, "input.invalid", _("Some of the input is wrong."), errors=fields)


def _flat(field: str, detail: Any) -> Iterator[tuple[str, exceptions.ErrorDetail]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _flat(f"{field}.{name}".lstrip("."), inner)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flat(field, inner)
    else:
        yield field, detail


def _act(error: Exception) -> str:
    return str(error.params.get("act", "")) if isinstance(error, AppError) else ""
