"""Topics: all of them, and what happens about one. The frame of the page is that of districts."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from roterfaden.design import navigation, sitemaps
from roterfaden.kit.bilingual import said
from roterfaden.kit.overviews import Scope
from roterfaden.places.feeds import ENTRIES, overview_feed
from roterfaden.places.overview import filled, newest
from roterfaden.threads.models import Topic
from roterfaden.threads.querysets import PUBLIC

#: Topics are what editors keep apart: a city has some dozens.
MOST = 300


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, each with the number of its public threads."""
    number = Count("threads", filter=Q(threads__state__in=PUBLIC), distinct=True)
    rows = Topic.objects.annotate(number=number).order_by("title")[:MOST]
    shown = [(topic, said(topic, "title"), said(topic, "text")) for topic in rows]
    return render(request, "threads/topics.html", {"topics": shown})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Was passiert beim Thema …?"""
    found = get_object_or_404(Topic, slug=slug)
    context = {
        "topic": found,
        "title": said(found, "title"),
        "text": said(found, "text"),
        "sections": filled(Scope("topic", found.slug), request.user),
        "others": [(other, said(other, "title")) for other in Topic.objects.exclude(pk=found.pk)[:MOST]],
        "kind": "topic",
        "key": found.pk,
        "feed": reverse("topics:topic_feed", args=[found.slug]),
    }
    return render(request, "threads/topic.html", context)


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as Atom."""
    found = get_object_or_404(Topic, slug=slug)
    here, page = reverse("topics:topic_feed", args=[slug]), reverse("topics:topic", args=[slug])
    things = newest(filled(Scope("topic", found.slug), None, ENTRIES))
    return overview_feed(_("Thema: {topic}").format(topic=said(found, "title")), page, here, things)


class TopicSitemap(Sitemap[Any]):
    """Each topic's page."""

    i18n = True
    alternates = True
    limit = 5_000

    def items(self) -> QuerySet[Topic]:
        """All."""
        return Topic.objects.only("slug").order_by("pk")

    def location(self, item: Topic) -> str:
        """Its address in the active language."""
        return reverse("topics:topic", args=[item.slug])


def register_topics() -> None:
    """Tell menu and sitemap."""
    navigation.register(navigation.Entry(gettext_lazy("Themen"), "topics:topics", order=60, place="foot"))
    sitemaps.register("themen", TopicSitemap)
