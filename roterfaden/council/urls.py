"""Addresses of the council pages, below /rat/. Lists end with a slash; a thing's address does not."""

from __future__ import annotations

from django.urls import path, register_converter

from roterfaden.council.addresses import KeyConverter, NumberConverter
from roterfaden.council.views import (
    calendar,
    compare,
    files,
    meetings,
    organizations,
    overview,
    paper,
    papers,
    persons,
    revisions,
    sources,
)

register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")

app_name = "council"
PAPER = "drucksachen/<number:slug>"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("drucksachen/", papers.papers, name="papers"),
    path("drucksachen/feed.atom", papers.feed, name="papers_feed"),
    path("drucksachen/export.<str:kind>", papers.export, name="papers_export"),
    path("sitzungen/", meetings.meetings, name="meetings"),
    path("sitzungen/<key:pk>.ics", calendar.meeting_file, name="meeting_calendar"),
    path("sitzungen/<key:pk>", meetings.meeting, name="meeting"),
    path("kalender/", calendar.month, name="calendar"),
    path("kalender/alle.ics", calendar.everything, name="calendar_file"),
    path("gremien/", organizations.organizations, name="organizations"),
    path("gremien/<key:pk>/kalender.ics", calendar.organization_file, name="organization_calendar"),
    path("gremien/<key:pk>/mitglieder", organizations.members, name="members"),
    path("gremien/<key:pk>", organizations.organization, name="organization"),
    path("koerperschaften/<slug:slug>", organizations.body, name="body"),
    path("personen/", persons.persons, name="persons"),
    path("personen/<key:pk>", persons.person, name="person"),
    path("dateien/<key:pk>", files.file, name="file"),
    path("aenderungen/", revisions.revisions, name="revisions"),
    path("aenderungen/feed.atom", revisions.feed, name="revisions_feed"),
    path("aenderungen/<key:pk>", revisions.revision, name="revision"),
    path("quellen/", sources.sources, name="sources"),
    path("quellen/pruefbericht", sources.report, name="conformance_report"),
    path("quellen/<slug:slug>", sources.source, name="source"),
    path(f"{PAPER}.atom", paper.feed, name="paper_feed"),
    path(f"{PAPER}.json", paper.data, name="paper_data"),
    path(f"{PAPER}/aenderungen", revisions.of_paper, name="paper_revisions"),
    path(f"{PAPER}/vergleich/<number:other>", compare.compare, name="paper_compare"),
    path(f"{PAPER}/", paper.without_slash),
    path(PAPER, paper.paper, name="paper"),
    path("drucksachen/<number:base>/<str:rest>", paper.by_number),
    path(f"<slug:body>/{PAPER}.atom", paper.feed, name="body_paper_feed"),
    path(f"<slug:body>/{PAPER}.json", paper.data, name="body_paper_data"),
    path(f"<slug:body>/{PAPER}/aenderungen", revisions.of_paper, name="body_paper_revisions"),
    path(f"<slug:body>/{PAPER}/vergleich/<number:other>", compare.compare, name="body_paper_compare"),
    path(f"<slug:body>/{PAPER}", paper.paper, name="body_paper"),
]
