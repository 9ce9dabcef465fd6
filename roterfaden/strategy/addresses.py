"""Addresses of public things of the room. Lists end with a slash; a thing's address does not."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from roterfaden.strategy.models import Measure, Milestone, Node, Plan, PlanVersion


def plan_address(plan: Plan, name: str = "plan") -> str:
    """A plan's page, or another of its faces."""
    return reverse(f"strategy:{name}", args=[plan.slug])


def node_address(node: Node) -> str:
    """A node's page. Needs `node.plan`."""
    return reverse("strategy:node", args=[node.plan.slug, node.code])


def measure_address(measure: Measure, name: str = "measure") -> str:
    """A measure's page, or another of its faces."""
    return reverse(f"strategy:{name}", args=[measure.slug])


def milestone_address(milestone: Milestone) -> str:
    """A milestone's place on its measure's page. Needs `milestone.measure`."""
    return f"{measure_address(milestone.measure)}#schritt-{milestone.pk}"


def version_address(version: PlanVersion) -> str:
    """A frozen version's page. Needs `version.plan`."""
    return reverse("strategy:version", args=[version.plan.slug, version.number])


def absolute(path: str) -> str:
    """A path with the portal's own host."""
    return f"{settings.SITE_URL}{path}"
