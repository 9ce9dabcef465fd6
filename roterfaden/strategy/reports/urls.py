"""Addresses below /ziele/berichte/."""

from __future__ import annotations

from django.urls import path, register_converter

from roterfaden.strategy.reports import views


class KeyConverter:
    """A primary key in an address: no more digits than the database holds."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


register_converter(KeyConverter, "reportkey")

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("<reportkey:key>", views.report, name="report"),
    path("<reportkey:key>.json", views.data, name="report_json"),
    path("<reportkey:key>/vergleich/<reportkey:other>", views.comparison, name="comparison"),
]
