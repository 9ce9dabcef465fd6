"""Mails of moderation: to authors what was decided about their words, to reporters what became of their report.

No mail holds a word of what was reported or hidden. What it says is made when it leaves, from what is there then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.accounts import limits
from roterfaden.contributions.models import Contribution, State
from roterfaden.moderation import statements, tokens
from roterfaden.moderation.checks.screening import reasons
from roterfaden.moderation.kinds import Kind, Side
from roterfaden.moderation.models import Decision, Hit, Objection, Report, ReportState
from roterfaden.notices.personal import Words, mail_kind, write

WAITS, RECEIPT, STATEMENT, OUTCOME, ENDED, OBJECTION = (
    f"moderation.{name}" for name in ("waits", "receipt", "statement", "outcome", "ended", "objection")
)
#: Authors need not hear that somebody complained in vain.
TOLD_TO_AUTHORS = (Kind.HIDE, Kind.SHORTEN, Kind.LOCK, Kind.SUSPEND, Kind.RELEASE)


def register_letters() -> None:
    """Tell the outbox what our mails say."""
    for key, label, compose in (
        (WAITS, lazy("Ein Beitrag wird geprüft"), _waits),
        (RECEIPT, lazy("Eingang einer Meldung"), _receipt),
        (STATEMENT, lazy("Entscheidung der Moderation"), _statement),
        (OUTCOME, lazy("Ergebnis einer Meldung"), _outcome),
        (ENDED, lazy("Entscheidung zurückgenommen"), _ended),
        (OBJECTION, lazy("Ergebnis eines Widerspruchs"), _objection),
    ):
        mail_kind(key, label=label)(compose)


def waits(contribution: Contribution) -> None:
    """The author hears that it waits, and why."""
    if contribution.author is not None:
        key = f"moderation:waits:{contribution.pk}"
        write(contribution.author, key, WAITS, {"contribution": contribution.pk})


def receipt(report: Report) -> None:
    """Whoever named an address has the receipt there, too; an address gets only so many letters a day."""
    if report.address and limits.is_within_limit("address", report.address, limits.A_DAY_TO_ONE_ADDRESS):
        _to_reporter(report, f"moderation:report:{report.pk}", RECEIPT, {"report": report.pk})


def statement(decision: Decision) -> None:
    """The statement of reasons goes to whoever it concerns."""
    if decision.person is not None and decision.kind in TOLD_TO_AUTHORS:
        write(decision.person, f"moderation:{decision.uid}", STATEMENT, {"decision": decision.pk})


def outcome(report: Report) -> None:
    """The reporter hears what was decided."""
    key = f"moderation:report:{report.pk}:{report.decision_id}"
    _to_reporter(report, key, OUTCOME, {"report": report.pk, "decision": report.decision_id})


def ended(decision: Decision) -> None:
    """What was taken back is told like what was done."""
    if decision.person is not None and decision.kind in TOLD_TO_AUTHORS:
        write(decision.person, f"moderation:{decision.uid}:ended", ENDED, {"decision": decision.pk})


def objection_decided(objection: Objection) -> None:
    """Both sides hear: the author, and whoever reported."""
    data, key = {"objection": objection.pk}, f"moderation:objection:{objection.pk}"
    decision = objection.decision
    if decision.person is not None and (objection.side == Side.AUTHOR):
        write(decision.person, key, OBJECTION, data)
    reports = [objection.report] if objection.report else decision.reports.all()
    for report in reports:
        if report is not None:
            _to_reporter(report, f"{key}:{report.pk}", OBJECTION, data | {"report": report.pk})


def _to_reporter(report: Report, key: str, kind: str, data: Mapping[str, Any]) -> None:
    if report.address:
        write(report.address, key, kind, data, report.language)


def _waits(data: Mapping[str, Any]) -> Words | None:
    row = Contribution.objects.filter(pk=data.get("contribution", 0), state__in=[State.HELD, State.WAITING]).first()
    if row is None:
        return None
    hits = Hit.objects.filter(target_kind="contribution", target_key=str(row.pk)).order_by("pk")
    said = reasons(list(hits.values_list("rule", flat=True)))
    why = tuple(said) or (_("Hier erscheinen Beiträge erst, wenn sie jemand freigegeben hat."),)
    last = _("Ein Mensch sieht nach, meist innerhalb weniger Tage. Sie hören, sobald entschieden ist.")
    return Words(_("Ihr Beitrag wartet noch"), (*why, last), reverse("moderation:rules"), _("Unsere Spielregeln"))


def _report(data: Mapping[str, Any]) -> Report | None:
    return Report.objects.select_related("decision__rule").filter(pk=data.get("report", 0)).first()


def _status(report: Report) -> str:
    return reverse("moderation:followed_up", args=[tokens.of_report(report)])


def _receipt(data: Mapping[str, Any]) -> Words | None:
    report = _report(data)
    if report is None:
        return None
    due = date_format(localtime(report.due_at), "DATE_FORMAT")
    lines = (
        _("Danke. Wir haben Ihre Meldung bekommen und prüfen sie bis zum {day}.").format(day=due),
        _("Auf der Seite hinter dem Link sehen Sie jederzeit, wie es steht."),
    )
    why = _("Haben nicht Sie das gemeldet? Dann tun Sie nichts; Ihre Adresse ist nach dem Ergebnis bei uns gelöscht.")
    return Words(_("Ihre Meldung ist angekommen"), lines, _status(report), _("Stand ansehen"), why=why)


def _decision(data: Mapping[str, Any]) -> Decision | None:
    return Decision.objects.select_related("rule", "person").filter(pk=data.get("decision", 0)).first()


def _page(decision: Decision) -> str:
    return reverse("moderation:own", args=[tokens.of_decision(decision)])


def _statement(data: Mapping[str, Any]) -> Words | None:
    decision = _decision(data)
    if decision is None or decision.ended:
        return None
    if not decision.is_measure:
        return Words(_("Ihr Beitrag ist jetzt öffentlich"), (statements.told_to_author(decision),))
    lines = tuple(f"{part.name}: {part.text}" for part in statements.parts(decision))
    subject = _("Eine Entscheidung der Moderation, die Sie betrifft")
    return Words(subject, lines, _page(decision), _("Ansehen und widersprechen"))


def _outcome(data: Mapping[str, Any]) -> Words | None:
    report = _report(data)
    if report is None or report.decision is None or report.decision_id != data.get("decision", 0):
        return None
    return Words(_("Ergebnis Ihrer Meldung"), outcome_lines(report), _status(report), _("Ansehen"))


def outcome_lines(report: Report) -> tuple[str, ...]:
    """What became of a report, without a word of what was reported."""
    if report.state == ReportState.ACTED and report.decision is not None:
        done, rule = statements.done_to(report.decision), statements.rule_name(report.decision)
        lines = (_("Wir haben etwas unternommen. {done}").format(done=done), _("Regel: {rule}").format(rule=rule))
        return (*lines, _("Wer den Beitrag geschrieben hat, kann dem widersprechen."))
    if report.state == ReportState.KEPT:
        kept = _("Wir haben geprüft und finden keinen Verstoß gegen unsere Regeln. Der Beitrag bleibt stehen.")
        return (kept, _("Sehen Sie das anders, können Sie widersprechen; dann entscheidet eine andere Person."))
    if report.state == ReportState.GONE:
        return (_("Den Beitrag gibt es nicht mehr; zu entscheiden war nichts."),)
    return (_("Ihre Meldung wird geprüft."),)


def _ended(data: Mapping[str, Any]) -> Words | None:
    decision = _decision(data)
    if decision is None or not decision.ended:
        return None
    lines = (
        _("Wir haben eine Entscheidung vom {day} zurückgenommen, die Sie betraf.").format(
            day=date_format(localtime(decision.made_at), "DATE_FORMAT")
        ),
        _("Alles ist wieder so, wie es vorher war. Wird neu entschieden, hören Sie von uns."),
    )
    return Words(_("Eine Entscheidung ist zurückgenommen"), lines, _page(decision), _("Ansehen"))


def _objection(data: Mapping[str, Any]) -> Words | None:
    row = Objection.objects.select_related("decision__rule").filter(pk=data.get("objection", 0)).first()
    if row is None or row.is_open:
        return None
    report = _report(data) if "report" in data else None
    path = _status(report) if report is not None else _page(row.decision)
    # The answer speaks to whoever objected; the other side hears what came of it.
    is_own = (report is None) == (row.side == Side.AUTHOR)
    return Words(_("Über einen Widerspruch ist entschieden"), objection_lines(row, is_own), path, _("Ansehen"))


def objection_lines(row: Objection, is_own: bool) -> tuple[str, ...]:
    """What came of an objection; its answer only for whoever objected."""
    if row.state == "upheld":
        first = (
            _("Der Widerspruch hatte Erfolg: Der Beitrag steht wieder da wie vorher.")
            if row.side == Side.AUTHOR
            else _("Der Widerspruch hatte Erfolg: Der Beitrag wird noch einmal geprüft.")
        )
    else:
        first = _("Der Widerspruch hatte keinen Erfolg: Es bleibt bei der ersten Entscheidung.")
    who = _("Entschieden hat eine andere Person als beim ersten Mal.")
    return (first, who, row.answer) if is_own and row.answer else (first, who)
