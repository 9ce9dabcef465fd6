"""Addresses below /mitmachen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.petition import views

app_name = "petitions"
urlpatterns = [path("<slug:slug>/petition/<int:phase>/listen.pdf", views.lists, name="lists")]
