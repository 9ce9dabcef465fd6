"""The statements of the shared engine. What stands in braces is made by us; what people type is a parameter."""

from __future__ import annotations

#: At most so many matching documents, with what is small about them.
MATCHED = """
WITH matched AS MATERIALIZED (
    SELECT d.uid, d.facets, d.day, d.weight, d.title_vector, d.number_keys
    FROM {documents} d WHERE {where} {order} LIMIT {most}
)"""

#: A score from what is small, then for the best of them one from the whole text.
SCORED = """, rough AS (
    SELECT d.uid, d.day, {rough} AS score FROM matched d
), best AS (
    SELECT uid, score FROM rough ORDER BY score DESC, day DESC NULLS LAST, uid LIMIT {ranked}
), fine AS (
    SELECT d.uid, d.day, b.score + {fine} AS score FROM best b JOIN {documents} d USING (uid)
)"""

PAGE = """
(SELECT json_agg(uid ORDER BY place) FROM (
    SELECT uid, row_number() OVER (ORDER BY {order}) AS place FROM {scored} ORDER BY place OFFSET {offset} LIMIT {limit}
) page)"""

#: The counts of all facets.
COUNTS = """
(SELECT json_agg(v) FROM (
    SELECT f AS value, count(*) AS n FROM matched, unnest(facets) f GROUP BY f ORDER BY n DESC, f LIMIT 1000
) v)"""

#: Compiling a search takes longer than running it.
NO_JIT = "SET LOCAL jit = off"

#: How many match, to a limit. Nothing but the index is read where the table is vacuumed.
TOTAL = "SELECT count(*) FROM (SELECT 1 FROM {documents} d WHERE {where} LIMIT {most}) matching"

TERM_COUNT = "(SELECT count(*) FROM (SELECT 1 FROM {documents} WHERE vector @@ %s::tsquery LIMIT {most}) x)"

#: Words that begin as typed, or look alike, for each spelling.
SIMILAR_WORDS = """
SELECT json_agg(DISTINCT found.word) FROM unnest(%s::text[]) AS typed(word), LATERAL (
    (SELECT word FROM {words} WHERE word LIKE typed.word || '%%' ORDER BY length(word), word LIMIT {most})
    UNION
    (SELECT word FROM {words} WHERE word %% typed.word ORDER BY similarity(word, typed.word) DESC LIMIT 100)
) found"""
FORGIVING = "SELECT set_config('pg_trgm.similarity_threshold', '0.25', false)"

HITS = "SELECT uid, kind, pk, url, title, number, context, body, day, language FROM {documents} WHERE uid = ANY(%s)"

INSERT = """
INSERT INTO {documents} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector, %s::tsvector)
ON CONFLICT (uid) DO NOTHING"""
DELETE = "DELETE FROM {documents} WHERE uid = ANY(%s)"
INSERT_WORDS = "INSERT INTO {words} SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
