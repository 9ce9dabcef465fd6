import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import roterfaden.notices.models.followers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="DailySalt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("salt", models.CharField(max_length=44)),
            ],
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("query", models.CharField(max_length=200, unique=True)),
                ("checked_at", models.DateTimeField(db_index=True, null=True)),
                ("seen", models.JSONField(default=list)),
                ("floor", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=250, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_key", models.CharField(max_length=200)),
                ("data", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("named", models.JSONField(default=list)),
                ("happened_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "neu"),
                            ("spreading", "wird verteilt"),
                            ("done", "verteilt"),
                            ("forgotten", "gelöscht"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "Ereignis",
                "verbose_name_plural": "Ereignisse",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["new", "spreading"])), fields=["id"], name="event_waiting"
                    ),
                    models.Index(fields=["happened_at"], name="event_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254, null=True, unique=True, verbose_name="E-Mail-Adresse")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="bestätigt")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("now", "sofort, jede Meldung einzeln"),
                            ("week", "einmal in der Woche, gesammelt"),
                            ("site", "nie, ich sehe selbst hier oder im Feed nach"),
                        ],
                        default="now",
                        max_length=4,
                        verbose_name="Rhythmus",
                    ),
                ),
                ("language", models.CharField(default="de", max_length=10, verbose_name="Sprache")),
                ("nonce", models.CharField(default=roterfaden.notices.models.followers.new_nonce, max_length=22)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("paused_at", models.DateTimeField(null=True, verbose_name="ausgesetzt")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("idle_since", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follower",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "Folgende*r",
                "verbose_name_plural": "Folgende",
                "indexes": [
                    models.Index(condition=models.Q(("confirmed_at", None)), fields=["created_at"], name="follower_new")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address__isnull", False), ("user__isnull", False), _connector="OR"),
                        name="follower_is_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wartet"),
                            ("gathered", "für die Wochenmail gesammelt"),
                            ("sent", "gesendet"),
                            ("failed", "gescheitert"),
                            ("dropped", "entfallen"),
                            ("shown", "nur auf der Seite"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Zustand",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                (
                    "next_attempt_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="nächster Versuch"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Versuche")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="gesendet")),
                ("last_error", models.CharField(blank=True, max_length=300, verbose_name="Fehler")),
                ("key", models.CharField(max_length=24)),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="notices.follower"
                    ),
                ),
            ],
            options={
                "verbose_name": "Sammelmail",
                "verbose_name_plural": "Sammelmails",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_attempt_at", "id"], name="digest_due"
                    ),
                    models.Index(condition=models.Q(("state", "failed")), fields=["-id"], name="digest_failed"),
                ],
                "constraints": [models.UniqueConstraint(fields=("follower", "key"), name="digest_once")],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followings", to="notices.follower"
                    ),
                ),
            ],
            options={
                "verbose_name": "Folgen",
                "verbose_name_plural": "Folgen",
                "indexes": [
                    models.Index(fields=["kind", "key", "follower"], name="following_walk"),
                    models.Index(
                        condition=models.Q(("confirmed_at", None)), fields=["created_at"], name="following_new"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("follower", "kind", "key"), name="following_once")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wartet"),
                            ("gathered", "für die Wochenmail gesammelt"),
                            ("sent", "gesendet"),
                            ("failed", "gescheitert"),
                            ("dropped", "entfallen"),
                            ("shown", "nur auf der Seite"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Zustand",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                (
                    "next_attempt_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="nächster Versuch"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Versuche")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="gesendet")),
                ("last_error", models.CharField(blank=True, max_length=300, verbose_name="Fehler")),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirm", "Bitte um Bestätigung"), ("manage", "Link zur eigenen Seite")],
                        max_length=8,
                    ),
                ),
                ("rhythm", models.CharField(blank=True, max_length=4)),
                ("language", models.CharField(default="de", max_length=10)),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="notices.follower"
                    ),
                ),
                (
                    "following",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="notices.following",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bestätigung oder Link",
                "verbose_name_plural": "Bestätigungen und Links",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_attempt_at", "id"], name="letter_due"
                    ),
                    models.Index(condition=models.Q(("state", "failed")), fields=["-id"], name="letter_failed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Moved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_kind", models.CharField(max_length=40)),
                ("old_key", models.CharField(max_length=200)),
                ("new_kind", models.CharField(max_length=40)),
                ("new_key", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["new_kind", "new_key"], name="moved_to")],
                "constraints": [models.UniqueConstraint(fields=("old_kind", "old_key"), name="moved_once")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wartet"),
                            ("gathered", "für die Wochenmail gesammelt"),
                            ("sent", "gesendet"),
                            ("failed", "gescheitert"),
                            ("dropped", "entfallen"),
                            ("shown", "nur auf der Seite"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="Zustand",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                (
                    "next_attempt_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="nächster Versuch"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Versuche")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="gesendet")),
                ("last_error", models.CharField(blank=True, max_length=300, verbose_name="Fehler")),
                (
                    "digest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="notices.digest",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="notices.event"
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="notices.follower"
                    ),
                ),
                (
                    "following",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notices.following",
                    ),
                ),
            ],
            options={
                "verbose_name": "Meldung",
                "verbose_name_plural": "Meldungen",
                "indexes": [
                    models.Index(fields=["follower", "-id"], name="notice_page"),
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_attempt_at", "id"], name="notice_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "gathered")), fields=["follower", "id"], name="notice_gathered"
                    ),
                    models.Index(condition=models.Q(("state", "failed")), fields=["-id"], name="notice_failed"),
                ],
                "constraints": [models.UniqueConstraint(fields=("event", "follower"), name="notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("day", models.DateField(db_index=True)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("digest",), name="tally_once")],
            },
        ),
        migrations.CreateModel(
            name="EventTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("reached", models.BigIntegerField(default=0)),
                ("done", models.BooleanField(default=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="notices.event"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "key", "-event"], name="eventtarget_feed"),
                    models.Index(condition=models.Q(("done", False)), fields=["id"], name="eventtarget_open"),
                ],
                "constraints": [models.UniqueConstraint(fields=("event", "kind", "key"), name="eventtarget_once")],
            },
        ),
    ]
