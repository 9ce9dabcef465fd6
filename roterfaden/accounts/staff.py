"""Who is staff: whoever may enter the back office. Django's flag `is_staff` plays no part."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from roterfaden.accounts.models import User


def staff() -> QuerySet[User]:
    """Active accounts with access to the back office, by role or as superuser."""
    access = {"permissions__content_type__app_label": "wagtailadmin", "permissions__codename": "access_admin"}
    by_group = Q(**{f"groups__{name}": value for name, value in access.items()})
    by_person = Q(**{f"user_{name}": value for name, value in access.items()})
    return User.objects.filter(Q(is_superuser=True) | by_group | by_person, is_active=True).distinct()


def staff_without_second_factor() -> QuerySet[User]:
    """Staff who could log in with a password alone. Recovery codes are none."""
    second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return staff().exclude(Exists(second))
