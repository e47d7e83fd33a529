"""Who may see which rows and columns of a data source, and how."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned
from apps.semantic.contracts import MaskKind, Treatment
from apps.semantic.models.datasource import DataSource


class AudienceKind(models.TextChoices):
    ROLE = "role", _("role")
    GROUP = "group", _("group")
    USER = "user", _("user")


class Effect(models.TextChoices):
    PERMISSIVE = "permissive", _("gives (rows and columns are added)")
    RESTRICTIVE = "restrictive", _("narrows (every row must also satisfy it)")


class Rule(TenantOwned):
    """For whom and on which table a grant or column rule holds. `audience` is a role, or the id of a group or user."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Shown on the answer's receipt."))
    audience_kind = models.CharField(_("audience"), max_length=8, choices=AudienceKind.choices)
    audience = models.CharField(_("role, group or user"), max_length=64)
    table_schema = models.CharField(_("schema"), max_length=63)
    table_name = models.CharField(_("table"), max_length=128)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Grant(Rule):
    """Columns and rows of a table that an audience may see. Columns are listed: a new column is seen by nobody."""

    data_source = models.ForeignKey(DataSource, models.CASCADE, related_name="grants", verbose_name=_("data source"))
    effect = models.CharField(_("effect"), max_length=12, choices=Effect.choices, default=Effect.PERMISSIVE)
    columns = ArrayField(models.CharField(max_length=128), verbose_name=_("columns"), default=list, blank=True)
    row_predicate = models.TextField(
        _("row predicate"),
        blank=True,
        help_text=_(
            "SQL over the table's own columns, and EXISTS (SELECT …) or IN (SELECT …) over tables that you see; :name "
            "stands for a user's attribute. Also :user_id, :login, :today, :hour (0-23) and :weekday (1 is Monday), by "
            "the data source's clocks. Empty: all rows."
        ),
    )
    row_predicate_meaning = models.TextField(_("as it was understood"), blank=True, editable=False)

    class Meta(Rule.Meta):
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [models.UniqueConstraint(fields=["data_source", "name"], name="grant_name_per_source")]


class ColumnRule(Rule):
    """How one column is treated for an audience; of several rules the strictest holds."""

    TREATMENTS = [
        (Treatment.MASKED.value, _("masked")),
        (Treatment.FILTER_ONLY.value, _("only to filter by")),
        (Treatment.AGGREGATE_ONLY.value, _("only in totals")),
        (Treatment.HIDDEN.value, _("hidden")),
        (Treatment.EXEMPT.value, _("exempt from rules")),
    ]
    MASKS = [
        (MaskKind.PHONE.value, _("phone: 138****8888")),
        (MaskKind.EMAIL.value, _("e-mail: a***@example.com")),
        (MaskKind.NATIONAL_ID.value, _("national id: 110***********1234")),
        (MaskKind.BANK_CARD.value, _("bank card: 6222 **** **** 1234")),
        (MaskKind.FULL.value, _("full: ***")),
        (MaskKind.HASH.value, _("hash: equal values stay equal")),
        (MaskKind.DATE.value, _("coarser date")),
        (MaskKind.NUMBER.value, _("coarser number")),
        (MaskKind.PARTIAL.value, _("partial: a few characters at either end")),
        (MaskKind.CUSTOM.value, _("custom expression")),
    ]

    data_source = models.ForeignKey(
        DataSource, models.CASCADE, related_name="column_rules", verbose_name=_("data source")
    )
    column = models.CharField(_("column"), max_length=128)
    treatment = models.CharField(_("treatment"), max_length=16, choices=TREATMENTS)
    mask = models.CharField(_("mask"), max_length=16, choices=MASKS, blank=True)
    mask_options = models.JSONField(_("mask's options"), default=dict, blank=True)

    class Meta(Rule.Meta):
        verbose_name = _("column rule")
        verbose_name_plural = _("column rules")
        constraints = [models.UniqueConstraint(fields=["data_source", "name"], name="column_rule_name_per_source")]
