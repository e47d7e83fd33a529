"""A real browser on the real product: all its processes, with the demo's data, in a home of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.e2e.chat_page import ChatPage

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = Path(__file__).with_name("product.py")
DESKTOP = (1360, 900)
STOPS_WITHIN = 60  # seconds
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")  # the product starts its own


@dataclass(frozen=True)
class Product:
    """Where it answers, and the passwords of the demo's people."""

    url: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    home = tmp_path_factory.mktemp("product")
    environment = {name: value for name, value in os.environ.items() if name not in SERVERS}
    environment |= {
        "CHAT2SQL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "PYTHONPATH": str(ROOT),
    }
    with subprocess.Popen(
        [sys.executable, str(PRODUCT)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        line = process.stdout.readline()
        assert line, f"the product did not start; its logs are in {home / 'logs'}"
        told = json.loads(line)
        yield Product(url=told["url"], passwords={a["username"]: a["password"] for a in told["accounts"]})
        process.stdin.close()
        process.wait(timeout=STOPS_WITHIN)


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
