"""Addresses below /mitmachen/."""

from django.urls import include, path

from roterfaden.participation.views import codes, overview, process, results

app_name = "participation"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("liste/feed.atom", overview.feed, name="feed"),
    path("<slug:slug>/umfrage/<int:phase>/", include("roterfaden.participation.modules.survey.urls")),
    path("<slug:slug>/", process.process, name="process"),
    path("<slug:slug>/termine.ics", process.calendar, name="process_calendar"),
    path("<slug:slug>/ergebnis/", results.result, name="result"),
    path("<slug:slug>/daten.json", results.dataset, name="dataset"),
    path("<slug:slug>/daten.csv", results.table, name="table"),
    path("<slug:slug>/code/", codes.enter, name="code"),
    path("<slug:slug>/beteiligung.jsonld", process.data, name="process_data"),
]
