"""
The secrets that a file refers to, taken from the environment at once: one that is missing stops everything.

The product's own variables are closed to files: otherwise a file could carry the deployment's keys elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping

from apps.errors import gettext_noop
from apps.semantic.configuration.document import Document, EnvReference
from apps.semantic.configuration.problems import Problem, Rejected
from apps.semantic.secrets import Secret

_MISSING = gettext_noop("The environment variable %(name)s is not set, or is one of the product's own.")


def secrets_of(document: Document, look_up: Callable[[str], str | None]) -> Mapping[str, Secret]:
    """
    Return the secrets by the names of their variables.

    :param look_up: returns the content of a variable that files may use.
    :raises Rejected: naming every variable that is missing.
    """
    references = list(_references(document))
    found = {name: look_up(name) for name in {reference.name for reference in references}}
    missing = [r for r in references if not found[r.name]]
    if missing:
        raise Rejected(Problem(r.where.line, r.where.place, _MISSING, {"name": r.name}) for r in missing)
    return {name: Secret(text) for name, text in found.items() if text}


def _references(document: Document) -> Iterator[EnvReference]:
    for tenant in document.tenants:
        passwords = [user.password for user in tenant.users] + [source.password for source in tenant.data_sources]
        yield from (password for password in passwords if password is not None)
