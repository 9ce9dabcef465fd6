"""What kind an organization or a paper is, from the words that sources use. Pure functions over plain strings."""

from __future__ import annotations

import re
from functools import lru_cache

PLENUM, COMMITTEE, DISTRICT_COUNCIL = "plenum", "committee", "districtCouncil"
FACTION, ADMINISTRATION, OTHER = "faction", "administration", "other"
PROPOSAL, INFORMATION, MOTION, AMENDMENT = "proposal", "information", "motion", "amendment"
QUESTION, ANSWER, PETITION = "question", "answer", "petition"

_COMMITTEE = re.compile(
    r"auss?chu(?:ss|ß)|\bkommission\b|kommission\b|beirat\b|\bbeirat|kuratorium|\bjury\b|arbeits(?:kreis|gruppe)"
    r"|ältestenrat|aufsichtsrat|verwaltungsrat|seniorenrat|jugendrat|integrationsrat|ausländerrat|präsidium|forum\b",
    re.IGNORECASE,
)
_DISTRICT = re.compile(
    r"bezirks(?:rat|räte|vertretung|versammlung|ausschuss|ausschuß|beirat)|\borts(?:rat|räte|beirat|teilrat|chaftsrat)"
    r"|\bortschaftsrat|\bstadtteil(?:rat|beirat|vertretung)|\bSTBR",
    re.IGNORECASE,
)
_PLENUM = re.compile(
    r"^(?:der |die )?(?:"
    r"rat(?:sversammlung)?(?: der\b.*| des\b.*| von\b.*|$)|ratsversammlung\b"
    r"|(?:stadt|gemeinde|samtgemeinde|verbandsgemeinde|markt|marktgemeinde|kreis)rat\b"
    r"|(?:stadt|gemeinde)(?:verordnetenversammlung|vertretung)\b|bürgerschaft\b|kreistag\b|regionsversammlung\b"
    r"|bezirksverordnetenversammlung\b|verbandsversammlung\b|bezirkstag\b|landtag\b|abgeordnetenhaus\b)",
    re.IGNORECASE,
)
_FACTION = re.compile(r"fraktion|\b(?:rats)?gruppe\b|zählgemeinschaft", re.IGNORECASE)
_ADMINISTRATION = re.compile(
    r"dienststelle|verwaltungsbereich|\bverwaltung\b|^(?:stadt|gemeinde)verwaltung|\bdezernat|^abteilung|^fachbereich"
    r"|^fachdienst|^sachgebiet|^amt\b|\bamt für\b|(?:bürger|ober|haupt|bau|sozial|ordnungs|rechts|schul|jugend)+amt\b"
    r"|^referat|^stabs|(?:ober)?bürgermeister",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def organization_kind(name: str, organization_type: str = "", classification: str = "") -> str:
    """The kind of an organization: what its name says comes before what the system calls its type.

    "Verwaltungsausschuss" is a committee, "Gemeinderat" the plenum; OParl 1.1 (3.5) recommends the types Gremium,
    Partei, Fraktion, Verwaltungsbereich, externes Gremium, Institution, Sonstiges.
    """
    said = f"{organization_type} {classification}".casefold()
    if _FACTION.search(said):
        return FACTION
    if _ADMINISTRATION.search(organization_type.strip()) or _ADMINISTRATION.search(classification.strip()):
        return ADMINISTRATION
    name = name.strip()
    for kind, pattern in (
        (PLENUM, _PLENUM),
        (DISTRICT_COUNCIL, _DISTRICT),
        (COMMITTEE, _COMMITTEE),
        (FACTION, _FACTION),
        (ADMINISTRATION, _ADMINISTRATION),
    ):
        if pattern.search(name):
            return kind
    return _by_type(said)


def _by_type(said: str) -> str:
    """The kind where the name says nothing."""
    for kind, pattern in ((DISTRICT_COUNCIL, _DISTRICT), (COMMITTEE, _COMMITTEE)):
        if pattern.search(said):
            return kind
    if re.search(r"\b(?:rat|stadtrat|gemeinderat|plenum|hauptorgan|vertretung)\b", said):
        return PLENUM
    return COMMITTEE if re.search(r"\bgremien\b|^gremium\s*$", said) else OTHER


_AMENDMENT = r"(?:änderungs|zusatz|ergänzungs|gegen|unter)antr[aä]g"
_TYPES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (AMENDMENT, _AMENDMENT),
        (ANSWER, r"antwort|stellungnahme der verwaltung"),
        (QUESTION, r"anfrage|frage\b"),
        (
            PETITION,
            r"eingabe|petition|einwohner(?:\*innen|innen|_innen)?antrag|bürger(?:antrag|begehren|eingabe)|anregung|beschwerde",
        ),
        (INFORMATION, r"information|mitteilung|bericht|kenntnis|unterrichtung|bekanntgabe"),
        (PROPOSAL, r"beschluss|beschluß|vorlage|entscheidung|satzung"),
        (MOTION, r"antr[aä]g|resolution|initiative"),
        (PROPOSAL, r"drucksache|\bds\b"),
    )
)
#: Types that say nothing about the content: the title does.
_VAGUE = re.compile(
    r"^\W*(?:drucksache|vorlage|tischvorlage|nachtrag|paper|sonstige[sr]?|dokument)?\W*$", re.IGNORECASE
)
_TITLES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (AMENDMENT, rf"^\W*(?:dringlicher |gemeinsamer )?{_AMENDMENT}"),
        (ANSWER, r"^\W*(?:antwort|beantwortung)\b"),
        (QUESTION, r"^\W*(?:dringlichkeits|gemeinsame |dringliche |schriftliche |kleine |große )?anfragen?\b"),
        (PETITION, r"^\W*(?:bürger(?:antrag|eingabe|begehren)|einwohner\S{0,8}antrag|eingabe|petition|anregung gem)"),
        (MOTION, r"^\W*(?:dringlichkeits|haushalts|gemeinsamer |dringlicher |interfraktioneller )?antr[aä]g\b"),
        (INFORMATION, r"^\W*(?:bericht|mitteilung|sachstandsbericht|information)\b"),
    )
)


@lru_cache(maxsize=4096)
def paper_kind(paper_type: str, name: str = "", suffix: str = "") -> str:
    """The kind of a paper from its type and title. `suffix`: F1 marks a question with its answer.

    The type decides; a title counts where the type is vague ("Drucksache"), or where a motion's title says that it
    wants to amend another paper.
    """
    if re.search(r"\bF[0-9]", suffix):
        return ANSWER
    by_title = next((kind for kind, pattern in _TITLES if pattern.search(name)), "")
    by_type = next((kind for kind, pattern in _TYPES if pattern.search(paper_type)), "")
    if by_type == MOTION and by_title == AMENDMENT:
        return AMENDMENT
    if _VAGUE.match(paper_type) and by_title:
        return by_title
    return by_type or by_title or OTHER
