"""Addresses below /faeden/."""

from __future__ import annotations

from django.urls import path

from roterfaden.threads.views import embed, lists, thread

app_name = "threads"
urlpatterns = [
    path("", lists.threads, name="threads"),
    path("liste/feed.atom", lists.feed, name="threads_feed"),
    path("liste/export.<str:kind>", lists.export, name="threads_export"),
    path("<slug:slug>", thread.page, name="thread"),
    path("<slug:slug>/", thread.without_slash),
    path("<slug:slug>.atom", thread.feed, name="thread_feed"),
    path("<slug:slug>.jsonld", thread.data, name="thread_data"),
    path("<slug:slug>.csv", thread.table, name="thread_table"),
    path("<slug:slug>/einbetten", embed.embedded, name="thread_embed"),
    path("<slug:slug>/weitergeben", embed.share, name="thread_share"),
]
