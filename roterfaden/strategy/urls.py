"""Addresses below /ziele/. Lists end with a slash; a thing's address does not."""

from __future__ import annotations

app_name = "strategy"
urlpatterns: list[URLPattern] = []
