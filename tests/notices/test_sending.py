"""Mails leave at least once, whatever the server says and whenever the worker dies."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from roterfaden.notices import following, sending
from roterfaden.notices.models import Follower, Notice, Rhythm, State
from roterfaden.notices.sending import FAILURES, LEASE, PAUSES, MailServerTrouble, is_waiting, send, take
from roterfaden.notices.spreading import spread
from tests.notices.factories import (
    World,
    make_crowd,
    make_event,
    make_follower,
    make_following,
    make_notice,
)

pytestmark = pytest.mark.django_db


class Server:
    """A mail server that does what a test tells it: `answer(number, mail)` may raise before or after it took a mail."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.before: Callable[[int, Any], None] = lambda _number, _mail: None
        self.after: Callable[[int, Any], None] = lambda _number, _mail: None
        self.opening: Exception | None = None

    def open(self) -> None:
        if self.opening:
            raise self.opening

    def close(self) -> None:
        pass

    def send_messages(self, mails: list[Any]) -> int:
        for one in mails:
            self.before(len(self.taken), one)
            self.taken.append(one)
            self.after(len(self.taken), one)
        return len(mails)

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what it took."""
        return [one.extra_headers["Message-ID"] for one in self.taken]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """In place of the real one."""
    made = Server()
    monkeypatch.setattr(sending, "get_connection", lambda: made)
    return made


def leases_are_over() -> None:
    """Time goes by: whatever a dead worker had taken is due again."""
    Notice.objects.filter(state=State.WAITING).update(next_attempt_at=timezone.now() - timedelta(seconds=1))


def refuse(error: Exception) -> Callable[[int, Any], None]:
    """A server that says no."""

    def say(_number: int, _mail: Any) -> None:
        raise error

    return say


def test_a_mail_says_what_happened_and_why_it_comes(world: World) -> None:
    ref = world.add("1", "Radweg am Kanal")
    make_following(ref)
    make_event(ref, said="Der Rat hat zugestimmt.")
    spread()
    assert send() == 1
    sent: Any = mail.outbox[0]
    assert sent.subject == "Radweg am Kanal: Der Rat hat zugestimmt."
    html = sent.alternatives[0][0]
    for text in (sent.body, html):
        assert "Der Rat hat zugestimmt." in text
        assert "http://127.0.0.1:8000/tale/1" in text
        assert "weil Sie „Radweg am Kanal“ folgen" in text
        assert "/folgen/ende/" in text
        assert "/meldungen/" in text
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/folgen/ende/")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    row = Notice.objects.get()
    assert (row.state, row.attempts) == (State.SENT, 1)
    assert row.sent_at is not None
    assert send() == 0


def test_the_id_of_a_mail_is_made_from_event_and_follower(world: World, server: Server) -> None:
    ref = world.add("1")
    make_crowd(ref, 2)
    make_event(ref, "one")
    make_event(ref, "two")
    spread()
    send()
    once = server.ids
    assert len(set(once)) == 4
    assert all(one.startswith("<") and one.endswith("@127.0.0.1>") for one in once)
    Notice.objects.update(state=State.WAITING)
    leases_are_over()
    send()
    assert server.ids[4:] == once


def test_a_mail_speaks_its_follower_s_language(world: World) -> None:
    ref = world.add("1")
    make_notice(ref, make_follower("kim@example.org", language="en"))
    make_notice(ref, make_follower("lou@example.org", language="de"))
    send()
    languages = {sent.to[0]: sent.extra_headers["Content-Language"] for sent in mail.outbox}
    assert languages == {"kim@example.org": "en", "lou@example.org": "de"}
    paths = {sent.to[0]: "/en/meldungen/" in sent.body for sent in mail.outbox}
    assert paths == {"kim@example.org": True, "lou@example.org": False}
    assert translation.get_language() == "de"


def test_a_chunk_takes_few_queries_whatever_its_size(world: World) -> None:
    ref = world.add("1")
    make_event(ref)
    counts = []
    for number in (5, 20):
        crowd = make_crowd(world.add(f"x{number}"), number)
        for follower in crowd:
            make_notice(ref, follower)
        with CaptureQueriesContext(connection) as queries:
            assert send() == number
        counts.append(len(queries) - number * 4)  # for each: still ours?, noted, and a savepoint around
    assert counts[0] == counts[1]


def test_what_is_hidden_meanwhile_is_dropped_without_its_title(world: World) -> None:
    ref = world.add("1", "Geheimer Radweg")
    row = make_notice(ref)
    world.hide(ref)
    assert send() == 0
    assert mail.outbox == []
    row.refresh_from_db()
    assert (row.state, row.last_error) == (State.DROPPED, "nicht mehr öffentlich")


def test_what_is_followed_may_be_hidden_while_the_subject_is_not(world: World) -> None:
    thread, paper = world.add("1", "Geheimer Faden"), world.add("2", "Drucksache")
    world.tie(paper, thread)
    make_following(thread)
    make_event(paper)
    spread()
    world.hide(thread)
    assert send() == 1
    assert "Geheimer" not in mail.outbox[0].body + mail.outbox[0].subject
    assert "Drucksache" in mail.outbox[0].subject


@pytest.mark.parametrize("change", ["end", "end_all", "erase", "site"])
def test_what_is_ended_before_it_leaves_does_not_leave(world: World, change: str) -> None:
    row = make_notice(world.add("1"))
    assert row.following is not None
    if change == "end":
        following.end(row.following)
    elif change == "end_all":
        following.end_all(row.follower)
    elif change == "erase":
        following.erase(row.follower)
    else:
        following.set_rhythm(row.follower, Rhythm.SITE)
    assert send() == 0
    assert mail.outbox == []


def test_what_is_ended_while_its_chunk_is_sent_does_not_leave(world: World, server: Server) -> None:
    ref = world.add("1")
    crowd = make_crowd(ref, 3)
    make_event(ref)
    spread()
    server.after = lambda number, _mail: following.erase(crowd[1]) if number == 1 else None
    assert send() == 2
    assert crowd[1].address not in [one.to[0] for one in server.taken]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Radweg\r\nBcc: all@example.org", "Zugestimmt"),
        ("Radweg", "Zugestimmt\nX-Evil: yes"),
        ("\u202eRad\u200bweg\u2066", "Zu\ufeffgestimmt"),
        ("<b>Radweg</b> &amp; Kanal", "x"),
        ("R" * 500, "s " * 500),
    ],
)
def test_no_title_gets_into_the_headers(world: World, server: Server, title: str, said: str) -> None:
    ref = world.add("1", title)
    make_following(ref)
    make_event(ref, said=said)
    spread()
    assert send() == 1
    sent = server.taken[0]
    head = sent.message().as_string().split("\n\n")[0]
    assert "Bcc" not in head.replace("Radweg Bcc", "")
    assert "\nX-Evil" not in head
    assert not set("\u202e\u200b\u2066\ufeff\r\n<") & set(sent.subject)
    assert len(sent.subject) <= 140


class TestServerTrouble:
    """What happens when the server does not take a mail."""

    @pytest.mark.parametrize(
        "error",
        [
            smtplib.SMTPRecipientsRefused({"kim@example.org": (450, b"4.2.1 kim@example.org is busy")}),
            smtplib.SMTPDataError(451, b"later, please"),
            RuntimeError("anything unforeseen"),
        ],
    )
    def test_not_now_is_tried_again_after_growing_pauses(self, world: World, server: Server, error: Exception) -> None:
        row = make_notice(world.add("1"))
        server.before = refuse(error)
        pauses = []
        for _attempt in PAUSES:
            before = timezone.now()
            assert send() == 0
            row.refresh_from_db()
            assert row.state == State.WAITING
            assert "kim@" not in row.last_error
            pauses.append(row.next_attempt_at - before)
            leases_are_over()
        assert all(abs(found - wanted) < timedelta(seconds=30) for found, wanted in zip(pauses, PAUSES, strict=True))
        send()
        row.refresh_from_db()
        assert row.state == State.FAILED
        assert not is_waiting()

    @pytest.mark.parametrize(
        "error",
        [
            smtplib.SMTPRecipientsRefused({"kim@example.org": (550, b"5.1.1 <kim@example.org> unknown")}),
            smtplib.SMTPDataError(554, b"rejected kim@example.org"),
            smtplib.SMTPNotSupportedError("no SMTPUTF8"),
        ],
    )
    def test_never_ends_it_and_is_visible(self, world: World, server: Server, error: Exception) -> None:
        row = make_notice(world.add("1"))
        server.before = refuse(error)
        assert send() == 0
        row.refresh_from_db()
        assert row.state == State.FAILED
        assert type(error).__name__ in row.last_error
        assert "kim@" not in row.last_error
        assert Follower.objects.get().failures == 1

    def test_after_several_refusals_no_more_is_tried(self, world: World, server: Server) -> None:
        ref, follower = world.add("1"), make_follower()
        server.before = refuse(smtplib.SMTPRecipientsRefused({"x": (550, b"unknown")}))
        for number in range(FAILURES):
            make_notice(ref, follower, key=str(number))
            send()
        make_event(ref, "later")
        spread()
        follower.refresh_from_db()
        assert follower.paused_at is not None
        assert Notice.objects.get(event__key="later").state == State.SHOWN
        following.resume(follower)
        server.before = lambda _number, _mail: None
        make_event(ref, "latest")
        spread()
        assert send() == 1

    def test_a_mail_that_arrives_forgets_former_refusals(self, world: World, server: Server) -> None:
        make_notice(world.add("1"), make_follower(failures=FAILURES - 1))
        send()
        assert Follower.objects.get().failures == 0

    @pytest.mark.parametrize(
        "error",
        [
            smtplib.SMTPServerDisconnected("gone"),
            smtplib.SMTPAuthenticationError(535, b"no"),
            smtplib.SMTPSenderRefused(550, b"who are you", "noreply@example.org"),
            smtplib.SMTPDataError(421, b"closing"),
            ConnectionResetError(),
            TimeoutError(),
        ],
    )
    def test_trouble_of_the_server_is_no_fault_of_the_mails(
        self, world: World, server: Server, error: Exception
    ) -> None:
        ref = world.add("1")
        make_crowd(ref, 5)
        make_event(ref)
        spread()
        server.before = refuse(error)
        with pytest.raises(MailServerTrouble):
            send()
        assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]
        assert not Follower.objects.filter(failures__gt=0).exists()
        server.before = lambda _number, _mail: None
        assert send() == 4
        leases_are_over()
        assert send() == 1

    @pytest.mark.parametrize(
        "error", [ConnectionRefusedError(), OSError("no route"), smtplib.SMTPConnectError(500, b"")]
    )
    def test_a_server_that_is_away_costs_no_attempt(self, world: World, server: Server, error: Exception) -> None:
        make_notice(world.add("1"))
        server.opening = error
        with pytest.raises(MailServerTrouble):
            send()
        assert Notice.objects.get().attempts == 0
        server.opening = None
        assert send() == 1

    def test_one_that_cannot_be_made_does_not_stop_the_others(
        self, world: World, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ref = world.add("1")
        crowd = make_crowd(ref, 3)
        make_event(ref)
        spread()
        real = sending.TRAYS[1].prepare
        from roterfaden.notices import messages

        made = messages.notice_mail

        def broken(notice: Notice, *rest: Any) -> Any:
            if notice.follower_id == crowd[0].pk:
                raise KeyError("template")
            return made(notice, *rest)

        monkeypatch.setattr(messages, "notice_mail", broken)
        assert real is sending.TRAYS[1].prepare
        assert send() == 2
        assert Notice.objects.get(follower=crowd[0]).state == State.WAITING


class Dead(BaseException):
    """The worker was killed: nothing of ours runs after this."""


class TestKills:
    """A worker that dies anywhere: no notice is lost, none leaves twice but the one in flight."""

    NUMBER = 50

    @pytest.fixture
    def crowd(self, world: World) -> list[Follower]:
        ref = world.add("1")
        made = make_crowd(ref, self.NUMBER)
        make_event(ref)
        spread()
        return made

    def finish(self, server: Server) -> None:
        server.before = server.after = lambda _number, _mail: None
        leases_are_over()
        send()
        assert not Notice.objects.exclude(state=State.SENT).exists()

    @pytest.mark.parametrize("at", [1, 19, 20, 21, 37, 50])
    def test_after_the_server_took_it(self, crowd: list[Follower], server: Server, at: int) -> None:
        def die(number: int, _mail: Any) -> None:
            if number == at:
                raise Dead

        server.after = die
        with pytest.raises(Dead):
            send()
        self.finish(server)
        assert {one.to[0] for one in server.taken} == {one.address for one in crowd}
        assert len(server.taken) == self.NUMBER + 1
        assert len(set(server.ids)) == self.NUMBER, "the one in flight leaves twice, with the same id"
        twice = [one for one in server.ids if server.ids.count(one) == 2]
        assert set(twice) == {server.ids[at - 1]}

    @pytest.mark.parametrize("at", [0, 20, 49])
    def test_before_the_server_took_it(self, crowd: list[Follower], server: Server, at: int) -> None:
        def die(number: int, _mail: Any) -> None:
            if number == at:
                raise Dead

        server.before = die
        with pytest.raises(Dead):
            send()
        self.finish(server)
        assert len(server.taken) == len(set(server.ids)) == self.NUMBER

    def test_the_rest_of_its_chunk_waits_for_the_end_of_the_lease(self, crowd: list[Follower]) -> None:
        mine = take(Notice, 20)
        other = take(Notice, 100)
        assert len(mine) == 20
        assert len(other) == 30
        assert not {row.pk for row in mine} & {row.pk for row in other}
        assert take(Notice, 100) == []
        later = timezone.now() + LEASE + timedelta(seconds=2)
        assert len(take(Notice, 100, now=later)) == 50

    def test_a_worker_that_lost_its_lease_sends_nothing(self, crowd: list[Follower], server: Server) -> None:
        def stolen(number: int, _mail: Any) -> None:
            if number == 1:
                Notice.objects.filter(state=State.WAITING).update(next_attempt_at=timezone.now() + LEASE * 2)

        server.after = stolen
        send()
        assert len(server.taken) == 1


def test_ten_thousand_do_not_block_the_lane(world: World, server: Server) -> None:
    ref = world.add("1")
    make_crowd(ref, 60)
    make_event(ref)
    spread()
    assert send(seconds=0) == 0
    assert is_waiting()


def test_what_comes_all_at_once_leaves_as_one_mail(world: World, server: Server) -> None:
    ref, other, follower = world.add("1", "Radweg"), world.add("2", "Brücke"), make_follower()
    make_following(ref, follower)
    make_following(other, follower)
    for number in range(7):
        make_event(ref, f"a{number}", said=f"Schritt {number}.")
    make_event(other, "b", said="Gebaut.")
    spread()
    assert send() == 1
    sent = server.taken[0]
    assert sent.subject.startswith("8 Neuigkeiten: Brücke, Radweg")
    assert all(f"Schritt {number}." in sent.body for number in range(7))
    assert sent.body.count("Radweg\n") == 1
    assert not Notice.objects.exclude(state=State.SENT).exists()
    assert send() == 0


def test_no_log_line_and_no_row_keeps_an_address_after_a_refusal(
    world: World, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    row = make_notice(world.add("1"), make_follower("canary@example.org"))
    server.before = refuse(smtplib.SMTPRecipientsRefused({"canary@example.org": (550, b"<canary@example.org>")}))
    with caplog.at_level("DEBUG"):
        send()
    row.refresh_from_db()
    assert "canary" not in caplog.text + str([record.__dict__ for record in caplog.records]) + row.last_error
    assert "mail_refused" in caplog.text
