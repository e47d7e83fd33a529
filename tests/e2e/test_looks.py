"""
The page in both languages, light and dark, on a desk and on a phone.

What can be measured is asserted; the pictures are kept for people to look at (`--basetemp=…` says where).
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.chat_page import ChatPage, open_part

pytestmark = pytest.mark.chromium

SIZES = {"desktop": (1360, 900), "phone": (390, 844)}
QUESTIONS = {"zh-CN": ("今年每月的销售额", "上个月的金额"), "en-US": ("Sales by month this year", "Amount last month")}
STICKS_OUT = "(p => [p.scrollWidth - p.clientWidth, p.scrollHeight - p.clientHeight])(document.documentElement)"


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", QUESTIONS)
def test_nothing_sticks_out(
    sign_in: Callable[[str], ChatPage], screenshots: Path, locale: str, scheme: str, shape: str
):
    chat = sign_in("zhao", locale=locale, color_scheme=scheme, reduced_motion="reduce", size=SIZES[shape])
    page = chat.page

    def keep(name: str) -> None:
        assert page.evaluate(STICKS_OUT) == [0, 0]
        page.screenshot(path=screenshots / f"{name}-{locale}-{scheme}-{shape}.png")

    page.locator("[data-welcome]").wait_for()
    keep("welcome")
    clear, unclear = QUESTIONS[locale]
    turn = chat.ask(clear)
    keep("answer")
    open_part(turn, "why")
    open_part(turn, "sql")
    turn.locator("[data-why]").scroll_into_view_if_needed()
    keep("why")
    chat.ask(unclear)
    keep("unclear")
