"""A query of ours as a query of the embedded index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import tantivy
from tantivy import Occur

from roterfaden.search.engines.base import MEANING, MOST_MISTYPED, MOST_SIMILAR, PIECES, TITLE
from roterfaden.search.engines.schema import schema
from roterfaden.search.query import SHORTEST_BEGINNING, Query, Term

WORDS, PARTS = ("title_words", "body_words"), ("title_parts", "body_parts")
#: The thing with the number asked for comes first, then what names it.
NUMBER, MENTION = 60.0, 20.0
#: A word that is only similar counts less than the word itself.
SIMILAR = 0.5


class Compiler:
    """Compiles for one searcher, which knows the words that exist."""

    def __init__(self, searcher: tantivy.Searcher, forgiving: bool = False) -> None:
        self.searcher, self.forgiving = searcher, forgiving
        self.unknown: dict[str, None] = {}

    def compile(self, query: Query, relaxed: bool = False) -> tantivy.Query:
        """What hits have to match: all terms, or (relaxed) at least one of them."""
        occur = Occur.Should if relaxed else Occur.Must
        clauses = [(occur, self.term(term)) for term in query.wanted]
        ways = [tantivy.Query.boolean_query(clauses)] if clauses else []
        ways.extend(_number(key) for key in query.numbers)
        ways.extend(_mention(field, key.lstrip("=")) for key in query.numbers for field in WORDS + PARTS)
        unwanted = [(Occur.MustNot, self.term(term, exact=True)) for term in query.unwanted]
        return tantivy.Query.boolean_query([(Occur.Must, _best(ways)), *unwanted])

    def term(self, term: Term, exact: bool = False) -> tantivy.Query:
        """A word in all its guises, or a phrase."""
        if term.is_phrase:
            return _best(_weighted(_words(field, term.words), _place(field)) for field in WORDS)
        found = list(_guises(term))
        if self.forgiving and not exact and not self.knows(term):
            self.unknown[term.text] = None
            found.extend(self._similar(term) if len(self.unknown) <= MOST_MISTYPED else ())
        return _best(found)

    def knows(self, term: Term) -> bool:
        """Whether any document has the term as it was typed."""
        if len(term.words) == 1 and any(self.searcher.doc_freq(field, term.words[0]) for field in WORDS + PARTS):
            return True
        return any(self.searcher.doc_freq(field, term.canon) for field in WORDS + PARTS)

    def _similar(self, term: Term) -> Iterable[tantivy.Query]:
        for field, spelling in product(WORDS + PARTS, term.spellings):
            place = _place(field) * SIMILAR
            if term.distance:
                yield _weighted(tantivy.Query.fuzzy_term_query(schema(), field, spelling, term.distance), place)
            if len(spelling) >= SHORTEST_BEGINNING:
                begun = self.searcher.terms_with_prefix(field, spelling, limit=MOST_SIMILAR)
                if begun:
                    yield _weighted(_any_of(field, [word for word, _ in begun]), place)


def _number(key: str) -> tantivy.Query:
    """The paper that has this number; the whole number counts most."""
    exact = tantivy.Query.term_query(schema(), "number_keys", key, "basic")
    return tantivy.Query.const_score_query(exact, NUMBER * (2 if key.startswith("=") else 1))


def _mention(field: str, number: str) -> tantivy.Query:
    """A text that names the number."""
    return tantivy.Query.const_score_query(_one(field, number), MENTION)


def restricted(query: tantivy.Query, filters: Mapping[str, str], hidden: Sequence[str]) -> tantivy.Query:
    """The query within the filters and without what is hidden; scores stay as they are."""
    clauses = [(Occur.Must, query)]
    for key, value in filters.items():
        chosen = tantivy.Query.term_query(schema(), "facets", f"{key}={value}", "basic")
        clauses.append((Occur.Must, _weighted(chosen, 0.0)))
    if hidden:
        clauses.append((Occur.MustNot, _any_of("uid", hidden)))
    return tantivy.Query.boolean_query(clauses)


def sampled(query: tantivy.Query) -> tantivy.Query:
    """The query within one sample of the documents."""
    sample = tantivy.Query.term_query(schema(), "sample", 0)
    return tantivy.Query.boolean_query([(Occur.Must, query), (Occur.Must, sample)])


def _guises(term: Term) -> Iterable[tantivy.Query]:
    """The word as it stands, its meaning, and its pieces apart from each other."""
    for field in WORDS:
        yield _weighted(_words(field, term.words), _place(field))
    for field in WORDS + PARTS:
        if (term.canon,) != term.words or field in PARTS:
            yield _weighted(_one(field, term.canon), _place(field) * MEANING)
    if term.pieces:
        pieces = [_best(_one(field, piece) for field in WORDS + PARTS) for piece in term.pieces]
        together = tantivy.Query.boolean_query([(Occur.Must, piece) for piece in pieces])
        yield _weighted(together, PIECES)


def _words(field: str, words: Sequence[str]) -> tantivy.Query:
    if len(words) == 1:
        return _one(field, words[0])
    return tantivy.Query.phrase_query(schema(), field, list(words))


def _one(field: str, word: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), field, word, "freq")


def _any_of(field: str, words: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.term_set_query(schema(), field, list(words))


def _best(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(queries), 0.1)


def _weighted(query: tantivy.Query, factor: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, factor)


def _place(field: str) -> float:
    return TITLE if field.startswith("title") else 1.0
