"""A dataset: the entities of one data source, how they join, and what one may group and filter by."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned
from apps.semantic.contracts import DimensionKind as Kind
from apps.semantic.models.datasource import DataSource

NAME_LENGTH = 63


def name_list(label: Any) -> ArrayField:
    """A list of names of columns."""
    return ArrayField(models.CharField(max_length=128), verbose_name=label, default=list, blank=True)


class Named(TenantOwned):
    """What people call a thing, in both languages and otherwise."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH, help_text=_("Stable; used by programs and references."))
    title_zh = models.CharField(_("Chinese title"), max_length=200, blank=True)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    synonyms = ArrayField(models.CharField(max_length=100), verbose_name=_("synonyms"), default=list, blank=True)
    description_zh = models.TextField(_("Chinese description"), blank=True)
    description_en = models.TextField(_("English description"), blank=True)

    class Meta(TenantOwned.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Dataset(Named):
    """What a question is asked about: a published part of one data source."""

    data_source = models.ForeignKey(DataSource, models.PROTECT, related_name="datasets", verbose_name=_("data source"))
    timezone = models.CharField(
        _("time zone of its days"), max_length=63, default="Asia/Shanghai", help_text=_("IANA name")
    )
    is_published = models.BooleanField(_("published"), default=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta(Named.Meta):
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        constraints = [models.UniqueConstraint(fields=["tenant_id", "name"], name="dataset_name_per_tenant")]


class Entity(Named):
    """A kind of thing that has a table and a primary key."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="entities", verbose_name=_("dataset"))
    table_schema = models.CharField(_("schema"), max_length=63)
    table_name = models.CharField(_("table"), max_length=128)
    primary_key = name_list(_("primary key columns"))
    default_time_dimension = models.CharField(_("default time dimension"), max_length=NAME_LENGTH, blank=True)

    class Meta(Named.Meta):
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="entity_name_per_dataset")]


class Join(TenantOwned):
    """A many-to-one step: each row of the source has at most one row of the target."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="joins", verbose_name=_("dataset"))
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    role = models.CharField(_("role"), max_length=NAME_LENGTH, blank=True)
    source = models.ForeignKey(Entity, models.CASCADE, related_name="joins_out", verbose_name=_("from"))
    target = models.ForeignKey(Entity, models.CASCADE, related_name="joins_in", verbose_name=_("to"))
    source_columns = name_list(_("columns of the source"))
    target_columns = name_list(_("columns of the target"))

    class Meta(TenantOwned.Meta):
        verbose_name = _("join")
        verbose_name_plural = _("joins")
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="join_name_per_dataset")]

    def __str__(self) -> str:
        return self.name


class Dimension(Named):
    """Something to group and filter by: one column of one entity."""

    KINDS = [
        (Kind.CATEGORICAL.value, _("categorical")),
        (Kind.TIME.value, _("time")),
        (Kind.NUMBER.value, _("number")),
        (Kind.BOOLEAN.value, _("yes or no")),
    ]

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="dimensions", verbose_name=_("dataset"))
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="dimensions", verbose_name=_("entity"))
    column = models.CharField(_("column"), max_length=128)
    kind = models.CharField(_("kind"), max_length=16, choices=KINDS, default=Kind.CATEGORICAL.value)

    class Meta(Named.Meta):
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="dimension_name_per_dataset")]


class DimensionValue(TenantOwned):
    """A value of a dimension that people name, and what they call it."""

    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="values", verbose_name=_("dimension"))
    value = models.CharField(_("value as stored"), max_length=200)
    aliases = ArrayField(models.CharField(max_length=100), verbose_name=_("aliases"), default=list, blank=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("dimension value")
        verbose_name_plural = _("dimension values")
        constraints = [models.UniqueConstraint(fields=["dimension", "value"], name="value_per_dimension")]

    def __str__(self) -> str:
        return self.value
