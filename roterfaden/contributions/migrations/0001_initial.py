import django.db.models.deletion
import django.utils.timezone
import roterfaden.contributions.models.claims
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254)),
                ("kind", models.CharField(max_length=40)),
                ("payload", models.JSONField(default=dict)),
                ("next_path", models.CharField(blank=True, max_length=500)),
                ("language", models.CharField(default="de", max_length=10)),
                ("nonce", models.CharField(default=roterfaden.contributions.models.claims.new_nonce, max_length=22)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "expires_at",
                    models.DateTimeField(db_index=True, default=roterfaden.contributions.models.claims.end_of_life),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="Art")),
                ("on_kind", models.CharField(max_length=40)),
                ("on_key", models.CharField(max_length=200)),
                ("area_kind", models.CharField(max_length=40)),
                ("area_key", models.CharField(max_length=200)),
                ("passage", models.CharField(blank=True, max_length=100)),
                (
                    "signed",
                    models.CharField(
                        choices=[("pseudonym", "Pseudonym"), ("name", "Name"), ("organisation", "Organisation")],
                        default="pseudonym",
                        max_length=12,
                        verbose_name="gezeichnet mit",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "online"),
                            ("paper", "auf Papier"),
                            ("phone", "am Telefon"),
                            ("hall", "in einer Veranstaltung"),
                        ],
                        default="online",
                        max_length=6,
                        verbose_name="Weg",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="Titel")),
                ("text", models.TextField(verbose_name="Text")),
                ("language", models.CharField(default="de", max_length=10, verbose_name="Sprache")),
                ("stance", models.SmallIntegerField(blank=True, null=True, verbose_name="Haltung")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "wartet auf die Bestätigung der Mailadresse"),
                            ("waiting", "wartet auf die Freigabe"),
                            ("held", "zurückgehalten, wird geprüft"),
                            ("public", "öffentlich"),
                            ("hidden", "ausgeblendet"),
                            ("withdrawn", "zurückgezogen"),
                            ("merged", "aufgegangen in einem anderen Beitrag"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                ("locked", models.BooleanField(default=False, verbose_name="geschlossen: keine Antworten mehr")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="eingegangen")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="veröffentlicht")),
                ("edited_at", models.DateTimeField(blank=True, null=True, verbose_name="bearbeitet")),
                ("support_count", models.PositiveIntegerField(default=0)),
                ("reply_count", models.PositiveIntegerField(default=0)),
                ("shown_count", models.PositiveIntegerField(default=0)),
                ("answer_due", models.DateField(blank=True, null=True, verbose_name="Antwort zugesagt bis")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwortet")),
                ("sample_data", models.BooleanField(default=False, verbose_name="Beispieldaten: erfunden")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="accounts.person",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="contributions.claim",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="contributions.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beitrag",
                "verbose_name_plural": "Beiträge",
                "permissions": [
                    ("answer_contribution", "Beiträge beantworten"),
                    ("enter_contribution", "Beiträge von Papier und Telefon eintragen"),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("parent", None), ("state__in", ["public", "hidden"])),
                        fields=["on_kind", "on_key", "kind", "-published_at", "-id"],
                        name="contribution_on",
                    ),
                    models.Index(
                        condition=models.Q(("parent", None), ("state__in", ["public", "hidden"])),
                        fields=["on_kind", "on_key", "kind", "-support_count", "-id"],
                        name="contribution_supported",
                    ),
                    models.Index(
                        condition=models.Q(("parent", None), ("state", "public")),
                        fields=["on_kind", "on_key", "kind", "shown_count", "id"],
                        name="contribution_fair",
                    ),
                    models.Index(fields=["parent", "published_at", "id"], name="contribution_replies"),
                    models.Index(fields=["area_kind", "area_key", "kind", "state", "-id"], name="contribution_area"),
                    models.Index(fields=["author", "-id"], name="contribution_author"),
                    models.Index(
                        condition=models.Q(("answer_due__isnull", False), ("answered_at", None)),
                        fields=["answer_due", "id"],
                        name="contribution_owed",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "held"])),
                        fields=["created_at", "id"],
                        name="contribution_queue",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="Antwort")),
                ("text_en", models.TextField(blank=True, verbose_name="Antwort (englisch)")),
                ("office", models.CharField(max_length=200, verbose_name="Es antwortet")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begonnen")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="veröffentlicht")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="contributions.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "Antwort",
                "verbose_name_plural": "Antworten",
                "ordering": ["published_at", "pk"],
                "indexes": [models.Index(fields=["published_at", "id"], name="answer_published")],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answered", "beantwortet"),
                            ("merged", "zusammengeführt"),
                            ("split", "geteilt"),
                            ("threaded", "Station eines Fadens geworden"),
                            ("forwarded", "an den Rat weitergegeben"),
                            ("decided", "entschieden"),
                            ("carriedOut", "umgesetzt"),
                            ("accepted", "angenommen"),
                            ("adapted", "in anderer Form übernommen"),
                            ("declined", "nicht übernommen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("thing_kind", models.CharField(blank=True, max_length=40)),
                ("thing_key", models.CharField(blank=True, max_length=200)),
                ("sentence", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="contributions.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["thing_kind", "thing_key"], name="outcome_thing")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("edit", "bearbeitet"),
                            ("addition", "ergänzt"),
                            ("shortened", "von der Moderation gekürzt"),
                        ],
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="contributions.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "online"),
                            ("paper", "auf Papier"),
                            ("phone", "am Telefon"),
                            ("hall", "in einer Veranstaltung"),
                        ],
                        default="online",
                        max_length=6,
                        verbose_name="Weg",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Unterstützung",
                "verbose_name_plural": "Unterstützungen",
                "indexes": [models.Index(fields=["person", "-id"], name="support_of_person")],
                "constraints": [models.UniqueConstraint(fields=("contribution", "person"), name="support_once")],
            },
        ),
    ]
