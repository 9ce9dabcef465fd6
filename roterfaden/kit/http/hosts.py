"""What this process knows of the hosts it visits: their robots.txt, and when each may be asked again.

Shared by all clients of the process, so that an import and the reading of files together keep to one request a second.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from roterfaden.kit.http.robots import Rules


@dataclass
class Hosts:
    """Safe for several threads. Times are those of the clients' clock."""

    _rules: dict[str, tuple[float, Rules]] = field(default_factory=dict)
    _free: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def rules(self, origin: str, now: float) -> Rules | None:
        """The rules of an origin, while they are fresh."""
        until, rules = self._rules.get(origin, (0.0, None))
        return rules if until > now else None

    def remember(self, origin: str, rules: Rules, until: float) -> None:
        """Keep an origin's rules until then."""
        self._rules[origin] = (until, rules)

    def delay(self, origin: str) -> float:
        """The Crawl-delay that the origin asks for."""
        return self._rules[origin][1].delay if origin in self._rules else 0.0

    def take_turn(self, host: str, now: float, interval: float) -> float:
        """Reserve the host's next free moment; seconds to wait for it."""
        with self._lock:
            moment = max(now, self._free.get(host, now))
            self._free[host] = moment + interval
            return moment - now


#: Those of the process; tests make their own.
SHARED = Hosts()
