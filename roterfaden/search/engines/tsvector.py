"""Documents and queries of ours as PostgreSQL's tsvector and tsquery. No dictionary of the database has a say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roterfaden.search.analysis import ANALYSER
from roterfaden.search.query import Query, Term

#: PostgreSQL's limits: positions end at 16,383, a tsvector at 1 MB (we stop earlier), a lexeme has 255 positions.
MAX_POSITION, MAX_BYTES, MAX_PLACES = 16_383, 900_000, 255


@dataclass(frozen=True)
class Vector:
    """A tsvector in its text form, and the words in it."""

    text: str
    words: frozenset[str]


def vector(text: str) -> Vector:
    """The tsvector of a clean text: words with weight A, their parts with B, a word and its parts at one place."""
    places: dict[str, list[str]] = {}
    size = position = 0
    for entry in ANALYSER.entries(text):
        terms = [(word, "A", position + offset + 1) for offset, word in enumerate(entry.words)]
        terms += [(part, "B", position + 1) for part in entry.parts]
        size += _add(places, terms)
        position += len(entry.words)
        if size > MAX_BYTES:
            break
    _add(places, [(term, "B", MAX_POSITION) for term in ANALYSER.shared_ends(text)] if "- " in text else [])
    return Vector(" ".join(f"{_quoted(term)}:{','.join(at)}" for term, at in places.items()), frozenset(places))


def _add(places: dict[str, list[str]], terms: Iterable[tuple[str, str, int]]) -> int:
    size = 0
    for term, weight, position in terms:
        known = places.get(term)
        if known is None:
            places[term] = known = []
            size += 2 * len(term) + 8
        if len(known) < MAX_PLACES:
            known.append(f"{min(position, MAX_POSITION)}{weight}")
            size += 2
    return size


@dataclass(frozen=True)
class Compiled:
    """A query for the database: what has to match, and each wanted term by itself for the ranking."""

    match: str
    terms: tuple[str, ...]


def compiled(query: Query, similar: dict[Term, Sequence[str]], relaxed: bool) -> Compiled:
    """All wanted terms (relaxed: any of them) and none of the unwanted ones."""
    wanted = [_any([_strong(term), _pieces(term), *map(_quoted, similar.get(term, ()))]) for term in query.wanted]
    joined = f"({(' | ' if relaxed else ' & ').join(wanted)})" if wanted else ""
    unwanted = [f"!{_strong(term)}" for term in query.unwanted]
    ranked = [_any([_strong(term), *map(_quoted, similar.get(term, ()))]) for term in query.wanted]
    return Compiled(" & ".join([*([joined] if joined else []), *unwanted]), tuple(ranked))


def exact(term: Term) -> str:
    """The term as it was typed, or its meaning."""
    return _strong(term)


def _strong(term: Term) -> str:
    side_by_side = f"({' <-> '.join(map(_quoted, term.words))})"
    return _any([side_by_side, _quoted(term.canon) if term.canon else ""])


def _pieces(term: Term) -> str:
    return f"({' & '.join(map(_quoted, term.pieces))})" if term.pieces else ""


def _any(alternatives: Sequence[str]) -> str:
    return f"({' | '.join(alternative for alternative in alternatives if alternative)})"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
