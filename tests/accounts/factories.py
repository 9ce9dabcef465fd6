"""People with accounts for tests."""

from __future__ import annotations

from roterfaden.accounts.actions import give_role, sync_roles
from roterfaden.accounts.models import User

PASSWORD = "correct horse battery staple"


def make_user(username: str = "anna", *roles: str, superuser: bool = False) -> User:
    """An account with the given roles of the table."""
    user = User.objects.create_user(username, f"{username}@example.org", PASSWORD, is_superuser=superuser)
    if roles:
        sync_roles()
    for name in roles:
        give_role(user, name)
    return User.objects.get(pk=user.pk)
