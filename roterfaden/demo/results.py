"""How a body of the demonstration city writes down what it concluded: many wordings, as in real minutes."""

from __future__ import annotations

from random import Random

from roterfaden.demo.world import FACTIONS, DemoBody

ADOPT, REJECT, NOTE, ANSWER = "adopt", "reject", "note", "answer"
POSTPONE, WITHDRAW, REMOVE, HEAR = "postpone", "withdraw", "remove", "hear"


def wording(verdict: str, body: DemoBody, chance: Random, amended_by: str = "") -> str:
    """The words of a result. `amended_by`: the number of an amendment that was adopted with it."""
    if verdict in {ADOPT, REJECT}:
        return _vote(verdict == ADOPT, body, chance, amended_by)
    return chance.choice(_WORDS[verdict]).format(fraktion=_short(chance.choice(FACTIONS)))


_WORDS = {
    NOTE: ("Zur Kenntnis genommen", "zur Kenntnis genommen"),
    ANSWER: ("Beantwortet", "Schriftlich beantwortet"),
    POSTPONE: ("Auf Wunsch der {fraktion} in die Fraktionen gezogen", "Vertagt", "In die Fraktionen gezogen"),
    WITHDRAW: ("Vom Antragsteller zurückgezogen", "Zurückgezogen"),
    REMOVE: ("Von der Tagesordnung abgesetzt", "Abgesetzt"),
    HEAR: ("Eine Erweiterung der Tagesordnung fand nicht die erforderliche 2/3-Mehrheit.",),
}


def _vote(adopted: bool, body: DemoBody, chance: Random, amended_by: str) -> str:
    if adopted and chance.random() < 0.55:
        return f"Einstimmig mit den Änderungen aus Drucks. Nr. {amended_by} beschlossen" if amended_by else "Einstimmig"
    winners, losers, rest = _counts(body, chance)
    yes, no = (winners, losers) if adopted else (losers, winners)
    counts = f"{yes} Stimmen dafür, {no} Stimmen dagegen, {rest} Enthaltungen"
    if adopted and amended_by:
        return f"In der Fassung des Änderungsantrages Drucks. Nr. {amended_by} mit {counts} beschlossen"
    if adopted:
        options = (counts, counts, f"Mit {yes} Stimmen gegen {no} Stimmen bei {rest} Enthaltungen beschlossen")
        named = _named(chance, yes, no, rest)
        return chance.choice((*options, *named) if body.code == "Rat" else options)
    return chance.choice((counts, f"Mit {no} Nein-Stimmen abgelehnt.", f"{counts}: abgelehnt"))


def _counts(body: DemoBody, chance: Random) -> tuple[int, int, int]:
    """Votes of those who won, of those who lost, and the others; rarely all are there."""
    present = body.seats - chance.randint(0, max(1, body.seats // 8))
    rest = chance.choice((0, 0, 0, 1, 2))
    winners = chance.randint((present - rest) // 2 + 1, max((present - rest) // 2 + 1, present - rest - 1))
    return winners, present - rest - winners, rest


def _named(chance: Random, yes: int, no: int, rest: int) -> tuple[str, ...]:
    """Votes that name factions, as the council's minutes do."""
    *first, against, silent = (_short(name) for name in chance.sample(FACTIONS, 4))
    words = f"Mit den Stimmen der {first[0]} und der {first[1]} gegen die Stimmen der {against} beschlossen"
    if not rest:
        return (words, f"{yes} Stimmen dafür, {no} Stimmen dagegen ({against}), 0 Enthaltungen")
    return (words, f"{yes} Stimmen dafür, {no} Stimmen dagegen ({against}), {rest} Enthaltungen ({silent})")


def _short(faction: str) -> str:
    """Results name factions without the mark that they are invented."""
    return faction.removesuffix(" (Beispiel)")
