"""What changes accounts and roles."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from roterfaden.accounts.models import User
from roterfaden.accounts.roles import ROLES, Role, role

#: Groups that Wagtail makes at its first migration; ours take their place.
WAGTAILS_GROUPS = ("Editors", "Moderators")


class UnknownPermissionError(LookupError):
    """A role names a permission that does not exist."""


@transaction.atomic
def sync_roles() -> list[Group]:
    """Write the table of roles into groups: exactly these permissions, on all pages and collections. Repeatable."""
    Group.objects.filter(name__in=WAGTAILS_GROUPS, user__isnull=True).delete()
    known = _permissions()
    return [_sync(entry, known) for entry in ROLES]


def give_role(user: User, name: str) -> None:
    """Give `user` a role of the table; KeyError if there is no such role."""
    user.groups.add(Group.objects.get(name=role(name).name))


def _sync(entry: Role, known: Mapping[str, int]) -> Group:
    group, _created = Group.objects.get_or_create(name=entry.name)
    missing = [name for name in entry.permissions if name not in known]
    if missing:
        raise UnknownPermissionError(missing[0])
    group.permissions.set([known[name] for name in entry.permissions])
    _sync_pages(group, {f"{name}_page" for name in entry.pages})
    _sync_media(group, set(entry.media))
    return group


def _permissions() -> dict[str, int]:
    """The key of each permission by "app.codename": one query for all roles."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": key for app, codename, key in rows.order_by("-pk")}


def _sync_pages(group: Group, codenames: set[str]) -> None:
    if not codenames:
        GroupPagePermission.objects.filter(group=group).delete()
        return
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    GroupPagePermission.objects.filter(group=group).exclude(Q(page=root) & Q(permission__in=wanted)).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_media(group: Group, codenames: set[str]) -> None:
    if not codenames:
        GroupCollectionPermission.objects.filter(group=group).delete()
        return
    root = Collection.get_first_root_node()
    apps = ("wagtailimages", "wagtaildocs")
    wanted = Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames)
    kept = Q(collection=root) & Q(permission__in=wanted)
    GroupCollectionPermission.objects.filter(group=group).exclude(kept).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
