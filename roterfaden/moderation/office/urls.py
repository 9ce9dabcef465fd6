"""Addresses below /verwaltung/moderation/."""

from __future__ import annotations

from django.urls import path

from roterfaden.moderation.office import bulk, case, lists, objections, queue

app_name = "moderation_office"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("mehrere/", bulk.several, name="several"),
    path("stapel/<uuid:batch>/zurueck/", bulk.undo_several, name="undo_several"),
    path("faelle/<int:pk>/", case.case, name="case"),
    path("faelle/<int:pk>/uebernehmen/", case.take, name="take"),
    path("entscheidungen/<int:pk>/zurueck/", case.undo, name="undo"),
    path("ansehen/<slug:kind>/<str:key>/", case.look_into, name="look_into"),
    path("widersprueche/", objections.objections, name="objections"),
    path("widersprueche/<int:pk>/", objections.objection, name="objection"),
    path("regeln/", lists.rules, name="rules"),
    path("regeln/neu/", lists.new_rule, name="new_rule"),
    path("regeln/<slug:key>/", lists.edit_rule, name="edit_rule"),
    path("regeln/<slug:key>/aufheben/", lists.end_rule, name="end_rule"),
    path("woerter/", lists.words, name="words"),
    path("woerter/<int:pk>/weg/", lists.end_word, name="end_word"),
]
