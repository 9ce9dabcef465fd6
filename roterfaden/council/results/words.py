"""Words of a verdict. Negative patterns come first, as "nicht empfohlen" contains "empfohlen"."""

from __future__ import annotations

import re

from roterfaden.council.results import reading as r

#: Within the clause; the dots of a date do not end it.
UP_TO = r"(?:[^.;:]|[.:](?=\d)){0,100}?"
FEW = r"(?:[\wäöüß-]+,? ){0,3}"
YES_WORDS = (
    r"zugestimmt|beschlossen|beschließt|beschliesst|beschloss|angenommen(?!,? dass)|genehmigt|gebilligt|befürwortet"
    r"|stattgegeben|entsprochen|gewählt|verabschiedet(?=\s?(?:\.|$))"
)
CHANGED = re.compile(
    r"geändert|(?:mit|unter Berücksichtigung|einschließlich|inklusive|unter Einbeziehung|gemäß|in der Fassung)"
    r" (?:[\wäöüß]+ ){0,3}(?:Änderung|Ergänzung)|ergänzten? (?:Fassung|Form)",
    re.IGNORECASE,
)
#: In this order: the first that is found counts, and later ones only in what the earlier left.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(pattern, re.IGNORECASE))
    for outcome, pattern in (
        (r.WITHDRAWN, rf"\bzurück(?:ge|zu)(?:zogen|nommen|ziehen)\b|\bzieht\b{UP_TO}\bzurück\b"),
        (
            r.POSTPONED,
            r"\bvertagt\b|\bzurückgestellt\b|\bverschoben\b|\bVertagung\b"
            r"|in die Fraktionen (?:\w+ )?(?:gezogen|verwiesen|gegeben)"
            r"|von der (?:TO|Tagesordnung) (?:ab|ge)\w+|^\W*abgesetzt\b"
            rf"|(?:nächsten|kommenden|folgenden) Sitzung\b{UP_TO}\b(?:behandelt|beraten|entschieden|aufgerufen)\b"
            r"|auf die (?:TO|Tagesordnung) der (?:nächsten|kommenden|folgenden)",
        ),
        (
            r.REFERRED,
            rf"\b(?:an|in|zur)\b{UP_TO}\b(?:ver|über)wiesen\b|\b(?:ver|über)wiesen (?:an|in|zur)\b"
            rf"|\bverweist\b{UP_TO}\b(?:an|in) de[nr]\b",
        ),
        (
            r.NOT_RECOMMENDED,
            rf"\bnicht {FEW}(?:empfohlen|zu empfehlen)\b|\bAblehnung {FEW}empfohlen\b"
            rf"|\bempf(?:iehlt|ahl|ehlen)\b{UP_TO}\b(?:nicht|abzulehnen|Ablehnung)\b"
            rf"|\bempfohlen,? {FEW}(?:abzulehnen|nicht)\b|\b(?:abzulehnen|Ablehnung) {FEW}zu empfehlen\b",
        ),
        (
            r.REJECTED,
            rf"\b(?:ab|zurück)gelehnt\b|\bzurückgewiesen\b|\blehn(?:t|te|en|ten)\b{UP_TO}\bab\b|\bAblehnung\b"
            rf"|\bnicht {FEW}(?:{YES_WORDS}|gefolgt)\b"
            r"|\bkeine (?:\w+ )?Mehrheit\b|\bnicht die (?:\w+ ){0,3}Mehrheit\b|\bMehrheit (?:nicht|verfehlt)",
        ),
        (r.RECOMMENDED, r"\bempfohlen\b|\bempfiehlt\b|\bempfahl\b|\bzu empfehlen\b|^\W*Empfehlung\W*$"),
        (
            r.NOTED,
            r"zur Kenntnis (?:ge|zu )?n(?:ommen|ehmen|immt|ahm)\b"
            r"|\b(?:nimmt|nehmen|nahm)\b[^.;:]{0,160}?\bzur Kenntnis\b"
            r"|^\W*(?:zur )?Kenntnis(?:nahme)?\W*$",
        ),
        (
            r.SETTLED,
            r"\berledigt\b|\bgegenstandslos\b|\bhinfällig\b|^\W*(?:schriftlich |mündlich )?beantwortet\W*$"
            r"|\bAnfrage\b[^.;:]{0,60}?\bbeantwortet\b",
        ),
        (
            r.ADOPTED,
            rf"\b(?:{YES_WORDS})\b|\bstimm(?:t|te|en|ten)\b{UP_TO}\bzu(?=\s?(?:[.,;]|$))|^\W*(?:Zustimmung|Annahme)\b|\bbeauftragt\b(?=\W*$)",
        ),
    )
)
DENIAL = re.compile(r"\b(?:nicht|kein|keine[rnms]?|weder|noch nicht)\b", re.IGNORECASE)
#: These deny nothing of the verdict.
HARMLESS = re.compile(
    r"\b(?:kein\w{0,2}|nicht) (?:einstimmig|öffentlich\w*"
    r"|(?:\w+ )?(?:Enth\w+|Gegen\w+|Nein\w+|Wider\w+|Abstimmung|Bedenken|Einw\w+))",
    re.IGNORECASE,
)
UNCLEAR = "unclear"


def verdict(sentence: str) -> str:
    """The verdict that a sentence states in words: an outcome, "" for none, UNCLEAR where a word is denied oddly."""
    words = HARMLESS.sub("", sentence)
    for outcome, pattern in PATTERNS:
        found = pattern.search(words)
        if found is None:
            continue
        if outcome not in r.NEGATIVE and denied(words, found):
            return UNCLEAR
        return changed(words) if outcome == r.ADOPTED else outcome
    return ""


def denied(words: str, found: re.Match[str]) -> bool:
    """Whether a "nicht" or "kein" stands before the word that was found, in the same clause."""
    before = words[max(0, found.start() - 160) : found.start()]
    return bool(DENIAL.search(re.split("[;:]", before)[-1]) or DENIAL.search(found.group()))


def changed(sentence: str) -> str:
    """Adopted, or adopted with changes where the sentence speaks of them."""
    return r.ADOPTED_CHANGED if CHANGED.search(sentence) else r.ADOPTED
