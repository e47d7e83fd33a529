"""What several rules on one column come to: the strictest holds, and only an explicit exemption lifts it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from apps.scope import tenant_scope
from apps.semantic.contracts import ColumnRule as Rule
from apps.semantic.contracts import DateUnit, Mask, MaskKind, TableRef, Treatment
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind
from apps.semantic.policies import access_policy
from apps.tenants.models import User
from apps.tenants.roles import Role
from apps.tenants.services import create_tenant
from tests.semantic.small_dataset import member

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
T = Treatment
AddRule = Callable[..., ColumnRule]


@pytest.fixture
def tenant(db: None) -> Iterator[UUID]:
    tenant = create_tenant(slug="acme", name="Acme")
    with tenant_scope(tenant.id):
        yield tenant.id


@pytest.fixture
def source(tenant: UUID) -> DataSource:
    made: DataSource = DataSource.objects.create(name="shop", title="Shop", engine="postgres")
    Grant.objects.create(
        data_source=made,
        name="all",
        audience_kind=AudienceKind.ROLE,
        audience=Role.ANALYST.value,
        table_schema="public",
        table_name="people",
        columns=["id", "phone"],
    )
    return made


@pytest.fixture
def analyst(tenant: UUID) -> User:
    return member("wang", Role.ANALYST)


@pytest.fixture
def add_rule(source: DataSource, analyst: User) -> AddRule:
    def add(name: str, treatment: Treatment, mask: str = "", *, own: bool = False, **more: object) -> ColumnRule:
        audience = (AudienceKind.USER, str(analyst.id)) if own else (AudienceKind.ROLE, Role.ANALYST.value)
        rule: ColumnRule = ColumnRule.objects.create(
            data_source=source,
            name=name,
            audience_kind=audience[0],
            audience=audience[1],
            table_schema="public",
            table_name="people",
            column="phone",
            treatment=treatment.value,
            mask=mask,
            **more,
        )
        return rule

    return add


def rule_of(source: DataSource, user: User) -> Rule | None:
    policy = access_policy(user_id=user.id, data_source=source, now=NOON)
    table = policy.table(TableRef("public", "people"))
    assert table is not None
    return table.rule_for("phone")


@pytest.mark.parametrize(
    ("treatments", "left"),
    [
        ((), None),
        ((T.MASKED,), T.MASKED),
        ((T.HIDDEN,), T.HIDDEN),
        ((T.EXEMPT,), None),
        ((T.MASKED, T.HIDDEN), T.HIDDEN),
        ((T.MASKED, T.EXEMPT), None),
        ((T.HIDDEN, T.EXEMPT), None),
        ((T.MASKED, T.HIDDEN, T.EXEMPT), None),
        ((T.MASKED, T.FILTER_ONLY), T.FILTER_ONLY),
        ((T.FILTER_ONLY, T.AGGREGATE_ONLY), T.AGGREGATE_ONLY),
        ((T.AGGREGATE_ONLY, T.HIDDEN), T.HIDDEN),
        ((T.MASKED, T.FILTER_ONLY, T.AGGREGATE_ONLY, T.HIDDEN), T.HIDDEN),
        ((T.MASKED, T.FILTER_ONLY, T.AGGREGATE_ONLY), T.AGGREGATE_ONLY),
        ((T.FILTER_ONLY, T.AGGREGATE_ONLY, T.EXEMPT), None),
    ],
)
@pytest.mark.parametrize("own_first", [True, False])
def test_the_strictest_rule_holds_whomever_it_is_for(
    own_first: bool,
    treatments: tuple[Treatment, ...],
    left: Treatment | None,
    source: DataSource,
    analyst: User,
    add_rule: AddRule,
) -> None:
    for number, treatment in enumerate(treatments):
        mask = "phone" if treatment is T.MASKED else ""
        add_rule(f"r{number}", treatment, mask, own=(number == 0) is own_first)

    rule = rule_of(source, analyst)

    assert (rule and rule.treatment) == left


def test_a_rule_that_is_switched_off_exempts_nobody(source: DataSource, analyst: User, add_rule: AddRule) -> None:
    add_rule("hidden", T.HIDDEN)
    add_rule("exempt", T.EXEMPT, is_active=False)

    rule = rule_of(source, analyst)

    assert rule is not None
    assert rule.treatment is T.HIDDEN


@pytest.mark.parametrize(
    ("masks", "left"),
    [
        ([("phone", {})], Mask(MaskKind.PHONE, "r0")),
        ([("phone", {}), ("phone", {})], Mask(MaskKind.PHONE, "r0, r1")),
        ([("phone", {}), ("hash", {})], Mask(MaskKind.FULL, "r0, r1")),
        ([("date", {"unit": "year"})], Mask(MaskKind.DATE, "r0", unit=DateUnit.YEAR)),
        ([("date", {"unit": "year"}), ("date", {"unit": "month"})], Mask(MaskKind.FULL, "r0, r1")),
        (
            [("number", {"step": "100"}), ("number", {"step": 100.0})],
            Mask(MaskKind.NUMBER, "r0, r1", step=Decimal(100)),
        ),
        ([("partial", {"keep_end": 4})], Mask(MaskKind.PARTIAL, "r0", keep_end=4)),
        ([("custom", {"expression": "'x'"})], Mask(MaskKind.CUSTOM, "r0", expression="'x'")),
        # Written by something else than the service: not understood, so it hides all.
        ([("", {})], Mask(MaskKind.FULL, "r0")),
        ([("rot13", {})], Mask(MaskKind.FULL, "r0")),
        ([("date", {})], Mask(MaskKind.FULL, "r0")),
        ([("number", {"step": "-1"})], Mask(MaskKind.FULL, "r0")),
        ([("phone", {"unit": "year"})], Mask(MaskKind.FULL, "r0")),
    ],
)
def test_masks_that_differ_hide_all(
    masks: list[tuple[str, dict[str, object]]], left: Mask, source: DataSource, analyst: User, add_rule: AddRule
) -> None:
    for number, (mask, options) in enumerate(masks):
        add_rule(f"r{number}", T.MASKED, mask, mask_options=options)

    rule = rule_of(source, analyst)

    assert rule is not None
    assert rule.mask == left


def test_a_changed_option_is_another_policy(source: DataSource, analyst: User, add_rule: AddRule) -> None:
    rule = add_rule("r", T.MASKED, "number", mask_options={"step": "100"})
    seen = [access_policy(user_id=analyst.id, data_source=source, now=NOON).fingerprint]
    for options in ({"step": "100.0"}, {"step": "1000"}):
        rule.mask_options = options
        rule.save()
        seen.append(access_policy(user_id=analyst.id, data_source=source, now=NOON).fingerprint)

    assert seen[0] == seen[1]
    assert seen[1] != seen[2]
