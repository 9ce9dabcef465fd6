"""Limits: whose request it is, what is kept of it, and what people read who reach one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from roterfaden.accounts import limits
from roterfaden.accounts.limits.work import _is_solution
from roterfaden.accounts.middleware import TooManyRequests
from roterfaden.accounts.models import DailySalt, Tally


def seen(settings: Any, remote: str, said: str | None, hops: int = 1) -> str:
    """The network that a request counts for."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = hops
    headers = {} if said is None else {"HTTP_X_FORWARDED_FOR": said}
    return limits.network_of(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))


@pytest.mark.parametrize(
    ("remote", "said", "hops", "network"),
    [
        ("203.0.113.9", "198.51.100.1", 0, "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        ("", "198.51.100.1", 1, "198.51.100.1"),
        # Whatever the visitor wrote stands before what the proxy appended.
        ("127.0.0.1", "192.0.2.66, 198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.2", "192.0.2.66, 198.51.100.1, 10.0.0.7", 2, "198.51.100.1"),
        # Somebody who reaches the portal past the proxy may say what they like.
        ("203.0.113.9", "198.51.100.1", 1, "203.0.113.9"),
        ("127.0.0.1", None, 1, "127.0.0.1"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("127.0.0.1", "nonsense", 1, "unknown"),
        ("127.0.0.1", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", None, 0, "203.0.113.9"),
    ],
)
def test_forwarded_addresses_count_only_from_our_own_proxies(
    settings: Any, remote: str, said: str | None, hops: int, network: str
) -> None:
    assert seen(settings, remote, said, hops) == network


@pytest.mark.django_db
def test_logins_are_limited_by_the_same_address(settings: Any) -> None:
    from roterfaden.accounts.adapter import AccountAdapter

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert AccountAdapter(request).get_client_ip(request) == "203.0.113.9"


@pytest.mark.django_db
def test_counters_keep_no_address_and_go_after_a_week() -> None:
    limits.take_one("network", "198.51.100.1", 5)
    kept = repr([*Tally.objects.values(), *DailySalt.objects.values()])
    assert "198.51.100.1" not in kept
    old = timezone.localdate() - timedelta(days=8)
    Tally.objects.update(day=old)
    DailySalt.objects.update(day=old)
    assert limits.forget() == 1
    assert not DailySalt.objects.exists()


@pytest.mark.django_db
def test_the_same_visitor_is_another_number_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    limits.take_one("network", "198.51.100.1", 1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: tomorrow)
    limits.take_one("network", "198.51.100.1", 1)
    assert Tally.objects.count() == 2


@pytest.mark.django_db
def test_work_counts_once_and_only_for_our_own_challenges() -> None:
    challenge = limits.new_challenge()
    answer = next(str(number) for number in range(10**6) if _is_solution(challenge, str(number)))
    assert limits.is_done(challenge, answer)
    assert not limits.is_done(challenge, answer), "a second time"
    forged = "made-up:1:2"
    answer = next(str(number) for number in range(10**6) if _is_solution(forged, str(number)))
    assert not limits.is_done(forged, answer)
    for wrong in ("", "x", "-1", "9" * 20, "²"):
        assert not limits.is_done(limits.new_challenge(), wrong)


@pytest.mark.django_db
def test_whoever_does_too_much_reads_when_it_goes_on_and_loses_nothing(client: Client) -> None:
    def view(_request: HttpRequest) -> Any:
        raise AssertionError

    text = "Ein langer Text <b>über</b> Bäume an der Ihme."
    request = RequestFactory().post("/", {"text": text, "password": "geheim" * 5, "von-address": "k@example.org" * 3})
    request.session, request.user = client.session, None  # type: ignore[assignment]
    answer: Any = TooManyRequests(view).process_exception(request, limits.TooMany("network", 7200))
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "7200")
    assert "Ein langer Text &lt;b&gt;über&lt;/b&gt; Bäume" in page
    assert "geheim" not in page
    assert "k@example.org" not in page
    assert TooManyRequests(view).process_exception(request, ValueError()) is None
