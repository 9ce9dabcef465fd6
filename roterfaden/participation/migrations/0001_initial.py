import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_people"),
        ("accounts", "__first__"),
        ("places", "0002_names_and_outlines"),
        ("threads", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Process",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Kurzname in der Adresse")),
                ("format", models.CharField(max_length=30, verbose_name="Format")),
                ("title", models.CharField(max_length=200, verbose_name="Frage oder Titel")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="Frage oder Titel (englisch)")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="kurzer Name")),
                ("summary", models.TextField(blank=True, verbose_name="Worum es geht, in zwei, drei Sätzen")),
                ("summary_en", models.TextField(blank=True, verbose_name="Worum es geht (englisch)")),
                ("purpose", models.TextField(blank=True, verbose_name="Was mit den Ergebnissen geschieht")),
                (
                    "purpose_en",
                    models.TextField(blank=True, verbose_name="Was mit den Ergebnissen geschieht (englisch)"),
                ),
                ("fixed", models.TextField(blank=True, verbose_name="Was nicht zur Entscheidung steht")),
                ("fixed_en", models.TextField(blank=True, verbose_name="Was nicht zur Entscheidung steht (englisch)")),
                ("decides", models.CharField(blank=True, max_length=300, verbose_name="Wer entscheidet")),
                ("decides_en", models.CharField(blank=True, max_length=300, verbose_name="Wer entscheidet (englisch)")),
                (
                    "influence",
                    models.CharField(
                        choices=[
                            ("inform", "informieren"),
                            ("consult", "anhören"),
                            ("cocreate", "gemeinsam gestalten"),
                            ("decide", "entscheiden"),
                        ],
                        default="consult",
                        max_length=10,
                        verbose_name="Einfluss",
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Geld dafür (€)"
                    ),
                ),
                ("budget_note", models.CharField(blank=True, max_length=300, verbose_name="Anmerkung zum Geld")),
                ("rules", models.TextField(blank=True, verbose_name="Spielregeln")),
                ("rules_en", models.TextField(blank=True, verbose_name="Spielregeln (englisch)")),
                ("easy", models.TextField(blank=True, verbose_name="In Leichter Sprache")),
                ("sign_language", models.URLField(blank=True, verbose_name="Video in Gebärdensprache (Adresse)")),
                ("office", models.CharField(blank=True, max_length=200, verbose_name="Zuständig")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="Kontakt: Name, Telefon")),
                ("contact_mail", models.EmailField(blank=True, max_length=254, verbose_name="Kontakt: E-Mail")),
                ("before", models.BooleanField(default=False, verbose_name="Beiträge erst nach Freigabe zeigen")),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Antwort zugesagt binnen (Tagen)"
                    ),
                ),
                (
                    "answer_from",
                    models.PositiveIntegerField(default=0, verbose_name="Antwort ab so vielen Unterstützungen"),
                ),
                ("formal_url", models.URLField(blank=True, verbose_name="förmliches Verfahren (Adresse)")),
                ("sample_data", models.BooleanField(default=False, verbose_name="Beispieldaten: erfunden")),
                ("is_template", models.BooleanField(default=False, verbose_name="Vorlage")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("public", "öffentlich"),
                            ("closed", "abgeschlossen"),
                            ("hidden", "verborgen"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="Stand",
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="veröffentlichen am")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="veröffentlicht")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="abgeschlossen")),
                ("result", models.TextField(blank=True, verbose_name="Ergebnis")),
                ("result_en", models.TextField(blank=True, verbose_name="Ergebnis (englisch)")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geändert")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True, related_name="processes", to="places.district", verbose_name="Stadtbezirke"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="processes", to="threads.topic", verbose_name="Themen"
                    ),
                ),
            ],
            options={
                "verbose_name": "Beteiligung",
                "verbose_name_plural": "Beteiligungen",
                "ordering": ["-published_at", "-pk"],
                "permissions": [
                    ("publish_process", "Beteiligungen veröffentlichen, schließen, verbergen"),
                    ("view_statistics", "Statistik laufender Beteiligungen sehen"),
                ],
                "indexes": [models.Index(fields=["state", "-published_at", "-id"], name="process_newest")],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                ("module", models.CharField(blank=True, max_length=30, verbose_name="Methode")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("name_en", models.CharField(blank=True, max_length=120, verbose_name="Name (englisch)")),
                ("text", models.TextField(blank=True, verbose_name="Was in dieser Zeit geschieht")),
                ("text_en", models.TextField(blank=True, verbose_name="Was in dieser Zeit geschieht (englisch)")),
                ("start", models.DateTimeField(blank=True, null=True, verbose_name="Beginn")),
                ("end", models.DateTimeField(blank=True, null=True, verbose_name="Ende (ausschließlich)")),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="Einstellungen")),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="participation.process"
                    ),
                ),
            ],
            options={
                "verbose_name": "Phase",
                "verbose_name_plural": "Phasen",
                "ordering": ["process", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", None), ("end", None), ("start__lt", models.F("end")), _connector="OR"
                        ),
                        name="phase_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("batch", models.CharField(max_length=40, verbose_name="Druck")),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "used_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="codes",
                        to="accounts.person",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="participation.process"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("process", "used_by"), name="lettercode_one_a_person")],
            },
        ),
        migrations.CreateModel(
            name="Eligibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("write", "Beiträge schreiben"),
                            ("support", "unterstützen"),
                            ("vote", "abstimmen, Umfragen beantworten"),
                        ],
                        max_length=8,
                        verbose_name="was",
                    ),
                ),
                ("confirmed", models.BooleanField(default=True, verbose_name="bestätigte Mailadresse")),
                ("account", models.BooleanField(default=False, verbose_name="Konto")),
                ("resident", models.BooleanField(default=False, verbose_name="wohnt hier (belegt)")),
                (
                    "districts",
                    models.JSONField(blank=True, default=list, verbose_name="aus diesen Stadtbezirken (belegt)"),
                ),
                (
                    "age_bands",
                    models.JSONField(blank=True, default=list, verbose_name="in diesen Altersgruppen (belegt)"),
                ),
                ("code", models.BooleanField(default=False, verbose_name="Code aus dem Brief")),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="eligibility",
                        to="participation.process",
                    ),
                ),
            ],
            options={
                "verbose_name": "Wer darf",
                "verbose_name_plural": "Wer darf",
                "constraints": [models.UniqueConstraint(fields=("process", "action"), name="eligibility_once")],
            },
        ),
        migrations.CreateModel(
            name="ProcessLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing_kind", models.CharField(max_length=40)),
                ("thing_key", models.CharField(max_length=200)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="participation.process"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["thing_kind", "thing_key"], name="processlink_thing")],
                "constraints": [
                    models.UniqueConstraint(fields=("process", "thing_kind", "thing_key"), name="processlink_once")
                ],
            },
        ),
    ]
