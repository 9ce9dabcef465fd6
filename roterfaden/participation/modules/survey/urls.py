"""Addresses below /mitmachen/<slug>/umfrage/<phase>/."""

from django.urls import path

from roterfaden.participation.modules.survey.views import answering, results

app_name = "surveys"
urlpatterns = [
    path("", answering.survey, name="survey"),
    path("danke/", answering.received, name="received"),
    path("ergebnis/", results.results, name="results"),
    path("ergebnis/texte/", results.texts, name="texts"),
    path("ergebnis.csv", results.as_csv, name="results_csv"),
    path("ergebnis.xlsx", results.as_xlsx, name="results_xlsx"),
    path("ergebnis.json", results.as_data, name="results_json"),
    path("einbetten", results.frame, name="frame"),
]
