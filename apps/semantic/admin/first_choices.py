"""The page before a form: what decides its choices (an engine, a dataset, a table) is chosen first, by a link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `query` is what the form's address says then."""

    title: Any
    query: Mapping[str, str] = field(default_factory=dict)
    note: Any = ""


def ask_first(
    model_admin: ModelAdmin, request: HttpRequest, *, title: Any, options: Iterable[Option], nothing: Any = ""
) -> HttpResponse:
    """
    Return a page that asks one question; each answer leads to the same address with one choice more.

    :param nothing: what to say if there is nothing to choose from.
    """
    links = [
        {"title": o.title, "note": o.note, "url": "?" + urlencode({**request.GET.dict(), **o.query})} for o in options
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "links": links,
        "nothing": nothing,
    }
    return TemplateResponse(request, "semantic/admin/choose.html", context)
