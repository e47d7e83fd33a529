"""What was asked and what became of it. A `QueryRun` is the truth; messages and sockets are nudges."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.queries.contracts import Lane, RunStatus
from apps.scope import TenantOwned


class ChatSession(TenantOwned):
    """A conversation of one user."""

    user_id = models.UUIDField(_("user"), db_index=True)
    title = models.CharField(_("title"), max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return str(self.id)  # never the title: it is a question, and names of objects are kept on record


class QueryRun(TenantOwned):
    """
    One question, or one statement that a user wrote, and its outcome.

    A worker claims a queued run by writing its lease; only the holder of `lease_token` may finish it. `answer` is the
    stored form of `contracts.Answer` (rows already masked by the database). `confirmation` is what the asker was asked
    to confirm; a run that goes on with it carries it as its `consent`, a stored `contracts.Consent`.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        SQL = "sql", _("SQL")

    STATUSES = [
        (RunStatus.QUEUED.value, _("queued")),
        (RunStatus.RUNNING.value, _("running")),
        (RunStatus.SUCCEEDED.value, _("succeeded")),
        (RunStatus.NEEDS_CLARIFICATION.value, _("needs clarification")),
        (RunStatus.NEEDS_CONFIRMATION.value, _("needs confirmation")),
        (RunStatus.REFUSED.value, _("refused")),
        (RunStatus.FAILED.value, _("failed")),
        (RunStatus.TIMEOUT.value, _("timed out")),
        (RunStatus.CANCELLED.value, _("cancelled")),
        (RunStatus.WORKER_LOST.value, _("worker lost")),
    ]
    LANES = [
        (Lane.VERIFIED.value, _("verified")),
        (Lane.SEMANTIC.value, _("semantic")),
        (Lane.GENERATED.value, _("generated")),
        (Lane.WRITTEN.value, _("written by you")),
    ]

    user_id = models.UUIDField(_("user"))
    session = models.ForeignKey(
        ChatSession, models.CASCADE, null=True, related_name="runs", verbose_name=_("conversation")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    data_source_id = models.UUIDField(_("data source"))
    dataset_id = models.UUIDField(_("dataset"), null=True)
    question = models.TextField(_("question or SQL"))
    language = models.CharField(_("language"), max_length=16)
    as_of = models.DateTimeField(_("as of"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="continuations", verbose_name=_("continues")
    )
    choices = models.JSONField(_("choices"), default=dict)
    use_defaults = models.BooleanField(_("defaults applied"), default=False)
    round = models.PositiveSmallIntegerField(_("clarification round"), default=0)

    status = models.CharField(_("status"), max_length=20, choices=STATUSES, default=RunStatus.QUEUED.value)
    lane = models.CharField(_("lane"), max_length=12, choices=LANES, blank=True)
    confidence = models.FloatField(_("confidence"), null=True)
    sql = models.TextField(_("SQL"), blank=True)
    policy_fingerprint = models.CharField(_("policy fingerprint"), max_length=64, blank=True)
    answer = models.JSONField(_("answer"), null=True)
    clarification = models.JSONField(_("clarification"), null=True)
    confirmation = models.JSONField(_("confirmation asked for"), null=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    consent = models.JSONField(_("consent it runs under"), null=True)
    error_code = models.CharField(_("error code"), max_length=64, blank=True)
    error = models.JSONField(_("error"), null=True)

    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(_("lease until"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    backend = models.CharField(_("backend"), max_length=100, blank=True)
    sql_sent_at = models.DateTimeField(_("SQL sent at"), null=True)
    cancel_requested_at = models.DateTimeField(_("cancel requested at"), null=True)

    request_id = models.CharField(_("request id"), max_length=64)
    trace_id = models.CharField(_("trace id"), max_length=64, blank=True)
    audit_event_id = models.UUIDField(_("audit event"), null=True)
    created_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["tenant_id", "user_id", "-created_at"]),
            models.Index(
                fields=["lease_until"],
                name="run_unfinished",
                condition=models.Q(status__in=[RunStatus.QUEUED.value, RunStatus.RUNNING.value]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class StageEvent(TenantOwned):
    """A stage of a run that ended: stored with its number before it is published."""

    run = models.ForeignKey(QueryRun, models.CASCADE, related_name="stage_events", verbose_name=_("run"))
    seq = models.PositiveIntegerField(_("number"))
    stage = models.CharField(_("stage"), max_length=20)
    status = models.CharField(_("status"), max_length=10)
    ms = models.FloatField(_("milliseconds"))
    note = models.JSONField(_("facts"), default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["run", "seq"], name="stage_number_per_run")]

    def __str__(self) -> str:
        return f"{self.seq} {self.stage}"


class Feedback(TenantOwned):
    """What the asker thought of the answer; the words stand in the audit's erasable text."""

    run = models.OneToOneField(QueryRun, models.CASCADE, related_name="feedback", verbose_name=_("run"))
    user_id = models.UUIDField(_("user"))
    score = models.PositiveSmallIntegerField(_("score (1-5)"))
    created_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self) -> str:
        return str(self.score)


class NarrowedUse(TenantOwned):
    """
    That somebody used a column which may only be totalled, or only filtered by: keyed digests, never values.

    :param kind: a value that was looked up, the filter of a total, or that a series of such filters was reported.
    :param subject: the column, or what near-equal filters have in common.
    :param value: the value, or the filter; empty for a report.
    """

    class Kind(models.TextChoices):
        LOOKUP = "lookup", _("looked up")
        TOTAL = "total", _("totalled")
        REPORT = "report", _("reported")

    user_id = models.UUIDField(_("user"))
    data_source_id = models.UUIDField(_("data source"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    subject = models.CharField(_("subject"), max_length=64)
    value = models.CharField(_("value"), max_length=64, blank=True)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("use of a narrowed column")
        verbose_name_plural = _("uses of narrowed columns")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "user_id", "data_source_id", "kind", "subject", "value"],
                name="narrowed_use_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
