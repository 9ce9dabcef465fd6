"""Addresses below /verwaltung/strategie/."""

from __future__ import annotations

from django.urls import path

from roterfaden.strategy.office import desk, measures, plans

app_name = "strategy_office"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("freigabe/<slug:kind>/<int:pk>/", desk.review, name="review"),
    path("freigabe/<slug:kind>/<int:pk>/zurueck/", desk.give_back, name="give_back"),
    path("plaene/", plans.plans, name="plans"),
    path("plaene/neu/", plans.new_plan, name="new_plan"),
    path("plaene/<int:pk>/", plans.plan, name="plan"),
    path("plaene/<int:pk>/bearbeiten/", plans.edit_plan, name="edit_plan"),
    path("plaene/<int:pk>/ebenen/", plans.levels, name="levels"),
    path("plaene/<int:pk>/zustand/<slug:state>/", plans.state, name="plan_state"),
    path("plaene/<int:pk>/fassung/", plans.version, name="version"),
    path("plaene/<int:pk>/punkte/neu/", plans.new_node, name="new_node"),
    path("punkte/<int:pk>/", plans.edit_node, name="edit_node"),
    path("punkte/<int:pk>/entfaellt/", plans.withdraw_node, name="withdraw_node"),
    path("massnahmen/", desk.everything, name="measures"),
    path("massnahmen/neu/", measures.new_measure, name="new_measure"),
    path("massnahmen/<int:pk>/", measures.measure, name="measure"),
    path("massnahmen/<int:pk>/bearbeiten/", measures.edit_measure, name="edit_measure"),
    path("massnahmen/<int:pk>/veroeffentlichen/", measures.publish, name="publish"),
    path("massnahmen/<int:pk>/zustand/", measures.state, name="state"),
    path("massnahmen/<int:pk>/stand/", measures.override, name="override"),
    path("massnahmen/<int:pk>/verschieben/<slug:field>/", measures.shift, name="shift"),
    path("massnahmen/<int:pk>/melden/", desk.report, name="report"),
    path("massnahmen/<int:pk>/abwaegung/", desk.assess, name="assess"),
    path("massnahmen/<int:pk>/meilensteine/neu/", measures.new_milestone, name="new_milestone"),
    path("meilensteine/<int:pk>/", measures.edit_milestone, name="edit_milestone"),
    path("meilensteine/<int:pk>/verschieben/", measures.shift_milestone, name="shift_milestone"),
    path("meilensteine/<int:pk>/erreicht/", measures.reach_milestone, name="reach_milestone"),
    path("meilensteine/<int:pk>/loeschen/", measures.remove_milestone, name="remove_milestone"),
    path("massnahmen/<int:pk>/budget/neu/", measures.new_budget, name="new_budget"),
    path("budget/<int:pk>/", measures.edit_budget, name="edit_budget"),
    path("budget/<int:pk>/entfernen/", measures.remove_budget, name="remove_budget"),
]
