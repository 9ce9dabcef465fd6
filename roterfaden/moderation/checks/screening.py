"""All checks over one new contribution: its hits are kept, and the reasons given to the author."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from roterfaden.contributions.models import Channel, Contribution
from roterfaden.moderation.checks import Found, Material, checks
from roterfaden.moderation.models import Hit
from roterfaden.moderation.targets import ref_of


def screen(contribution: Contribution) -> Sequence[str]:
    """Registered with contributions: reasons to hold it back. What the staff typed from paper is not held back."""
    if contribution.sample_data or contribution.channel != Channel.ONLINE:
        return ()
    material = Material(contribution)
    found = [(check.key, hit) for check in checks.values() if (hit := check.look(material)) is not None]
    _keep(contribution, found)
    return [str(checks[key].reason) for key, _hit in found]


def _keep(contribution: Contribution, found: Sequence[tuple[str, Found]]) -> None:
    ref = ref_of(contribution)
    rows = [
        Hit(
            target_kind=ref.kind,
            target_key=ref.key,
            rule=key,
            version=hit.version or checks[key].version,
            gravity=hit.gravity,
            detail=hit.detail,
        )
        for key, hit in found
    ]
    if rows:
        Hit.objects.bulk_create(rows, ignore_conflicts=True)


def reasons(rules: Sequence[str]) -> list[str]:
    """Why something waits, for its author; a check of an earlier version is told in general."""
    said = [str(checks[key].reason) if key in checks else _("Eine Prüfung hat etwas gefunden.") for key in rules]
    return list(dict.fromkeys(said))


def label_of(rule: str) -> str:
    """A check's name for moderators."""
    return str(checks[rule].label) if rule in checks else rule
