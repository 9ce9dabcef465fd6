"""Addresses of following. Tokens in addresses are called `token`: the request log then leaves the path out."""

from __future__ import annotations

from django.urls import path

from roterfaden.notices.views import ending, follow, own

app_name = "notices"

urlpatterns = [
    path("folgen/danke/", follow.asked, name="asked"),
    path("folgen/bestaetigen/<str:token>", follow.confirm, name="confirm"),
    path("folgen/ende/<str:token>", ending.End.as_view(), name="end"),
    path("folgen/<slug:kind>/<path:key>.atom", follow.feed, name="feed"),
    path("folgen/<slug:kind>/<path:key>", follow.follow, name="follow"),
    path("meldungen/", own.mine, name="mine"),
    path("meldungen/unterwegs/", own.link_sent, name="link_sent"),
    path("meldungen/geloescht/", own.erased, name="erased"),
    path("meldungen/aendern/", own.change, name="change_mine"),
    path("meldungen/loeschen/", own.erase, name="erase_mine"),
    path("meldungen/<str:token>.atom", own.own_feed, name="own_feed"),
    path("meldungen/<str:token>/", own.manage, name="manage"),
    path("meldungen/<str:token>/aendern/", own.change, name="change"),
    path("meldungen/<str:token>/loeschen/", own.erase, name="erase"),
]
