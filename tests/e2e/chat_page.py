"""The chat page in the words of its user."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

ANSWERS_WITHIN = 20_000  # milliseconds; the machine that runs the tests may be busy


@dataclass(frozen=True)
class ChatPage:
    """One open page."""

    page: Page
    url: str

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto(self.url)
        self.page.locator("#id_username").fill(username)
        self.page.locator("#id_password").fill(password)
        self.page.locator(".door__form button").click()

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, and return its turn once it has ended."""
        self.ready()
        before = self.page.locator("[data-turn]").count()
        self.page.locator("#question").fill(question)
        self.page.locator("#question").press("Enter")
        return self.ended(before)

    def ready(self) -> None:
        """Wait until the page's scripts listen."""
        expect(self.page.locator("[data-chat][data-ready]")).to_be_visible(timeout=ANSWERS_WITHIN)

    def ended(self, number: int) -> Locator:
        """The turn with this number, counted from 0, once it has ended."""
        turn = self.page.locator("[data-turn]").nth(number)
        expect(turn.locator("[data-answer], [data-clarification], [data-problem]")).to_be_visible(
            timeout=ANSWERS_WITHIN
        )
        return turn

    def speak(self, language: str) -> None:
        """Switch the page's language: `zh-hans` or `en`."""
        self.page.locator(f".side button[name=language][value={language}]").click()


def open_part(turn: Locator, part: str) -> Locator:
    """Unfold a part of an answer (`why`, `sql`, `timeline`) and return it."""
    details = turn.locator(f"[data-{part}]")
    details.locator("summary").click()
    return details


def table_of(turn: Locator) -> list[list[str]]:
    """The table as read: the header's row, then the others."""
    return [row.locator("th, td").all_inner_texts() for row in turn.locator("[data-result] tr").all()]
