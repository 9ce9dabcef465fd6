"""A clock that only sleeping moves, and a host that answers from a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from roterfaden.kit.http import (
    Caps,
    GuardedClient,
    Manners,
    PoliteClient,
)
from roterfaden.kit.http.addresses import Policy

URL = "https://ris.example.org/oparl/paper"


Reply = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


@dataclass
class World:
    """A clock that only sleeping moves, and a host that answers from a list (the last answer stays)."""

    replies: list[Reply]
    robots: httpx.Response = field(default_factory=lambda: httpx.Response(404))
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.times.append(self.now)
        if request.url.path == "/robots.txt":
            return httpx.Response(self.robots.status_code, headers=self.robots.headers, content=self.robots.content)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return (
            reply(request)
            if callable(reply)
            else httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)
        )

    def client(self, allow: str = "", caps: Caps | None = None, **manners: float) -> PoliteClient:
        return PoliteClient(
            GuardedClient(
                Policy.of(allow.split()), transport=httpx.MockTransport(self.answer), clock=lambda: self.now, caps=caps
            ),
            "RoterFaden/1 (+https://portal.example.org)",
            manners=Manners(**manners),  # type: ignore[arg-type]
            sleep=self.sleep,
            clock=lambda: self.now,
            jitter=lambda: 1.0,
            resolver=lambda host, port: ["93.184.216.34"],
        )


def ok(body: bytes = b"{}", **headers: str) -> httpx.Response:
    return httpx.Response(200, headers=headers, content=body)


def busy(status: int = 503, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})
