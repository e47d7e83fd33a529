"""What is known of a member: region, department number, clearance … Row predicates use these values by name."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned
from apps.tenants.attributes import RESERVED, AttributeKind, AttributeValue, BadAttribute, decode


class Kind(models.TextChoices):
    """The types of a value, as a person reads them."""

    TEXT = AttributeKind.TEXT, _("Text")
    INTEGER = AttributeKind.INTEGER, _("Whole number")
    DECIMAL = AttributeKind.DECIMAL, _("Decimal number")
    BOOLEAN = AttributeKind.BOOLEAN, _("Yes or no")
    DATE = AttributeKind.DATE, _("Date")
    TEXT_LIST = AttributeKind.TEXT_LIST, _("List of texts")
    INTEGER_LIST = AttributeKind.INTEGER_LIST, _("List of whole numbers")


class UserAttribute(TenantOwned):
    """One typed value of one member."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attributes", verbose_name=_("user")
    )
    name = models.CharField(
        _("name"),
        max_length=63,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Lower-case letters, digits, underscores."))],
        help_text=_("A row predicate refers to it as :name."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TEXT)
    value = models.JSONField(_("value"))

    class Meta(TenantOwned.Meta):
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["tenant_id", "user", "name"], name="one_value_of_a_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a value that is not of the kind, and a name that is not the tenant's to give."""
        if self.name in RESERVED:
            raise ValidationError({"name": _("This name means the same for everybody and cannot be given.")})
        try:
            self.typed()
        except BadAttribute as error:
            raise ValidationError({"value": _("This is not a value of the chosen kind.")}) from error

    def typed(self) -> AttributeValue:
        """
        Return the value as its Python type.

        :raises BadAttribute: the stored value is not of its kind.
        """
        return decode(kind=AttributeKind(self.kind), raw=self.value)
