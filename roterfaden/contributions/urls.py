"""Addresses of conversations and of single contributions."""

from __future__ import annotations

from django.urls import path
from django.views.generic import TemplateView

from roterfaden.contributions.views import own, profile, talk, writing

app_name = "contributions"
urlpatterns = [
    path("beitraege/wartet/", TemplateView.as_view(template_name="contributions/waiting.html"), name="waiting"),
    path("menschen/<uuid:uid>/", profile.profile, name="profile"),
    path("beitraege/<int:pk>/", talk.contribution, name="contribution"),
    path("beitraege/<int:pk>/antworten/", writing.reply, name="reply"),
    path("beitraege/<int:pk>/unterstuetzen/", writing.support, name="support"),
    path("beitraege/<int:pk>/unterstuetzung-zuruecknehmen/", writing.withdraw_support, name="withdraw_support"),
    path("beitraege/<int:pk>/bearbeiten/", own.edit, name="edit"),
    path("beitraege/<int:pk>/ergaenzen/", own.add, name="add"),
    path("beitraege/<int:pk>/zurueckziehen/", own.withdraw, name="withdraw"),
    path("gespraech/<slug:kind>/<path:key>.atom", talk.feed, name="feed"),
    path("gespraech/<slug:kind>/<path:key>.csv", talk.table, name="table"),
    path("gespraech/<slug:kind>/<path:key>/schreiben/", writing.write, name="write"),
    path("gespraech/<slug:kind>/<path:key>/", talk.conversation, name="conversation"),
]
