"""
Changes and problems as lines of text, in the language that is active. A password is shown as a state, never as a value.

    acme (new)
      People
        + user lin: full_name "林岚", password set
        ~ member wang: roles analyst -> analyst, viewer
"""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext, pgettext

from apps.errors import gettext_noop
from apps.semantic.configuration.importing import TenantPlan
from apps.semantic.configuration.plan import Change, Detail, Verb
from apps.semantic.configuration.problems import Problem
from apps.semantic.configuration.rows import Absent, Kind, Password
from apps.semantic.services.datasource import CLEARS_PASSWORD

_HEADINGS: Mapping[Kind, str] = {
    Kind.TENANT: gettext_noop("Tenant"),
    Kind.USER: gettext_noop("People"),
    Kind.MEMBER: gettext_noop("People"),
    Kind.ATTRIBUTE: gettext_noop("People"),
    Kind.GROUP: gettext_noop("Groups"),
    Kind.PLACE: gettext_noop("Groups"),
    Kind.SOURCE: gettext_noop("Data sources"),
    Kind.SCHEMA: gettext_noop("Data sources"),
    Kind.GRANT: gettext_noop("Grants"),
    Kind.COLUMN_RULE: gettext_noop("Column rules"),
}
_NOTHING: tuple[object, ...] = (Absent.ABSENT, None, "", frozenset(), (), {}, [])

_WORDS = frozenset({"reason", "thing"})  # of a problem's parameters; the others are names, which stay as they are
_USUAL: Mapping[str, object] = {"is_active": True, "effect": "permissive"}  # said only where it is otherwise


def diff(plans: Iterable[TenantPlan]) -> Iterator[str]:
    """Yield what changes, tenant by tenant; a tenant that stays as it is, is left out."""
    for plan in plans:
        if not plan.changes:
            continue
        new = gettext(" (new tenant)") if plan.acting.tenant_id is None else ""
        yield f"{plan.wish.slug}{new}"
        heading = ""
        for change in plan.changes:
            if heading != (heading := _HEADINGS[change.kind]):
                yield f"  {gettext(heading)}"
            yield f"    {change.verb} {_title(change)}{_details(change)}"


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield one line per problem: where, what, and the way forward."""
    for problem in problems:
        where = gettext("line %(line)s") % {"line": problem.line} if problem.line else ""
        place = ", ".join(part for part in (where, problem.place) if part)
        params = {k: gettext(v) if k in _WORDS and v else v for k, v in problem.params.items()}
        advice = gettext(problem.advice) % params if problem.advice else ""
        yield _safe(": ".join(p for p in (place, f"{gettext(problem.message) % params} {advice}".strip()) if p))


def summary(plans: Iterable[TenantPlan], *, dry_run: bool) -> str:
    """Return how much changed, or would."""
    changes = [change for plan in plans for change in plan.changes]
    if not changes:
        return gettext("Nothing to change.")
    numbers = {
        "added": sum(change.verb is Verb.ADD for change in changes),
        "changed": sum(change.verb is Verb.CHANGE for change in changes),
        "removed": sum(change.verb is Verb.REMOVE for change in changes),
    }
    if dry_run:
        return gettext("Dry run: %(added)s to add, %(changed)s to change, %(removed)s to remove.") % numbers
    return gettext("Done: %(added)s added, %(changed)s changed, %(removed)s removed.") % numbers


def _title(change: Change) -> str:
    # As the file calls them: these words are not translated, so that they can be looked for in it.
    kind = change.kind.name.lower().replace("place", "member of group").replace("_", " ")
    return _safe(f"{kind} {' / '.join(change.names)}")


def _details(change: Change) -> str:
    if change.verb is Verb.REMOVE:
        return ""
    shown = [detail for detail in change.details if detail.name != "fingerprint" or change.verb is Verb.CHANGE]
    said = [text for detail in shown if (text := _detail(detail, change.verb))]
    fields = {detail.name for detail in change.details}
    if change.kind is Kind.SOURCE and change.verb is Verb.CHANGE and not CLEARS_PASSWORD.isdisjoint(fields):
        wanted = change.wanted.fields if change.wanted else {}
        if "password" not in wanted:
            said.append(gettext("a stored password is removed, for it was for the old address"))
    return ": " + _safe("; ".join(said)) if said else ""


def _detail(detail: Detail, verb: Verb) -> str:
    if isinstance(detail.new, Password):
        state = gettext("changed") if detail.old is Password.OTHER else pgettext("password", "set")
        return f"{detail.name} {state}"
    if verb is Verb.ADD:
        is_usual = detail.new in _NOTHING or _USUAL.get(detail.name) == detail.new
        return "" if is_usual else f"{detail.name} {_shown(detail.new)}"
    return f"{detail.name} {_shown(detail.old)} -> {_shown(detail.new)}"


def _shown(value: object) -> str:
    match value:
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case str() if not isinstance(value, Absent):
            return f'"{value}"'
        case frozenset():
            return f"[{', '.join(sorted(map(str, value)))}]"
        case tuple() | list():
            return f"[{', '.join(map(str, value))}]"
        case Mapping():
            return "{" + ", ".join(f"{key}: {one}" for key, one in sorted(value.items())) + "}"
    return str(value)  # numbers, dates, tables, audiences


def _safe(text: str) -> str:
    """What was stored may hold characters that command a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
