"""Addresses below /moderation/, and /spielregeln/."""

from __future__ import annotations

from django.urls import path

from roterfaden.moderation.views import own, public, reporting

app_name = "moderation"
urlpatterns = [
    path("spielregeln/", public.rules, name="rules"),
    path("moderation/", public.overview, name="log"),
    path("moderation/entscheidungen.csv", public.csv_file, name="csv"),
    path("moderation/entscheidungen.atom", public.feed, name="feed"),
    path("moderation/eintrag/<uuid:uid>/", public.entry, name="entry"),
    path("moderation/zahlen/", public.figures, name="figures"),
    path("moderation/zahlen.csv", public.figures_csv, name="figures_csv"),
    path("moderation/melden/<slug:kind>/<str:key>/", reporting.report, name="report"),
    path("moderation/danke/", reporting.thanks, name="thanks"),
    path("moderation/meldung/", reporting.look_up, name="look_up"),
    path("moderation/meldung/<str:code>/", reporting.receipt, name="receipt"),
    path("moderation/nachgefragt/<str:token>/", reporting.followed_up, name="followed_up"),
    path("moderation/begruendung/<str:token>/", own.own, name="own"),
]
