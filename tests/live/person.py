"""One of the demo's people, who talks to the running product over REST alone."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode, urljoin

UNFINISHED = ("queued", "running")
POLL = 0.2  # seconds
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Reply:
    """What the product answered: the body's text as it came, and as JSON."""

    status: int
    text: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody signed in; may be used by several threads."""

    name: str
    url: str
    cookies: CookieJar = field(default_factory=CookieJar, repr=False)

    def sign_in(self, password: str) -> None:
        self._send("login")
        form = {"username": self.name, "password": password, "csrfmiddlewaretoken": self._token()}
        self._send("login", urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"})
        assert any(cookie.name == "sessionid" for cookie in self.cookies), f"{self.name} was not let in"

    def get(self, path: str) -> Reply:
        return self._json(*self._send(path))

    def post(self, path: str, body: Mapping[str, object], *, request_id: str = "") -> Reply:
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": self._token(),
            "X-Request-Id": request_id or str(uuid.uuid4()),
        }
        return self._json(*self._send(path, json.dumps(body).encode(), headers))

    def ask(self, question: str, **more: str) -> Reply:
        """Ask and wait for the end."""
        return self.followed(self.post("api/ai/query", {"question": question, **more}))

    def execute(self, sql: str) -> Reply:
        """Run SQL on the shop and wait for the end."""
        return self.followed(self.post("api/ai/execute", {"sql": sql, "data_source": "shop"}))

    def begin(self, sql: str) -> str:
        """Run SQL on the shop that takes longer than a request waits; return the run's id."""
        reply = self.post("api/ai/execute", {"sql": sql, "data_source": "shop"})
        assert reply.status == 202, reply.text
        return str(reply.body["run_id"])

    def run(self, run_id: str) -> dict[str, Any]:
        """One run as it is now."""
        return self.get(f"api/ai/runs/{run_id}").body

    def followed(self, reply: Reply, *, within: float = PATIENCE) -> Reply:
        """The reply, or if the product sent a link instead, the run's end."""
        ends = time.monotonic() + within
        while reply.body.get("status") in UNFINISHED and time.monotonic() < ends:
            time.sleep(POLL)
            reply = self.get(f"api/ai/runs/{reply.body['run_id']}")
        return reply

    def _send(self, path: str, data: bytes | None = None, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )
        request = urllib.request.Request(urljoin(self.url, path), data=data, headers=dict(headers or {}))
        try:
            with opener.open(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def _token(self) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken"), "")

    @staticmethod
    def _json(status: int, text: str) -> Reply:
        return Reply(status=status, text=text, body=json.loads(text))
