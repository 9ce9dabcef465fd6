import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="Kurzname")),
                ("name", models.CharField(max_length=300, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("oparl", "OParl"), ("sim", "SIM (Hannover)")], max_length=10, verbose_name="Art"
                    ),
                ),
                ("url", models.URLField(max_length=1000, verbose_name="Adresse")),
                ("base", models.CharField(blank=True, max_length=1000, verbose_name="Basis der Kennungen")),
                ("scheme", models.CharField(default="https", max_length=5, verbose_name="Schema")),
                ("former_bases", models.JSONField(blank=True, default=list, verbose_name="frühere Adressen")),
                ("enabled", models.BooleanField(default=True, verbose_name="eingeschaltet")),
                ("every_hours", models.PositiveSmallIntegerField(default=24, verbose_name="alle … Stunden lesen")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("auto", "automatisch"),
                            ("full", "immer vollständig"),
                            ("incremental", "nur Geändertes"),
                        ],
                        default="auto",
                        max_length=12,
                        verbose_name="Umfang",
                    ),
                ),
                (
                    "max_vanish_percent",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="Halt, wenn mehr als … % einer Art verschwinden"
                    ),
                ),
                ("mirror_files", models.BooleanField(default=False, verbose_name="Dateien spiegeln")),
                ("sample_data", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                ("known_gaps", models.JSONField(blank=True, default=list, verbose_name="bekannte Lücken")),
                ("oparl_version", models.CharField(blank=True, max_length=60, verbose_name="OParl-Version")),
                ("contact_email", models.CharField(blank=True, max_length=300, verbose_name="Kontakt: Mail")),
                ("contact_name", models.CharField(blank=True, max_length=300, verbose_name="Kontakt: Name")),
                ("website", models.CharField(blank=True, max_length=1000, verbose_name="Website")),
                ("vendor", models.CharField(blank=True, max_length=1000, verbose_name="Hersteller")),
                ("product", models.CharField(blank=True, max_length=1000, verbose_name="Produkt")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                (
                    "last_complete_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zuletzt vollständig gelesen"),
                ),
                (
                    "last_full_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zuletzt jedes Objekt geprüft"),
                ),
                (
                    "next_run_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="nächster Lauf"),
                ),
            ],
            options={
                "verbose_name": "Quelle",
                "verbose_name_plural": "Quellen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("result", models.TextField(blank=True, verbose_name="Ergebnis laut Quelle")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("adopted", "beschlossen"),
                            ("adoptedWithChanges", "mit Änderungen beschlossen"),
                            ("rejected", "abgelehnt"),
                            ("recommended", "empfohlen"),
                            ("notRecommended", "nicht empfohlen"),
                            ("noted", "zur Kenntnis genommen"),
                            ("postponed", "vertagt"),
                            ("referred", "verwiesen"),
                            ("withdrawn", "zurückgezogen"),
                            ("settled", "erledigt"),
                            ("none", "nicht veröffentlicht"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="Ausgang",
                    ),
                ),
                (
                    "outcome_basis",
                    models.CharField(
                        choices=[
                            ("text", "steht im Ergebnis"),
                            ("counts", "aus den Stimmenzahlen abgeleitet"),
                            ("role", "aus Ergebnis und Zuständigkeit abgeleitet"),
                            ("correction", "durch die Redaktion berichtigt"),
                            ("none", "nicht bekannt"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Grundlage",
                    ),
                ),
                ("yes", models.PositiveIntegerField(blank=True, null=True, verbose_name="Ja")),
                ("no", models.PositiveIntegerField(blank=True, null=True, verbose_name="Nein")),
                ("abstentions", models.PositiveIntegerField(blank=True, null=True, verbose_name="Enthaltungen")),
                ("unanimous", models.BooleanField(blank=True, null=True, verbose_name="einstimmig")),
                ("quote", models.TextField(blank=True, verbose_name="Beleg")),
                ("confidence", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Sicherheit in %")),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="TOP")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="Reihenfolge")),
                ("name", models.TextField(blank=True, verbose_name="Titel")),
                ("public", models.BooleanField(blank=True, null=True, verbose_name="öffentlich")),
                ("resolution_text", models.TextField(blank=True, verbose_name="Beschlusstext")),
                ("start", models.DateTimeField(blank=True, null=True, verbose_name="Beginn")),
                ("end", models.DateTimeField(blank=True, null=True, verbose_name="Ende")),
                ("paper_numbers", models.JSONField(blank=True, default=list, verbose_name="genannte Drucksachen")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Tagesordnungspunkt",
                "verbose_name_plural": "Tagesordnungspunkte",
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="agendaitem_key_once")],
            },
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.TextField(blank=True, verbose_name="Name")),
                ("file_name", models.CharField(blank=True, max_length=500, verbose_name="Dateiname")),
                ("mime_type", models.CharField(blank=True, max_length=200, verbose_name="MIME-Typ")),
                ("date", models.DateField(blank=True, null=True, verbose_name="Datum")),
                ("size", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="Größe in Byte")),
                ("sha1_checksum", models.CharField(blank=True, max_length=40)),
                ("sha512_checksum", models.CharField(blank=True, max_length=128)),
                ("access_url", models.CharField(blank=True, max_length=2000, verbose_name="Adresse")),
                (
                    "download_url",
                    models.CharField(blank=True, max_length=2000, verbose_name="Adresse zum Herunterladen"),
                ),
                ("external_service_url", models.CharField(blank=True, max_length=2000)),
                ("file_license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz der Datei")),
                (
                    "text_state",
                    models.CharField(
                        choices=[
                            ("waiting", "Text noch nicht gelesen"),
                            ("read", "Text gelesen"),
                            ("empty", "ohne Text (vermutlich ein Bild)"),
                            ("unreadable", "Text nicht lesbar"),
                            ("absent", "Datei an der Quelle nicht vorhanden"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="Text",
                    ),
                ),
                ("text_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="Seiten")),
                ("content_sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 des Inhalts")),
                ("content_etag", models.CharField(blank=True, max_length=300)),
                ("fetched_at", models.DateTimeField(blank=True, null=True, verbose_name="geholt")),
                ("mirror_path", models.CharField(blank=True, max_length=300, verbose_name="Kopie")),
                (
                    "master_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="derivatives",
                        to="council.file",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Datei",
                "verbose_name_plural": "Dateien",
                "abstract": False,
                "indexes": [models.Index(fields=["text_state", "id"], name="file_by_text_state")],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="file_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("description", models.TextField(blank=True, verbose_name="Beschreibung")),
                ("geojson", models.JSONField(blank=True, null=True, verbose_name="GeoJSON")),
                ("street_address", models.CharField(blank=True, max_length=500, verbose_name="Straße")),
                ("room", models.CharField(blank=True, max_length=500, verbose_name="Raum")),
                ("postal_code", models.CharField(blank=True, max_length=20, verbose_name="Postleitzahl")),
                ("sub_locality", models.CharField(blank=True, max_length=300, verbose_name="Ortsteil")),
                ("locality", models.CharField(blank=True, max_length=300, verbose_name="Ort")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Ort",
                "verbose_name_plural": "Orte",
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="location_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.TextField(blank=True, verbose_name="Titel")),
                ("reference", models.CharField(blank=True, max_length=100, verbose_name="Nummer laut Quelle")),
                ("number_base", models.CharField(blank=True, max_length=20, verbose_name="Nummer")),
                (
                    "number_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Jahr der Nummer"),
                ),
                ("number_suffix", models.CharField(blank=True, max_length=20, verbose_name="Fassung (N1, E1, F1)")),
                ("number_district", models.CharField(blank=True, max_length=10, verbose_name="Bezirk in der Nummer")),
                ("slug", models.CharField(blank=True, max_length=120, verbose_name="Nummer in der Adresse")),
                ("paper_type", models.CharField(blank=True, max_length=200, verbose_name="Art laut Quelle")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proposal", "Beschlussdrucksache"),
                            ("information", "Informationsdrucksache"),
                            ("motion", "Antrag"),
                            ("amendment", "Änderungsantrag"),
                            ("question", "Anfrage"),
                            ("answer", "Antwort"),
                            ("petition", "Eingabe"),
                            ("other", "Sonstiges"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="Datum")),
                ("applicants", models.JSONField(blank=True, default=list, verbose_name="Antragsteller*innen")),
                ("addressed_to", models.JSONField(blank=True, default=list, verbose_name="gerichtet an")),
                ("office", models.CharField(blank=True, max_length=200, verbose_name="Geschäftszeichen")),
                (
                    "climate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positiv"),
                            ("neutral", "neutral"),
                            ("negative", "negativ"),
                            ("mixed", "teils, teils"),
                            ("unclear", "nicht eindeutig"),
                        ],
                        max_length=10,
                        verbose_name="Klimawirkung",
                    ),
                ),
                ("climate_text", models.TextField(blank=True, verbose_name="Klimawirkungsprüfung")),
                ("cost_text", models.TextField(blank=True, verbose_name="Kosten im Wortlaut")),
                (
                    "cost_net",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="Saldo in Euro"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Jahr")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("adopted", "beschlossen"),
                            ("adoptedWithChanges", "mit Änderungen beschlossen"),
                            ("rejected", "abgelehnt"),
                            ("recommended", "empfohlen"),
                            ("notRecommended", "nicht empfohlen"),
                            ("noted", "zur Kenntnis genommen"),
                            ("postponed", "vertagt"),
                            ("referred", "verwiesen"),
                            ("withdrawn", "zurückgezogen"),
                            ("settled", "erledigt"),
                            ("none", "nicht veröffentlicht"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="Ausgang",
                    ),
                ),
                (
                    "outcome_basis",
                    models.CharField(
                        choices=[
                            ("text", "steht im Ergebnis"),
                            ("counts", "aus den Stimmenzahlen abgeleitet"),
                            ("role", "aus Ergebnis und Zuständigkeit abgeleitet"),
                            ("correction", "durch die Redaktion berichtigt"),
                            ("none", "nicht bekannt"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Grundlage",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="entschieden am")),
                ("next_date", models.DateField(blank=True, null=True, verbose_name="nächste Station am")),
                ("station_count", models.PositiveSmallIntegerField(default=0, verbose_name="Stationen")),
                ("locations", models.ManyToManyField(blank=True, related_name="papers", to="council.location")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Drucksache",
                "verbose_name_plural": "Drucksachen",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "-date", "-id"], name="paper_by_date"),
                    models.Index(fields=["kind", "state", "-date", "-id"], name="paper_by_kind"),
                    models.Index(fields=["year", "state", "-date", "-id"], name="paper_by_year"),
                    models.Index(fields=["outcome", "state", "-date", "-id"], name="paper_by_outcome"),
                    models.Index(fields=["climate", "state", "-date", "-id"], name="paper_by_climate"),
                    models.Index(fields=["state", "-decided_on", "-id"], name="paper_by_decision"),
                    models.Index(fields=["state", "next_date", "id"], name="paper_by_next"),
                    models.Index(fields=["state", "cost_net"], name="paper_by_cost"),
                ],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="paper_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("result", models.TextField(blank=True, verbose_name="Ergebnis laut Quelle")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("adopted", "beschlossen"),
                            ("adoptedWithChanges", "mit Änderungen beschlossen"),
                            ("rejected", "abgelehnt"),
                            ("recommended", "empfohlen"),
                            ("notRecommended", "nicht empfohlen"),
                            ("noted", "zur Kenntnis genommen"),
                            ("postponed", "vertagt"),
                            ("referred", "verwiesen"),
                            ("withdrawn", "zurückgezogen"),
                            ("settled", "erledigt"),
                            ("none", "nicht veröffentlicht"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="Ausgang",
                    ),
                ),
                (
                    "outcome_basis",
                    models.CharField(
                        choices=[
                            ("text", "steht im Ergebnis"),
                            ("counts", "aus den Stimmenzahlen abgeleitet"),
                            ("role", "aus Ergebnis und Zuständigkeit abgeleitet"),
                            ("correction", "durch die Redaktion berichtigt"),
                            ("none", "nicht bekannt"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Grundlage",
                    ),
                ),
                ("yes", models.PositiveIntegerField(blank=True, null=True, verbose_name="Ja")),
                ("no", models.PositiveIntegerField(blank=True, null=True, verbose_name="Nein")),
                ("abstentions", models.PositiveIntegerField(blank=True, null=True, verbose_name="Enthaltungen")),
                ("unanimous", models.BooleanField(blank=True, null=True, verbose_name="einstimmig")),
                ("quote", models.TextField(blank=True, verbose_name="Beleg")),
                ("confidence", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Sicherheit in %")),
                ("organization_name", models.CharField(blank=True, max_length=500, verbose_name="Gremium laut Quelle")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                ("date", models.DateField(blank=True, null=True, verbose_name="Tag")),
                ("planned", models.BooleanField(default=False, verbose_name="ohne Termin angekündigt")),
                ("role", models.CharField(blank=True, max_length=300, verbose_name="Rolle")),
                ("authoritative", models.BooleanField(blank=True, null=True, verbose_name="beschließend")),
                ("decides", models.BooleanField(default=False, verbose_name="entscheidet")),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="consultations",
                        to="council.agendaitem",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="council.paper",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Beratung",
                "verbose_name_plural": "Beratungen",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["paper", "position"], name="consultation_order"),
                    models.Index(fields=["state", "date"], name="consultation_by_date"),
                ],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="consultation_key_once")],
            },
        ),
        migrations.CreateModel(
            name="FileText",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="council.file",
                    ),
                ),
                ("text", models.TextField()),
                ("from_source", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="GroupVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="Fraktion oder Person")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("yes", models.PositiveIntegerField(null=True, verbose_name="Ja")),
                ("no", models.PositiveIntegerField(null=True, verbose_name="Nein")),
                ("abstentions", models.PositiveIntegerField(null=True, verbose_name="Enthaltungen")),
                ("quote", models.TextField(blank=True, verbose_name="Beleg")),
                ("confidence", models.PositiveSmallIntegerField(null=True, verbose_name="Sicherheit in %")),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_votes",
                        to="council.agendaitem",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_votes",
                        to="council.consultation",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.CharField(max_length=500, verbose_name="Name")),
                ("short_name", models.CharField(blank=True, max_length=200, verbose_name="Kurzname")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="Kurzname in der Adresse")),
                ("is_home", models.BooleanField(default=False, verbose_name="diese Stadt")),
                ("website", models.CharField(blank=True, max_length=1000, verbose_name="Website")),
                ("ags", models.CharField(blank=True, max_length=8, verbose_name="AGS")),
                ("rgs", models.CharField(blank=True, max_length=12, verbose_name="RGS")),
                ("equivalent", models.JSONField(blank=True, default=list, verbose_name="gleichbedeutend")),
                ("contact_email", models.CharField(blank=True, max_length=300, verbose_name="Kontakt: Mail")),
                ("contact_name", models.CharField(blank=True, max_length=300, verbose_name="Kontakt: Name")),
                ("classification", models.CharField(blank=True, max_length=200, verbose_name="Art")),
                ("oparl_since", models.DateTimeField(blank=True, null=True, verbose_name="OParl seit")),
                ("license_valid_since", models.DateTimeField(blank=True, null=True, verbose_name="Lizenz gültig seit")),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bodies",
                        to="council.location",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Körperschaft",
                "verbose_name_plural": "Körperschaften",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key"), name="body_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_home", True)), fields=("is_home",), name="one_home_body"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.CharField(blank=True, max_length=500, verbose_name="Name")),
                ("meeting_state", models.CharField(blank=True, max_length=200, verbose_name="Stand laut Quelle")),
                ("cancelled", models.BooleanField(default=False, verbose_name="abgesagt")),
                ("start", models.DateTimeField(blank=True, null=True, verbose_name="Beginn")),
                ("end", models.DateTimeField(blank=True, null=True, verbose_name="Ende")),
                ("has_time", models.BooleanField(default=True, verbose_name="Uhrzeit bekannt")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="council.body",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meetings",
                        to="council.location",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Sitzung",
                "verbose_name_plural": "Sitzungen",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "start", "id"], name="meeting_by_start"),
                    models.Index(fields=["body", "state", "start"], name="meeting_by_body"),
                ],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="meeting_key_once")],
            },
        ),
        migrations.AddField(
            model_name="consultation",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="consultations",
                to="council.meeting",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="agenda_items",
                to="council.meeting",
            ),
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.CharField(blank=True, max_length=500, verbose_name="Name")),
                ("short_name", models.CharField(blank=True, max_length=200, verbose_name="Kurzname")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plenum", "Rat"),
                            ("committee", "Ausschuss"),
                            ("districtCouncil", "Bezirksrat"),
                            ("faction", "Fraktion"),
                            ("administration", "Verwaltung"),
                            ("other", "Sonstiges"),
                        ],
                        default="other",
                        max_length=16,
                        verbose_name="Art",
                    ),
                ),
                ("organization_type", models.CharField(blank=True, max_length=200, verbose_name="Art laut Quelle")),
                ("classification", models.CharField(blank=True, max_length=200, verbose_name="Einordnung")),
                ("post", models.JSONField(blank=True, default=list, verbose_name="Funktionen")),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="Ende")),
                ("website", models.CharField(blank=True, max_length=1000, verbose_name="Website")),
                ("external_body", models.CharField(blank=True, max_length=1000, verbose_name="andere Körperschaft")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organizations",
                        to="council.body",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="organizations",
                        to="council.location",
                    ),
                ),
                (
                    "sub_organization_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="council.organization",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Gremium",
                "verbose_name_plural": "Gremien",
                "abstract": False,
                "indexes": [models.Index(fields=["body", "kind", "name"], name="organization_by_kind")],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="organization_key_once")],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="organizations",
            field=models.ManyToManyField(blank=True, related_name="meetings", to="council.organization"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="further_organizations",
            field=models.ManyToManyField(blank=True, related_name="+", to="council.organization"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="consultations",
                to="council.organization",
            ),
        ),
        migrations.CreateModel(
            name="PaperText",
            fields=[
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="council.paper",
                    ),
                ),
                ("sections", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="PendingDerivation",
            fields=[
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="council.paper",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="paper",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="papers",
                to="council.body",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="decided_papers",
                to="council.organization",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="originator_organizations",
            field=models.ManyToManyField(blank=True, related_name="originated_papers", to="council.organization"),
        ),
        migrations.AddField(
            model_name="paper",
            name="under_direction_of",
            field=models.ManyToManyField(blank=True, related_name="directed_papers", to="council.organization"),
        ),
        migrations.CreateModel(
            name="FileLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mainFile", "Hauptdokument"),
                            ("auxiliaryFile", "Anlage"),
                            ("invitation", "Einladung"),
                            ("resultsProtocol", "Ergebnisprotokoll"),
                            ("verbatimProtocol", "Wortprotokoll"),
                            ("resolutionFile", "Beschluss"),
                        ],
                        max_length=16,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file_links",
                        to="council.agendaitem",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="council.file"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file_links",
                        to="council.meeting",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file_links",
                        to="council.paper",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("budget", models.CharField(blank=True, max_length=300, verbose_name="Haushalt")),
                ("product", models.CharField(blank=True, max_length=60, verbose_name="Produkt")),
                ("product_name", models.CharField(blank=True, max_length=300, verbose_name="Produktname")),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("income", "Erträge, Einzahlungen"), ("expense", "Aufwendungen, Auszahlungen")],
                        max_length=8,
                        verbose_name="Seite",
                    ),
                ),
                ("label", models.CharField(max_length=300, verbose_name="Posten")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="Betrag in Euro")),
                ("per_year", models.BooleanField(default=False, verbose_name="pro Jahr")),
                ("is_balance", models.BooleanField(default=False, verbose_name="Saldo")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cost_lines", to="council.paper"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.CharField(blank=True, max_length=500, verbose_name="Name")),
                ("family_name", models.CharField(blank=True, max_length=300, verbose_name="Familienname")),
                ("given_name", models.CharField(blank=True, max_length=300, verbose_name="Vorname")),
                ("form_of_address", models.CharField(blank=True, max_length=100, verbose_name="Anrede")),
                ("affix", models.CharField(blank=True, max_length=100, verbose_name="Namenszusatz")),
                ("title", models.JSONField(blank=True, default=list, verbose_name="Titel")),
                ("gender", models.CharField(blank=True, max_length=60, verbose_name="Geschlecht laut Quelle")),
                ("phone", models.JSONField(blank=True, default=list, verbose_name="Telefon")),
                ("email", models.JSONField(blank=True, default=list, verbose_name="Mail")),
                ("status", models.JSONField(blank=True, default=list, verbose_name="Funktionen")),
                ("life", models.TextField(blank=True, verbose_name="Lebenslauf")),
                ("life_source", models.TextField(blank=True, verbose_name="Quelle des Lebenslaufs")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="persons",
                        to="council.body",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="persons",
                        to="council.location",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Person",
                "verbose_name_plural": "Personen",
                "abstract": False,
                "indexes": [models.Index(fields=["body", "family_name", "given_name"], name="person_by_name")],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="person_key_once")],
            },
        ),
        migrations.AddField(
            model_name="paper",
            name="originator_persons",
            field=models.ManyToManyField(blank=True, related_name="papers", to="council.person"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="participants",
            field=models.ManyToManyField(blank=True, related_name="meetings", to="council.person"),
        ),
        migrations.CreateModel(
            name="PageState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000)),
                ("etag", models.CharField(blank=True, max_length=300)),
                ("last_modified", models.CharField(blank=True, max_length=80)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("reader", models.CharField(blank=True, max_length=40)),
                ("keys", models.JSONField(default=list)),
                ("next_url", models.CharField(blank=True, max_length=2000)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "url"), name="pagestate_once")],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("role", models.CharField(blank=True, max_length=300, verbose_name="Rolle")),
                ("voting_right", models.BooleanField(blank=True, null=True, verbose_name="Stimmrecht")),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="Ende")),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="delegates",
                        to="council.organization",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="council.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="council.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Mitgliedschaft",
                "verbose_name_plural": "Mitgliedschaften",
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="membership_key_once")],
            },
        ),
        migrations.CreateModel(
            name="LegislativeTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("created", models.DateTimeField(blank=True, null=True, verbose_name="angelegt laut Quelle")),
                ("modified", models.DateTimeField(blank=True, null=True, verbose_name="geändert laut Quelle")),
                ("keyword", models.JSONField(blank=True, default=list, verbose_name="Schlagworte")),
                ("license", models.CharField(blank=True, max_length=500, verbose_name="Lizenz")),
                ("web", models.CharField(blank=True, max_length=2000, verbose_name="Seite in der Quelle")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("present", "vorhanden"),
                            ("missing", "zuletzt nicht gefunden"),
                            ("stub", "nur erwähnt"),
                            ("withdrawn", "nicht mehr veröffentlicht"),
                            ("deleted", "von der Quelle gelöscht"),
                            ("hidden", "durch die Redaktion verborgen"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("first_seen", models.DateTimeField(verbose_name="zuerst gesehen")),
                ("changed_at", models.DateTimeField(db_index=True, verbose_name="hier geändert")),
                ("missing_since", models.DateTimeField(blank=True, null=True, verbose_name="vermisst seit")),
                ("missing_runs", models.PositiveSmallIntegerField(default=0, verbose_name="Läufe ohne dieses Objekt")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="nicht mehr öffentlich seit")),
                ("gone_reason", models.CharField(blank=True, max_length=200, verbose_name="Grund")),
                ("name", models.CharField(blank=True, max_length=500, verbose_name="Name")),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="Ende")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legislative_terms", to="council.body"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "Wahlperiode",
                "verbose_name_plural": "Wahlperioden",
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="legislativeterm_key_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mode", models.CharField(max_length=12, verbose_name="Umfang")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("running", "läuft"),
                            ("complete", "vollständig"),
                            ("incomplete", "unvollständig"),
                            ("stopped", "angehalten (Plausibilität)"),
                            ("failed", "gescheitert"),
                        ],
                        default="running",
                        max_length=12,
                        verbose_name="Ausgang",
                    ),
                ),
                ("started", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                ("finished", models.DateTimeField(blank=True, null=True, verbose_name="beendet")),
                ("message", models.TextField(blank=True, verbose_name="Meldung")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="Zahlen")),
                ("findings", models.JSONField(blank=True, default=dict, verbose_name="Befunde")),
                ("figures", models.JSONField(blank=True, default=dict, verbose_name="Messwerte")),
                ("cursor", models.JSONField(blank=True, default=dict, verbose_name="Stand")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="council.source",
                        verbose_name="Quelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Lauf",
                "verbose_name_plural": "Läufe",
                "ordering": ["-started", "-id"],
            },
        ),
        migrations.CreateModel(
            name="IdAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alias", models.CharField(max_length=500)),
                ("key", models.CharField(max_length=500)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "alias"), name="idalias_once")],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500, verbose_name="Kennung")),
                ("oparl_type", models.CharField(max_length=20, verbose_name="Art")),
                ("field", models.CharField(max_length=60, verbose_name="Feld")),
                ("value", models.JSONField(verbose_name="richtiger Wert")),
                ("reason", models.TextField(verbose_name="Begründung")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="council.source",
                        verbose_name="Quelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Berichtigung",
                "verbose_name_plural": "Berichtigungen",
                "constraints": [models.UniqueConstraint(fields=("source", "key", "field"), name="correction_once")],
            },
        ),
        migrations.CreateModel(
            name="PaperOrganization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("consulted", "hat beraten"),
                            ("originator", "hat beantragt"),
                            ("direction", "federführend"),
                        ],
                        max_length=12,
                    ),
                ),
                ("date", models.DateField(null=True)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_organizations",
                        to="council.organization",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_organizations",
                        to="council.paper",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organization", "role", "-date", "-paper"], name="paperorganization_list")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "organization", "role"), name="paperorganization_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quote", models.CharField(blank=True, max_length=300)),
                ("date", models.DateField(null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="paper_places", to="places.district"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="council.paper"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["district", "-date", "-paper"], name="paperplace_list")],
                "constraints": [models.UniqueConstraint(fields=("paper", "district"), name="paperplace_once")],
            },
        ),
        migrations.CreateModel(
            name="PaperRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target_number", models.CharField(blank=True, max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("related", "verwandt"),
                            ("superordinated", "übergeordnet"),
                            ("newVersion", "neue Fassung von"),
                            ("amends", "ändert"),
                            ("answers", "beantwortet"),
                            ("mentions", "erwähnt"),
                        ],
                        default="related",
                        max_length=16,
                    ),
                ),
                ("derived", models.BooleanField(default=False)),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="council.paper"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="back_relations",
                        to="council.paper",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["target_number"], name="relation_by_number")],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "target_number", "target", "kind"), name="relation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("oparl_type", models.CharField(max_length=20, verbose_name="Art")),
                ("object_id", models.PositiveBigIntegerField()),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="bemerkt")),
                ("changes", models.JSONField(default=list, verbose_name="Änderungen")),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="council.meeting",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="council.paper",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="revisions",
                        to="council.importrun",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "stille Änderung",
                "verbose_name_plural": "stille Änderungen",
                "ordering": ["-seen_at", "-id"],
                "indexes": [models.Index(fields=["oparl_type", "object_id"], name="revision_of_object")],
            },
        ),
        migrations.CreateModel(
            name="RawObject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("oparl_type", models.CharField(max_length=20)),
                ("hash", models.CharField(max_length=64)),
                ("body", models.JSONField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="council.source"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="rawobject_once")],
            },
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["body", "state", "-date", "-id"], name="paper_by_body"),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["slug", "body"], name="paper_by_slug"),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(fields=["organization", "date"], name="consultation_by_org"),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["meeting", "order"], name="agendaitem_order"),
        ),
    ]
