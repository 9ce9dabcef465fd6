import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("places", "0001_initial"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, unique=True, verbose_name="Name")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="Name (englisch)")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Kurzname in der Adresse")),
                ("text", models.TextField(blank=True, verbose_name="Worum es geht")),
                ("text_en", models.TextField(blank=True, verbose_name="Worum es geht (englisch)")),
            ],
            options={
                "verbose_name": "Thema",
                "verbose_name_plural": "Themen",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="PendingScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("token", models.BigIntegerField()),
                ("queued_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "Text, der noch durchsucht wird",
                "verbose_name_plural": "Texte, die noch durchsucht werden",
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="pendingscan_once")],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Kurzname in der Adresse")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="Titel (englisch)")),
                ("summary", models.TextField(blank=True, verbose_name="Worum es geht, in zwei, drei Sätzen")),
                ("summary_en", models.TextField(blank=True, verbose_name="Worum es geht (englisch)")),
                ("easy", models.TextField(blank=True, verbose_name="In Leichter Sprache")),
                (
                    "image_alt",
                    models.CharField(blank=True, max_length=300, verbose_name="Was auf dem Bild zu sehen ist"),
                ),
                (
                    "image_alt_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Was auf dem Bild zu sehen ist (englisch)"
                    ),
                ),
                ("place_name", models.CharField(blank=True, max_length=200, verbose_name="Ort")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="Geografische Breite")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="Geografische Länge")),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="Wer zuständig ist")),
                (
                    "responsible_en",
                    models.CharField(blank=True, max_length=200, verbose_name="Wer zuständig ist (englisch)"),
                ),
                ("next_step", models.CharField(blank=True, max_length=300, verbose_name="Nächster Schritt")),
                (
                    "next_step_en",
                    models.CharField(blank=True, max_length=300, verbose_name="Nächster Schritt (englisch)"),
                ),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="Nächster Schritt: wann")),
                ("sample_data", models.BooleanField(default=False, verbose_name="Beispieldaten: erfunden")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("public", "öffentlich"),
                            ("closed", "abgeschlossen"),
                            ("hidden", "verborgen"),
                            ("merged", "aufgegangen in einem anderen"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("idea", "Idee"),
                            ("participation", "Beteiligung"),
                            ("consultation", "Beratung"),
                            ("decision", "Entscheidung"),
                            ("implementation", "Umsetzung"),
                            ("effect", "Wirkung"),
                            ("learning", "Lernen"),
                        ],
                        max_length=20,
                        verbose_name="Stufe",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geändert")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="veröffentlicht")),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True, related_name="threads", to="places.district", verbose_name="Stadtbezirke"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="Bild",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="threads.thread",
                        verbose_name="aufgegangen in",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="threads", to="threads.topic", verbose_name="Themen"
                    ),
                ),
            ],
            options={
                "verbose_name": "Faden",
                "verbose_name_plural": "Fäden",
                "ordering": ["-changed_at", "-pk"],
                "permissions": [("publish_thread", "Fäden veröffentlichen, verbergen, zusammenführen, teilen")],
                "indexes": [
                    models.Index(fields=["-changed_at", "-id"], name="thread_newest"),
                    models.Index(fields=["stage", "-changed_at", "-id"], name="thread_by_stage"),
                    models.Index(
                        condition=models.Q(("place_name", ""), _negated=True),
                        fields=["place_name"],
                        name="thread_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="frühere Adresse")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="seit")),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="threads.thread",
                        verbose_name="Faden",
                    ),
                ),
            ],
            options={
                "verbose_name": "frühere Adresse",
                "verbose_name_plural": "frühere Adressen",
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="Art der Sache")),
                ("key", models.CharField(max_length=200, verbose_name="Schlüssel der Sache")),
                (
                    "match",
                    models.CharField(
                        choices=[
                            ("number", "Nummer einer Drucksache"),
                            ("address", "Adresse eines Fadens"),
                            ("place", "Name eines Ortes"),
                            ("reference", "Verweis"),
                        ],
                        max_length=10,
                        verbose_name="Fund",
                    ),
                ),
                ("found", models.CharField(max_length=200, verbose_name="gefunden")),
                ("before", models.CharField(blank=True, max_length=200, verbose_name="davor")),
                ("after", models.CharField(blank=True, max_length=200, verbose_name="danach")),
                ("found_kind", models.CharField(max_length=40, verbose_name="gefunden in: Art")),
                ("found_key", models.CharField(max_length=200, verbose_name="gefunden in: Schlüssel")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "offen"), ("confirmed", "bestätigt"), ("refused", "abgelehnt")],
                        default="open",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="entschieden am")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gefunden am")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entschieden von",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="threads.thread",
                        verbose_name="Faden",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vorschlag",
                "verbose_name_plural": "Vorschläge",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["-id"], name="suggestion_open"),
                    models.Index(fields=["kind", "key"], name="suggestion_of_thing"),
                ],
                "constraints": [models.UniqueConstraint(fields=("thread", "kind", "key"), name="suggestion_once")],
            },
        ),
        migrations.CreateModel(
            name="Station",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("idea", "Idee"),
                            ("participation", "Beteiligung"),
                            ("consultation", "Beratung"),
                            ("decision", "Entscheidung"),
                            ("implementation", "Umsetzung"),
                            ("effect", "Wirkung"),
                            ("learning", "Lernen"),
                        ],
                        max_length=20,
                        verbose_name="Stufe",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inspired", "gab den Anstoß"),
                            ("submitted_as", "eingereicht als"),
                            ("amended", "geändert durch"),
                            ("decided_in", "entschieden in"),
                            ("implements", "setzt um"),
                            ("funded_by", "bezahlt aus"),
                            ("measured_by", "gemessen an"),
                            ("taught", "lehrte"),
                            ("contradicts", "widerspricht"),
                        ],
                        max_length=20,
                        verbose_name="Bezug",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="Art der Sache")),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="Schlüssel der Sache")),
                ("source_url", models.CharField(blank=True, max_length=1000, verbose_name="Adresse der Quelle")),
                (
                    "source_label",
                    models.CharField(blank=True, max_length=200, verbose_name="Herausgeber oder Titel der Quelle"),
                ),
                ("archived_on", models.DateField(blank=True, null=True, verbose_name="archiviert am")),
                ("archive_url", models.CharField(blank=True, max_length=1000, verbose_name="Adresse im Archiv")),
                ("start", models.DateField(verbose_name="Beginn")),
                ("end", models.DateField(blank=True, null=True, verbose_name="Ende")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "auf den Tag"),
                            ("month", "auf den Monat"),
                            ("season", "auf die Jahreszeit"),
                            ("year", "auf das Jahr"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="Genauigkeit",
                    ),
                ),
                ("heading", models.CharField(max_length=200, verbose_name="Überschrift")),
                ("heading_en", models.CharField(blank=True, max_length=200, verbose_name="Überschrift (englisch)")),
                ("sentence", models.TextField(blank=True, verbose_name="Was geschah")),
                ("sentence_en", models.TextField(blank=True, verbose_name="Was geschah (englisch)")),
                ("due", models.DateField(blank=True, null=True, verbose_name="Zugesagt bis")),
                ("fulfilled", models.DateField(blank=True, null=True, verbose_name="Zusage erfüllt am")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bestätigt am")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geändert")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestätigt von",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stations",
                        to="threads.thread",
                        verbose_name="Faden",
                    ),
                ),
            ],
            options={
                "verbose_name": "Station",
                "verbose_name_plural": "Stationen",
                "ordering": ["start", "pk"],
                "indexes": [
                    models.Index(fields=["thread", "start", "id"], name="station_in_order"),
                    models.Index(
                        condition=models.Q(("kind", ""), _negated=True),
                        fields=["kind", "key", "thread"],
                        name="station_of_thing",
                    ),
                    models.Index(
                        condition=models.Q(("due__isnull", False), ("fulfilled__isnull", True)),
                        fields=["due", "thread"],
                        name="station_promise",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                        name="station_end_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), ("kind", "")),
                            models.Q(models.Q(("kind", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="station_whole_ref",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Happening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("renamed", "umbenannt"),
                            ("merged_into", "ist in einem anderen Faden aufgegangen"),
                            ("took_in", "hat einen anderen Faden aufgenommen"),
                            ("split_off", "hat Stationen an einen neuen Faden abgegeben"),
                            ("split_from", "entstand aus einem anderen Faden"),
                            ("station_removed", "Station entfernt"),
                            ("closed", "abgeschlossen"),
                            ("reopened", "wieder aufgenommen"),
                        ],
                        max_length=20,
                        verbose_name="Was geschah",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="wann")),
                ("data", models.JSONField(blank=True, default=dict)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Grund")),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="threads.thread",
                        verbose_name="anderer Faden",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="happenings",
                        to="threads.thread",
                        verbose_name="Faden",
                    ),
                ),
            ],
            options={
                "verbose_name": "Veränderung eines Fadens",
                "verbose_name_plural": "Veränderungen von Fäden",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["thread", "-at", "-id"], name="happening_newest")],
            },
        ),
    ]
