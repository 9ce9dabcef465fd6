"""The accessibility statement, made from a list of known gaps that editors keep."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.url_routing import RouteResult

from roterfaden.pages.models.bilingual import Said, said, tabs
from roterfaden.pages.models.standard import TextPage

#: Below the statement's address: the form, and the page that confirms a message.
REPORT, THANKS = "melden", "danke"


class KnownGap(models.Model):
    """Something that does not work for everybody yet."""

    area = models.CharField(_("Bereich"), max_length=200)
    area_en = models.CharField(_("Bereich (englisch)"), max_length=200, blank=True)
    what = models.TextField(_("Was nicht geht"))
    what_en = models.TextField(_("Was nicht geht (englisch)"), blank=True)
    instead = models.TextField(_("Was stattdessen hilft"), blank=True)
    instead_en = models.TextField(_("Was stattdessen hilft (englisch)"), blank=True)
    criterion = models.CharField(_("Kriterium der WCAG"), max_length=100, blank=True, help_text=_("z. B. 1.1.1"))
    since = models.DateField(_("bekannt seit"), default=timezone.localdate)
    planned = models.DateField(_("behoben bis"), null=True, blank=True)
    planned_note = models.CharField(_("Anmerkung zum Termin"), max_length=300, blank=True)
    planned_note_en = models.CharField(_("Anmerkung zum Termin (englisch)"), max_length=300, blank=True)
    mended = models.DateField(_("behoben am"), null=True, blank=True)

    class Meta:
        verbose_name = _("bekannte Lücke")
        verbose_name_plural = _("bekannte Lücken")
        ordering = ["area", "since", "pk"]

    def __str__(self) -> str:
        return f"{self.area}: {self.what[:60]}"

    @property
    def shown(self) -> dict[str, Said]:
        """Its texts in the active language."""
        return {name: said(self, name) for name in ("area", "what", "instead", "planned_note")}

    @property
    def is_late(self) -> bool:
        """Whether the promised day has passed."""
        return self.planned is not None and self.mended is None and self.planned < timezone.localdate()


class AccessibilityPage(TextPage):
    """The statement: intro, known gaps, and the text below them (legal bases, arbitration)."""

    checked = models.DateField(_("zuletzt geprüft am"), default=timezone.localdate)
    method = models.TextField(_("wie geprüft wurde"), blank=True)
    method_en = models.TextField(_("wie geprüft wurde (englisch)"), blank=True)

    template = "pages/accessibility_page.html"
    allowed_http_methods = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")  # the views below judge
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.StartPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(
        [MultiFieldPanel([FieldPanel("checked"), FieldPanel("method")], _("Prüfung")), *TextPage.german],
        [FieldPanel("method_en"), *TextPage.english],
        TextPage.plain_tab,
    )

    class Meta:
        verbose_name = _("Erklärung zur Barrierefreiheit")
        verbose_name_plural = _("Erklärungen zur Barrierefreiheit")

    @property
    def how(self) -> Said:
        """How it was checked, in the active language."""
        return said(self, "method")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer `…/melden/` with the form and `…/melden/danke/` with the confirmation."""
        if path_components in ([REPORT], [REPORT, THANKS]) and self.live:
            return RouteResult(self, kwargs={"form": True, "thanks": len(path_components) == 2})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, plain: bool = False, **kwargs: Any) -> HttpResponse:
        """The statement, or the form that belongs to it."""
        from roterfaden.pages.views import feedback

        if not kwargs.pop("form", False):
            if request.method not in TextPage.allowed_http_methods:
                return HttpResponseNotAllowed(TextPage.allowed_http_methods)
            return super().serve(request, *args, plain=plain, **kwargs)
        return feedback.thanks(request, self) if kwargs["thanks"] else feedback.form(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the gaps that are open and those mended in the last year."""
        context = super().get_context(request, *args, **kwargs)
        rows = list(KnownGap.objects.all()[:200])
        context["gaps"] = [gap for gap in rows if gap.mended is None]
        context["mended"] = [gap for gap in rows if gap.mended is not None]
        return context
