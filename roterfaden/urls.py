"""All addresses. German pages have no prefix, English ones live below /en/; machine interfaces have no language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from roterfaden.api import api
from roterfaden.design import interfaces, wellknown
from roterfaden.design.sitemaps import SECTIONS
from roterfaden.kit.api import nowhere
from roterfaden.pages.interfaces import editors_words
from roterfaden.participation.views import impact

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", wellknown.robots),
    path(".well-known/security.txt", wellknown.security),
    path("manifest.webmanifest", wellknown.manifest, name="manifest"),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": SECTIONS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SECTIONS}, name="sitemap"),
    # Before Wagtail's own: its login knows no second factor.
    path("verwaltung/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("verwaltung/", include(wagtailadmin_urls)),
    path("dokumente/", include(wagtaildocs_urls)),
    path("oparl/v1.1/", include("roterfaden.council.oparl.urls")),
    path("api/v1/", api.urls),
    re_path(r"^api/(?P<path>.*)$", nowhere),
    path("", include("roterfaden.demo.urls")),
]

urlpatterns += i18n_patterns(
    path("faeden/", include("roterfaden.threads.urls")),
    path("rat/", include("roterfaden.council.urls")),
    path("ziele/kennzahlen/", include("roterfaden.strategy.indicators.urls")),
    path("ziele/berichte/", include("roterfaden.strategy.reports.urls")),
    path("ziele/", include("roterfaden.strategy.urls")),
    path("", include("roterfaden.contributions.urls")),
    path("mitmachen/", include("roterfaden.participation.modules.ideas.urls")),
    path("mitmachen/", include("roterfaden.participation.modules.petition.urls")),
    path("mitmachen/", include("roterfaden.participation.modules.draft.urls")),
    path("mitmachen/", include("roterfaden.participation.modules.debate.urls")),
    path("mitmachen/", include("roterfaden.participation.modules.questions.urls")),
    path("mitmachen/", include("roterfaden.participation.modules.events.urls")),
    path("mitmachen/", include("roterfaden.participation.urls")),
    path("", include("roterfaden.moderation.urls")),
    path("wirkung/", impact.page, name="impact"),
    path("suche/", include("roterfaden.search.urls")),
    path("stadtbezirke/", include("roterfaden.places.urls")),
    path("themen/", include("roterfaden.threads.topic_urls")),
    path("protokollbuch/", include("roterfaden.ledger.urls")),
    path("konto/ich/", include("roterfaden.accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("beitrag/", include("roterfaden.contributions.guests.urls")),
    path("", include("roterfaden.notices.urls")),
    path("schnittstellen/", interfaces.page(api, editors_words), name="interfaces"),
    path("", include("roterfaden.pages.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler500 = "roterfaden.design.errors.server_error"
