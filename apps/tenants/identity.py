"""The user as a type: the one model of this app that others may name, and how a view comes by one."""

from django.http import HttpRequest
from rest_framework.request import Request

from apps.errors import AppError, gettext_noop
from apps.tenants.models import User

__all__ = ["NotSignedIn", "User", "user_of"]


class NotSignedIn(AppError):
    """Nobody is signed in."""

    code = "auth.required"
    http_status = 401
    message = gettext_noop("Please sign in first.")
    advice = gettext_noop("Sign in on the page, or send an API key.")


def user_of(request: HttpRequest | Request) -> User:
    """
    Return who asks; the doors have let nobody else through.

    :raises NotSignedIn: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise NotSignedIn
    return request.user
