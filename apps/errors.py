"""
The kernel's errors: what went wrong, in words that a user may read.

`AppError` is an expected stop: it has a stable code, an HTTP status, a sentence and a way forward. Anything else that
is raised is a fault of ours: the user sees an incident id only. This module knows no framework, so the pure core may
raise its errors; the edge translates `message` and `advice` (they are message ids) and fills in `params`.

    AppError
    ├── NotFound            404  hidden and absent look alike
    ├── Forbidden           403
    ├── InvalidInput        400
    ├── Conflict            409
    └── Unavailable         503
"""

from typing import ClassVar


def gettext_noop(text: str) -> str:
    """Mark a message for translation; the edge translates it when it is shown."""
    return text


class AppError(Exception):
    """
    An expected stop. Subclasses set the class attributes; `params` fill the `%(name)s` places of both sentences.

    Whatever is in `params` is shown to the user: never pass engine messages, secrets or hidden names.
    """

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 400
    message: ClassVar[str] = gettext_noop("The request could not be carried out.")
    advice: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(self.code)
        self.params = params

    def __str__(self) -> str:
        return f"{self.code}: {self.message % self.params}"

    def as_dict(self) -> dict[str, object]:
        """The error as JSON values, with message ids: words are made for whoever reads it, in their language."""
        return {
            "code": self.code,
            "message": self.message,
            "advice": self.advice,
            "params": {name: str(value) for name, value in self.params.items()},
        }


class NotFound(AppError):
    """It does not exist, or the user may not know that it does: the answer is the same."""

    code = "not_found"
    http_status = 404
    message = gettext_noop("No such %(thing)s.")
    advice = gettext_noop("Check the address, or ask your administrator for access.")

    def __init__(self, thing: str = "object") -> None:
        super().__init__(thing=thing)


class Forbidden(AppError):
    """The user may see the object but not do this to it."""

    code = "forbidden"
    http_status = 403
    message = gettext_noop("You may not do this (%(act)s).")
    advice = gettext_noop("Ask your administrator for a role that may.")

    def __init__(self, act: str) -> None:
        super().__init__(act=act)


class InvalidInput(AppError):
    """The request's content is wrong; `field` and `reason` say where and why."""

    code = "input.invalid"
    message = gettext_noop("%(field)s: %(reason)s")


class Conflict(AppError):
    """Somebody or something changed the object in the meantime."""

    code = "conflict"
    http_status = 409
    message = gettext_noop("This was changed in the meantime.")
    advice = gettext_noop("Reload and try again.")


class Unavailable(AppError):
    """A part that the request needs does not answer."""

    code = "unavailable"
    http_status = 503
    message = gettext_noop("A service is not available right now.")
    advice = gettext_noop("Try again in a minute.")
