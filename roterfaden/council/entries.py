"""What of the council stands in the public ledger: versions of papers, what became of them, editors' corrections.

An entry holds numbers, dates, outcomes and digests. Titles and texts enter as SHA-256 only: what is hidden later must
not live on in a log that never forgets. Words that may name a person (an editor's reason, the quoted sentence of a
result in which a name stands) enter as commitments that can be erased. Votes of persons stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.council.models import Correction, Paper, Person
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.council.sentences import day
from roterfaden.council.words import field_word
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import Fact, Personal, record_many
from roterfaden.ledger.registry import EntryType, ledgered, register

Content = Mapping[str, Any]
LONGEST_QUOTE, LONGEST_REASON = 500, 1000
NO_PERSONS = gettext_lazy("enthält keine personenbezogenen Angaben")
COMMITTED = gettext_lazy(
    "Wörter, die einen Namen enthalten können, stehen nur als Zusage darin; auf Antrag werden sie gelöscht."
)
#: Before a name.
ADDRESSED = re.compile(r"\b(?:Frau|Herrn?|Dr|Prof|\w*(?:herr|frau|mann)(?:en|s)?|Beigeordnete[rn]?)\b")
WORD = re.compile(r"\b[A-ZÄÖÜ][\w'’-]+")


def register_entry_types() -> None:
    """Make them known; called once, when the app is ready."""
    ledgered(Paper, "paper.")
    ledgered(Correction, "paper.")
    for key, label, sentence, erasure in (
        ("paper.published", gettext_lazy("Drucksache veröffentlicht"), _published, NO_PERSONS),
        ("paper.revised", gettext_lazy("Drucksache still geändert"), _revised, NO_PERSONS),
        ("paper.withdrawn", gettext_lazy("Drucksache nicht mehr veröffentlicht"), _withdrawn, NO_PERSONS),
        ("paper.hidden", gettext_lazy("Drucksache verborgen"), _hidden, COMMITTED),
        ("paper.shown", gettext_lazy("Drucksache wieder veröffentlicht"), _shown, NO_PERSONS),
        ("paper.outcome", gettext_lazy("Ausgang einer Drucksache"), _outcome, COMMITTED),
        ("paper.corrected", gettext_lazy("Berichtigung"), _corrected, COMMITTED),
        ("paper.correction_taken_back", gettext_lazy("Berichtigung zurückgenommen"), _taken_back, NO_PERSONS),
    ):
        register(EntryType(key, label, sentence, erasure))


# -- what is written --------------------------------------------------------------------------------------------------


def paper_ref(pk: int) -> Ref:
    """A paper's name in the registry of things."""
    return Ref("paper", str(pk))


def digest_of_text(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hexadecimal digits."""
    return sha256(text.encode(errors="replace")).hexdigest()


def published(pk: int, number: str, day_: date | None, title: str, content: str) -> Fact:
    """A paper was seen first. `content` is the SHA-256 of what its source sent (`RawObject.hash`)."""
    written = day_.isoformat() if day_ else ""
    values = {"number": number, "date": written, "title": digest_of_text(title), "content": content}
    return Fact(paper_ref(pk), values)


def revised(pk: int, number: str, what: str, fields: Iterable[str], before: str, after: str) -> Fact:
    """A paper, a file or a station of it was altered in silence; `before` and `after` are SHA-256."""
    values = {"number": number, "of": what, "fields": sorted(set(fields)), "before": before, "after": after}
    return Fact(paper_ref(pk), values)


def withdrawn(pk: int, number: str, reason: str) -> Fact:
    """A source took a paper away; `reason` is one of the codes of `council.reasons`."""
    return Fact(paper_ref(pk), {"number": number, "reason": reason})


def shown(pk: int, number: str) -> Fact:
    """A paper that was gone is public again."""
    return Fact(paper_ref(pk), {"number": number})


def hidden(pk: int, number: str, reason: str) -> Fact:
    """An editor hid a paper."""
    ref = paper_ref(pk)
    return Fact(ref, {"number": number}, (Personal("reason", reason[:LONGEST_REASON], ref),))


def outcome(paper: Paper, before: str, quote: str, *, has_name: bool) -> Fact:
    """What became of a paper, as it was derived: with the basis and the sentence that says it."""
    ref, proof = paper_ref(paper.pk), quote[:LONGEST_QUOTE]
    values = {
        "number": paper.reference,
        "before": before,
        "outcome": str(paper.outcome),
        "basis": str(paper.outcome_basis),
        "decided_on": paper.decided_on.isoformat() if paper.decided_on else "",
    }
    if proof and has_name:
        return Fact(ref, values, (Personal("quote", proof, ref),))
    return Fact(ref, {**values, "quote": proof} if proof else values)


def corrected(subject: Ref, number: str, what: str, field: str, value: Any, reason: str) -> Fact:
    """An editor laid a value over a field; of a title only its digest is written."""
    told = {"digest": digest_of_text(str(value))} if field == "name" else {"value": value}
    values = {"number": number, "of": what, "field": field, **told}
    return Fact(subject, values, (Personal("reason", reason[:LONGEST_REASON], subject),))


def taken_back(subject: Ref, number: str, what: str, field: str) -> Fact:
    """An editor took a correction back."""
    return Fact(subject, {"number": number, "of": what, "field": field})


def write(kind: str, facts: Iterable[Fact]) -> None:
    """Into the ledger, in the caller's transaction; nothing where there is nothing."""
    if rows := list(facts):
        record_many(kind, rows)


def naming_persons(quotes: Iterable[str]) -> set[str]:
    """Those of the quotes in which a person may be named: by a form of address, or by a family name of the council."""
    told = {quote for quote in quotes if quote}
    flagged = {quote for quote in told if ADDRESSED.search(quote)}
    words = {quote: set(WORD.findall(quote)) for quote in told - flagged}
    asked = sorted({word for found in words.values() for word in found})
    names: set[str] = set()
    for start in range(0, len(asked), 500):
        rows = Person.objects.filter(family_name__in=asked[start : start + 500])
        names.update(rows.values_list("family_name", flat=True))
    return flagged | {quote for quote, found in words.items() if found & names}


# -- what the entries say ---------------------------------------------------------------------------------------------


def _named(content: Content) -> str:
    number = str(content.get("number") or "")
    return _("Drucksache {number}").format(number=number) if number else _("Drucksache ohne Nummer")


def _sentence(text: str, content: Content, **more: Any) -> str:
    return text.format(paper=_named(content), **more)


def _published(content: Content) -> str:
    return _sentence(_("{paper} zuerst gesehen."), content)


def _revised(content: Content) -> str:
    fields = ", ".join(dict.fromkeys(field_word(str(name)) for name in content.get("fields") or ()))
    text = _("An {paper} hat die Quelle etwas geändert, ohne es eine neue Fassung zu nennen: {fields}.")
    return _sentence(text, content, fields=fields)


def _withdrawn(content: Content) -> str:
    return _sentence(_("Die Quelle veröffentlicht {paper} nicht mehr."), content)


def _hidden(content: Content) -> str:
    return _sentence(_("Die Redaktion hat {paper} verborgen."), content)


def _shown(content: Content) -> str:
    return _sentence(_("{paper} ist wieder öffentlich."), content)


def _outcome(content: Content) -> str:
    label, basis = _label(Outcome, content.get("outcome")), _label(Basis, content.get("basis"))
    decided = _day(content.get("decided_on"))
    if decided:
        return _sentence(_("{paper}: {outcome} am {day} ({basis})."), content, outcome=label, day=decided, basis=basis)
    return _sentence(_("{paper}: {outcome} ({basis})."), content, outcome=label, basis=basis)


def _corrected(content: Content) -> str:
    field, value = str(content.get("field") or ""), content.get("value")
    told = {"outcome": lambda: _label(Outcome, value), "kind": lambda: _label(Paper.Kind, value)}
    text = told.get(field, lambda: _plain(value))()
    if not text:
        return _sentence(_("{paper}: {field} durch die Redaktion berichtigt."), content, field=field_word(field))
    sentence = _("{paper}: {field} durch die Redaktion berichtigt zu „{value}“.")
    return _sentence(sentence, content, field=field_word(field), value=text)


def _taken_back(content: Content) -> str:
    field = field_word(str(content.get("field") or ""))
    return _sentence(_("{paper}: Die Berichtigung von „{field}“ ist zurückgenommen."), content, field=field)


def _label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return _day(value) or ("" if value is None else str(value))


def _day(value: Any) -> str:
    try:
        return day(date.fromisoformat(value)) if isinstance(value, str) and len(value) == 10 else ""
    except ValueError:
        return ""
