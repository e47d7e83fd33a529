"""The forms of the door."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.tenants.entry import may_choose


class SignInForm(AuthenticationForm):
    """A name and a password; whoever has no tenant to enter is told so only after the right password."""

    def confirm_login_allowed(self, user: Any) -> None:
        """Refuse a user whom no tenant would let in."""
        super().confirm_login_allowed(user)
        if not may_choose(user):
            raise ValidationError(_("Your account belongs to no active tenant."), code="no_tenant")


class ChooseTenantForm(forms.Form):
    """The short name of a tenant; whether the user may enter it is the service's question."""

    tenant = forms.SlugField(max_length=40)
