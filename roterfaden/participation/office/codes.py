"""Codes for letters, statistics and exports in the back office."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.participation import census, exports
from roterfaden.participation.actions.codes import MOST, make_codes, withdraw_codes
from roterfaden.participation.actions.common import STATISTICS, require
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.models import LetterCode, Process
from roterfaden.participation.office.common import office_view
from roterfaden.participation.printing import code_list
from roterfaden.participation.statistics import tables_of
from roterfaden.participation.views.results import sheet_of

#: Printings that the page lists.
MOST_BATCHES = 200


class CodesForm(forms.Form):
    """How many codes, for which printing."""

    number = forms.IntegerField(label=lazy("Wie viele?"), min_value=1, max_value=MOST)
    batch = forms.CharField(
        label=lazy("Name des Drucks"), max_length=40, help_text=lazy("Zum Beispiel „Mitte, 3. März“.")
    )


class CensusForm(forms.Form):
    """The file with the city's figures."""

    file = forms.FileField(label=lazy("CSV-Datei"), help_text=lazy("art;schluessel;anzahl, in UTF-8"))
    source = forms.CharField(label=lazy("Quelle und Stichtag"), max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make codes: the answer is the printed list; it cannot be made a second time."""
    process = get_object_or_404(Process, pk=pk)
    form = CodesForm(request.POST or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        found = make_codes(request.user, process, data["number"], data["batch"])  # type: ignore[arg-type]
        link = absolute(f"{address(process)}code/")
        answer = HttpResponse(code_list(process.title, link, data["batch"], found), content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="codes-{process.slug}.pdf"'
        answer["Cache-Control"] = "no-store"
        return answer
    rows = LetterCode.objects.filter(process=process).values("batch").order_by("batch")
    used, void = Count("pk", filter=Q(used_at__isnull=False)), Count("pk", filter=Q(withdrawn_at__isnull=False))
    batches = rows.annotate(number=Count("pk"), used=used, void=void)[:MOST_BATCHES]
    context = {"process": process, "form": form, "batches": batches}
    return render(request, "participation/office/codes.html", context, status=422 if form.errors else 200)


@require_POST
@office_view
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a printing void."""
    process = get_object_or_404(Process, pk=pk)
    number = withdraw_codes(request.user, process, request.POST.get("batch", "").replace("\x00", ""))  # type: ignore[arg-type]
    words = ngettext("{number} Code ist jetzt ungültig.", "{number} Codes sind jetzt ungültig.", number)
    messages.success(request, words.format(number=number))
    return redirect("participation_office:codes", pk)


@require_safe
@office_view
def statistics(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part and who is missing."""
    require(request.user, STATISTICS)  # type: ignore[arg-type]
    process = get_object_or_404(Process, pk=pk)
    context = {"process": process, "tables": tables_of(process.ref), "sheets": exports.sheets_of(process)}
    return render(request, "participation/office/statistics.html", context)


@require_safe
@office_view
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """A table in the form that the address names; at any time, for those who see statistics."""
    require(request.user, STATISTICS)  # type: ignore[arg-type]
    process = get_object_or_404(Process, pk=pk)
    if kind == "json":
        return exports.as_json(process, exports.sheets_of(process))
    if kind not in ("csv", "xlsx"):
        raise Http404
    make = exports.as_csv if kind == "csv" else exports.as_xlsx
    return make(process, sheet_of(request, process))


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def residents(request: HttpRequest) -> HttpResponse:
    """How many people live here, by district and by age: replaced as a whole."""
    form = CensusForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not request.user.has_perm("participation.change_censusfigure"):
        raise PermissionDenied
    if form.is_bound and form.is_valid():
        try:
            figures = census.read(form.cleaned_data["file"].read(census.MOST_BYTES + 1))
            number = census.replace(figures, form.cleaned_data["source"])
            messages.success(request, _("Übernommen: {number} Zahlen.").format(number=number))
            return redirect("participation_office:residents")
        except census.Wrong as problem:
            form.add_error("file", str(problem))
    context = {"form": form, "tables": tables_of()}
    return render(request, "participation/office/residents.html", context, status=422 if form.errors else 200)
