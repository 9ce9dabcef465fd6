"""Plain sentences below an official title: only facts – where a paper is, what was decided, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.council.models import Paper
from roterfaden.council.models.result import Outcome
from roterfaden.council.stations import Station


def plain_sentences(paper: Paper, stations: Sequence[Station], today: date) -> list[str]:
    """One to three sentences on the state of a paper."""
    said = [_state_of(paper, stations)]
    if unanimous := _all_unanimous(stations):
        said.append(unanimous)
    if coming := next_sentence(stations, today):
        said.append(coming)
    return [sentence for sentence in said if sentence]


def next_sentence(stations: Sequence[Station], today: date) -> str:
    """What comes next, or nothing."""
    ahead = [station for station in stations if station.ahead]
    dated = sorted((station for station in ahead if station.date), key=lambda station: station.date or today)
    if dated:
        return _("Als Nächstes steht sie am {day} auf der Tagesordnung: {body}.").format(
            day=day(dated[0].date), body=dated[0].name
        )
    if ahead:
        return _("Als Nächstes ist angekündigt, noch ohne Termin: {body}.").format(body=ahead[0].name)
    return ""


def _state_of(paper: Paper, stations: Sequence[Station]) -> str:
    decision = next((station for station in reversed(stations) if station.kind == "decision"), None)
    if decision is not None:
        return _decided(decision)
    past = [station for station in stations if not station.ahead]
    if not stations:
        return _("Zu dieser Drucksache ist keine Beratung veröffentlicht.")
    if not past:
        return _("Sie wurde noch nicht beraten.")
    known = [station for station in past if station.result.known]
    if not known:
        return _no_result(past)
    return _last_step(known[-1])


def _decided(station: Station) -> str:
    sentences = {
        Outcome.ADOPTED: _("Beschlossen am {day} ({body})."),
        Outcome.ADOPTED_CHANGED: _("Mit Änderungen beschlossen am {day} ({body})."),
        Outcome.REJECTED: _("Abgelehnt am {day} ({body})."),
        Outcome.WITHDRAWN: _("Zurückgezogen am {day} ({body})."),
        Outcome.SETTLED: _("Erledigt am {day} ({body})."),
    }
    return _filled(sentences[Outcome(station.result.outcome)], station)


def _last_step(station: Station) -> str:
    """The last body that said something, when nothing is decided."""
    sentences = {
        Outcome.RECOMMENDED: _("Zuletzt empfohlen am {day} ({body}). Eine Entscheidung ist nicht veröffentlicht."),
        Outcome.NOT_RECOMMENDED: _(
            "Zuletzt nicht empfohlen am {day} ({body}). Eine Entscheidung ist nicht veröffentlicht."
        ),
        Outcome.NOTED: _("Zur Kenntnis genommen am {day} ({body})."),
        Outcome.POSTPONED: _("Vertagt am {day} ({body})."),
        Outcome.REFERRED: _("Verwiesen am {day} ({body})."),
        Outcome.ADOPTED: _("Zuletzt zugestimmt am {day} ({body}). Ob das die Entscheidung war, sagt die Quelle nicht."),
        Outcome.REJECTED: _("Zuletzt abgelehnt am {day} ({body}). Ob das die Entscheidung war, sagt die Quelle nicht."),
    }
    other = _("Zuletzt beraten am {day} ({body}). Eine Entscheidung ist nicht veröffentlicht.")
    return _filled(sentences.get(Outcome(station.result.outcome), other), station)


def _no_result(past: Sequence[Station]) -> str:
    return ngettext(
        "Sie stand in einem Gremium auf der Tagesordnung; ein Ergebnis ist nicht veröffentlicht.",
        "Sie stand in {number} Gremien auf der Tagesordnung; ein Ergebnis ist nicht veröffentlicht.",
        len(past),
    ).format(number=apnumber(len(past)))


def _all_unanimous(stations: Sequence[Station]) -> str:
    votes = [station.result.votes for station in stations if station.result.known]
    if len(votes) > 1 and all(vote is not None and vote.unanimous for vote in votes):
        return _("In allen {number} Gremien war das Ergebnis einstimmig.").format(number=apnumber(len(votes)))
    return ""


def _filled(sentence: str, station: Station) -> str:
    if station.date is not None:
        return sentence.format(day=day(station.date), body=station.name)
    return _("{outcome}, ohne Angabe des Tages ({body}).").format(
        outcome=(station.result.label or station.result.text).capitalize(), body=station.name
    )


def day(value: date | None) -> str:
    """A day as the language writes it, with the month in words."""
    return date_format(value, "DATE_FORMAT") if value is not None else ""
