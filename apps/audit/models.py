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

    request_id = models.CharField(max_length=128)
    trace_id = models.CharField(max_length=128)
    user_id = models.UUIDField(null=True)
    user_name = models.CharField(max_length=200)
    session_id = models.TextField()
    question = models.TextField(null=True)
    question_sha256 = models.TextField(null=True)
    context_summary = models.JSONField(null=True)
    model = models.TextField(null=True)
    prompt_sha256 = models.TextField(null=True)
    sql = models.TextField(null=True)
    sql_sha256 = models.TextField(null=True)
    confidence = models.FloatField(null=True)
    lane = models.TextField(null=True)
    references = models.JSONField(null=True, db_column="reference_list")
    lineage = models.JSONField(null=True)
    policy_fingerprint = models.TextField(null=True)
    executed = models.BooleanField()
    duration_ms = models.FloatField(null=True)
    rows = models.BigIntegerField(null=True, db_column="row_count")
    bytes = models.BigIntegerField(null=True, db_column="byte_count")
    risk = models.TextField(null=True)
    status = models.TextField()
    error_code = models.TextField(null=True)
    error_message = models.TextField(null=True)
    feedback_score = models.IntegerField(null=True)
    feedback_text = models.TextField(null=True)
    ip = models.TextField(null=True)
    user_agent = models.TextField(null=True)
    risk_score = models.FloatField(null=True)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        managed = False
        db_table = "audit_query_record"
        verbose_name = _("question on record")
        verbose_name_plural = _("questions on record")
        ordering = ("-requested_at",)

    def __str__(self) -> str:
        return str(self.id)
