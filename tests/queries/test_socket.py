"""The socket of a run: who may follow it, and what they hear."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator

from apps.queries import runner, services
from apps.queries.models import QueryRun
from apps.scope import tenant_scope
from apps.tenants import services as people
from apps.tenants.models import User
from apps.tenants.roles import Role
from config.asgi import application
from tests.people import Caller, make_member
from tests.queries.corner_shop import CornerShop

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
OURS = b"http://localhost:8000"


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "send", lambda **_: None)


@pytest.fixture
def run(in_shop: CornerShop) -> QueryRun:
    return services.ask(user=in_shop.everywhere, question="销售额", now=NOW)


class Socket(ApplicationCommunicator):
    """A browser's end of a WebSocket."""

    async def opened(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(timeout=5))["type"] == "websocket.accept"

    async def message(self) -> dict[str, Any]:
        return json.loads((await self.receive_output(timeout=5))["text"])


def socket(shop: CornerShop, user: User, run: QueryRun, *, origin: bytes = OURS, after: int = 0) -> Socket:
    cookie = Caller().as_(user, shop.tenant).cookies["sessionid"].value
    scope = {
        "type": "websocket",
        "path": f"/ws/runs/{run.id}",
        "query_string": f"after={after}".encode(),
        "headers": [(b"origin", origin), (b"cookie", f"sessionid={cookie}".encode())],
        "subprotocols": [],
    }
    return Socket(application, scope)


def work(shop: CornerShop, run: QueryRun) -> None:
    with tenant_scope(shop.tenant.id):
        runner.work(run_id=run.id, now=NOW)


async def heard(communicator: Socket) -> list[dict[str, Any]]:
    messages = []
    while not messages or messages[-1]["type"] != "finished":
        messages.append(await communicator.message())
    return messages


async def test_stages_are_heard_as_they_end(shop: CornerShop, run: QueryRun):
    communicator = await sync_to_async(socket)(shop, shop.everywhere, run)
    assert await communicator.opened()

    await sync_to_async(work)(shop, run)
    messages = await heard(communicator)

    assert [m.get("stage") for m in messages][:3] == ["intent", "clarification", "generation"]
    assert [m["seq"] for m in messages[:-1]] == list(range(1, 10))
    assert messages[-1] == {"type": "finished", "status": "succeeded"}


async def test_a_late_follower_hears_what_it_missed(shop: CornerShop, run: QueryRun):
    await sync_to_async(work)(shop, run)
    communicator = await sync_to_async(socket)(shop, shop.everywhere, run, after=7)
    assert await communicator.opened()

    messages = await heard(communicator)

    assert [m.get("seq") for m in messages] == [8, 9, None]


async def test_a_page_of_another_site_is_refused(shop: CornerShop, run: QueryRun):
    for origin in (b"https://evil.example", b"null", b"", b"http://localhost.evil.example"):
        communicator = await sync_to_async(socket)(shop, shop.everywhere, run, origin=origin)
        assert not await communicator.opened()


async def test_anothers_run_is_not_followed(shop: CornerShop, run: QueryRun):
    communicator = await sync_to_async(socket)(shop, shop.owner, run)
    assert await communicator.opened()

    assert (await communicator.receive_output(timeout=5)) == {"type": "websocket.close", "code": 4404}


async def test_an_ended_membership_ends_the_socket(shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    def leave() -> tuple[User, QueryRun, Socket]:
        user = make_member(shop.tenant, Role.ANALYST, username="socket-leaver")
        with tenant_scope(shop.tenant.id):
            run = services.execute_sql(user=user, sql="SELECT 1", data_source_name="corner", now=NOW)
        return user, run, socket(shop, user, run)

    def end(user: User) -> None:
        with tenant_scope(shop.tenant.id):
            people.end_membership(user_id=user.id, actor=None)

    monkeypatch.setattr("apps.queries.consumers.LOOK_AGAIN", 0.05)
    user, _run, communicator = await sync_to_async(leave)()
    assert await communicator.opened()

    await sync_to_async(end)(user)

    assert (await communicator.receive_output(timeout=5))["type"] == "websocket.close"
