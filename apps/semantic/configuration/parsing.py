"""
From the file's values to the typed document. Every fault of form is found in one go; nothing is looked up anywhere.

What a data source and a mask may say is taken from the service and the contract themselves, so that the file can say
whatever they can.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints
from unicodedata import normalize
from zoneinfo import available_timezones

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.errors import gettext_noop
from apps.semantic.configuration.document import (
    AllColumns,
    Audience,
    ColumnRuleWish,
    Document,
    GrantWish,
    GroupWish,
    SourceWish,
    TenantWish,
    UserWish,
    Where,
)
from apps.semantic.configuration.fields import Fields
from apps.semantic.configuration.problems import Problem, Rejected
from apps.semantic.configuration.reading import Value
from apps.semantic.contracts import Mask, MaskKind, Treatment
from apps.semantic.models.datasource import Engine
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.services.datasource import SourceFields
from apps.tenants.attributes import AttributeValue
from apps.tenants.roles import Role

VERSION = 1  # of the form of the file
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")
_SOURCE_NAME = re.compile(r"[-\w]{1,63}\Z")
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")
_SOURCE_KEYS: Mapping[str, Any] = {k: t for k, t in get_type_hints(SourceFields).items() if k not in {"name", "engine"}}
_MASK_OPTIONS = tuple(f.name for f in dataclass_fields(Mask) if f.name not in {"kind", "name"})


def parse(value: Value) -> Document:
    """
    Return the document that a file's content is.

    :raises Rejected: it has faults of form; all of them are listed.
    """
    problems: list[Problem] = []
    top = Fields(value, "", problems)
    if top.has("version") and top.whole_number("version") != VERSION:
        top.complain("version", gettext_noop("This product reads version %(version)s."), version=VERSION)
    tenants = top.items("tenants", _tenant)
    if not top.has("tenants"):
        top.complain("", gettext_noop("%(key)s is missing."), key="tenants")
    top.finish()
    _once(problems, tenants, lambda t: t.slug)
    _one_identity(problems, tenants)
    if problems:
        raise Rejected(problems)
    return Document(tenants)


def _tenant(at: Fields) -> TenantWish:
    slug = at.text("slug", required=True, longest=40)
    if slug and not _SLUG.match(slug):
        at.complain("slug", gettext_noop("Use lower-case letters, digits and dashes."))
    fields = {key: at.text(key, required=True, longest=120) for key in ("name", "timezone") if at.has(key)}
    if fields.get("timezone", "UTC") not in available_timezones():
        at.complain("timezone", gettext_noop("there is no such time zone"))
    if at.has("language"):
        fields["language"] = at.choice("language", ("zh-hans", "en"))
    users = at.items("users", _user)
    groups = at.items("groups", _group)
    sources = at.items("data_sources", _source)
    at.finish()
    _once(at.problems, users, lambda u: u.username)
    _once(at.problems, groups, lambda g: g.name)
    _once(at.problems, sources, lambda s: s.name)
    return TenantWish(at.where, slug, fields, users, groups, sources)


def _user(at: Fields) -> UserWish:
    username = at.text("username", required=True, longest=150)
    _valid(at, "username", username, UnicodeUsernameValidator())
    if username != normalize("NFKC", username):
        at.complain("username", gettext_noop("This is not well formed."))  # it would be stored as another name
    fields: dict[str, object] = {}
    if at.has("full_name"):
        fields["full_name"] = at.text("full_name", longest=150)
    if at.has("email"):
        fields["email"] = at.text("email", longest=254)
        _valid(at, "email", str(fields["email"]), validate_email)
    if at.has("is_staff"):
        fields["is_staff"] = at.yes("is_staff", default=False)
    roles = at.texts("roles", choices=[role.value for role in Role])
    said = at.raw("roles")
    if said is None or said.content == []:
        at.complain("roles", gettext_noop("Name at least one role: %(roles)s."), roles=", ".join(Role))
    is_active = at.yes("is_active", default=True)
    password = at.secret("password")
    attributes = {}
    for name, value, where in at.entries("attributes"):
        attributes[name] = (_attribute(at, name, value, where), where)
    at.finish()
    return UserWish(at.where, username, fields, password, tuple(map(Role, roles)), is_active, attributes)


def _attribute(at: Fields, name: str, value: Value, where: Where) -> AttributeValue:
    if not _ATTRIBUTE.match(name):
        words = gettext_noop("A name of an attribute has lower-case letters, digits and underscores.")
        at.problems.append(Problem(where.line, where.place, words))
    content = value.content
    if isinstance(content, str | int | Decimal | bool | date):
        return content
    if isinstance(content, list):
        listed = [item.content for item in content]
        if all(isinstance(one, str) for one in listed):
            return tuple(str(one) for one in listed)
        if all(type(one) is int for one in listed):
            return tuple(one for one in listed if isinstance(one, int))
    words = gettext_noop("An attribute is a text, a number, a truth, a date, or a list of texts or whole numbers.")
    at.problems.append(Problem(where.line, where.place, words))
    return ""


def _group(at: Fields) -> GroupWish:
    wish = GroupWish(at.where, at.text("name", required=True, longest=120), at.texts("members", longest=150))
    at.finish()
    return wish


def _source(at: Fields) -> SourceWish:
    name = at.text("name", required=True, longest=63)
    if name and not _SOURCE_NAME.match(name):
        at.complain("name", gettext_noop("Use letters, digits, dashes and underscores."))
    fields: dict[str, object] = {"engine": at.choice("engine", Engine.values)}
    for key, kind in _SOURCE_KEYS.items():
        if at.has(key):
            fields[key] = _source_field(at, key, kind)
    password = at.secret("password")
    grants = at.items("grants", _grant)
    rules = at.items("column_rules", _column_rule)
    at.finish()
    _once(at.problems, grants, lambda g: g.name)
    _once(at.problems, rules, lambda r: r.name)
    return SourceWish(at.where, name, fields, password, grants, rules)


def _source_field(at: Fields, key: str, kind: object) -> object:
    if kind is bool:
        return at.yes(key, default=False)
    if kind in {int, int | None}:
        return at.whole_number(key)
    if kind == list[str]:
        return list(at.texts(key))
    return at.text(key, longest=500)


def _grant(at: Fields) -> GrantWish:
    wish = GrantWish(
        where=at.where,
        name=at.text("name", required=True, longest=100),
        audience=_audience(at),
        table=at.text("table", required=True, longest=192),
        columns=_columns(at),
        row_predicate=at.text("row_predicate", longest=10_000).strip(),
        effect=at.choice("effect", Effect.values, default=Effect.PERMISSIVE),
        is_active=at.yes("is_active", default=True),
    )
    if wish.effect == Effect.PERMISSIVE and not at.has("columns"):
        at.complain("", gettext_noop("%(key)s is missing."), gettext_noop("Write [a, b], or all."), key="columns")
    at.finish()
    return wish


def _columns(at: Fields) -> tuple[str, ...] | AllColumns:
    value = at.raw("columns")
    if value is not None and value.content == AllColumns.ALL:
        return AllColumns.ALL
    return at.texts("columns", longest=128)


def _column_rule(at: Fields) -> ColumnRuleWish:
    treatment = at.choice("treatment", [t.value for t in Treatment], default=Treatment.MASKED if at.has("mask") else "")
    mask, options = _mask(at)
    if (treatment == Treatment.MASKED) != bool(mask):
        at.complain("mask", gettext_noop("masked columns, and only those, name a mask"))
    wish = ColumnRuleWish(
        where=at.where,
        name=at.text("name", required=True, longest=100),
        audience=_audience(at),
        table=at.text("table", required=True, longest=192),
        column=at.text("column", required=True, longest=128),
        treatment=Treatment(treatment),
        mask=mask,
        mask_options=options,
        is_active=at.yes("is_active", default=True),
    )
    at.finish()
    return wish


def _mask(at: Fields) -> tuple[str, dict[str, object]]:
    value = at.raw("mask")
    if value is None:
        return "", {}
    kinds = [kind.value for kind in MaskKind]
    if not isinstance(value.content, dict):
        return at.choice("mask", kinds), {}
    inner = at.inside("mask")
    kind = inner.choice("kind", kinds)
    # Decimals are kept as texts: what is stored is JSON, which has none.
    given = {name: inner.scalar(name) for name in _MASK_OPTIONS}
    options = {n: str(v) if isinstance(v, Decimal) else v for n, v in given.items() if v is not None}
    inner.finish()
    return kind, options


def _audience(at: Fields) -> Audience:
    named = [kind for kind in AudienceKind.values if at.has(kind)]
    if len(named) != 1:
        at.complain("", gettext_noop("Say for whom: exactly one of role, group, user."))
        return Audience("", "")
    kind = named[0]
    if kind == AudienceKind.ROLE:
        return Audience(kind, at.choice(kind, [role.value for role in Role]))
    return Audience(kind, at.text(kind, required=True, longest=150))


def _valid(at: Fields, key: str, text: str, validator: Callable[[str], None]) -> None:
    if not text:
        return
    try:
        validator(text)
    except ValidationError:
        at.complain(key, gettext_noop("This is not well formed."))


def _once(problems: list[Problem], wishes: Iterable[Any], name: Callable[[Any], str]) -> None:
    found = list(wishes)
    counts = Counter(name(wish) for wish in found)
    for wish in found:
        if name(wish) and counts[name(wish)] > 1:
            words = gettext_noop("“%(text)s” stands twice.")
            problems.append(Problem(wish.where.line, wish.where.place, words, {"text": name(wish)}))


def _one_identity(problems: list[Problem], tenants: Iterable[TenantWish]) -> None:
    """A person in several tenants is one identity: its facts may be repeated, but not differ."""
    known: dict[str, UserWish] = {}
    for user in (user for tenant in tenants for user in tenant.users):
        first = known.setdefault(user.username, user)
        facts, said = dict(first.fields), dict(user.fields)
        if first.password and user.password:
            facts["password"], said["password"] = first.password.name, user.password.name
        for key in sorted(facts.keys() & said.keys()):
            if facts[key] != said[key]:
                words = gettext_noop("%(username)s has another %(key)s in line %(line)s.")
                params = {"username": user.username, "key": key, "line": first.where.line}
                problems.append(Problem(user.where.line, user.where.place, words, params))
