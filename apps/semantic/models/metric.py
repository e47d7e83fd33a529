"""A metric: a number with one definition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.semantic.contracts import Aggregate
from apps.semantic.models.dataset import NAME_LENGTH, Dataset, Entity, Named


class Metric(Named):
    """An aggregate over one entity, with an optional filter. `version` grows with each change of meaning."""

    AGGREGATES = [
        (Aggregate.SUM.value, _("sum")),
        (Aggregate.COUNT.value, _("count")),
        (Aggregate.COUNT_DISTINCT.value, _("count distinct")),
        (Aggregate.AVG.value, _("average")),
        (Aggregate.MIN.value, _("minimum")),
        (Aggregate.MAX.value, _("maximum")),
    ]

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="metrics", verbose_name=_("dataset"))
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="metrics", verbose_name=_("entity"))
    aggregate = models.CharField(_("aggregate"), max_length=16, choices=AGGREGATES)
    column = models.CharField(_("column"), max_length=128, blank=True, help_text=_("Empty: rows are counted."))
    filter = models.TextField(_("filter"), blank=True, help_text=_("SQL over the entity's own columns."))
    unit = models.CharField(_("unit"), max_length=32, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals"), null=True, blank=True)
    time_dimension = models.CharField(_("time dimension"), max_length=NAME_LENGTH, blank=True)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta(Named.Meta):
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="metric_name_per_dataset")]
