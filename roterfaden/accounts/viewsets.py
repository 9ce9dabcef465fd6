"""Accounts in the back office. Wagtail lets everybody who may change accounts make superusers; here only superusers do.

Without this, the role "Konten" could give itself every right.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.users.views import users


class _NoSuperuserField:
    """Takes the superuser box out of the form for those who are none."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not getattr(self.request.user, "is_superuser", False):
            form.fields.pop("is_superuser", None)
        return form


class CreateView(_NoSuperuserField, users.CreateView):
    """A new account."""


class EditView(_NoSuperuserField, users.EditView):
    """Change an account. A superuser's (its password, its mail address) is changed by superusers only."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not getattr(request.user, "is_superuser", False):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class UserViewSet(users.UserViewSet):
    """Wagtail's account pages with our two views."""

    add_view_class = CreateView
    edit_view_class = EditView
