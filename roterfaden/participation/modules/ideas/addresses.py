"""Where ideas live on the portal."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Process


def idea_address(pk: int | str) -> str:
    """The path of an idea's page; it stays when the process gets another name."""
    return reverse("ideas:idea", args=[pk])


def path_of(contribution: Contribution) -> str:
    """The same for `contributions.registry`."""
    return idea_address(contribution.pk)


def edit_address(contribution: Contribution) -> str:
    """Where its author changes it, for `contributions.registry`."""
    return reverse("ideas:edit", args=[contribution.pk])


def list_address(process: Process, face: str = "ideas", *more: str) -> str:
    """The path of a process' list of ideas, or of another face of it: feed, export, submit, similar."""
    return reverse(f"ideas:{face}", args=[process.slug, *more])


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"
