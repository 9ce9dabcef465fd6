"""Addresses below /themen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.threads import topics

app_name = "topics"
urlpatterns = [
    path("", topics.topics, name="topics"),
    path("<slug:slug>", topics.topic, name="topic"),
    path("<slug:slug>.atom", topics.topic_feed, name="topic_feed"),
]
