"""Ways through the admin of data sources, models and policies, as a person's clicks take them."""

import sqlite3
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from apps.scope import tenant_scope
from apps.semantic.contracts import TableRef
from apps.semantic.models import DataSource
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.policy import RuleWish, set_grant
from apps.tenants.models import Tenant, User
from tests.people import Caller


def library_file(folder: Path, name: str = "library.sqlite") -> str:
    """Make a small database that has keys; return its name."""
    with sqlite3.connect(folder / name) as library:
        library.executescript(
            """
            CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT);
            CREATE TABLE loans (
                id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors, lent_on DATE, fee REAL
            );
            INSERT INTO authors VALUES (1, 'Lu Xun', '13800138000'), (2, 'Lao She', '13900139000');
            INSERT INTO loans VALUES (1, 1, '2026-01-01', 2.5), (2, 1, '2026-01-02', 3.5), (3, 2, '2026-01-03', 1.0);
            """
        )
    library.close()
    return name


def page(model: str, kind: str = "changelist", *args: object) -> str:
    """The address of a page of the admin of one of these models."""
    return reverse(f"admin:semantic_{model}_{kind}", args=args)


def press(caller: Client, model: str, row: Any, deed: str) -> str:
    """Press a button of a row's page; return what the page says then."""
    return caller.post(page(model, "deed", row.pk, deed), follow=True).content.decode()


def source_fields(**changed: object) -> dict[str, object]:
    """What the form of a SQLite source sends."""
    limits = {
        "timezone": "Asia/Shanghai",
        "statement_timeout_seconds": 30,
        "max_rows": 1000,
        "medium_risk_rows": 5_000_000,
        "high_risk_rows": 200_000_000,
        "smallest_group": 5,
    }
    return {"name": "library", "title": "Library", "is_active": "on", "database": "library.sqlite", **limits, **changed}


def server_fields(**changed: object) -> dict[str, object]:
    """What the form of a PostgreSQL source sends."""
    where = {"host": "db.example.com", "port": "5432", "username": "reader", "require_tls": "on", "schemas": "public"}
    return source_fields(database="shop", **{**where, **changed})


def add(caller: Caller, model: str, choices: dict[str, str], said: dict[str, object]) -> Any:
    """Send the form for a new row, after the choices that come before it."""
    return caller.post(page(model, "add"), said, query_params=choices)


def errors_of(response: Any) -> dict[str, list[str]]:
    """What the form says is wrong, by field."""
    assert response.status_code == 200
    return {name: list(said) for name, said in response.context["adminform"].form.errors.items()}


def values_formset(*rows: tuple[str, str]) -> dict[str, object]:
    """What the table of a dimension's values sends."""
    sent: dict[str, object] = {"values-TOTAL_FORMS": len(rows), "values-INITIAL_FORMS": 0}
    for index, (value, aliases) in enumerate(rows):
        sent |= {f"values-{index}-value": value, f"values-{index}-aliases": aliases}
    return sent


def only(model: type[Any], tenant: Tenant) -> Any:
    """The tenant's one row of a model."""
    with tenant_scope(tenant.id):
        return model.objects.get()


def grant_to(kind: AudienceKind, audience: object, *, name: str, administrator: User, source: DataSource) -> None:
    """Give a role, a group or a user one column of the loans."""
    rule = RuleWish(name=name, audience_kind=kind, audience=str(audience), table=TableRef("main", "loans"))
    set_grant(rule, user=administrator, data_source=source, columns=["fee"])
