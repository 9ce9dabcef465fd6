"""Collects the votes and verdicts of a text and puts together what belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roterfaden.council.results import reading as r
from roterfaden.council.results.counts import Cluster, clusters
from roterfaden.council.results.reading import GroupVotes, Votes
from roterfaden.council.results.sentences import REMARK, Role, Sentence, sentences
from roterfaden.council.results.tables import Table, find_tables
from roterfaden.council.results.words import UNCLEAR, changed, verdict

#: "einstimmig" in a longer sentence without a verdict may be about anything.
MAX_BARE = 160
BARE_PER_COUNT = 60


@dataclass(frozen=True)
class Vote:
    """One vote on the matter: where it was told, the verdict in words ("" without one), and its counts."""

    start: int
    end: int
    verdict: str = ""
    direction: int = 0
    votes: Votes | None = None
    groups: tuple[GroupVotes, ...] = ()
    is_table: bool = False

    @property
    def has_counts(self) -> bool:
        """Whether there is anything to compare: "1 Enthaltung" alone says nothing for or against."""
        votes = self.votes
        return votes is not None and not (votes.yes is None and votes.no is None and votes.unanimous is None)

    @property
    def is_open(self) -> bool:
        """A table without exactly one reading, a tie: there was a vote, and nobody can tell how it ended."""
        return not self.verdict and self.direction == 0 and (self.has_counts or self.is_table)

    @property
    def is_contradictory(self) -> bool:
        """Whether the counts speak against the words."""
        return (self.verdict in r.POSITIVE and self.direction < 0) or (
            self.verdict in r.NEGATIVE and self.direction > 0
        )


def votes_of(text: str) -> list[Vote]:
    """The votes and verdicts on the matter, in the order of the text."""
    found: list[Vote] = []
    procedural = False
    for part in parts(text, list(find_tables(text))):
        if isinstance(part, Table):
            add(found, table_vote(part))
            continue
        if REMARK.search(part.text):
            break
        if part.role is Role.PROCEDURE:
            procedural = True
            drop_last(found, part)
        elif not (part.addition and found):
            for vote in sentence_votes(part, procedural):
                add(found, vote)
    return found


def parts(text: str, tables: list[Table]) -> Iterator[Sentence | Table]:
    """Sentences and tables in the order of the text."""
    at = 0
    for table in [*tables, None]:
        end = table.start if table else len(text)
        for part in sentences(text[at:end]):
            yield replace(part, start=part.start + at, end=part.end + at)
        if table:
            yield table
            at = table.end


def add(found: list[Vote], vote: Vote) -> None:
    """Add a vote. A verdict without counts and counts without a verdict, side by side, are one vote."""
    last = found[-1] if found else None
    if last is None or bool(last.verdict) == bool(vote.verdict) or (last.votes and vote.votes):
        found.append(vote)
        return
    words, counts = (last, vote) if last.verdict else (vote, last)
    if words.is_table or words.votes or (words.verdict not in r.POSITIVE | r.NEGATIVE and words.verdict != UNCLEAR):
        found.append(vote)
        return
    found[-1] = replace(counts, start=last.start, end=vote.end, verdict=words.verdict)


def drop_last(found: list[Vote], procedure: Sentence) -> None:
    """A sentence such as "Damit ist der Antrag auf Vertagung abgelehnt" says what the vote before it was about."""
    if procedure.backwards and found and not found[-1].verdict:
        found.pop()


def table_vote(table: Table) -> Vote:
    """The vote of a table; without direction where it has not exactly one reading."""
    direction = table.votes.direction if table.votes else 0
    return Vote(table.start, table.end, "", direction, table.votes, table.groups, is_table=True)


def sentence_votes(sentence: Sentence, procedural: bool) -> Iterator[Vote]:
    """The votes of a sentence. Behind a vote on procedure, counts need a verdict in their own sentence."""
    if sentence.role is Role.OTHER:
        return
    said = verdict(sentence.text)
    counted = clusters(sentence.text)
    if sentence.role is Role.SIDE and said != r.ADOPTED_CHANGED:
        said = UNCLEAR if said or counted else ""
    if said:
        yield worded(sentence, said, [cluster for cluster in counted if cluster.fields or cluster.unanimous])
    elif not procedural and len(sentence.text) <= MAX_BARE + BARE_PER_COUNT * len(counted):
        for cluster in counted:
            yield bare(sentence, cluster)


def worded(sentence: Sentence, said: str, counted: list[Cluster]) -> Vote:
    """A verdict in words, with the counts of its sentence if there is one vote only."""
    vote = Vote(sentence.start, sentence.end, said)
    if len(counted) != 1 or said not in r.POSITIVE | r.NEGATIVE:
        return vote
    votes = counted[0].votes
    direction = 0 if votes.unanimous and votes.yes is None and votes.no is None else votes.direction
    return replace(vote, direction=direction, votes=votes, groups=tuple(counted[0].groups))


def bare(sentence: Sentence, cluster: Cluster) -> Vote:
    """Counts without a word."""
    vote = Vote(sentence.start + cluster.start, sentence.start + cluster.end)
    vote = replace(vote, direction=cluster.direction, votes=cluster.votes, groups=tuple(cluster.groups))
    if cluster.direction > 0 and changed(sentence.text) == r.ADOPTED_CHANGED:
        return replace(vote, start=sentence.start, end=sentence.end, verdict=r.ADOPTED_CHANGED)
    return vote
