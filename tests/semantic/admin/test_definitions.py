"""A dataset made, checked and published on the pages of the admin; who may not, and what does not exist."""

import re
from pathlib import Path

from apps.scope import tenant_scope
from apps.semantic.models import Dataset, DataSource, Dimension, Entity, Grant, Join, Metric
from apps.semantic.models.policy import AudienceKind
from apps.tenants.models import Tenant, User
from tests.people import Caller, audit_actions
from tests.semantic.admin.pages import (
    add,
    errors_of,
    grant_to,
    library_file,
    only,
    page,
    press,
    source_fields,
    values_formset,
)


def test_from_a_file_to_a_grant_without_leaving_the_admin(
    caller: Caller, tenant: Tenant, administrator: User, tmp_path: Path
) -> None:
    caller.as_(administrator, tenant)
    library_file(tmp_path)

    added = add(caller, "datasource", {"engine": "sqlite"}, source_fields())
    source = only(DataSource, tenant)
    assert added.headers["Location"] == page("datasource", "change", source.pk)
    assert "The connection works" in press(caller, "datasource", source, "test_connection")
    assert "2 tables.</" in _one_line(press(caller, "datasource", source, "refresh_schema"))  # nothing to differ from

    assert "Select value" not in caller.get(page("dataset", "add")).content.decode()
    add(caller, "dataset", {}, {"name": "lending", "data_source": source.pk, "timezone": "Asia/Shanghai"})
    dataset = only(Dataset, tenant)
    here = {"dataset": str(dataset.pk)}
    add(caller, "entity", here, {"name": "loan", "table": "main.loans", "title_zh": "借阅"})
    add(caller, "entity", here, {"name": "author", "table": "main.authors"})
    with tenant_scope(tenant.id):
        loan, author = Entity.objects.get(name="loan"), Entity.objects.get(name="author")
    assert loan.primary_key == ["id"]  # the table's own
    ends = {"source_entity": loan.pk, "target_entity": author.pk, "source_columns": "author_id"}
    add(caller, "join", here, {"name": "loan_author", **ends})
    assert only(Join, tenant).target_columns == ["id"]
    add(
        caller,
        "dimension",
        here,
        {
            "name": "author_name",
            "place": f"{author.pk}:name",
            "kind": "categorical",
            "synonyms": "writer，作家",
            **values_formset(("Lu Xun", "鲁迅, Zhou Shuren")),
        },
    )
    name = only(Dimension, tenant)
    assert (name.entity_id, name.column, name.synonyms) == (author.pk, "name", ["writer", "作家"])
    with tenant_scope(tenant.id):
        assert [(v.value, v.aliases) for v in name.values.all()] == [("Lu Xun", ["鲁迅", "Zhou Shuren"])]
    add(caller, "metric", here, {"name": "fees", "place": f"{loan.pk}:fee", "aggregate": "sum", "title_en": "Fees"})
    add(caller, "metric", here, {"name": "loans", "place": f"{loan.pk}:", "aggregate": "count"})
    with tenant_scope(tenant.id):
        assert [(m.name, m.column) for m in Metric.objects.order_by("name")] == [("fees", "fee"), ("loans", "")]

    assert "it can be asked now" in press(caller, "dataset", dataset, "publish")
    on = {"data_source": str(source.pk), "schema": "main", "table": "authors"}
    add(
        caller,
        "grant",
        on,
        {
            "name": "authors for analysts",
            "is_active": "on",
            "whom": "role:analyst",
            "effect": "permissive",
            "columns": ["id", "name"],
            "row_predicate": "name <> 'Lao She'",
        },
    )
    grant = only(Grant, tenant)
    assert (grant.audience_kind, grant.audience, grant.columns) == (AudienceKind.ROLE, "analyst", ["id", "name"])
    assert audit_actions(tenant)[-11:] == [
        "schema.read",
        *["row.added"] * 5,
        "row.changed",
        *["row.added"] * 2,
        "dataset.published",
        "grant.changed",
    ]


def test_what_a_button_does_is_never_done_by_a_link(
    caller: Caller, tenant: Tenant, steward: User, dataset: Dataset
) -> None:
    caller.as_(steward, tenant)
    records = audit_actions(tenant)

    assert caller.get(page("dataset", "deed", dataset.pk, "publish")).status_code == 405
    assert (
        Caller(enforce_csrf_checks=True)
        .as_(steward, tenant)
        .post(page("dataset", "deed", dataset.pk, "publish"))
        .status_code
        == 403
    )
    assert only(Dataset, tenant).is_published is False
    assert audit_actions(tenant) == records


def test_a_model_with_faults_is_not_published_and_says_where(
    caller: Caller, tenant: Tenant, steward: User, dataset: Dataset
) -> None:
    with tenant_scope(tenant.id):
        Metric.objects.create(dataset=dataset, entity=Entity.objects.get(), name="fees", aggregate="sum", column="feee")
    caller.as_(steward, tenant)

    said = press(caller, "dataset", dataset, "publish")

    assert "metric:fees: The table main.loans has no column feee." in said
    assert only(Dataset, tenant).is_published is False


def test_a_change_that_breaks_a_published_model_is_refused_in_words(
    caller: Caller, tenant: Tenant, steward: User, dataset: Dataset
) -> None:
    with tenant_scope(tenant.id):
        loan = Entity.objects.get()
        Metric.objects.create(dataset=dataset, entity=loan, name="fees", aggregate="sum", column="fee")
    caller.as_(steward, tenant)
    press(caller, "dataset", dataset, "publish")
    metric = only(Metric, tenant)

    said = {"name": "fees", "place": f"{loan.pk}:fee", "aggregate": "sum", "filter": "fee > (SELECT 1)"}
    refused = caller.post(page("metric", "change", metric.pk), said)

    assert errors_of(refused) == {
        "__all__": [
            "metric:fees: SUBQUERY is not allowed in a condition.",
            "metric:fees: SELECT is not allowed in a condition.",
        ]
    }
    assert only(Metric, tenant).filter == ""


def test_a_steward_sees_grants_and_sources_but_changes_neither(
    caller: Caller, tenant: Tenant, steward: User, administrator: User, library: DataSource
) -> None:
    with tenant_scope(tenant.id):
        grant_to(AudienceKind.ROLE, "analyst", name="loans", administrator=administrator, source=library)
    grant = only(Grant, tenant)
    caller.as_(steward, tenant)

    assert "everybody who is Analyst" in caller.get(page("grant", "change", grant.pk)).content.decode()
    assert caller.get(page("datasource", "change", library.pk)).status_code == 200
    assert caller.get(page("grant", "add")).status_code == 403
    assert caller.post(page("grant", "change", grant.pk), {"name": "mine"}).status_code == 403
    assert caller.post(page("grant", "delete", grant.pk), {"post": "yes"}).status_code == 403
    assert caller.post(page("datasource", "change", library.pk), source_fields(name="mine")).status_code == 403
    assert "as before" in press(caller, "datasource", library, "refresh_schema")  # a steward may read it anew
    assert only(Grant, tenant).name == "loans"


def test_an_analyst_has_no_admin(caller: Caller, tenant: Tenant, analyst: User, library: DataSource) -> None:
    caller.as_(analyst, tenant)

    for model in ("datasource", "dataset", "grant"):
        assert caller.get(page(model), follow=True).status_code == 403


def test_rows_of_another_tenant_do_not_exist(
    caller: Caller, other_tenant: Tenant, stranger: User, library: DataSource, dataset: Dataset
) -> None:
    caller.as_(stranger, other_tenant)

    for model, row in (("datasource", library), ("dataset", dataset)):
        assert caller.get(page(model, "change", row.pk)).status_code == 302  # Django's way to say that there is none
        assert caller.post(page(model, "deed", row.pk, "publish")).status_code == 404
        assert list(caller.get(page(model)).context["cl"].result_list) == []
    asked = caller.get(page("metric", "add"), {"dataset": str(dataset.pk)})
    assert "Create a dataset first." in asked.content.decode()
    assert caller.get(page("grant", "add"), {"data_source": str(library.pk)}).context["links"] == []


def _one_line(html: str) -> str:
    """The page without the space that only lays out its source."""
    return re.sub(r"\s*<", "<", html)
