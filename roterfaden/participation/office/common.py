"""What the views of the back office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from roterfaden.participation.actions import Conflict, MethodObjects, NotInThatState, NotReady, ReasonMissing
from roterfaden.participation.models import Process
from roterfaden.participation.querysets import may_see_all

View = Callable[..., HttpResponseBase]


def office_view(view: View) -> View:
    """For those who may see processes; what an action refuses because of the state of things is said in a line."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_all(request.user):
            raise PermissionDenied
        try:
            return view(request, *args, **kwargs)
        except MethodObjects as problem:
            messages.error(request, problem.reason)
        except NotInThatState:
            messages.error(request, _("Das geht in diesem Stand nicht (mehr)."))
        except ReasonMissing:
            messages.error(request, _("Bitte schreiben Sie dazu, warum oder mit welchem Ergebnis."))
        except NotReady as problem:
            words = ", ".join(missing_words(problem.missing))
            messages.error(request, _("Noch nicht veröffentlicht. Es fehlt: {names}.").format(names=words))
        except Conflict:
            messages.error(
                request, _("Jemand hat inzwischen gespeichert. Bitte sehen Sie nach und versuchen es noch einmal.")
            )
        pk = kwargs.get("pk")
        return redirect("participation_office:edit", pk) if pk else redirect("participation_office:processes")

    return answered


def missing_words(names: list[str]) -> list[str]:
    """Fields in words."""
    fields = {field.name: str(getattr(field, "verbose_name", "")) for field in Process._meta.get_fields()}
    return [fields.get(name) or str(_("mindestens eine Phase")) for name in names]
