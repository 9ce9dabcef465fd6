"""My data: take all of it, erase it, revoke a consent."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.accounts import consents
from roterfaden.accounts.erasing import erase
from roterfaden.accounts.exporting import as_json, as_zip
from roterfaden.accounts.forms import EraseForm
from roterfaden.accounts.models import ErasedAs, Person
from roterfaden.accounts.views.shared import for_people, private


@require_safe
@for_people
def as_document(request: HttpRequest, person: Person) -> HttpResponse:
    """All my data as JSON."""
    return _download(as_json(person), "application/json", "meine-daten.json")


@require_safe
@for_people
def as_archive(request: HttpRequest, person: Person) -> HttpResponse:
    """All my data as an archive, with what I uploaded."""
    return _download(as_zip(person), "application/zip", "meine-daten.zip")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def erase_me(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask what shall become of the words, then erase."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase(person, ErasedAs(form.cleaned_data["words"]))
        logout(request)
        return redirect("people:erased")
    return render(request, "accounts/mine/erase.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@private
def erased(request: HttpRequest) -> HttpResponse:
    """Nothing personal is left."""
    return render(request, "accounts/mine/erased.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    """Take a consent back, by its secret link; works without logging in, and a second time."""
    consent = consents.consent_of(token)
    if consent is None:
        return render(request, "accounts/mine/no_consent.html", status=404)
    done = request.method == "POST"
    if done:
        consents.revoke(consent)
        consent.refresh_from_db()
    values = {"consent": consent, "purpose": consents.purposes.get(consent.purpose), "done": done}
    return render(request, "accounts/mine/revoke.html", values)
