"""Addresses of indicators and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from roterfaden.strategy.models import Indicator, Report


def indicator_address(indicator: Indicator, name: str = "indicator") -> str:
    """An indicator's page, or another of its faces."""
    return reverse(f"indicators:{name}", args=[indicator.slug])


def report_address(report: Report, name: str = "report") -> str:
    """A report's page, or another of its faces."""
    return reverse(f"reports:{name}", args=[report.pk])


def absolute(path: str) -> str:
    """A path with the portal's own host."""
    return f"{settings.SITE_URL}{path}"
