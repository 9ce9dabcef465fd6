"""Addresses of drafts in the back office."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.draft.office import deciding, views

app_name = "drafts_office"
urlpatterns = [
    path("phase/<int:pk>/", views.phase, name="phase"),
    path("<int:pk>/", views.draft, name="draft"),
    path("<int:pk>/titel/", views.edit, name="edit"),
    path("<int:pk>/text/", views.text, name="text"),
    path("<int:pk>/holen/", views.take_over, name="take_over"),
    path("<int:pk>/veroeffentlichen/", views.publish, name="publish"),
    path("<int:pk>/vorschlaege/", deciding.work, name="work"),
    path("<int:pk>/vorschlaege/<slug:anchor>/", deciding.decide, name="decide"),
]
