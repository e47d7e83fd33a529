"""How the chat page says that it could not do what was asked: the error's own words, its code and its status."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.errors import AppError
from apps.queries.wording import translated

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def shown_as_fragment(view: View[P]) -> View[P]:
    """Wrap a view so that an expected stop becomes a fragment; anything unexpected goes on up."""

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AppError as stop:
            return render(
                request,
                "queries/refused.html",
                {
                    "code": stop.code,
                    "message": translated(stop.message, stop.params),
                    "advice": translated(stop.advice, stop.params),
                },
                status=stop.http_status,
            )

    return shown
