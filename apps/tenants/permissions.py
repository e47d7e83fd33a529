"""
Which role may do what: one table, for an auditor to read. Pure.

An act is `<thing>.<verb>`. What is not in the table nobody may do. Operators of the deployment administer a tenant that
they have entered, but see no data: to ask questions they need a membership like anybody else.
"""

from collections.abc import Mapping

from apps.tenants.roles import Role

Act = str

_ANALYST, _STEWARD, _AUDITOR, _ADMIN = Role.ANALYST, Role.STEWARD, Role.AUDITOR, Role.ADMIN
_ASKING = frozenset({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
_EVERYBODY = frozenset(Role)

ROLES_FOR: Mapping[Act, frozenset[Role]] = {
    # asking
    "query.ask": _ASKING,
    "query.read_own": _EVERYBODY,
    "query.cancel": _ASKING,
    "feedback.give": _ASKING,
    "schema.read": _ASKING,
    "metric.read": _ASKING,
    "sql.validate": frozenset({_ANALYST, _STEWARD, _ADMIN}),
    "sql.execute": frozenset({_ANALYST, _STEWARD, _ADMIN}),
    # what the data means
    "dataset.ask": _ASKING,
    "dataset.view": _ASKING,
    "dataset.edit": frozenset({_STEWARD, _ADMIN}),
    "dataset.publish": frozenset({_STEWARD, _ADMIN}),
    "corpus.view": _ASKING,
    "corpus.edit": frozenset({_STEWARD, _ADMIN}),
    # where it lies, and who sees which part of it
    "datasource.query": _ASKING,
    "datasource.view": frozenset({_STEWARD, _AUDITOR, _ADMIN}),
    "datasource.edit": frozenset({_ADMIN}),
    "datasource.test": frozenset({_STEWARD, _ADMIN}),
    "policy.view": frozenset({_STEWARD, _AUDITOR, _ADMIN}),
    "policy.edit": frozenset({_ADMIN}),
    # people
    "member.view": frozenset({_AUDITOR, _ADMIN}),
    "member.edit": frozenset({_ADMIN}),
    "apikey.manage": frozenset({_ADMIN}),
    # looking back
    "audit.read": frozenset({_AUDITOR, _ADMIN}),
    "audit.erase": frozenset({_ADMIN}),
    "run.read_all": frozenset({_AUDITOR, _ADMIN}),
}

# An operator without a membership, in the one tenant that they have entered.
OPERATORS_MAY: frozenset[Act] = frozenset(
    {
        "dataset.view",
        "dataset.edit",
        "dataset.publish",
        "corpus.view",
        "corpus.edit",
        "datasource.view",
        "datasource.edit",
        "datasource.test",
        "policy.view",
        "policy.edit",
        "member.view",
        "member.edit",
        "apikey.manage",
        "audit.read",
    }
)


def may(roles: frozenset[Role], act: Act) -> bool:
    """Whether any of these roles permits the act; an act that is not in the table is permitted to nobody."""
    return not roles.isdisjoint(ROLES_FOR.get(act, frozenset()))


def codename(act: Act) -> str:
    """Return the name under which an object permission for this act is stored: "dataset.edit" is `edit_dataset`."""
    thing, _, verb = act.partition(".")
    return f"{verb}_{thing}"
