"""Addresses of the OParl interface. They are permanent: clients keep them as ids."""

from __future__ import annotations

from django.urls import path, re_path

from roterfaden.council.oparl import views

app_name = "oparl"
urlpatterns = [
    path("system", views.system, name="system"),
    path("body", views.bodies, name="bodies"),
    path("file/<int:pk>/download", views.download, name="download"),
    path("file/<int:pk>/text", views.extracted, name="text"),
    path("<slug:kind>/<int:pk>", views.single, name="object"),
    path("<slug:kind>/<int:pk>/<slug:name>", views.part, name="list"),
    re_path(r"^(?P<path>.*)$", views.nowhere, name="nowhere"),
]
