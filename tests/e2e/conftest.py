"""A real browser on the real product: all its processes, with the demo's data, in a home of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.e2e.chat_page import ChatPage
from tests.running_product import Product, running_product

DESKTOP = (1360, 900)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("product")) as started:
        yield started


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    # Chromium's own sandbox needs kernel features that containers do not give to root.
    return {"executable_path": program, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures for people are put."""
    return tmp_path_factory.mktemp("screenshots")


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of; a test that leaves any fails (a blocked script or style is one)."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def sign_in(
    product: Product, new_context: Callable[..., BrowserContext], complaints: list[str]
) -> Callable[..., ChatPage]:
    """Open the chat page as one of the demo's people, in a browser of their own; options are the browser's."""

    def signed_in(username: str, *, size: tuple[int, int] = DESKTOP, **options: object) -> ChatPage:
        page = new_context(**{"locale": "zh-CN"} | options).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        watch(page, complaints)
        chat = ChatPage(page=page, url=product.url)
        chat.sign_in(username, product.passwords[username])
        return chat

    return signed_in


def watch(page: Page, complaints: list[str]) -> None:
    """Collect errors of the console and of scripts."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
