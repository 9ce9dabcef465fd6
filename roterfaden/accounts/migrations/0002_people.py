import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="Name")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Kurzname in der Adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("association", "Verein, Initiative"),
                            ("company", "Unternehmen"),
                            ("school", "Schule, Hochschule, Kita"),
                            ("public", "öffentliche Einrichtung"),
                            ("other", "andere"),
                        ],
                        default="association",
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="Website")),
                ("sample_data", models.BooleanField(default=False, verbose_name="Beispieldaten: erfunden")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bestätigt")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Organisation",
                "verbose_name_plural": "Organisationen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "address",
                    models.CharField(blank=True, max_length=254, null=True, unique=True, verbose_name="E-Mail-Adresse"),
                ),
                ("pairwise", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("pseudonym", models.CharField(blank=True, max_length=60, verbose_name="Pseudonym")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="Name")),
                ("language", models.CharField(default="de", max_length=10, verbose_name="Sprache")),
                ("resident", models.BooleanField(blank=True, null=True, verbose_name="wohnt hier")),
                ("district", models.CharField(blank=True, max_length=200, verbose_name="Stadtbezirk")),
                (
                    "age_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-15", "unter 16"),
                            ("16-25", "16 bis 25"),
                            ("26-40", "26 bis 40"),
                            ("41-60", "41 bis 60"),
                            ("61-75", "61 bis 75"),
                            ("76-", "über 75"),
                        ],
                        max_length=6,
                        verbose_name="Altersgruppe",
                    ),
                ),
                ("proven_by", models.CharField(blank=True, max_length=10, verbose_name="belegt durch")),
                ("profile", models.BooleanField(default=False, verbose_name="Profil zeigen")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                ("seen_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="zuletzt aktiv")),
                ("suspended_until", models.DateTimeField(blank=True, null=True, verbose_name="gesperrt bis")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="gelöscht")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="accounts.person",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "Person",
                "verbose_name_plural": "Personen",
                "indexes": [models.Index(fields=["seen_on"], name="person_seen")],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bestätigt")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speakers", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speaks_for", to="accounts.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "Sprecher*in",
                "verbose_name_plural": "Sprecher*innen",
                "constraints": [models.UniqueConstraint(fields=("organisation", "person"), name="speaker_once")],
            },
        ),
    ]
