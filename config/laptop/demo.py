"""
Loads the demo, asks one question through the public REST API and shows the answer: `make demo`.

ASK="…" asks that question instead. ONCE=1 stops everything after the answer; the exit code is 0 only if it came.
"""

import json
import os
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from config.laptop.answer import describe
from config.laptop.run import LOOPBACK_ONLY, Running, manage, running

ANSWER_WITHIN = 60.0  # seconds
POLL = 0.3  # seconds
UNFINISHED = ("queued", "running")


class NoAnswer(SystemExit):
    """The demo's question was not answered."""


def demo() -> None:
    """
    Run everything with the demo's data, ask, show, and keep running until stopped (unless ONCE is set).

    :raises NoAnswer: ONCE is set and no answer came.
    """
    once = os.environ.get("ONCE", "") not in {"", "0"}
    with running(prepare=_load) as product:
        loaded = product.prepared
        question = os.environ.get("ASK") or loaded["question_zh"]
        answer = _ask(product, question=question, api_key=loaded["api_key"])
        print(describe({"question": question, "asker": loaded["asker"]} | answer), flush=True)
        if once:
            if answer.get("status") != "succeeded":
                raise NoAnswer(1)
            return
        print(_welcome(product.url, loaded), flush=True)
        product.wait()


def _load() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(manage("load_demo"))
    return loaded


def _ask(product: Running, *, question: str, api_key: str) -> dict[str, Any]:
    answer = _call(product, "api/ai/query", api_key=api_key, body={"question": question})
    end = time.monotonic() + ANSWER_WITHIN
    while answer.get("status", "queued") in UNFINISHED and "run" in answer and time.monotonic() < end:
        product.supervisor.tend()
        time.sleep(POLL)
        link = answer["run"]
        answer = {"run": link} | _call(product, link, api_key=api_key)
    return answer


def _call(product: Running, path: str, *, api_key: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
    headers = {
        "Authorization": f"Bearer {api_key}",
        "Content-Type": "application/json",
        "X-Request-Id": str(uuid.uuid4()),
    }
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(urljoin(product.url, path), data=data, headers=headers)
    try:
        with LOOPBACK_ONLY.open(request, timeout=ANSWER_WITHIN) as response:
            content: dict[str, Any] = json.load(response)
    except urllib.error.HTTPError as error:
        # A problem document: it has a code, a sentence and a way forward.
        content = {"status": "refused", "error": _problem(error)}
    return content


def _problem(error: urllib.error.HTTPError) -> dict[str, str]:
    try:
        problem = json.load(error)
    except ValueError:
        return {"code": f"HTTP {error.code}", "message": error.reason}
    return {name: str(problem[name]) for name in ("code", "detail", "advice") if problem.get(name)}


def _welcome(url: str, loaded: Mapping[str, Any]) -> str:
    lines = [f"Open {url} and sign in as one of them:", ""]
    lines += [f"  {a['username']:<12} {a['password']:<26} {a['role']:<9} {a['note']}" for a in loaded["accounts"]]
    return "\n".join([*lines, "", "Ctrl-C stops everything."])
