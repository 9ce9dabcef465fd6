"""Addresses below /verwaltung/umfragen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.survey.office import questions, results, sheets

app_name = "surveys_office"
urlpatterns = [
    path("<int:pk>/", questions.survey, name="survey"),
    path("<int:pk>/einstellungen/", questions.settings, name="settings"),
    path("<int:pk>/vorschau/", questions.preview, name="preview"),
    path("<int:pk>/kopieren/", questions.copy, name="copy"),
    path("<int:pk>/fragen/neu/", questions.question, name="add"),
    path("<int:pk>/fragen/<int:question>/", questions.question, name="question"),
    path("<int:pk>/fragen/<int:question>/bewegen/", questions.move, name="move"),
    path("<int:pk>/boegen/", sheets.sheets, name="sheets"),
    path("<int:pk>/boegen/neu/", sheets.enter, name="enter"),
    path("<int:pk>/boegen/<int:sheet>/", sheets.sheet, name="sheet"),
    path("<int:pk>/boegen/<int:sheet>/entscheiden/", sheets.decide, name="decide_sheet"),
    path("<int:pk>/auswerten/", results.evaluate, name="evaluate"),
    path("<int:pk>/loeschen/", results.delete, name="forget"),
    path("<int:pk>/texte/", results.texts, name="texts"),
    path("<int:pk>/texte/<int:text>/", results.decide, name="decide_text"),
]
