"""Every finding that the checker knows."""

from __future__ import annotations

from roterfaden.council.conformance.rule import Rule
from roterfaden.council.conformance.rules import http, links, lists, objects

RULES: dict[str, Rule] = {rule.code: rule for rule in (*objects.RULES, *links.RULES, *lists.RULES, *http.RULES)}
