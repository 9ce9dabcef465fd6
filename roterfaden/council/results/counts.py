"""Counts of votes in prose: "8 Ja-Stimmen, 3 Nein-Stimmen, 1 Enthaltung (SPD)", "6 Stimmen dafür, 5 dagegen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from roterfaden.council.results.reading import GroupVotes, Votes

WORDS = {
    "o": 0, "ohne": 0, "kein": 0, "keine": 0, "keiner": 0, "keinen": 0, "ein": 1, "eine": 1, "einer": 1, "einem": 1,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12,
}  # fmt: skip
NUMBER = rf"(?:(?<!\d)\d{{1,4}}|\b(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b)"
JOIN = r"\s?[x×]?\s?[-–]?\s?"
VOTES = r"(?:\s?[-–]?\s?Stimm(?:e\(n\)|en|e))"
YES = rf"ja(?:{VOTES}|(?![a-zäöüß]))|(?:Für|Pro){VOTES}|(?:Stimmen?\s)?dafür|Zustimmungen"
NO = rf"nein(?:{VOTES}|(?![a-zäöüß]))|Gegenstimm(?:e\(n\)|en|e)|Kontra{VOTES}|(?:Stimmen?\s)?dagegen"
#: With the slips of the keyboard that real texts have: Enhaltungen, Entahltungen, Enthaltugen.
ABSTENTIONS = r"(?:Stimm)?en[th]{1,2}[ah]{1,2}lt(?:ung\(en\)|\w{1,5})"
TOKEN = re.compile(
    r"(?P<unanimous>ei?nsti[mi]{2,5}(?:g|t)(?!keit)(?:e[nrsm]?(?![a-zäöü]))?|einhellig|^Einstimmung(?=\s?[,.;]|\s?$))"
    r"|(?P<majority>mehrheitlich|stimmenmehrheit|mit (?:\w+ )?mehrheit)"
    r"|(?P<for>\d{1,4})\s(?:Stimmen\s)?(?:gegen|zu)\s(?P<against>\d{1,4})\sStimmen"
    rf"|(?P<number>{NUMBER}){JOIN}(?:(?P<yes>{YES})|(?P<no>{NO})|(?P<abstentions>{ABSTENTIONS}))",
    re.IGNORECASE,
)
#: "Ja: 12, Nein: 3, Enthaltung: 0"
LABELLED = re.compile(
    r"\b(?:(?P<yes>Ja|dafür)|(?P<no>Nein|dagegen|Gegenstimmen)|(?P<abstentions>Enthaltung(?:en)?))"
    r"(?:-?\s?Stimmen)?\s?[:=]\s?(?P<number>\d{1,4})(?![\d./])",
    re.IGNORECASE,
)
WORD = r"(?:B[‘´'’]?\s?90|Bündnis 90|[A-ZÄÖÜ][\wäöüß.‘´'’-]*)"
NAME = rf"{WORD}(?:(?:\s?/\s?|\s(?:und\s)?){WORD}){{0,4}}"
ONE_GROUP = re.compile(
    rf"\s?\(?(?:(?:der|von|des|durch)\s)?(?:den\s|der\s|Fraktion\s|Ratsmitglied\s)?({NAME})\)?\s?[,;.]?\s?$"
)
GROUPS = re.compile(rf"(\d{{1,3}})\s?[x×]?\s?({NAME})(?=[,;)]|$)")


@dataclass
class Cluster:
    """Counts that belong together, while they are collected."""

    start: int
    end: int
    fields: dict[str, int] = field(default_factory=dict)
    groups: list[GroupVotes] = field(default_factory=list)
    unanimous: bool | None = None

    @property
    def votes(self) -> Votes:
        """What was collected."""
        return Votes(self.fields.get("yes"), self.fields.get("no"), self.fields.get("abstentions"), self.unanimous)

    @property
    def direction(self) -> int:
        """As `Votes.direction`; a majority against which only opponents are counted was for it."""
        votes = self.votes
        if self.unanimous is False and votes.yes is None and votes.no:
            return 1
        return votes.direction


def clusters(text: str) -> list[Cluster]:
    """The counts of one sentence, one cluster for each vote told in it."""
    found: list[Cluster] = []
    matches = list(TOKEN.finditer(text))
    if not any(match.lastgroup != "unanimous" and match["number"] for match in matches):
        matches = sorted([*matches, *LABELLED.finditer(text)], key=lambda match: match.start())
    for index, match in enumerate(matches):
        stop = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        collect(found, match, text[match.end() : stop])
    return found


def collect(found: list[Cluster], match: re.Match[str], behind: str) -> None:
    """Put one token into the last cluster, or into a new one where the last has such a count already."""
    values = dict(token_values(match))
    last = found[-1] if found else None
    groups = tuple(named_groups(values, behind))
    if last is None or clashes(last, values, groups):
        last = Cluster(match.start(), match.end())
        found.append(last)
    last.end = match.end() + (len(behind.rstrip()) if groups else 0)
    for name, value in values.items():
        if name == "unanimous":
            last.unanimous = bool(value)
        else:
            last.fields[name] = last.fields.get(name, 0) + value
    last.groups.extend(groups)


def token_values(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """What a token says: ("yes", 8), ("unanimous", 1) …"""
    named = match.groupdict()
    if named.get("unanimous") or named.get("majority"):
        yield "unanimous", int(bool(named.get("unanimous")))
    elif named.get("for"):
        yield "yes", int(named["for"])
        yield "no", int(named["against"])
    else:
        label = next(name for name in ("yes", "no", "abstentions") if named[name])
        yield label, number(named["number"])


def number(text: str) -> int:
    """A number in digits or as a word."""
    return int(text) if text.isdecimal() else WORDS[text.lower()]


def clashes(cluster: Cluster, values: dict[str, int], groups: tuple[GroupVotes, ...]) -> bool:
    """Whether the values start a new vote. Counts of one kind add up only where each names its group."""
    if "unanimous" in values:
        return cluster.unanimous is not None or bool(cluster.fields)
    again = [name for name in values if name in cluster.fields]
    return bool(again) and not (groups and cluster.groups and again == ["abstentions"])


def named_groups(values: dict[str, int], behind: str) -> Iterator[GroupVotes]:
    """The factions or persons that are named right behind a count, if their counts sum up to it."""
    if len(values) != 1 or "unanimous" in values or len(behind) > 200:
        return
    ((label, total),) = values.items()
    listed = [(int(size), clean_name(name)) for size, name in GROUPS.findall(behind)]
    if not listed and total and (single := ONE_GROUP.match(behind)):
        listed = [(total, clean_name(single.group(1)))]
    if sum(size for size, _ in listed) == total:
        yield from (GroupVotes(name, **{label: size}) for size, name in listed if name and size)


def clean_name(name: str) -> str:
    """A faction's name without the word for faction."""
    return re.sub(r"-?\s?(?:Rats)?[Ff]raktion\b|\bFraktion\s", "", name).strip(" ,;.-/")
