"""What changes a question time: asking, calling, answering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.contributions.actions import NotAllowed, add_outcome, submit
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Channel, Contribution, Outcome
from roterfaden.contributions.registry import Verdict
from roterfaden.kit.html import clean_line, clean_text
from roterfaden.ledger.actions import record
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.questions.models import KIND, Asked, Session, waiting
from roterfaden.participation.modules.refusing import EDIT, Conflict, Refused, require

if TYPE_CHECKING:
    from roterfaden.accounts.models import Person, User
    from roterfaden.contributions.models import Claim

LONGEST, LONGEST_MINUTES = 1_000, 5_000
#: Letters of the minutes that go with the mail to who asked.
TOLD = 500


@dataclass(frozen=True)
class Question:
    """What somebody asks."""

    text: str
    language: str = "de"
    channel: Channel = Channel.ONLINE
    entered_by: User | None = None
    sample: bool = False


def session_of(phase: Phase) -> Session:
    """The question time of a phase; the first call makes it."""
    return Session.objects.get_or_create(phase=phase)[0]


def set_guests(user: User, phase: Phase, guests: str, guests_en: str) -> Session:
    """Say who answers."""
    require(user, EDIT)
    session = session_of(phase)
    values = {"guests": clean_line(guests), "guests_en": clean_line(guests_en)}
    if any(len(value) > 300 for value in values.values()):
        raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=300), "guests")
    Session.objects.filter(pk=session.pk).update(**values)
    return session


def ask(person: Person | None, session: Session, question: Question, claim: Claim | None = None) -> Contribution:
    """Ask. Raises NotAllowed (also one tick after the closing second), Refused for empty or very long words."""
    with transaction.atomic():
        words, also = prepared(session, question)
        return submit(person, words, claim, also)


def prepared(session: Session, question: Question) -> tuple[Words, Callable[[Contribution], None]]:
    """The words of a question, and what writes the row beside them. Call it in the transaction of handing in."""
    if question.channel == Channel.ONLINE and not session.phase.is_open():
        raise NotAllowed(Verdict(False, _("Fragen können zurzeit nicht gestellt werden.")))
    text = clean_text(question.text)
    if not text:
        raise Refused(_("Bitte schreiben Sie Ihre Frage."), "text")
    if len(text) > LONGEST:
        raise Refused(_("Bitte höchstens {number} Zeichen. Ihr Text steht noch da.").format(number=LONGEST), "text")
    words = Words(
        KIND,
        session.ref,
        session.phase.process.ref,
        text,
        language=question.language,
        channel=question.channel,
        entered_by=question.entered_by,
        sample=question.sample,
    )

    def also(contribution: Contribution) -> None:
        session_of(session.phase)
        Asked.objects.create(contribution=contribution, session=session)

    return words, also


def call(user: User, session: Session, key: int | None = None) -> Asked:
    """Call the next question, or a certain one. Refused while another is being answered, or where none waits."""
    require(user, EDIT)
    with transaction.atomic():
        rows = waiting(session)
        chosen = rows.filter(pk=key).first() if key is not None else rows.first()
        if chosen is None:
            raise Refused(_("Keine Frage wartet."))
        try:
            with transaction.atomic():
                mine = Asked.objects.filter(pk=chosen.pk, state=Asked.State.OPEN)
                if not mine.update(state=Asked.State.CURRENT, called_at=timezone.now()):
                    raise Conflict(Asked.objects.get(pk=chosen.pk))
        except IntegrityError:
            raise Refused(_("Eine andere Frage ist noch dran. Bitte schließen Sie sie zuerst ab.")) from None
    return Asked.objects.get(pk=chosen.pk)


def finish(user: User, asked: Asked, minutes: str = "") -> None:
    """The question that is on was answered. Conflict where somebody else has ended it; who asked is told."""
    require(user, EDIT)
    words = _minutes(minutes)
    now = timezone.now()
    with transaction.atomic():
        mine = Asked.objects.filter(pk=asked.pk, state=Asked.State.CURRENT)
        if not mine.update(state=Asked.State.ANSWERED, done_at=now, minutes=words):
            raise Conflict(Asked.objects.get(pk=asked.pk))
        Contribution.objects.filter(pk=asked.pk, answered_at=None).update(answered_at=now)
        short = words if len(words) <= TOLD else f"{words[: TOLD - 1]}…"
        sentence = short or _("In der Fragestunde beantwortet.")
        add_outcome(
            asked.contribution, Outcome.Kind.ANSWERED, f"asked:{asked.pk}:answered", sentence, asked.session.ref
        )
        record("asked.answered", asked.contribution.ref, {"minutes": words})


def skip(user: User, asked: Asked) -> None:
    """Put aside the one that is on; it can be called back. Conflict where somebody else has ended it."""
    require(user, EDIT)
    mine = Asked.objects.filter(pk=asked.pk, state=Asked.State.CURRENT)
    if not mine.update(state=Asked.State.SKIPPED, done_at=timezone.now()):
        raise Conflict(Asked.objects.get(pk=asked.pk))


def take_back(user: User, asked: Asked) -> None:
    """A question that was put aside waits again."""
    require(user, EDIT)
    mine = Asked.objects.filter(pk=asked.pk, state=Asked.State.SKIPPED)
    if not mine.update(state=Asked.State.OPEN, done_at=None, called_at=None):
        raise Conflict(Asked.objects.get(pk=asked.pk))


def write_minutes(user: User, asked: Asked, before: str, minutes: str) -> None:
    """Correct what was noted; Conflict where it is not what was there `before`."""
    require(user, EDIT)
    words = _minutes(minutes)
    with transaction.atomic():
        if not Asked.objects.filter(pk=asked.pk, minutes=before).update(minutes=words):
            raise Conflict(Asked.objects.get(pk=asked.pk))
        record("asked.minutes", asked.contribution.ref, {"minutes": words})


def _minutes(text: str) -> str:
    words = clean_text(text)
    if len(words) > LONGEST_MINUTES:
        raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=LONGEST_MINUTES), "minutes")
    return words
