"""The back office of the ledger: erasing a person or an entry, first shown, then done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.ledger.erasing import MOST_REASON, PERMISSION, StillPending, erase, erase_content
from roterfaden.ledger.models import Entry, PersonalFact
from roterfaden.operation.erasing import SHORTEST
from roterfaden.operation.erasing.columns import places


class EraseForm(forms.Form):
    """Who or what, why, and by which words."""

    what = forms.CharField(
        label=gettext_lazy("Was soll gelöscht werden?"),
        max_length=LONGEST_KEY + 61,
        help_text=gettext_lazy(
            "Eine Person, zum Beispiel person:17, oder der Inhalt eines Eintrags, zum Beispiel entry:120"
        ),
    )
    texts = forms.CharField(
        label=gettext_lazy("Namen und Adressen, die überall geschwärzt werden sollen"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Je Zeile ein Text mit mindestens 6 Zeichen. Er wird in allen Tabellen ersetzt."),
    )
    contents = forms.BooleanField(
        label=gettext_lazy("Auch die Inhalte aller Einträge löschen, die von dieser Person handeln"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Grund"),
        max_length=MOST_REASON,
        help_text=gettext_lazy("Er steht für immer öffentlich im Protokollbuch. Nennen Sie die Person nicht."),
    )

    def clean_what(self) -> Ref:
        """A kind and a key."""
        kind, colon, key = str(self.cleaned_data["what"]).strip().partition(":")
        if not colon or not kind or not key:
            raise forms.ValidationError(_("Bitte schreiben Sie Art und Schlüssel, zum Beispiel person:17."))
        if kind == "entry" and not (key.isascii() and key.isdigit() and len(key) < 19 and _entry(int(key))):
            raise forms.ValidationError(_("Einen Eintrag mit dieser Nummer gibt es nicht."))
        return Ref(kind, key)

    def clean_texts(self) -> list[str]:
        """The lines."""
        lines = [line.strip() for line in str(self.cleaned_data["texts"]).splitlines() if line.strip()]
        if any(len(line) < SHORTEST for line in lines):
            raise forms.ValidationError(_("Jeder Text braucht mindestens 6 Zeichen, sonst träfe er zu vieles."))
        return lines

    def clean(self) -> dict[str, Any]:
        """The reason is public."""
        data = super().clean() or {}
        if any(text in data.get("reason", "") for text in data.get("texts", ())):
            self.add_error("reason", _("Der Grund ist öffentlich und darf die Person nicht nennen."))
        return data


@dataclass(frozen=True)
class Preview:
    """What would be erased."""

    facts: int
    entries: int
    places: dict[str, int]


@require_http_methods(["GET", "HEAD", "POST"])
def erasing(request: HttpRequest) -> HttpResponse:
    """The form; then what would happen; then it happens."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = EraseForm(request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "sure" in request.POST:
            return _erase(request, form)
        preview = _preview(form.cleaned_data["what"], form.cleaned_data)
    status = 422 if form.errors else 200
    return render(request, "ledger/office/erase.html", {"form": form, "preview": preview}, status=status)


def _preview(what: Ref, data: dict[str, Any]) -> Preview:
    if what.kind == "entry":
        return Preview(PersonalFact.objects.filter(entry=int(what.key)).count(), 1, {})
    facts = PersonalFact.objects.filter(owner_kind=what.kind, owner_key=what.key)
    entries = Entry.objects.about(what).count() if data["contents"] else 0
    return Preview(facts.count(), entries, places(data["texts"]))


def _erase(request: HttpRequest, form: EraseForm) -> HttpResponse:
    data, user = form.cleaned_data, request.user
    what: Ref = data["what"]
    try:
        if what.kind == "entry":
            erase_content(user, int(what.key), data["reason"])  # type: ignore[arg-type]
        else:
            erase(user, what, data["reason"], data["texts"], data["contents"])  # type: ignore[arg-type]
    except StillPending:
        messages.error(request, _("Gerade werden Einträge nummeriert. Bitte versuchen Sie es noch einmal."))
        return redirect("ledger_office:erase")
    done = _("Gelöscht. Suchindex und freie Seiten der Datenbank folgen in den nächsten Minuten.")
    messages.success(request, done)
    return redirect("ledger_office:erase")


def _entry(number: int) -> bool:
    return Entry.objects.filter(number=number).exists()
