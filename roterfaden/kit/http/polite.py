"""The client for harvests: says who it is, asks robots.txt, keeps a distance, and tries again where that may help."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from django.utils.translation import gettext as _

from roterfaden.kit.http import robots
from roterfaden.kit.http.addresses import literal
from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.errors import (
    FetchError,
    RobotsError,
    StatusError,
    TooSlowError,
    UnreadableError,
)
from roterfaden.kit.http.exchange import Caps, GuardedClient, Question, checked_url
from roterfaden.kit.http.hosts import Hosts
from roterfaden.kit.http.network import Resolver, system_resolver
from roterfaden.kit.json import JsonError

PRODUCT = "RoterFaden"
Validate = Callable[[Answer], None]


@dataclass(frozen=True)
class Manners:
    """How patient and how polite. Seconds throughout."""

    interval: float = 1.0
    attempts: int = 5
    first_pause: float = 1.0
    longest_pause: float = 60.0
    #: For one address with all its attempts and pauses.
    total: float = 180.0
    longest_crawl_delay: float = 10.0
    robots_kept: float = 86_400.0
    robots_failure_kept: float = 300.0


@dataclass
class Counters:
    """What the client did, for run reports."""

    requests: int = 0
    bytes: int = 0
    not_modified: int = 0
    retries: int = 0


class PoliteClient:
    """Reads addresses one after the other. Not for several threads at once: each has its own."""

    def __init__(
        self,
        client: GuardedClient,
        user_agent: str,
        *,
        manners: Manners | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
        resolver: Resolver = system_resolver,
        hosts: Hosts | None = None,
    ) -> None:
        self.client, self.user_agent, self.manners = client, user_agent, manners or Manners()
        self.sleep, self.clock, self.jitter, self.resolver = sleep, clock, jitter, resolver
        self.counters = Counters()
        self.hosts, self._inside = hosts or Hosts(), Hosts()
        self._internal: dict[str, bool] = {}

    def __enter__(self) -> PoliteClient:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close kept connections."""
        self.client.close()

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        validate: Validate | None = None,
        caps: Caps | None = None,
        public_only: bool = False,
    ) -> Answer:
        """The answer (2xx, 304 or 4xx), or a FetchError.

        `validate` looks at a 2xx answer and raises UnreadableError (or JsonError) where it is broken: then we ask
        again. `public_only`: the allow list does not count, because the address came from a stranger.
        """
        target = checked_url(url, url)
        self._ask_robots(target, public_only)
        question = Question(url, headers=self._headers(headers), public_only=public_only, leaving=self._visit)
        return self._try(question, target, caps or self.client.caps, validate)

    def _visit(self, target: httpx.URL) -> None:
        """A redirect leads to another host, which has rules of its own."""
        self._ask_robots(target, public_only=True)
        self._keep_distance(target)

    def _headers(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        return {"user-agent": self.user_agent} | {name.lower(): value for name, value in (headers or {}).items()}

    def _try(self, question: Question, target: httpx.URL, caps: Caps, validate: Validate | None) -> Answer:
        end = self.clock() + self.manners.total
        for attempt in range(self.manners.attempts):
            self._keep_distance(target)
            wait = 0.0
            try:
                left = max(0.001, min(caps.seconds, end - self.clock()))
                answer = self._once(question, replace(caps, seconds=left))
                wait = retry_after(answer)
                return self._judged(answer, question, validate)
            except TooSlowError:
                raise
            except FetchError as error:
                pause = max(self._pause(attempt), wait)
                if error.permanent or attempt + 1 >= self.manners.attempts or self.clock() + pause >= end:
                    raise
            self.counters.retries += 1
            self.sleep(pause)
        raise AssertionError("a loop that returns or raises")

    def _once(self, question: Question, caps: Caps) -> Answer:
        self.counters.requests += 1
        answer = self.client.ask(question, caps)
        self.counters.bytes += len(answer.body)
        self.counters.not_modified += answer.status == 304
        return answer

    def _judged(self, answer: Answer, question: Question, validate: Validate | None) -> Answer:
        if answer.status == 429 or answer.status >= 500:
            raise StatusError(question.url, answer.status)
        if validate and 200 <= answer.status < 300:
            try:
                validate(answer)
            except JsonError as error:
                raise UnreadableError(question.url, str(error)) from None
        return answer

    def _pause(self, attempt: int) -> float:
        """Exponential, with a random share, so that many clients do not come back at once."""
        pause = self.manners.first_pause * 2.0**attempt
        return min(pause, self.manners.longest_pause) * (0.5 + self.jitter() / 2)

    def _keep_distance(self, target: httpx.URL) -> None:
        """Wait until the host's last request is long enough ago. Hosts that the operator allowed need no pause."""
        if self._is_internal(target.host):
            return
        delay = min(self.hosts.delay(origin(target)), self.manners.longest_crawl_delay)
        wait = self.hosts.take_turn(target.host, self.clock(), max(self.manners.interval, delay))
        if wait > 0:
            self.sleep(wait)

    def _is_internal(self, host: str) -> bool:
        if host not in self._internal:
            self._internal[host] = self._resolves_inside(host)
        return self._internal[host]

    def _resolves_inside(self, host: str) -> bool:
        policy = self.client.policy
        if policy.names_host(host) or not policy.networks:
            return policy.names_host(host)
        try:
            addresses = [literal(text) for text in self.resolver(host, 80)]
        except (OSError, UnicodeError):
            return False
        return bool(addresses) and all(address is not None and policy.in_networks(address) for address in addresses)

    def _ask_robots(self, target: httpx.URL, public_only: bool) -> None:
        try:
            rules = self._robots(target, public_only)
        except FetchError as error:
            error.url = str(target)  # what was asked for, not the robots.txt on the way
            raise
        if not rules.allows(target.raw_path.decode("ascii")):
            detail = _("sie ist derzeit nicht lesbar") if rules.unknown else ""
            raise RobotsError(str(target), detail, permanent=not rules.unknown)

    def _robots(self, target: httpx.URL, public_only: bool) -> robots.Rules:
        """The host's rules, kept for a day; a failure for five minutes only."""
        place = origin(target)
        # What the operator runs on the inside may change at once; it is not shared with later clients.
        hosts = self._inside if self._is_internal(target.host) else self.hosts
        if kept := hosts.rules(place, self.clock()):
            return kept
        rules = self._read_robots(target, public_only)
        lifetime = self.manners.robots_failure_kept if rules.unknown else self.manners.robots_kept
        hosts.remember(place, rules, self.clock() + lifetime)
        return rules

    def _read_robots(self, target: httpx.URL, public_only: bool) -> robots.Rules:
        """RFC 9309 section 2.3.1: 4xx means no rules; 5xx or no answer means that nothing may be read."""
        url = f"{origin(target)}/robots.txt"
        question = Question(url, headers=self._headers(None), public_only=public_only, cut=True)
        caps = replace(self.client.caps, body=robots.MAX_BYTES)
        try:
            answer = self._try(question, target, caps, None)
        except (StatusError, UnreadableError):
            return robots.Rules(unknown=True)
        return robots.parse(answer.body, PRODUCT) if 200 <= answer.status < 300 else robots.Rules()


def origin(url: httpx.URL) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def retry_after(answer: Answer) -> float:
    """Seconds that the host asks us to wait (a number or a date); 0 where it does not say."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
