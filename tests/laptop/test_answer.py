"""How an answer looks on a terminal."""

from config.laptop.answer import columns_of, describe, printable, table

ANSWER = {
    "question": "最近三个月华北的销售额",
    "status": "succeeded",
    "lane": "semantic",
    "sentence": "华北最近三个月的销售额是 1,234.50 元。",
    "columns": [{"name": "month", "title": "月份"}, {"name": "sales", "title": "销售额"}],
    "rows": [["2026-08", "1000.00"], ["2026-09", "234.50"], ["2026-10", None]],
    "sql": "SELECT 1",
    "confidence": 0.9,
    "policies": [{"kind": "row", "table": "orders", "name": "north", "words": "仅华北"}],
    "audit_id": "a1",
    "request_id": "r1",
    "run_id": "q1",
}


def test_an_answer_shows_sentence_table_sql_and_what_governed_it():
    assert describe(ANSWER).splitlines() == [
        "? 最近三个月华北的销售额",
        "",
        "华北最近三个月的销售额是 1,234.50 元。",
        "",
        "  月份      销售额",
        "  -------  -------",
        "  2026-08  1000.00",
        "  2026-09   234.50",
        "  2026-10",
        "",
        "SELECT 1",
        "",
        "status     succeeded",
        "lane       semantic",
        "confidence 0.90",
        "policies   仅华北",
        "request    r1",
        "run        q1",
        "audit      a1",
    ]


def test_chinese_takes_two_columns_and_stays_aligned():
    lines = table([{"title": "大区"}, {"title": "n"}], [["华北", 5], ["North", 12]])

    assert lines == ["  大区    n", "  -----  --", "  华北    5", "  North  12"]
    assert columns_of("华北a") == 5


def test_a_refusal_shows_its_code_sentence_and_way_forward():
    error = {"code": "forbidden", "detail": "You may not do this.", "advice": "Ask your administrator."}

    assert "forbidden You may not do this. Ask your administrator." in describe({"status": "refused", "error": error})


def test_a_cell_cannot_steer_the_terminal():
    assert printable("a\x1b[2Jb\nc") == "a\\x1b[2Jb\\nc"


def test_many_rows_are_cut_and_counted():
    lines = table([{"title": "n"}], [[n] for n in range(25)])

    assert lines[-1] == "  … 5 more"
