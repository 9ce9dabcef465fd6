"""Addresses below /ziele/kennzahlen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.strategy.indicators.views import public

app_name = "indicators"
urlpatterns = [
    path("", public.indicators, name="indicators"),
    path("methode", public.method, name="method"),
    path("<slug:slug>", public.indicator, name="indicator"),
    path("<slug:slug>/", public.without_slash),
    path("<slug:slug>.csv", public.table, name="indicator_csv"),
    path("<slug:slug>.json", public.data, name="indicator_json"),
    path("<slug:slug>.jsonld", public.linked_data, name="indicator_jsonld"),
    path("<slug:slug>.atom", public.feed, name="indicator_feed"),
    path("<slug:slug>/einbetten", public.embedded, name="indicator_embed"),
]
