"""A customer's database, and what its schema was when we last looked."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned
from apps.semantic.contracts import Dialect
from apps.semantic.thresholds import Thresholds, thresholds_for


class Engine(models.TextChoices):
    POSTGRES = "postgres", "PostgreSQL"
    SQLITE = "sqlite", "SQLite"
    MYSQL = "mysql", "MySQL / MariaDB"


class DataSource(TenantOwned):
    """
    How to reach a customer's database, read only.

    `sealed_password` is ciphertext (`apps.semantic.secrets`); it is written through the service alone, never shown,
    and cleared when the host, port, database or user changes, so that it cannot be sent elsewhere.
    """

    name = models.SlugField(_("name"), max_length=63, allow_unicode=True)
    title = models.CharField(_("title"), max_length=200)
    engine = models.CharField(_("engine"), max_length=16, choices=Engine.choices)
    host = models.CharField(_("host"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("port"), null=True, blank=True, validators=[MaxValueValidator(65535)])
    database = models.CharField(_("database, or file below the SQLite folder"), max_length=500)
    username = models.CharField(_("user"), max_length=63, blank=True)
    sealed_password = models.TextField(_("password"), blank=True, editable=False)
    require_tls = models.BooleanField(_("TLS required"), default=True)
    schemas = ArrayField(
        models.CharField(max_length=63),
        verbose_name=_("schemas"),
        default=list,
        blank=True,
        help_text=_("PostgreSQL only; the first one is where unqualified names are looked up. Empty: public."),
    )
    timezone = models.CharField(_("time zone of its clocks"), max_length=63, default="Asia/Shanghai")
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Off: nothing runs on it from now on."))
    statement_timeout_seconds = models.PositiveIntegerField(
        _("statement time-out (s)"), default=30, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    max_rows = models.PositiveIntegerField(
        _("rows per answer"), default=1_000, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    medium_risk_rows = models.BigIntegerField(
        _("medium risk from (rows touched)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("From here on the user is asked before it runs. Empty: the engine's default."),
    )
    high_risk_rows = models.BigIntegerField(
        _("high risk from (rows touched)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("From here on it is refused. Empty: the engine's default."),
    )
    smallest_group = models.PositiveIntegerField(
        _("smallest group of aggregate-only columns"),
        default=5,
        validators=[MinValueValidator(2)],
        help_text=_("A total of fewer values is left out. It does not stop whoever compares two totals."),
    )
    added_functions = ArrayField(
        models.CharField(max_length=63),
        verbose_name=_("functions allowed beyond the list"),
        default=list,
        blank=True,
    )
    policy_version = models.PositiveIntegerField(_("policy version"), default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("data source")
        verbose_name_plural = _("data sources")
        constraints = [models.UniqueConstraint(fields=["tenant_id", "name"], name="datasource_name_per_tenant")]

    def __str__(self) -> str:
        return self.name

    @property
    def thresholds(self) -> Thresholds:
        """From how many touched rows on a statement is of medium or high risk here."""
        own = {"medium": self.medium_risk_rows, "high": self.high_risk_rows}
        return thresholds_for(Dialect(self.engine), **own)


class SchemaSnapshot(TenantOwned):
    """One introspection's result; the newest one governs. `content` is `SchemaCatalog` as JSON."""

    data_source = models.ForeignKey(DataSource, models.CASCADE, related_name="snapshots", verbose_name=_("data source"))
    content = models.JSONField(_("content"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    taken_at = models.DateTimeField(_("taken at"))
    confirmed_at = models.DateTimeField(_("last confirmed at"))

    class Meta(TenantOwned.Meta):
        verbose_name = _("schema snapshot")
        verbose_name_plural = _("schema snapshots")
        get_latest_by = "taken_at"
        indexes = [models.Index(fields=["data_source", "-taken_at"])]

    def __str__(self) -> str:
        return f"{self.data_source_id} {self.taken_at:%Y-%m-%d %H:%M}"
