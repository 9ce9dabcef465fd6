"""What methods take from paper, telephone and the hall: also after the end, for what came in time is typed later."""

from __future__ import annotations

from django.utils import timezone

from roterfaden.participation.models import Phase, ProcessState


def takes_paper(phase: Phase) -> bool:
    """Whether a phase has begun and its process is open. Needs `phase.process`."""
    begun = phase.start is not None and phase.start <= timezone.now()
    return begun and phase.process.state == ProcessState.PUBLIC and not phase.process.is_template
