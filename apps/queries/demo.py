"""
Sets the demo tenant up through the same services that people use: source, model, grants, examples, accounts.

Repeatable: what exists is brought to the wanted state. Passwords and the API key are fresh each time and are returned
once; the tenant is of a laptop, where whoever can start it may know them.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from apps.rag.services import set_example_questions
from apps.scope import tenant_scope
from apps.semantic import demo_shop
from apps.semantic.contracts import MaskKind, TableRef, Treatment
from apps.semantic.handles import AudienceKind, DataSource
from apps.semantic.services.datasource import ensure_data_source, refresh_schema
from apps.semantic.services.import_model import import_model
from apps.semantic.services.policy import RuleWish, set_column_rule, set_grant
from apps.tenants import selectors as tenants
from apps.tenants import services as people
from apps.tenants.identity import User
from apps.tenants.roles import Role

TENANT = "demo"
SOURCE = "shop"
KEY_HOLDER = "zhao"  # sees one region: the first answer that a newcomer meets is a governed one
_FILES = Path(demo_shop.__file__).parent


@dataclass(frozen=True)
class DemoShop:
    """Where the shop's database is, and its reader's password."""

    host: str
    port: int
    database: str
    password: str


def set_up_demo(shop: DemoShop, *, now: datetime) -> dict[str, Any]:
    """Bring the demo tenant to its state; return accounts, an API key and a question, as JSON values."""
    policies = _read("policies.yaml")
    examples = _read("questions.yaml")["questions"]
    tenant = tenants.active_tenant(slug=TENANT) or people.create_tenant(slug=TENANT, name="演示 Demo")
    with tenant_scope(tenant.id):
        with transaction.atomic():
            users, accounts = _people(policies["users"])
            keeper = next(u for u in users.values() if Role.ADMIN in tenants.roles_of(u.id))
        source = ensure_data_source(
            user=keeper,
            name=SOURCE,
            title="商城 Shop",
            engine="postgres",
            host=shop.host,
            port=shop.port,
            database=shop.database,
            username="shop_reader",
            password=shop.password,
            require_tls=False,
        )
        refresh_schema(user=keeper, data_source=source, now=now)
        with transaction.atomic():
            _policies(policies, keeper=keeper, source=source, users=users)
            dataset = import_model(_read("semantic.yaml"), user=keeper, data_source=source, publish=True)
            for language in ("zh", "en"):
                set_example_questions(
                    user=keeper, dataset_name=dataset.name, language=language, questions=[e[language] for e in examples]
                )
            _, key = people.issue_api_key(user=users[KEY_HOLDER], name="demo", actor=keeper)
    return {
        "accounts": accounts,
        "api_key": key,
        "asker": KEY_HOLDER,
        "question_zh": examples[0]["zh"],
        "question_en": examples[0]["en"],
    }


def _people(wanted: list[dict[str, Any]]) -> tuple[dict[str, User], list[dict[str, str]]]:
    users, accounts = {}, []
    for person in wanted:
        password = secrets.token_urlsafe(9)
        user = User.objects.filter(username=person["username"]).first()
        if user is None:
            user = people.create_user(
                username=person["username"], password=password, full_name=person["full_name_zh"], is_staff=True
            )
            people.add_member(user=user, roles=[Role(role) for role in person["roles"]], actor=None)
        else:
            people.set_password(user=user, password=password, actor=None)
        for name, value in person["attributes"].items():
            people.set_attribute(user=user, name=name, value=value, actor=None)
        users[user.username] = user
        accounts.append(
            {
                "username": user.username,
                "password": password,
                "role": ", ".join(person["roles"]),
                "note": f"{person['note_zh']} · {person['note_en']}",
            }
        )
    return users, accounts


def _policies(policies: dict[str, Any], *, keeper: User, source: DataSource, users: dict[str, User]) -> None:
    for grant in policies["grants"]:
        set_grant(
            _rule(grant, users),
            user=keeper,
            data_source=source,
            columns=grant["columns"],
            row_predicate=grant["row_predicate"],
        )
    for rule in policies["column_rules"]:
        set_column_rule(
            _rule(rule, users),
            user=keeper,
            data_source=source,
            column=rule["column"],
            treatment=Treatment(rule["treatment"]),
            mask=MaskKind(rule["mask"]) if rule["mask"] else None,
        )


def _rule(rule: dict[str, Any], users: dict[str, User]) -> RuleWish:
    kind = AudienceKind(rule["audience_kind"])
    schema, table = rule["table"].split(".")
    return RuleWish(
        name=rule["name"],
        audience_kind=kind,
        audience=str(users[rule["audience"]].id) if kind == AudienceKind.USER else rule["audience"],
        table=TableRef(schema, table),
    )


def _read(name: str) -> Any:
    return yaml.safe_load((_FILES / name).read_text(encoding="utf-8"))
