"""
How the chat page says that it could not do what was asked: the error's own words, its code and its status.

A denial is recorded here, after what was refused has been rolled back.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.errors import AppError
from apps.tenants.denials import record_denial
from apps.tenants.wording import words_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def shown_as_fragment(view: View[P]) -> View[P]:
    """Wrap a view so that an expected stop becomes a fragment; anything unexpected goes on up."""

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AppError as stop:
            if stop.http_status == 403:
                record_denial(request.user, act=str(stop.params.get("act", "")), path=request.path)
            context = {"code": stop.code, "words": words_of(stop)}
            return render(request, "queries/refused.html", context, status=stop.http_status)

    return shown
