"""The worker's own traces of a person: tasks whose arguments name them."""

from __future__ import annotations

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from roterfaden.operation.erasing import Erasure, eraser
from roterfaden.operation.erasing.columns import spellings


@eraser("operation.tasks", label=_("Aufträge an den Aufgaben-Prozess"))
def forget_tasks(erasure: Erasure) -> int:
    """Tasks about the person go, done or not; one that runs now keeps its row, and is told as a remainder."""
    wanted = Q(as_text__contains=f'"{erasure.owner}"')
    for text in erasure.texts:
        for spelled in spellings(text):
            wanted |= Q(as_text__contains=spelled)
    rows = DBTaskResult.objects.exclude(status=TaskResultStatus.RUNNING)
    return int(rows.annotate(as_text=Cast("args_kwargs", TextField())).filter(wanted).delete()[0])
