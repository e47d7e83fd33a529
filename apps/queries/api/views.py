"""REST: ask, clarify, validate, execute, and a run by its id. A view translates in, makes one call, translates out."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.queries import access, selectors, services
from apps.queries.api.output import AcceptedOutput, JudgementOutput, RunOutput, as_json
from apps.queries.contracts import RunStatus
from apps.queries.input import LONGEST_QUESTION, LONGEST_SQL
from apps.queries.models import QueryRun
from apps.queries.wording import policy_view
from apps.tenants.api.views import TenantApiView
from apps.tenants.requests import user_of

LANGUAGES = ["zh", "en"]


class RunApiView(TenantApiView):
    """Shared by everything that answers with a run: wait up to a limit, then 202 with a link."""

    def answered(self, request: Request, run: QueryRun) -> Response:
        run = selectors.wait_for(run, limit=settings.QUERY_WAIT)
        if not RunStatus(run.status).is_final:
            link = request.build_absolute_uri(reverse("api-run", args=[run.id]))
            body = {"run_id": run.id, "request_id": run.request_id, "status": run.status, "run": link}
            return Response(AcceptedOutput(body).data, status=202, headers={"Location": link})
        return self.shown(request, run)

    def shown(self, request: Request, run: QueryRun) -> Response:
        view = selectors.run_view(run, user=user_of(request), language=run.language)
        return Response(as_json(view), headers={"Cache-Control": "no-store"})


_ANSWERS = {200: RunOutput, 202: AcceptedOutput}


class QuestionInput(serializers.Serializer[Any]):
    question = serializers.CharField(max_length=LONGEST_QUESTION)
    dataset = serializers.CharField(required=False, help_text="may be left out if you can ask exactly one")
    session_id = serializers.UUIDField(required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False, help_text="default: that of the question")


class QueryApi(RunApiView):
    @extend_schema(request=QuestionInput, responses=_ANSWERS, operation_id="query")
    def post(self, request: Request) -> Response:
        """Ask a question in Chinese or English."""
        asked = self.validated(QuestionInput, request)
        run = services.ask(
            user=user_of(request),
            question=asked["question"],
            dataset_name=asked.get("dataset"),
            session_id=asked.get("session_id"),
            language=asked.get("language"),
            now=timezone.now(),
        )
        return self.answered(request, run)


class ChoicesInput(serializers.Serializer[Any]):
    run_id = serializers.UUIDField()
    choices = serializers.DictField(child=serializers.CharField(), required=False, default=dict)
    use_defaults = serializers.BooleanField(required=False, default=False)


class ClarifyApi(RunApiView):
    @extend_schema(request=ChoicesInput, responses=_ANSWERS, operation_id="clarify")
    def post(self, request: Request) -> Response:
        """Answer what a question left open; the answer is a new run."""
        answered = self.validated(ChoicesInput, request)
        run = services.answer_clarification(user=user_of(request), now=timezone.now(), **answered)
        return self.answered(request, run)


class ConfirmApi(RunApiView):
    @extend_schema(request=None, responses=_ANSWERS, operation_id="confirm")
    def post(self, request: Request, run_id: Any) -> Response:
        """Run what waits because of its cost: exactly that statement, once; the answer is a new run."""
        run = services.confirm(user=user_of(request), run_id=run_id, now=timezone.now())
        return self.answered(request, run)


class SqlInput(serializers.Serializer[Any]):
    sql = serializers.CharField(max_length=LONGEST_SQL)
    data_source = serializers.CharField()


class ExecuteApi(RunApiView):
    @extend_schema(request=SqlInput, responses=_ANSWERS, operation_id="execute")
    def post(self, request: Request) -> Response:
        """Run SQL that you wrote, governed as any answer."""
        given = self.validated(SqlInput, request)
        run = services.execute_sql(
            user=user_of(request),
            sql=given["sql"],
            data_source_name=given["data_source"],
            now=timezone.now(),
        )
        return self.answered(request, run)


class ValidateApi(TenantApiView):
    @extend_schema(request=SqlInput, responses={200: JudgementOutput}, operation_id="validate")
    def post(self, request: Request) -> Response:
        """Judge SQL without running it."""
        given = self.validated(SqlInput, request)
        judgement = services.validate_sql(
            user=user_of(request), sql=given["sql"], data_source_name=given["data_source"], now=timezone.now()
        )
        body = {
            **judgement.as_json(),
            "policies": [policy_view({"kind": p.kind, "table": p.table, "name": p.name}) for p in judgement.policies],
            "error": judgement.words,
        }
        return Response(JudgementOutput(body).data, headers={"Cache-Control": "no-store"})


class RunApi(RunApiView):
    @extend_schema(
        responses={200: RunOutput, 404: OpenApiResponse(description="No such run of yours")}, operation_id="run"
    )
    def get(self, request: Request, run_id: Any) -> Response:
        """One run of yours, finished or not."""
        return self.shown(request, access.access_run(run_id, user=user_of(request), to="view"))


class CancelApi(RunApiView):
    @extend_schema(request=None, responses={200: RunOutput}, operation_id="cancel")
    def post(self, request: Request, run_id: Any) -> Response:
        """Stop a run of yours."""
        return self.shown(request, services.cancel(user=user_of(request), run_id=run_id, now=timezone.now()))


class ScoreInput(serializers.Serializer[Any]):
    score = serializers.IntegerField(min_value=1, max_value=5)
    text = serializers.CharField(required=False, default="", allow_blank=True, max_length=2_000)


class FeedbackApi(TenantApiView):
    @extend_schema(request=ScoreInput, responses={204: None}, operation_id="rate")
    def post(self, request: Request, run_id: Any) -> Response:
        """Say what you think of an answer, 1 to 5."""
        services.rate(user=user_of(request), run_id=run_id, **self.validated(ScoreInput, request))
        return Response(status=204)
