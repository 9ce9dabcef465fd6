"""Words as the checks compare them: without case, accents and the usual disguises (leet, stretched letters)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: So much of a text is looked at; contributions are shorter.
MOST = 20_000
WORD = re.compile(r"[^\W_]+(?:[@$!|*0-9'’][^\W_]+|[@$][^\W_]*)*|[@$][^\W_]+", re.UNICODE)
STRETCHED = re.compile(r"(.)\1{2,}")
LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "i"}
)
UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Token:
    """A word of a text and the forms under which a listed one finds it."""

    word: str
    forms: frozenset[str]


def tokens(text: str) -> list[Token]:
    """The words of a text; single letters in a row ("d u m m") are one word more."""
    found = [Token(word, forms(word)) for word in WORD.findall(text[:MOST])]
    return found + _spaced(found)


def forms(word: str) -> frozenset[str]:
    """How a word may be written: umlauts as two letters or none, disguises taken off, stretched letters shortened."""
    plain = unicodedata.normalize("NFC", word).casefold()
    bases = {plain}
    if LETTER.search(plain):
        bases.add(plain.translate(LEET))
    shortened = {STRETCHED.sub(repeat, base) for base in bases for repeat in (r"\1", r"\1\1")}
    return frozenset(form for base in bases | shortened for form in _without_marks(base))


def _without_marks(word: str) -> set[str]:
    """ä is ae for some and a for others; other accents go."""
    two, one = word, word
    for umlaut, letters in UMLAUTS:
        two, one = two.replace(umlaut, letters), one.replace(umlaut, letters[0])
    return {_bare(two), _bare(one)}


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("'", "").replace("’", "")


def _spaced(found: list[Token]) -> list[Token]:
    """Runs of at least four single letters, joined."""
    runs: list[str] = []
    run = ""
    for token in [*found, Token("", frozenset())]:
        if len(token.word) == 1 and token.word.isalpha():
            run += token.word
            continue
        if len(run) >= 4:
            runs.append(run)
        run = ""
    return [Token(word, forms(word)) for word in runs]


def phrase(text: str) -> list[frozenset[str]]:
    """A listed phrase as the forms of its words."""
    return [forms(word) for word in WORD.findall(text)]


def holds(words: list[Token], wanted: list[frozenset[str]], beginning: bool) -> str:
    """The words of a text that match a phrase, whole word by whole word; `beginning`: the last may go on."""
    size = len(wanted)
    for place in range(len(words) - size + 1):
        window = words[place : place + size]
        if all(_same(token, forms_, beginning and last) for token, forms_, last in _paired(window, wanted)):
            return " ".join(token.word for token in window)
    return ""


def _paired(window: list[Token], wanted: list[frozenset[str]]) -> list[tuple[Token, frozenset[str], bool]]:
    return [
        (token, forms_, number == len(wanted) - 1)
        for number, (token, forms_) in enumerate(zip(window, wanted, strict=True))
    ]


def _same(token: Token, wanted: frozenset[str], beginning: bool) -> bool:
    if token.forms & wanted:
        return True
    return beginning and any(form.startswith(start) for form in token.forms for start in wanted if start)


def runs_of(text: str, size: int) -> list[str]:
    """All runs of `size` words, folded: what copies share."""
    words = [min(forms(word)) for word in WORD.findall(text[:MOST])]
    return [" ".join(words[place : place + size]) for place in range(len(words) - size + 1)]


def is_shouted(text: str, letters: int, share: float) -> bool:
    """Whether most of a text is in capitals."""
    cased = [letter for letter in text[:MOST] if letter.isupper() or letter.islower()]
    return len(cased) >= letters and sum(map(str.isupper, cased)) >= share * len(cased)
