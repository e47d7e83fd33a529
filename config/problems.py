"""
One shape for everything that went wrong: RFC 9457 problem details, with a stable code and words in the user's language.

What is not expected shows an incident id and nothing else; the fault itself is in the log under that id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from apps.errors import AppError
from apps.tenants.wording import words_of

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """What the client is told. `errors` names single fields; `more` holds what a kind of error adds."""

    status: int
    code: str
    detail: str
    advice: str = ""
    errors: Sequence[Mapping[str, str]] = ()
    more: Mapping[str, object] | None = None

    def body(self, *, request_id: str) -> dict[str, Any]:
        """Return the JSON body."""
        return {
            "type": f"urn:chat2sql:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "advice": self.advice,
            "request_id": request_id,
            "errors": list(self.errors),
            **(self.more or {}),
        }


def of_app_error(error: AppError) -> Problem:
    """Return the problem that an expected stop is."""
    words = words_of(error)
    errors = []
    if "field" in error.params:
        errors.append({"field": str(error.params["field"]), "message": words.message, "code": error.code})
    return Problem(error.http_status, error.code, words.message, words.advice, errors)


def unexpected() -> Problem:
    """Return the problem that a fault of ours is, with a new incident id."""
    incident = uuid4().hex
    advice = _("Try again; if it stays, tell your administrator the incident id.")
    return Problem(500, "incident", _("Something went wrong on our side."), advice, more={"incident_id": incident})


def response(problem: Problem, request: HttpRequest) -> JsonResponse:
    """Answer with a problem outside of REST framework."""
    body = problem.body(request_id=getattr(request, "request_id", ""))
    return JsonResponse(body, status=problem.status, content_type=CONTENT_TYPE)
