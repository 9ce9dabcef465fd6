"""Who follows what.

Personal data: the mail address, and what somebody follows. Purpose: to send the notices that were asked for. Legal
basis: consent (Art. 6 (1) a GDPR), given by double opt-in. Erasure: at once on demand, see docs/notices.md.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.notices.querysets import FollowerQuerySet, FollowingQuerySet

#: Lengths of a thing's name in all tables of this room.
KIND, KEY = 40, LONGEST_KEY


def new_nonce() -> str:
    """What a follower's secret addresses are made with: 128 bits. A new one makes all former addresses void."""
    return secrets.token_urlsafe(16)


class Rhythm(models.TextChoices):
    """How somebody wants to hear."""

    NOW = "now", _("sofort, jede Meldung einzeln")
    WEEK = "week", _("einmal in der Woche, gesammelt")
    SITE = "site", _("nie, ich sehe selbst hier oder im Feed nach")


class Follower(models.Model):
    """Somebody who follows things: by mail, by an account, or both. An address exists once, folded to small letters.

    The secret addresses (manage, feed, end) are signed with `nonce`; nobody can compute them from the database alone.
    """

    address = models.CharField(_("E-Mail-Adresse"), max_length=254, unique=True, null=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="follower", verbose_name=_("Konto")
    )
    #: When the address was confirmed by a click in a mail; nothing but requests for that is sent before.
    confirmed_at = models.DateTimeField(_("bestätigt"), null=True)
    rhythm = models.CharField(_("Rhythmus"), max_length=4, choices=Rhythm.choices, default=Rhythm.NOW)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    nonce = models.CharField(max_length=22, default=new_nonce)
    #: Mails in a row that the other side refused for good; at FAILURES (sending.py) no more are tried.
    failures = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(_("ausgesetzt"), null=True)
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    #: Since when nothing is followed any more; a job erases the row some time later.
    idle_since = models.DateTimeField(null=True)

    objects = FollowerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(address__isnull=False) | models.Q(user__isnull=False), name="follower_is_somebody"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="follower_new", condition=models.Q(confirmed_at=None))]
        verbose_name = _("Folgende*r")
        verbose_name_plural = _("Folgende")

    def __str__(self) -> str:
        # Never the address: this text stands in logs.
        return f"Follower {self.pk}"

    @property
    def gets_mail(self) -> bool:
        """Whether notices go out by mail at all."""
        has_address = self.address is not None and self.confirmed_at is not None
        return has_address and self.paused_at is None and self.rhythm != Rhythm.SITE


class Following(models.Model):
    """That somebody follows a thing. Each one by mail is confirmed by itself: a stranger cannot add any."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="followings")
    kind = models.CharField(max_length=KIND)
    key = models.CharField(max_length=KEY)
    created_at = models.DateTimeField(auto_now_add=True)
    #: Events from this moment on are told; empty: not confirmed yet.
    confirmed_at = models.DateTimeField(null=True)

    objects = FollowingQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "kind", "key"], name="following_once")]
        indexes = [
            # The worker walks along this one: followers of a thing by key range.
            models.Index(fields=["kind", "key", "follower"], name="following_walk"),
            models.Index(fields=["created_at"], name="following_new", condition=models.Q(confirmed_at=None)),
        ]
        verbose_name = _("Folgen")
        verbose_name_plural = _("Folgen")

    def __str__(self) -> str:
        return f"{self.follower_id} {self.ref}"

    @property
    def ref(self) -> Ref:
        """The followed thing."""
        return Ref(self.kind, self.key)


class Moved(models.Model):
    """Where the followers of a thing went when it was merged into another; events and feeds follow."""

    old_kind = models.CharField(max_length=KIND)
    old_key = models.CharField(max_length=KEY)
    new_kind = models.CharField(max_length=KIND)
    new_key = models.CharField(max_length=KEY)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old_kind", "old_key"], name="moved_once")]
        indexes = [models.Index(fields=["new_kind", "new_key"], name="moved_to")]

    def __str__(self) -> str:
        return f"{self.old_kind}:{self.old_key} → {self.new_kind}:{self.new_key}"
