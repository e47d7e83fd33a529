"""Runs as the selectors show them, for the tests of the page."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.queries.contracts import (
    Column,
    ConfirmationView,
    Definition,
    ErrorView,
    NoticeView,
    OptionView,
    Period,
    PointView,
    PolicyView,
    RunView,
    StageView,
)

RUN_ID = UUID("018f3c2e-0000-7000-8000-000000000001")
SHANGHAI = ZoneInfo("Asia/Shanghai")
PERIOD = Period(start=date(2026, 8, 22), end=date(2026, 11, 22), timezone="Asia/Shanghai")
ASKED = RunView(
    run_id=RUN_ID,
    request_id="request",
    trace_id="",
    status="running",
    question="最近三个月华北的销售额",
    created_at=datetime(2026, 11, 22, 2, 30, tzinfo=UTC),
    stages=(StageView(name="intent", title="理解问题", seq=1, status="done", ms=3.4),),
)
ANSWERED = replace(
    ASKED,
    status="succeeded",
    lane="semantic",
    lane_title="语义层",
    sentence="华北的销售额，2026-08-22 至 2026-11-21。",
    columns=(
        Column(name="region", title="大区", kind="dimension", type="text"),
        Column(name="sales", title="销售额", kind="metric", type="decimal", unit="CNY", decimals=2),
    ),
    rows=(("华北", "1234567.8"), ("华东", None)),
    sql="SELECT 1",
    confidence=0.92,
    confidence_parts={"semantic_match": 0.96, "rule_checks": 1.0},
    policies=(PolicyView(kind="row_filter", table="public.orders", name="本大区订单", words="行范围：本大区订单"),),
    lineage={"source_tables": ["orders", "stores"], "join_path": ["orders.store_id = stores.id"]},
    definitions=(Definition(name="sales", title="销售额", version=3, formula="sum(amount)", description="实付金额"),),
    period=PERIOD,
    references=("metric:sales@3",),
    warnings=(NoticeView(code="schema.stale", message="当前使用缓存元数据"),),
    audit_id="5f0c7a9e-9d1c-4d0e-8b3c-7c0d5d5a2f11",
    duration_ms=171,
)
UNCLEAR = replace(
    ASKED,
    status="needs_clarification",
    clarification=(
        PointView(
            key="metric:金额",
            question="“金额”指的是哪一个？",
            options=(OptionView("sales", "销售额", "实付金额"), OptionView("refund_amount", "退款额")),
        ),
    ),
)
COSTLY = replace(
    ASKED,
    status="needs_confirmation",
    confirmation=ConfirmationView(
        risk="medium",
        message="这个查询要读取数据库的很大一部分",
        advice="仍然执行，或缩短时间范围",
        expires_at=datetime(2026, 11, 22, 2, 45, tzinfo=UTC),
        is_open=True,
    ),
)
REFUSED = replace(
    ASKED,
    status="refused",
    error=ErrorView(code="query.too_expensive", message="需要读取的数据过多", advice="请缩短时间范围"),
)
