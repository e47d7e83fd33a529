"""A person asks on the chat page, in a real browser, and the whole product answers."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.chat_page import ChatPage, open_part, table_of
from tests.e2e.conftest import Product, watch

pytestmark = pytest.mark.chromium

SIGN_IN = Callable[[str], ChatPage]
STAGES = [
    "intent",
    "clarification",
    "generation",
    "guardrails",
    "permissions",
    "precheck",
    "execution",
    "release",
    "explanation",
]
REGIONS = ["东北", "华东", "华中", "华北", "华南", "西北", "西南"]
MONEY = re.compile(r"^\d{1,3}(,\d{3})*\.\d{2}$")


def test_a_question_in_chinese_shows_stages_sentence_table_sql_and_reasons(sign_in: SIGN_IN):
    chat = sign_in("wang")
    heard = stages_heard(chat.page)

    turn = chat.ask("最近三个月华北的销售额")

    assert heard == STAGES
    expect(turn.locator("[data-lane=semantic]")).to_have_text("语义层")
    expect(turn.locator("[data-sentence]")).to_contain_text("销售额")
    assert table_of(turn)[0] == ["销售额(元)"]
    assert MONEY.match(table_of(turn)[1][0])
    sql = open_part(turn, "sql")
    expect(sql.locator("pre")).to_contain_text("'华北'")
    why = open_part(turn, "why")
    for reason in ("口径", "销售额 v1", "时间范围", "读取的表", "orders", "访问规则", "metric:sales@1"):
        expect(why).to_contain_text(reason)
    timeline = open_part(turn, "timeline")
    assert [s.get_attribute("data-stage") for s in timeline.locator("[data-stage]").all()] == STAGES
    expect(turn.locator(".card__foot code")).to_have_text(re.compile(r"^[0-9a-f-]{36}$"))


@pytest.mark.parametrize(("username", "regions"), [("lin", REGIONS), ("wang", REGIONS), ("zhao", ["华北"])])
def test_each_person_sees_the_regions_that_they_may(sign_in: SIGN_IN, username: str, regions: list[str]):
    turn = sign_in(username).ask("去年各大区的销售额")

    head, *rows = table_of(turn)
    assert head == ["大区", "销售额(元)"]
    assert sorted(row[0] for row in rows) == sorted(regions)
    assert all(MONEY.match(row[1]) for row in rows)


def test_who_sees_one_region_is_told_so(sign_in: SIGN_IN):
    turn = sign_in("zhao").ask("今年每月的销售额")

    expect(turn.locator("[data-policy=row_filter]")).to_contain_text("本大区订单")


def test_a_clarification_is_answered_by_a_click(sign_in: SIGN_IN):
    chat = sign_in("lin")
    unclear = chat.ask("上个月的金额")
    expect(unclear.locator("[data-clarification]")).to_contain_text("金额")

    unclear.get_by_role("button", name="退款额").click()

    turn = chat.page.locator("[data-turn]")
    expect(turn.locator("[data-answer]")).to_be_visible(timeout=20_000)
    assert table_of(turn)[0] == ["退款额(元)"]
    expect(chat.page.locator("[data-recent-list] a[aria-current=page] .dot--succeeded")).to_have_count(1)


def test_the_page_and_the_answer_s_words_follow_the_language_switch(sign_in: SIGN_IN):
    chat = sign_in("lin")
    chat.ask("今年每月的销售额")

    chat.speak("en")

    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    turn = chat.ended(0)
    expect(turn.locator("[data-why] summary")).to_contain_text("Why this number")
    assert chat.ask("Sales by month this year").locator("[data-result] th").all_inner_texts()[1] == "Sales(CNY)"


def test_among_several_datasets_questions_are_still_answered_one_below_the_other(sign_in: SIGN_IN):
    chat = sign_in("wang")
    chat.ready()
    # a second dataset, which the demo lacks; the first of the list is not the one that is chosen
    chat.page.locator("[data-composer]").evaluate(
        "form => form.insertAdjacentHTML('beforeend', '<select name=dataset><option>other<option>shop</select>')"
    )
    choice = chat.page.locator("select[name=dataset]")
    choice.select_option("shop")

    chat.ask("今年每月的销售额")
    second = chat.ask("各大区的销售额")

    expect(second.locator("[data-answer]")).to_be_visible()
    expect(chat.page.locator("[data-turn]")).to_have_count(2)
    expect(choice).to_have_value("shop")


def test_an_example_is_asked_by_a_click(sign_in: SIGN_IN):
    chat = sign_in("wang")
    chat.ready()
    examples = chat.page.locator("[data-example]")
    expect(examples).to_have_count(6)
    wording = examples.nth(1).inner_text()

    examples.nth(1).click()

    expect(chat.ended(0).locator("h2")).to_have_text(wording)
    expect(chat.page.locator("[data-welcome]")).to_have_count(0)


def test_enter_sends_shift_enter_breaks_the_line_and_an_input_method_keeps_its_enter(sign_in: SIGN_IN):
    chat = sign_in("wang")
    chat.ready()
    box = chat.page.locator("#question")
    box.press_sequentially("今年每月")
    box.press("Shift+Enter")
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    expect(chat.page.locator("[data-turn]")).to_have_count(0)
    expect(box).to_have_value("今年每月\n")

    box.press_sequentially("的销售额")
    box.press("Enter")

    expect(chat.ended(0).locator("h2")).to_have_text("今年每月\n的销售额", use_inner_text=True)
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_a_past_question_opens_again_from_the_side_bar_and_by_its_address(sign_in: SIGN_IN):
    chat = sign_in("wang")
    chat.ask("今年每月的销售额")
    address = chat.page.url

    chat.page.goto(chat.url)
    chat.page.locator("[data-recent-list] a").first.click()

    assert chat.page.url == address
    expect(chat.ended(0).locator("h2")).to_have_text("今年每月的销售额")
    expect(chat.page.locator("[data-recent-list] a[aria-current=page]")).to_have_count(1)


def test_nobody_else_can_open_it(sign_in: SIGN_IN, product: Product, browser, complaints: list[str]):
    chat = sign_in("lin")
    chat.ask("今年每月的销售额")
    with browser.new_context() as stranger:
        page = stranger.new_page()
        other = ChatPage(page=page, url=product.url)
        other.sign_in("wang", product.passwords["wang"])

        answer = page.goto(chat.page.url)

        assert answer is not None
        assert answer.status == 404
        expect(page.locator("body")).not_to_contain_text("今年每月的销售额")


def test_without_a_socket_the_answer_comes_all_the_same(sign_in: SIGN_IN):
    chat = sign_in("wang")
    chat.page.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    chat.page.reload()

    turn = chat.ask("今年每月的销售额")

    assert table_of(turn)[0] == ["下单日期(月)", "销售额(元)"]


def test_without_scripts_a_question_is_answered_too(sign_in: SIGN_IN):
    page = sign_in("wang", java_script_enabled=False).page
    page.locator("#question").fill("今年每月的销售额")

    page.locator(".composer__send").click()

    expect(page.locator("[data-answer]")).to_be_visible(timeout=20_000)


def test_a_question_is_text_whatever_it_holds(sign_in: SIGN_IN):
    question = "<img src=x onerror=\"document.title='owned'\">今年的销售额"

    turn = sign_in("wang").ask(question)

    expect(turn.locator("h2")).to_have_text(question)
    assert "owned" not in turn.page.title()


def test_an_answer_is_rated_with_one_click(sign_in: SIGN_IN):
    turn = sign_in("wang").ask("今年每月的销售额")

    turn.get_by_role("button", name="对，有帮助").click()

    expect(turn.locator(".rating [role=status]")).to_have_text("感谢反馈。")
    expect(turn.locator(".rating [aria-pressed=true]")).to_have_attribute("value", "5")


def test_the_sql_is_copied(sign_in: SIGN_IN):
    turn = sign_in("wang", permissions=["clipboard-read", "clipboard-write"]).ask("今年每月的销售额")
    sql = open_part(turn, "sql")

    sql.get_by_role("button", name="复制").click()

    expect(sql.locator("[data-words]")).to_have_text("已复制")
    assert turn.page.evaluate("navigator.clipboard.readText()") == sql.locator("pre").inner_text()


def test_the_page_loads_nothing_from_elsewhere_and_breaks_no_rule_of_its_policy(sign_in: SIGN_IN, product: Product):
    chat = sign_in("wang")
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))

    answer = chat.page.goto(chat.url)
    chat.ask("今年每月的销售额")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert [url for url in asked if not url.startswith(product.url)] == []


def test_a_wrong_password_is_said_in_words(product: Product, context: BrowserContext, complaints: list[str]):
    page = context.new_page()
    watch(page, complaints)

    ChatPage(page=page, url=product.url).sign_in("wang", "wrong")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#id_username")).to_have_value("wang")


def test_on_a_phone_the_side_bar_opens_over_the_thread_and_closes(sign_in: SIGN_IN):
    chat = sign_in("wang", size=(390, 844))
    chat.ready()
    page = chat.page
    side = page.locator("#side")
    expect(side).not_to_be_visible()

    page.locator("[data-side-open]").click()
    expect(side).to_be_visible()
    page.keyboard.press("Escape")

    expect(side).not_to_be_visible()
    expect(page.locator("[data-side-open]")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def stages_heard(page: Page) -> list[str]:
    """Fills with the stages that arrive over the page's socket, as they arrive."""
    heard: list[str] = []

    def take(frame: str | bytes) -> None:
        message = json.loads(frame)
        if message["type"] == "stage":
            heard.append(message["stage"])

    page.on("websocket", lambda socket: socket.on("framereceived", take))
    return heard
