"""Addresses of ideas below /mitmachen/."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.ideas.views import editing, hints, idea, images, lists, rating, submitting

app_name = "ideas"
urlpatterns = [
    path("ideen/<int:pk>/", idea.idea, name="idea"),
    path("ideen/<int:pk>/bearbeiten/", editing.edit, name="edit"),
    path("ideen/bild/<uuid:key>.jpg", images.image, name="image"),
    path("<slug:slug>/ideen/", lists.ideas, name="ideas"),
    path("<slug:slug>/ideen.atom", lists.feed, name="feed"),
    path("<slug:slug>/ideen.<str:kind>", lists.export, name="export"),
    path("<slug:slug>/ideen/neu/", submitting.submit, name="submit"),
    path("<slug:slug>/ideen/aehnlich/", hints.similar, name="similar"),
    path("<slug:slug>/bewerten/<int:pk>/", rating.rating, name="rating"),
    path("<slug:slug>/bewerten/<int:pk>/<int:idea>/", rating.rate_one, name="rate"),
]
