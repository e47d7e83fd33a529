"""The shop's YAML files: they name what exists, mean one thing each, and give nobody too much."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import sqlglot
import yaml
from sqlglot import exp

from apps.semantic.contracts import Aggregate, DimensionKind, MaskKind, Treatment
from apps.semantic.demo_shop.rows import generate
from apps.semantic.demo_shop.tables import TABLES

FOLDER = Path("apps/semantic/demo_shop")
SEMANTIC = yaml.safe_load((FOLDER / "semantic.yaml").read_text())
POLICIES = yaml.safe_load((FOLDER / "policies.yaml").read_text())
QUESTIONS = yaml.safe_load((FOLDER / "questions.yaml").read_text())["questions"]

ENTITIES = {entity["name"]: entity for entity in SEMANTIC["entities"]}
DIMENSIONS = {dimension["name"]: dimension for dimension in SEMANTIC["dimensions"]}
METRICS = {metric["name"]: metric for metric in SEMANTIC["metrics"]}
NAMED = [SEMANTIC["dataset"], *SEMANTIC["entities"], *SEMANTIC["dimensions"], *SEMANTIC["metrics"]]
RULES = [*POLICIES["grants"], *POLICIES["column_rules"]]


def columns_of(table: str) -> tuple[str, ...]:
    schema, _, name = table.partition(".")
    assert schema == "public"
    return TABLES[name]._fields


def columns_in(condition: str) -> set[str]:
    return {column.name for column in sqlglot.parse_one(condition, read="postgres").find_all(exp.Column)}


def words_of(thing: dict) -> list[str]:
    return [thing["title_zh"], thing["title_en"], *thing["synonyms"]]


def granted_to(*audiences: str, table: str) -> set[str]:
    return {
        column
        for grant in POLICIES["grants"]
        if grant["audience"] in audiences and grant["table"] == f"public.{table}"
        for column in grant["columns"]
    }


@pytest.mark.parametrize("thing", NAMED, ids=lambda thing: thing["name"])
def test_everything_has_a_title_in_both_languages(thing):
    assert thing["title_zh"]
    assert thing["title_en"]


def test_no_word_means_two_things():
    words = Counter()
    for thing in [*SEMANTIC["dimensions"], *SEMANTIC["metrics"]]:
        words.update({word.casefold() for word in [*words_of(thing), thing["name"].replace("_", " ")]})
    for dimension in SEMANTIC["dimensions"]:
        for value in dimension.get("values", []):
            words.update({str(word).casefold() for word in [value["value"], *value["aliases"]]})

    assert [word for word, times in words.items() if times > 1] == []


def test_entities_name_their_table_and_key():
    assert {entity["table"] for entity in ENTITIES.values()} == {f"public.{table}" for table in TABLES}
    for entity in ENTITIES.values():
        assert set(entity["primary_key"]) <= set(columns_of(entity["table"]))
        assert entity["default_time_dimension"] in {"", *DIMENSIONS}


@pytest.mark.parametrize("join", SEMANTIC["joins"], ids=lambda join: join["name"])
def test_a_join_leads_to_the_key_of_one_row(join):
    source, target = ENTITIES[join["source"]], ENTITIES[join["target"]]

    assert set(join["source_columns"]) <= set(columns_of(source["table"]))
    assert join["target_columns"] == target["primary_key"]


def test_there_is_one_way_from_any_entity_to_any_other():
    def ways(start: str, goal: str) -> int:
        if start == goal:
            return 1
        return sum(ways(join["target"], goal) for join in SEMANTIC["joins"] if join["source"] == start)

    assert [(start, goal) for start in ENTITIES for goal in ENTITIES if ways(start, goal) > 1] == []


@pytest.mark.parametrize("dimension", SEMANTIC["dimensions"], ids=lambda dimension: dimension["name"])
def test_a_dimension_is_a_column_of_its_entity(dimension):
    assert dimension["column"] in columns_of(ENTITIES[dimension["entity"]]["table"])
    assert dimension["kind"] in list(DimensionKind)


def test_named_values_are_exactly_those_stored():
    stored: dict[str, set[object]] = {name: set() for name, dimension in DIMENSIONS.items() if "values" in dimension}
    for table, rows in generate(until=date(2026, 11, 21), seed=1, scale=0.05):
        for name in stored:
            dimension = DIMENSIONS[name]
            if ENTITIES[dimension["entity"]]["table"] == f"public.{table}":
                stored[name] |= {getattr(row, dimension["column"]) for row in rows} - {None}

    assert {name: {value["value"] for value in DIMENSIONS[name]["values"]} for name in stored} == stored


@pytest.mark.parametrize("metric", SEMANTIC["metrics"], ids=lambda metric: metric["name"])
def test_a_metric_is_computed_from_its_own_entity(metric):
    own = columns_of(ENTITIES[metric["entity"]]["table"])

    assert metric["aggregate"] in list(Aggregate)
    assert metric["column"] in ("", *own)
    assert (metric["column"] == "") == (metric["aggregate"] == "count")
    assert columns_in(metric["filter"] or "TRUE") <= set(own)
    assert DIMENSIONS[metric["time_dimension"]]["kind"] == "time"
    assert metric["description_zh"]
    assert metric["description_en"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule['audience']} {rule['name']}")
def test_a_rule_names_columns_that_exist(rule):
    own = set(columns_of(rule["table"]))

    assert set(rule.get("columns") or [rule["column"]]) <= own
    assert columns_in(rule.get("row_predicate") or "TRUE") <= own
    assert (
        rule["audience"]
        in {
            "role": {role for user in POLICIES["users"] for role in user["roles"]},
            "user": {user["username"] for user in POLICIES["users"]},
        }[rule["audience_kind"]]
    )


def test_names_of_rules_are_unique():
    assert max(Counter(grant["name"] for grant in POLICIES["grants"]).values()) == 1
    assert max(Counter(rule["name"] for rule in POLICIES["column_rules"]).values()) == 1


def test_column_rules_use_known_treatments_and_masks():
    for rule in POLICIES["column_rules"]:
        assert rule["treatment"] in list(Treatment)
        assert rule["mask"] in ("", *MaskKind)
        assert (rule["mask"] == "") == (rule["treatment"] != "masked")


@pytest.mark.parametrize("user", ["wang", "zhao"])
def test_analysts_never_get_the_cost_and_get_people_masked(user):
    rules = {
        (rule["column"], rule["treatment"], rule["mask"])
        for rule in POLICIES["column_rules"]
        if rule["audience"] == "analyst"
    }

    assert "cost" not in granted_to("analyst", user, table="products")
    assert rules == {
        ("phone", "masked", "phone"),
        ("email", "masked", "email"),
        ("id_card", "masked", "national_id"),
        ("cost", "hidden", ""),
    }


def test_the_steward_sees_every_column_of_every_table():
    for table, row_type in TABLES.items():
        assert granted_to("steward", table=table) == set(row_type._fields)


def test_zhao_sees_people_and_money_of_one_region_only():
    predicates = {grant["table"]: grant["row_predicate"] for grant in POLICIES["grants"] if grant["audience"] == "zhao"}
    unrestricted = {
        grant["table"] for grant in POLICIES["grants"] if grant["audience"] == "analyst" and not grant["row_predicate"]
    }

    assert predicates == {
        "public.customers": "region = :region",
        "public.orders": "region = :region",
        "public.order_items": "region = :region",
        "public.refunds": "region = :region",
    }
    assert unrestricted == {"public.cities", "public.stores", "public.categories", "public.products"}
    assert {user["username"]: user["attributes"] for user in POLICIES["users"]} == {
        "lin": {},
        "wang": {},
        "zhao": {"region": "华北"},
    }


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["en"])
def test_a_question_expects_what_the_model_has(question):
    expects = question["expects"]
    used = {*expects.get("group_by", []), *expects.get("filters", {})}
    orders_by = {expects["order"].lstrip("-")} if "order" in expects else set()

    assert question["zh"]
    assert set(expects["metrics"]) <= set(METRICS)
    assert used <= set(DIMENSIONS)
    assert orders_by <= {*expects["metrics"], *expects.get("group_by", [])}
    for name, values in expects.get("filters", {}).items():
        assert set(values) <= {value["value"] for value in DIMENSIONS[name]["values"]}


def test_there_are_six_questions():
    assert len(QUESTIONS) == 6
