"""Asking endpoints on the network: through the guarded client, one request a second to public hosts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from roterfaden.kit.http import Answer, GuardedClient, Question, UnreachableError
from roterfaden.kit.http.setup import user_agent

INTERVAL = 1.0


class LiveFetch:
    """A `Fetch` for the network. A connection that breaks is tried once more; a bad answer is a finding."""

    def __init__(
        self,
        client: GuardedClient,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client, self.sleep, self.clock = client, sleep, clock
        self.last: dict[str, float] = {}

    def __call__(self, url: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
        """The answer, or a FetchError."""
        question = Question(url, method, {"user-agent": user_agent(), **headers})
        self.keep_distance(url)
        try:
            return self.client.ask(question)
        except UnreachableError as error:
            if error.permanent:
                raise
            self.keep_distance(url)
            return self.client.ask(question)

    def keep_distance(self, url: str) -> None:
        """Wait until the host's last request is long enough ago; hosts that the operator allowed need no pause."""
        host = urlsplit(url).hostname or ""
        if not host or self.client.policy.names_host(host):
            return
        wait = self.last.get(host, -INTERVAL) + INTERVAL - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.last[host] = self.clock()
