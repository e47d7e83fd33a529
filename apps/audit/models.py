"""
The stored chain: events that are never changed, and the private text beside them, which can be erased.

Both hold ids and snapshots of names, no foreign keys: an event outlives what it speaks of. The database lets the
application only add events (grants and a trigger), and erase a text only after the erasure itself was recorded.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned


class AuditEvent(TenantOwned):
    """One sealed link of a tenant's chain. `data` is canonical JSON *text*: it is sealed byte by byte."""

    sequence = models.PositiveBigIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    action = models.CharField(_("action"), max_length=64)
    actor_id = models.UUIDField(_("actor's id"), null=True)
    actor_name = models.CharField(_("actor"), max_length=200, blank=True)
    target_type = models.CharField(_("kind of target"), max_length=100, blank=True)
    target_id = models.CharField(_("target's id"), max_length=64, blank=True)
    target_name = models.CharField(_("target"), max_length=200, blank=True)
    run_id = models.UUIDField(_("run"), null=True)
    request_id = models.CharField(_("request"), max_length=128, blank=True)
    trace_id = models.CharField(_("trace"), max_length=128, blank=True)
    data = models.TextField(_("data"), default="{}")
    text_digest = models.CharField(_("digest of the private text"), max_length=64, blank=True)
    previous_hash = models.CharField(_("previous hash"), max_length=64)
    key_id = models.CharField(_("key"), max_length=16)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta(TenantOwned.Meta):
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ("-sequence",)
        constraints = [models.UniqueConstraint(fields=["tenant_id", "sequence"], name="one_event_of_a_number")]
        indexes = [
            models.Index(fields=["tenant_id", "run_id"], name="audit_event_run", condition=~models.Q(run_id=None)),
            models.Index(fields=["tenant_id", "hash"], name="audit_event_hash"),
            models.Index(fields=["tenant_id", "action", "sequence"], name="audit_event_action"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class AuditText(TenantOwned):
    """
    The private text of one event: question, SQL, address, feedback.

    Its digest in the event is keyed and salted; erasing takes text and salt, and the chain still verifies.
    """

    event_id = models.UUIDField(_("event"))
    salt = models.CharField(max_length=32, null=True)
    body = models.TextField(_("text"), null=True)
    erased_at = models.DateTimeField(_("erased"), null=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("private text")
        verbose_name_plural = _("private texts")
        constraints = [models.UniqueConstraint(fields=["tenant_id", "event_id"], name="one_text_of_an_event")]

    def __str__(self) -> str:
        return str(self.event_id)


class QueryRecord(TenantOwned):
    """One question from request to outcome: a view over the events of its run. Read only."""

    request_id = models.CharField(_("request id"), max_length=128)
    trace_id = models.CharField(_("trace id"), max_length=128)
    user_id = models.UUIDField(_("actor's id"), null=True)
    user_name = models.CharField(_("actor"), max_length=200)
    session_id = models.TextField(_("conversation"))
    question = models.TextField(_("question"), null=True)
    question_sha256 = models.TextField(_("hash of the question"), null=True)
    context_summary = models.JSONField(_("earlier questions it refers to"), null=True)
    model = models.TextField(_("model"), null=True)
    prompt_sha256 = models.TextField(_("hash of the prompt"), null=True)
    sql = models.TextField(_("SQL"), null=True)
    sql_sha256 = models.TextField(_("hash of the SQL"), null=True)
    confidence = models.FloatField(_("confidence"), null=True)
    lane = models.TextField(_("lane"), null=True)
    references = models.JSONField(_("references"), null=True, db_column="reference_list")
    lineage = models.JSONField(_("lineage"), null=True)
    policy_fingerprint = models.TextField(_("policy fingerprint"), null=True)
    executed = models.BooleanField(_("sent to the database"))
    duration_ms = models.FloatField(_("duration (ms)"), null=True)
    rows = models.BigIntegerField(_("rows"), null=True, db_column="row_count")
    bytes = models.BigIntegerField(_("bytes"), null=True, db_column="byte_count")
    risk = models.TextField(_("risk"), null=True)
    status = models.TextField(_("status"))
    error_code = models.TextField(_("error code"), null=True)
    error_message = models.TextField(_("error"), null=True)
    feedback_score = models.IntegerField(_("score (1-5)"), null=True)
    feedback_text = models.TextField(_("feedback"), null=True)
    ip = models.TextField(_("address of the asker"), null=True)
    user_agent = models.TextField(_("browser or program"), null=True)
    risk_score = models.FloatField(_("risk score"), null=True)
    requested_at = models.DateTimeField(_("asked at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta(TenantOwned.Meta):
        managed = False
        db_table = "audit_query_record"
        verbose_name = _("question on record")
        verbose_name_plural = _("questions on record")
        ordering = ("-requested_at",)

    def __str__(self) -> str:
        return str(self.id)
