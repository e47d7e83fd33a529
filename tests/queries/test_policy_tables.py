"""A policy may ask tables that its user does not see: the engine may read them, the record names them, nobody tells."""

import json
import sqlite3

import pytest
from django.utils import timezone

from apps.audit.models import AuditEvent
from apps.queries import services
from apps.queries.judgement import ACCEPT, REJECT, Judgement
from apps.semantic.contracts import TableRef
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.datasource import refresh_schema
from apps.semantic.services.policy import RuleWish, set_grant
from apps.tenants.models import User
from apps.tenants.roles import Role
from tests.people import make_member
from tests.queries.corner_shop import COLUMNS, SALES, CornerShop

DESKS = TableRef("main", "desks")
OWN_DESK = "EXISTS (SELECT 1 FROM desks d WHERE d.login = :login AND d.region = sales.region)"


@pytest.fixture
def seller(in_shop: CornerShop) -> User:
    """Somebody who sees the sales of the region where their desk stands, and no desks."""
    with sqlite3.connect(in_shop.file) as database:
        database.execute("CREATE TABLE desks (login TEXT PRIMARY KEY, region TEXT)")
        database.execute("INSERT INTO desks VALUES ('seller', 'south'), ('other', 'north')")
    refresh_schema(user=in_shop.owner, data_source=in_shop.source, now=timezone.now())
    desks = RuleWish("desks", AudienceKind.USER, str(in_shop.owner.id), DESKS)
    set_grant(desks, user=in_shop.owner, data_source=in_shop.source, columns=["login", "region"])
    seller = make_member(in_shop.tenant, Role.ANALYST, username="seller")
    sales = RuleWish("own desk", AudienceKind.USER, str(seller.id), SALES)
    set_grant(sales, user=in_shop.owner, data_source=in_shop.source, columns=COLUMNS, row_predicate=OWN_DESK)
    return seller


def judged(user: User, shop: CornerShop, sql: str) -> Judgement:
    return services.validate_sql(user=user, sql=sql, data_source_name=shop.source.name, now=timezone.now())


def test_what_the_policy_asks_is_proved_recorded_and_not_told(seller: User, in_shop: CornerShop) -> None:
    judgement = judged(seller, in_shop, "SELECT id FROM sales")
    hidden = judged(seller, in_shop, "SELECT login FROM desks")
    recorded = AuditEvent.objects.filter(action="sql.validated").order_by("sequence").first()

    assert (judgement.verdict, hidden.verdict) == (ACCEPT, REJECT)
    assert judgement.prechecked is not None
    assert judgement.prechecked.engine_view == "agrees"
    assert "policy_tables" not in judgement.as_json()["proof"]
    assert recorded is not None
    proof = json.loads(recorded.data)["proof"]
    assert (proof["tables"], proof["policy_tables"]) == (["main.sales"], ["main.desks"])
