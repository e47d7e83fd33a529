"""What a file may look like, before anything is looked up: small, plain, and without a second meaning."""

from datetime import date
from decimal import Decimal

import pytest

from apps.semantic.configuration.parsing import parse
from apps.semantic.configuration.problems import Problem, Rejected
from apps.semantic.configuration.reading import MAX_BYTES, Value, read


def plain(value: Value) -> object:
    if isinstance(value.content, dict):
        return {key: plain(one) for key, one in value.content.items()}
    if isinstance(value.content, list):
        return [plain(one) for one in value.content]
    return value.content


def refused(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(Rejected) as rejected:
        parse(read(text.encode() if isinstance(text, str) else text))
    return rejected.value.problems


def said(text: str) -> list[tuple[int, str, str]]:
    return [(p.line, p.place, p.message % p.params) for p in refused(text)]


def test_values_have_the_type_that_they_look_like():
    text = "a: text\nb: 3\nc: 3.50\nd: true\ne: 2026-01-31\nf: '012'\ng: null\nh: [x, y]\ni: 1e3\nj: 2026-W01"

    assert plain(read(text.encode())) == {
        "a": "text",
        "b": 3,
        "c": Decimal("3.50"),
        "d": True,
        "e": date(2026, 1, 31),
        "f": "012",
        "g": None,
        "h": ["x", "y"],
        "i": "1e3",
        "j": "2026-W01",
    }


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "Yes",
        "off",
        "010",
        "0x1F",
        "1_000",
        "1:30",
        ".inf",
        ".nan",
        "2026-01-31 12:00:00",
        "2026-02-30",
        "1" * 5000,
    ],
)
def test_what_yaml_would_guess_is_refused(written):
    assert said(f"\na: {written}") == [(2, "a", "YAML could read this otherwise.")]
    assert plain(read(f"a: '{written}'".encode())) == {"a": written}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2", "This key stands twice."),
        ("a: !!python/object/apply:os.system [id]", "Tags (!name) are not used here."),
        ("a: !!set {x, y}", "Tags (!name) are not used here."),
        ("{[a]: 1}", "A key must be a word."),
        ('a: "\\0"', "This holds control characters."),
        ('a: "\\e[2J"', "This holds control characters."),
        ("", "The file is empty."),
        ("a: [", "This is not YAML: expected the node content, but found '<stream end>'"),
        ("--- 1\n--- 2", "This is not YAML: but found another document"),
        ("[" * 5000, "This is not YAML: nested too deeply"),
        ("a: &a x\nb: [" + "*a, " * 101 + "]", "This is not YAML: too many references (*name)"),
        ("a: &a [*a]", "Followed references make this too large."),
    ],
)
def test_what_is_refused_whole(text, message):
    assert message in [words for _, _, words in said(text)]


def test_a_small_file_cannot_become_a_large_one():
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 8)]

    assert refused("\n".join(levels))[0].message == "Followed references make this too large."


def test_a_large_file_is_not_read():
    assert refused(b"#" * (MAX_BYTES + 1))[0].message == "The file is larger than %(bytes)s bytes."


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: \x07"])
def test_what_is_no_text_is_refused(content):
    assert len(refused(content)) == 1


def test_every_fault_of_form_is_told_with_its_place():
    text = """
version: 2
tenants:
  - slug: Acme Ltd
    users:
      - {username: wang, roles: [analist], attributes: {Region: x, deep: {a: b}}}
      - {username: wang}
    data_sources:
      - name: shop
        engine: oracle
        max_rows: many
        grants:
          - {name: a, role: analyst, table: t, colums: [x]}
          - {name: a, role: analyst, user: wang, table: t, columns: all}
        column_rules:
          - {name: b, group: g, table: t, column: c, treatment: masked}
          - {name: c, group: g, table: t, column: c, mask: {kind: email, lenght: 3}}
tenant: 1
"""
    shop = "tenants[0].data_sources[0]"
    assert said(text) == [
        (2, "version", "This product reads version 1."),
        (4, "tenants[0].slug", "Use lower-case letters, digits and dashes."),
        (6, "tenants[0].users[0].roles", "“analist” is not known here; use analyst."),
        (
            6,
            "tenants[0].users[0].attributes.Region",
            "A name of an attribute has lower-case letters, digits and underscores.",
        ),
        (
            6,
            "tenants[0].users[0].attributes.deep",
            "An attribute is a text, a number, a truth, a date, or a list of texts or whole numbers.",
        ),
        (6, "tenants[0].users[0]", "“wang” stands twice."),
        (7, "tenants[0].users[1].roles", "Name at least one role: viewer, analyst, steward, auditor, admin."),
        (7, "tenants[0].users[1]", "“wang” stands twice."),
        (10, f"{shop}.engine", "“oracle” is not known here; use postgres, sqlite, mysql."),
        (11, f"{shop}.max_rows", "This must be a whole number."),
        (13, f"{shop}.grants[0]", "columns is missing."),
        (13, f"{shop}.grants[0].colums", "unknown; did you mean columns?"),
        (13, f"{shop}.grants[0]", "“a” stands twice."),
        (14, f"{shop}.grants[1]", "Say for whom: exactly one of role, group, user."),
        (14, f"{shop}.grants[1]", "“a” stands twice."),
        (16, f"{shop}.column_rules[0].mask", "masked columns, and only those, name a mask"),
        (
            17,
            f"{shop}.column_rules[1].mask.lenght",
            "unknown; known here: expression, keep_end, keep_start, kind, step, unit",
        ),
        (18, "tenant", "unknown; did you mean tenants?"),
    ]


def test_a_person_of_two_tenants_has_one_set_of_facts():
    one = "  - {slug: %s, users: [{username: wang, full_name: %s, roles: [viewer]}]}\n"

    assert said("tenants:\n" + one % ("acme", "王维") + one % ("globex", "王五")) == [
        (3, "tenants[1].users[0]", "wang has another full_name in line 2.")
    ]
