"""One search in PostgreSQL: few statements, each bounded in what it reads."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from roterfaden.search.engines import sql
from roterfaden.search.engines.base import (
    MOST_HITS,
    MOST_MISTYPED,
    MOST_SIMILAR,
    TITLE,
    Counts,
    Found,
    Hit,
    Precision,
    Request,
)
from roterfaden.search.engines.tables import Tables
from roterfaden.search.engines.tsvector import Compiled, compiled, exact
from roterfaden.search.query import SHORTEST_BEGINNING, Term
from roterfaden.search.registry import YEAR

#: So many hits are ranked by their whole text; the rest by title, kind and date alone.
RANKED = 200
#: Of very many hits the newest are ranked.
NEWEST = 500
#: Terms are counted to here to tell rare from common ones.
COUNTED = 5_000
#: Weights of D, C, B, A: a word itself (A) counts more than a part of it (B).
WEIGHTS = "'{0, 0, 0.6, 1}'"
BY_DAY = "day DESC NULLS LAST, uid"
#: The same order, but no index gives it.
SORTED_BY_DAY = "day + 0 DESC NULLS LAST, uid"

Values = dict[str, list[tuple[str, int]]]


class Reading:
    """Answers one request from the tables of one generation."""

    def __init__(
        self, database: BaseDatabaseWrapper, tables: Tables, request: Request, hidden: Sequence[str] = ()
    ) -> None:
        self.database, self.request, self.hidden = database, request, list(hidden)
        self.names = {"documents": tables.documents, "words": tables.words}
        self.similar: dict[Term, Sequence[str]] = {}
        self.rarity: dict[Term, float] = {}
        self.unknown: tuple[str, ...] = ()

    def find(self, relaxed: bool = False) -> Found:
        """Total, counts and the page of hits. Of very many hits the newest are looked at, their counts compared."""
        query = compiled(self.request.query, self.similar, relaxed)
        total = self._total(query)
        if not total:
            return Found(relaxed=relaxed)
        many = total > MOST_HITS
        counts, uids = self._page(query, newest=many)
        values = self._values(query, counts, newest=many)
        return Found(total, self._hits(uids), Counts(values, Precision.ORDER if many else Precision.EXACT), relaxed)

    def look_for_similar(self) -> None:
        """For terms that stand nowhere: words that begin so or differ by typing errors. For all: how rare they are."""
        terms = self.request.query.wanted
        counts = dict(zip(terms, self._term_counts(), strict=True))
        self.rarity = {term: 1 / math.log2(2 + count) for term, count in counts.items()}
        unknown = [term for term in terms if not counts[term] and term.canon]
        self.unknown = tuple(term.text for term in unknown)
        words = self._similar_words(unknown[:MOST_MISTYPED]) if unknown else []
        alike = {term: [word for word in words if term.is_like(word)] for term in unknown[:MOST_MISTYPED]}
        self.similar = {term: found for term, found in alike.items() if found}

    def _total(self, query: Compiled) -> int:
        where, parameters = self._where(query, self.request.filters)
        return int(self._one(sql.TOTAL.format(where=where, most=MOST_HITS + 1, **self.names), parameters)[0])

    def _page(self, query: Compiled, newest: bool) -> tuple[Values, list[str]]:
        """The counts of all facets and the keys of the page's hits: one statement."""
        request = self.request
        exactly = request.offset < RANKED and not request.newest_first
        page = sql.PAGE.format(
            order=BY_DAY if request.newest_first else f"score DESC, {BY_DAY}",
            scored="fine" if exactly else "rough",
            offset=request.offset,
            limit=request.limit,
        )
        scored = sql.SCORED.format(rough=self._rough(), fine=self._fine(), ranked=RANKED, **self.names)
        start, parameters = self._matched(query, request.filters, newest)
        counts, uids = self._one(f"{start}{scored} SELECT {sql.COUNTS}, {page}", parameters)
        return _by_facet(counts), _json(uids) or []

    def _values(self, query: Compiled, counts: Values, newest: bool) -> Values:
        """Counts of each facet within all other filters."""
        filters = self.request.filters
        values = {key: counts.get(key, []) for key in self.request.facets if key not in filters}
        lifted = [key for key in self.request.facets if key in filters]
        for key, found in zip(lifted, self._lifted(query, lifted, newest), strict=True):
            values[key] = _by_facet(found).get(key, [])
        return values

    def _lifted(self, query: Compiled, keys: Sequence[str], newest: bool) -> Sequence[Any]:
        """For each of these facets all counts without its own filter: one statement for all."""
        parts: list[str] = []
        everything: dict[str, Any] = {}
        for number, key in enumerate(keys):
            others = {other: value for other, value in self.request.filters.items() if other != key}
            start, parameters = self._matched(query, others, newest)
            own = f"filters{number}"
            parts.append(f"({start.replace('%(filters)s', f'%({own})s')} SELECT {sql.COUNTS})")
            everything |= {**parameters, own: parameters["filters"]}
        return list(self._one(f"SELECT {', '.join(parts)}", everything)) if parts else []

    def _matched(self, query: Compiled, filters: Mapping[str, str], newest: bool) -> tuple[str, dict[str, Any]]:
        """The first part of a statement: what matches within the filters; with `newest` only so many, newest first."""
        where, parameters = self._where(query, filters)
        reach = max(NEWEST, self.request.offset + self.request.limit)
        # Within one year the index by date would first pass by all later years.
        by_day = f"ORDER BY {SORTED_BY_DAY if YEAR in filters else BY_DAY}"
        limits = {"most": reach, "order": by_day} if newest else {"most": MOST_HITS, "order": ""}
        return sql.MATCHED.format(where=where, **limits, **self.names), parameters

    def _where(self, query: Compiled, filters: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
        numbers = self.request.query.numbers
        ways = ["d.vector @@ %(match)s::tsquery"] if query.match else []
        if numbers:
            ways.append("d.number_keys && %(numbers)s::text[] OR d.vector @@ %(mentions)s::tsquery")
        where = [f"({' OR '.join(ways)})"]
        if self.hidden:
            where.append("d.uid <> ALL(%(hidden)s::text[])")
        if filters:
            where.append("d.facets @> %(filters)s::text[]")
        parameters: dict[str, Any] = {f"term{number}": term for number, term in enumerate(query.terms)}
        parameters |= {"match": query.match, "numbers": list(numbers), "hidden": self.hidden}
        parameters["mentions"] = " | ".join(f"'{key.lstrip('=')}'" for key in numbers)
        parameters["filters"] = [f"{key}={value}" for key, value in filters.items()]
        return " AND ".join(where), parameters

    def _rough(self) -> str:
        """A score from what is small: title, number, kind and date."""
        terms = enumerate(self.request.query.wanted)
        parts = [f"{TITLE * self._rare(term)} * (d.title_vector @@ %(term{n})s::tsquery)::int" for n, term in terms]
        number = "CASE WHEN d.number_keys[1] = ANY(%(numbers)s::text[]) THEN 1000 ELSE 0 END"
        return f"({' + '.join([*parts, '1'])}) * d.weight + {number}"

    def _fine(self) -> str:
        """A score from the whole text."""
        parts = [
            f"{self._rare(term)} * (4 * ts_rank({WEIGHTS}, d.title_vector, %(term{n})s::tsquery, 1)"
            f" + 2 * ts_rank({WEIGHTS}, d.vector, %(term{n})s::tsquery, 1) + (d.vector @@ %(term{n})s::tsquery)::int)"
            for n, term in enumerate(self.request.query.wanted)
        ]
        return f"d.weight * ({' + '.join([*parts, '0'])})"

    def _rare(self, term: Term) -> float:
        return self.rarity.get(term, 1.0)

    def _term_counts(self) -> list[int]:
        terms = [exact(term) for term in self.request.query.wanted]
        one = sql.TERM_COUNT.format(most=COUNTED, **self.names)
        return list(self._one(f"SELECT {', '.join([one] * len(terms))}", terms))

    def _similar_words(self, terms: Sequence[Term]) -> list[str]:
        spellings = {spelling for term in terms for spelling in term.spellings if spelling.isalnum()}
        long_enough = sorted(spelling for spelling in spellings if len(spelling) >= SHORTEST_BEGINNING)
        with self.database.cursor() as cursor:
            cursor.execute(sql.FORGIVING)
        return _json(self._one(sql.SIMILAR_WORDS.format(most=MOST_SIMILAR, **self.names), [long_enough])[0]) or []

    def _hits(self, uids: Sequence[str]) -> list[Hit]:
        with self.database.cursor() as cursor:
            cursor.execute(sql.HITS.format(**self.names), [list(uids)])
            rows = {row[0]: Hit(*row[1:]) for row in cursor.fetchall()}
        return [rows[uid] for uid in uids if uid in rows]

    def _one(self, statement: str, parameters: Any) -> Any:
        with self.database.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchone()


def _json(value: Any) -> Any:
    """What a JSON column holds; Django's cursor hands it over as text."""
    return json.loads(value) if isinstance(value, str) else value


def _by_facet(value: Any) -> Values:
    found: Values = {}
    for row in _json(value) or []:
        key, _, name = str(row["value"]).partition("=")
        found.setdefault(key, []).append((name, int(row["n"])))
    return found
