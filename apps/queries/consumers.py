"""
The socket that follows one run: what was stored is replayed, then each nudge is answered with what is new.

The user, the tenant and the run are checked at connect, and again before each message: rights that were taken away end
the socket. A socket that hears no nudge looks by itself every `LOOK_AGAIN` seconds.
"""

import asyncio
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from apps.errors import AppError
from apps.queries import selectors
from apps.queries.access import access_run
from apps.queries.contracts import RunStatus
from apps.queries.progress import group_of
from apps.scope import tenant_scope
from apps.tenants.sockets import SignedIn, signed_in

LOOK_AGAIN = 2.0
NOT_YOURS = 4404
DONE = 1000
MOST_DIGITS = 9


class RunConsumer(AsyncJsonWebsocketConsumer):
    """`/ws/runs/<run_id>?after=<seq>`"""

    async def connect(self) -> None:
        self.run_id: UUID = self.scope["url_route"]["kwargs"]["run_id"]
        self.seq = self._after()
        self.group = ""
        self.looking: asyncio.Task[None] | None = None
        who = await database_sync_to_async(self._who)()
        await self.accept()
        if who is None:
            await self.close(code=NOT_YOURS)
            return
        self.group = group_of(tenant_id=who.tenant_id, run_id=self.run_id)
        await self.channel_layer.group_add(self.group, self.channel_name)
        self.lock = asyncio.Lock()
        await self._catch_up()
        self.looking = asyncio.create_task(self._look_by_itself())

    async def disconnect(self, code: int) -> None:
        if self.looking is not None:
            self.looking.cancel()
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """Nothing is taken from the browser here, not even parsed; questions are asked by POST."""

    async def run_changed(self, _: dict[str, Any]) -> None:
        await self._catch_up()

    async def _look_by_itself(self) -> None:
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            await self._catch_up()

    async def _catch_up(self) -> None:
        async with self.lock:
            news = await database_sync_to_async(self._news)()
            if news is None:
                await self.close(code=NOT_YOURS)
                return
            events, status = news
            for event in events:
                self.seq = event["seq"]
                await self.send_json({"type": "stage", **event})
            if RunStatus(status).is_final:
                await self.send_json({"type": "finished", "status": status})
                await self.close(code=DONE)

    def _who(self) -> SignedIn | None:
        who = signed_in(self.scope)
        return who if who is not None and self._status(who) is not None else None

    def _status(self, who: SignedIn) -> str | None:
        with tenant_scope(who.tenant_id, user_id=who.user.id):
            try:
                return str(access_run(self.run_id, user=who.user, to="follow").status)
            except AppError:
                return None

    def _news(self) -> tuple[list[dict[str, Any]], str] | None:
        who = signed_in(self.scope)
        if who is None:
            return None
        # The status is read first: when it says "ended", no stage can be missing from what is read after it.
        status = self._status(who)
        if status is None:
            return None
        with tenant_scope(who.tenant_id, user_id=who.user.id):
            return selectors.stage_events(self.run_id, after=self.seq), status

    def _after(self) -> int:
        values = parse_qs(self.scope["query_string"].decode("ascii", "replace")).get("after", ["0"])
        return int(values[0]) if values[0].isascii() and values[0].isdecimal() and len(values[0]) < MOST_DIGITS else 0
