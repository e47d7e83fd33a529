"""The corpus: texts that stewards curate. Example questions for now; further kinds are rows, not tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned


class CorpusEntry(TenantOwned):
    """One text about one dataset, in one language."""

    class Kind(models.TextChoices):
        EXAMPLE = "example", _("example question")

    class Language(models.TextChoices):
        CHINESE = "zh", _("Chinese")
        ENGLISH = "en", _("English")

    dataset = models.ForeignKey(
        "semantic.Dataset", models.CASCADE, related_name="corpus_entries", verbose_name=_("dataset")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.EXAMPLE)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    question = models.CharField(_("question"), max_length=500)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        verbose_name = _("corpus entry")
        verbose_name_plural = _("corpus entries")
        ordering = ["position", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "kind", "language", "question"], name="corpus_entry_once")
        ]

    def __str__(self) -> str:
        return self.question
