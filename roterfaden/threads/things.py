"""Threads and topics as public things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.kit import overviews
from roterfaden.kit.bilingual import said
from roterfaden.kit.overviews import Scope
from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, register
from roterfaden.threads.addresses import address, topic_address
from roterfaden.threads.models import State, Station, Thread, Topic
from roterfaden.threads.querysets import ThreadQuerySet
from roterfaden.threads.stages import Stage

MOST = 20
LONGEST_QUESTION = 200


def register_things() -> None:
    """Tell the registry."""
    register(Kind("thread", _("Faden"), _("Fäden"), load_threads, find_threads, thread_texts, stage=Stage.IDEA))
    register(Kind("topic", _("Thema"), _("Themen"), load_topics, find_topics, topic_texts, stage=Stage.IDEA))
    overviews.register(overviews.Section("threads", _("Fäden"), 20, threads_of_scope, list_of_scope))


def threads_of_scope(scope: Scope, _user: Any, limit: int) -> Sequence[Thing]:
    """The threads of a district or topic, the newest change first: three queries."""
    where = Q(districts__slug=scope.slug) if scope.kind == "district" else Q(topics__slug=scope.slug)
    rows = Thread.objects.visible_to().filter(where).order_by("-changed_at", "-pk")
    return [thread_thing(row) for row in with_parts(rows)[:limit]]


def list_of_scope(scope: Scope) -> str:
    """The list of threads with this filter."""
    parameter = "bezirk" if scope.kind == "district" else "thema"
    return f"{reverse('threads:threads')}?{urlencode({parameter: scope.slug})}"


def load_threads(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Threads with the slugs of their districts and topics: three queries."""
    rows = with_parts(Thread.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys)))
    return {str(row.pk): thread_thing(row) for row in rows}


def with_parts(rows: ThreadQuerySet) -> ThreadQuerySet:
    """With what `thread_thing` needs."""
    return rows.prefetch_related("districts", "topics")


def thread_thing(thread: Thread) -> Thing:
    """A thread as other rooms show it."""
    districts = tuple(district.slug for district in thread.districts.all())
    topics = tuple(topic.slug for topic in thread.topics.all())
    return replace(bare_thing(thread), districts=districts, topics=topics)


def bare_thing(thread: Thread) -> Thing:
    """The same without districts and topics, which cost two more queries."""
    stage = Stage(thread.stage).label if thread.stage else ""
    return Thing(
        Ref("thread", str(thread.pk)),
        str(said(thread, "title")),
        address(thread),
        _("Faden"),
        summary=str(said(thread, "summary")),
        date=localtime(thread.changed_at).date(),
        state=str(State.CLOSED.label if thread.state == State.CLOSED else stage),
        sample=thread.sample_data,
    )


def find_threads(text: str, user: Any) -> Sequence[Thing]:
    """Threads whose title holds the text."""
    words = text.replace("\x00", "").strip()[:LONGEST_QUESTION]
    if not words:
        return ()
    named = Q(title__icontains=words) | Q(title_en__icontains=words) | Q(slug=words)
    return [thread_thing(row) for row in with_parts(Thread.objects.visible_to(user).filter(named))[:MOST]]


def thread_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What a public thread says itself: two queries."""
    rows = {row.pk: row for row in Thread.objects.visible_to().filter(pk__in=keys_as_numbers(keys))}
    found = {str(pk): [row.title, row.summary] for pk, row in rows.items()}
    stations = Station.objects.filter(thread__in=rows).values_list("thread_id", "heading", "sentence")
    for pk, heading, sentence in stations:
        found[str(pk)] += [heading, sentence]
    return found


def load_topics(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Topics are public: one query."""
    return {str(row.pk): topic_thing(row) for row in Topic.objects.filter(pk__in=keys_as_numbers(keys))}


def topic_thing(topic: Topic) -> Thing:
    """A topic as other rooms show it."""
    ref = Ref("topic", str(topic.pk))
    summary = str(said(topic, "text"))
    return Thing(
        ref, str(said(topic, "title")), topic_address(topic), _("Thema"), summary=summary, topics=(topic.slug,)
    )


def find_topics(text: str, _user: Any) -> Sequence[Thing]:
    """Topics whose name holds the text."""
    words = text.replace("\x00", "").strip()[:LONGEST_QUESTION]
    named = Q(title__icontains=words) | Q(title_en__icontains=words)
    return [topic_thing(row) for row in Topic.objects.filter(named)[:MOST]] if words else ()


def topic_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What editors wrote about it."""
    rows = Topic.objects.filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.title, row.text] for row in rows}
