"""
The chat pages. A view reads the request, makes one call, and shows the outcome; it decides nothing.

`/` is a whole page. Everything below `/chat/` answers with a fragment of it that the page's scripts put in place; a
refusal is a fragment too, with the refusal's own status. Whoever comes without the scripts is led to the whole page.
"""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from apps.errors import NotFound
from apps.queries import access, selectors, services
from apps.queries.examples import example_questions
from apps.queries.models import QueryRun
from apps.queries.web.presentation import Turn, present
from apps.queries.web.refusals import shown_as_fragment
from apps.queries.web.words import STATUSES
from apps.semantic.access import datasets_for
from apps.semantic.contracts import Words
from apps.tenants.requests import entered_tenant, user_of

SCORES = {str(score): score for score in range(1, 6)}
FROM_SCRIPT = "X-Fragment"  # the header by which the page's scripts ask for a part of it
CHOICE = "choice:"  # a clarification's form fields: `choice:<key of the point>` = value of the option


@never_cache
@login_required
@require_GET
def chat(request: HttpRequest) -> HttpResponse:
    """The page: with the run of `?run=`, or with example questions."""
    run = _wanted_run(request)
    context = {
        **_recent(request, current=run.id if run else None),
        "turn": _turn(request, run) if run else None,
        "session_id": run.session_id if run else None,
        "socket_url": settings.SOCKET_URL,
        "examples": [] if run else example_questions(user_of(request), language=_language(), now=timezone.now()),
        "datasets": _datasets(request, chosen=run.dataset_id if run else None),
    }
    return render(request, "queries/chat.html", context)


@never_cache
@login_required
@require_GET
@shown_as_fragment
def recent(request: HttpRequest) -> HttpResponse:
    """The side bar's list; `?run=` is marked as the current one."""
    run = _wanted_run(request)
    return render(request, "queries/recent.html", _recent(request, current=run.id if run else None))


@never_cache
@login_required
@require_POST
@shown_as_fragment
def ask(request: HttpRequest) -> HttpResponse:
    """Take a question in; the answer is its turn, still running."""
    run = services.ask(
        user=user_of(request),
        question=request.POST.get("question", ""),
        dataset_name=request.POST.get("dataset") or None,
        session_id=_uuid(request.POST.get("session")),
        now=timezone.now(),
    )
    return _show(request, run, status=202)


@never_cache
@login_required
@require_GET
@shown_as_fragment
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A run's turn, as it is now."""
    return _show(request, access.access_run(run_id, user=user_of(request), to="view"))


@never_cache
@login_required
@require_POST
@shown_as_fragment
def clarify(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Go on with what the user meant, in a new run."""
    choices = {name.removeprefix(CHOICE): str(value) for name, value in request.POST.items() if name.startswith(CHOICE)}
    continued = services.answer_clarification(user=user_of(request), run_id=run_id, choices=choices, now=timezone.now())
    return _show(request, continued, status=202)


@never_cache
@login_required
@require_POST
@shown_as_fragment
def confirm(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Run what waits because of its cost, in a new run."""
    return _show(request, services.confirm(user=user_of(request), run_id=run_id, now=timezone.now()), status=202)


@never_cache
@login_required
@require_POST
@shown_as_fragment
def cancel(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Stop a run."""
    return _show(request, services.cancel(user=user_of(request), run_id=run_id, now=timezone.now()))


@never_cache
@login_required
@require_POST
@shown_as_fragment
def rate(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say whether an answer was right."""
    score = SCORES.get(request.POST.get("score", ""), 0)  # what is no score is refused by the service
    feedback = services.rate(user=user_of(request), run_id=run_id, score=score)
    return render(request, "queries/run/rating.html", {"run_id": run_id, "rating": feedback.score})


def _show(request: HttpRequest, run: QueryRun, *, status: int = 200) -> HttpResponse:
    if FROM_SCRIPT not in request.headers:
        # The form was sent before the page's scripts had loaded, or without any.
        return HttpResponseRedirect(f"{reverse('chat')}?run={run.id}")
    context = {"turn": _turn(request, run), "session_id": run.session_id, "socket_url": settings.SOCKET_URL}
    return render(request, "queries/run/turn.html", context, status=status)


def _turn(request: HttpRequest, run: QueryRun) -> Turn:
    view = selectors.run_view(run, user=user_of(request), language=_language())
    return present(view, zone=ZoneInfo(entered_tenant(request).timezone))


def _recent(request: HttpRequest, *, current: UUID | None) -> dict[str, object]:
    runs = [
        {"run_id": r.id, "question": r.question, "status": r.status, "status_words": STATUSES[r.status]}
        for r in selectors.recent_runs(user_of(request))
    ]
    return {"recent": runs, "current_run": current}


def _datasets(request: HttpRequest, *, chosen: UUID | None) -> list[dict[str, object]]:
    return [
        {
            "name": dataset.name,
            "title": Words(dataset.title_zh, dataset.title_en).title(_language()) or dataset.name,
            "is_chosen": dataset.id == chosen,
        }
        for dataset in datasets_for(user_of(request))
    ]


def _wanted_run(request: HttpRequest) -> QueryRun | None:
    wanted = request.GET.get("run")
    if not wanted:
        return None
    run_id = _uuid(wanted)
    if run_id is None:
        raise NotFound("run")
    return access.access_run(run_id, user=user_of(request), to="view")


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _language() -> str:
    """The page's language as the core names it: zh or en."""
    return "zh" if (get_language() or settings.LANGUAGE_CODE).startswith("zh") else "en"
