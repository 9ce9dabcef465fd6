"""Private links: signed, each for one purpose; void as soon as the row's own secret changes (see `notices.tokens`)."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from roterfaden.moderation.models import Decision, Report

LONGEST = 120


def of_decision(decision: Decision) -> str:
    """The author's link to the statement of reasons."""
    return _make("decision", decision.pk, decision.nonce)


def decision_of(token: str) -> Decision | None:
    """The decision whose link this is; None for any other text."""
    pk = _number(token)
    found = Decision.objects.select_related("rule", "person", "case").filter(pk=pk).first() if pk else None
    return found if found and token == of_decision(found) and _is_true("decision", token, found.nonce) else None


def of_report(report: Report) -> str:
    """The link in mails to a reporter; the code of the receipt itself is in no mail."""
    return _make("report", report.pk, report.digest)


def report_of(token: str) -> Report | None:
    """The report whose link this is; None for any other text."""
    pk = _number(token)
    found = Report.objects.select_related("case", "decision").filter(pk=pk).first() if pk else None
    return found if found and token == of_report(found) and _is_true("report", token, found.digest) else None


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"roterfaden.moderation.{purpose}")


def _make(purpose: str, pk: int, secret: str) -> str:
    return f"{pk}.{_signer(purpose).signature(f'{pk}.{secret}')}"


def _number(token: str) -> int | None:
    text = token.partition(".")[0]
    fits = len(token) <= LONGEST and token.isascii() and text.isdigit() and len(text) <= 18
    return int(text) if fits else None


def _is_true(purpose: str, token: str, secret: str) -> bool:
    text, _dot, signature = token.partition(".")
    try:
        return _signer(purpose).unsign(f"{text}.{secret}.{signature}") == f"{text}.{secret}"
    except BadSignature:
        return False
