"""Roles: exactly the table, repeatable, and no way to more than was given."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from roterfaden.accounts.actions import UnknownPermissionError, give_role, sync_roles
from roterfaden.accounts.models import User
from roterfaden.accounts.roles import BACK_OFFICE, ROLES, Role
from roterfaden.accounts.staff import staff, staff_without_second_factor
from roterfaden.operation.findings import Level
from tests.accounts.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("entry", ROLES, ids=lambda entry: entry.name)
def test_a_role_gives_exactly_its_permissions(entry: Role) -> None:
    user = make_user("anna", entry.name)
    media = {name for name in user.get_all_permissions() if name.split(".")[0] in {"wagtailimages", "wagtaildocs"}}
    assert user.get_all_permissions() - media == set(entry.permissions)


@pytest.mark.parametrize("entry", ROLES, ids=lambda entry: entry.name)
def test_every_role_enters_the_back_office(entry: Role) -> None:
    assert BACK_OFFICE in entry.permissions


def test_a_stranger_has_no_permission() -> None:
    assert make_user("stranger").get_all_permissions() == set()


def test_pages_are_written_by_one_role_and_published_by_another() -> None:
    root = Page.get_first_root_node()
    writer, publisher = make_user("w", "Redaktion"), make_user("p", "Veröffentlichung")
    assert root.permissions_for_user(writer).permissions == {"add", "change"}
    assert "publish" in root.permissions_for_user(publisher).permissions


def test_a_second_time_changes_nothing() -> None:
    sync_roles()
    before = (Group.objects.count(), GroupPagePermission.objects.count(), Permission.group_set.through.objects.count())
    call_command("sync_roles", verbosity=0)
    assert before == (
        Group.objects.count(),
        GroupPagePermission.objects.count(),
        Permission.group_set.through.objects.count(),
    )


def test_what_somebody_added_to_a_role_is_taken_away_and_own_groups_are_left_alone() -> None:
    sync_roles()
    more = Permission.objects.get(content_type__app_label="accounts", codename="add_user")
    Group.objects.get(name="Redaktion").permissions.add(more)
    own = Group.objects.create(name="Eigene")
    own.permissions.add(more)
    sync_roles()
    assert more not in Group.objects.get(name="Redaktion").permissions.all()
    assert more in own.permissions.all()


def test_wagtails_own_groups_go_unless_somebody_is_in_them() -> None:
    Group.objects.get_or_create(name="Moderators")
    used, _ = Group.objects.get_or_create(name="Editors")
    make_user("anna").groups.add(used)
    sync_roles()
    assert set(Group.objects.filter(name__in=["Editors", "Moderators"])) == {used}


def test_an_unknown_role_or_permission_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyError):
        give_role(make_user(), "Königin")
    monkeypatch.setattr("roterfaden.accounts.actions.ROLES", (Role("X", "x", ("accounts.fly",)),))
    with pytest.raises(UnknownPermissionError, match=r"accounts\.fly"):
        sync_roles()


def test_staff_is_who_may_enter_the_back_office() -> None:
    make_user("stranger")
    make_user("writer", "Redaktion", "Veröffentlichung")
    make_user("root", superuser=True)
    User.objects.filter(username="gone").update(is_active=False)
    assert {user.username for user in staff()} == {"writer", "root"}


def test_recovery_codes_are_no_second_factor() -> None:
    safe, bare = make_user("safe", "Redaktion"), make_user("bare", "Redaktion")
    Authenticator.objects.create(user=safe, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=bare, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert set(staff_without_second_factor()) == {bare}


def test_the_doctor_counts_staff_without_second_factor() -> None:
    from roterfaden.accounts.checkups import look_at_accounts

    make_user("writer", "Redaktion")
    warnings = [finding.text for finding in look_at_accounts() if finding.level == Level.WARNING]
    assert any(text.startswith("1 Konten") for text in warnings)
    assert any("Niemand" in text for text in warnings)


class TestAccountsInTheBackOffice:
    """Who manages accounts cannot become a superuser that way."""

    fields = {
        "username": "new",
        "email": "new@example.org",
        "first_name": "N",
        "last_name": "N",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
    }

    def login(self, client: Client, *roles: str, superuser: bool = False) -> User:
        user = make_user("manager", *roles, superuser=superuser)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        client.force_login(user)
        return user

    def test_an_account_can_be_made(self, client: Client) -> None:
        self.login(client, "Konten")
        client.post(reverse("wagtailusers_users:add"), self.fields)
        assert User.objects.filter(username="new").exists()

    def test_a_superuser_cannot_be_made(self, client: Client) -> None:
        self.login(client, "Konten")
        client.post(reverse("wagtailusers_users:add"), {**self.fields, "is_superuser": "on"})
        assert not User.objects.get(username="new").is_superuser

    def test_nor_by_changing_ones_own_account(self, client: Client) -> None:
        user = self.login(client, "Konten")
        address = reverse("wagtailusers_users:edit", args=[user.pk])
        client.post(address, {**self.fields, "username": "manager", "is_superuser": "on", "is_active": "on"})
        assert not User.objects.get(pk=user.pk).is_superuser

    def test_a_superusers_account_cannot_be_changed(self, client: Client) -> None:
        root = make_user("root", superuser=True)
        self.login(client, "Konten")
        address = reverse("wagtailusers_users:edit", args=[root.pk])
        client.post(address, {**self.fields, "username": "root", "email": "mine@example.org"})
        assert User.objects.get(pk=root.pk).email == "root@example.org"

    def test_a_superuser_can_make_one(self, client: Client) -> None:
        self.login(client, superuser=True)
        client.post(reverse("wagtailusers_users:add"), {**self.fields, "is_superuser": "on"})
        assert User.objects.get(username="new").is_superuser

    def test_other_roles_do_not_manage_accounts(self, client: Client) -> None:
        self.login(client, "Redaktion")
        client.post(reverse("wagtailusers_users:add"), self.fields)
        assert not User.objects.filter(username="new").exists()
