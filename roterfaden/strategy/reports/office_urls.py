"""Addresses below /verwaltung/berichte/."""

from __future__ import annotations

from django.urls import path

from roterfaden.strategy.reports import office

app_name = "reports_office"
urlpatterns = [
    path("", office.index, name="index"),
    path("neu/", office.create, name="create"),
    path("<int:pk>/", office.report, name="report"),
    path("<int:pk>/freigeben/", office.publish, name="publish"),
    path("<int:pk>/zurueckgeben/", office.send_back, name="return"),
]
