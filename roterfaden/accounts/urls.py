"""Addresses of people below /konto/ich/. Tokens are called `token`: the request log then leaves the path out."""

from __future__ import annotations

from django.urls import path

from roterfaden.accounts.views import data, organisations, own

app_name = "people"

urlpatterns = [
    path("", own.own, name="mine"),
    path("angaben/", own.profile, name="profile"),
    path("verbinden/", own.join, name="join"),
    path("abmelden/", own.leave, name="leave"),
    path("organisation/", organisations.ask, name="organisation"),
    path("daten.json", data.as_document, name="json"),
    path("daten.zip", data.as_archive, name="zip"),
    path("loeschen/", data.erase_me, name="erase"),
    path("geloescht/", data.erased, name="erased"),
    path("einwilligung/<str:token>/", data.revoke, name="revoke"),
    path("<slug:key>/", own.listed, name="listed"),
]
