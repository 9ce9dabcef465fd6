"""Addresses below /verwaltung/ideen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.ideas.office import merging, steps, views

app_name = "ideas_office"
urlpatterns = [
    path("<int:process>/", views.ideas, name="ideas"),
    path("<int:process>/schritt/", steps.step, name="step"),
    path("<int:process>/faden/", steps.thread, name="thread"),
    path("<int:process>/<int:pk>/", views.idea, name="idea"),
    path("<int:process>/<int:pk>/stand/", views.status, name="status"),
    path("<int:process>/<int:pk>/zusammenfuehren/", merging.merge, name="merge"),
    path("<int:process>/<int:pk>/trennen/", merging.split, name="split"),
    path("<int:process>/<int:pk>/teilen/", merging.part, name="part"),
]
