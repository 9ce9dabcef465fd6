"""Addresses below /ziele/. Lists end with a slash; a thing's address does not."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from roterfaden.strategy.views import measures, plans, timeline, versions

app_name = "strategy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.overview, name="overview"),
    path("stand", plans.rule, name="rule"),
    path("verschiebungen/", measures.shifts, name="shifts"),
    path("zeitplan/", timeline.timeline, name="timeline"),
    path("bezirke/", timeline.districts, name="districts"),
    path("bezirke/<slug:slug>", timeline.district, name="district"),
    path("massnahmen/", measures.measures, name="measures"),
    path("massnahmen/export.<str:kind>", measures.export, name="measures_export"),
    path("massnahmen/<slug:slug>.jsonld", measures.measure_data, name="measure_data"),
    path("massnahmen/<slug:slug>", measures.measure, name="measure"),
    path("<slug:slug>/fassungen/", versions.versions, name="versions"),
    path("<slug:slug>/fassungen/<int:number>.json", versions.version_data, name="version_data"),
    path("<slug:slug>/fassungen/<int:number>", versions.version, name="version"),
    path("<slug:slug>/vergleich/<int:old>/<int:new>", versions.comparison, name="compare"),
    path("<slug:slug>/punkte/<slug:code>", plans.node, name="node"),
    path("<slug:slug>", plans.plan, name="plan"),
]
