import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Kurzname in der Adresse")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="Titel, englisch")),
                ("description", models.TextField(blank=True, verbose_name="Was wird gemessen?")),
                ("description_en", models.TextField(blank=True, verbose_name="Was wird gemessen? Englisch")),
                (
                    "unit",
                    models.CharField(
                        blank=True, help_text="z. B. Prozent, Tonnen CO₂, Euro", max_length=40, verbose_name="Einheit"
                    ),
                ),
                ("unit_en", models.CharField(blank=True, max_length=40, verbose_name="Einheit, englisch")),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="Stellen hinter dem Komma")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("up", "mehr ist besser"),
                            ("down", "weniger ist besser"),
                            ("keep", "soll so bleiben"),
                        ],
                        default="up",
                        max_length=4,
                        verbose_name="Richtung",
                    ),
                ),
                (
                    "baseline_value",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=21, null=True, verbose_name="Ausgangswert"
                    ),
                ),
                (
                    "baseline_period",
                    models.CharField(blank=True, max_length=10, verbose_name="Zeitraum des Ausgangswerts"),
                ),
                ("method", models.TextField(blank=True, verbose_name="Wie wird gemessen?")),
                ("method_en", models.TextField(blank=True, verbose_name="Wie wird gemessen? Englisch")),
                ("source_name", models.CharField(blank=True, max_length=300, verbose_name="Quelle")),
                ("source_url", models.URLField(blank=True, max_length=1000, verbose_name="Adresse der Quelle")),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="zuständig")),
                (
                    "rhythm_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="0: ohne festen Rhythmus", verbose_name="Ein Wert alle … Monate"
                    ),
                ),
                (
                    "wait_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        help_text="nach dem Ende des Zeitraums",
                        verbose_name="Tage bis zur Veröffentlichung",
                    ),
                ),
                (
                    "next_due_on",
                    models.DateField(blank=True, db_index=True, null=True, verbose_name="nächster Wert fällig"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("published", "veröffentlicht"),
                            ("ended", "wird nicht mehr erhoben"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("sample", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("achieved", "Ziel erreicht"),
                            ("on_track", "auf Kurs"),
                            ("moderate", "voran, aber zu langsam"),
                            ("insufficient", "kaum voran"),
                            ("worsening", "in die falsche Richtung"),
                            ("unknown", "noch nicht zu bewerten"),
                        ],
                        default="unknown",
                        editable=False,
                        max_length=12,
                        verbose_name="Fortschritt",
                    ),
                ),
                ("urgency", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "latest_value",
                    models.DecimalField(
                        decimal_places=6, editable=False, max_digits=21, null=True, verbose_name="letzter Wert"
                    ),
                ),
                ("latest_period", models.CharField(blank=True, editable=False, max_length=10)),
                ("latest_draft", models.BooleanField(default=False, editable=False)),
                (
                    "target_value",
                    models.DecimalField(
                        decimal_places=6, editable=False, max_digits=21, null=True, verbose_name="Zielwert"
                    ),
                ),
                ("target_period", models.CharField(blank=True, editable=False, max_length=10)),
                (
                    "controller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="indicators",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Wer trägt die Werte ein?",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kennzahl",
                "verbose_name_plural": "Kennzahlen",
                "ordering": ["title", "pk"],
                "permissions": [
                    ("enter_values", "Kann Werte von Kennzahlen eintragen"),
                    ("publish_indicator", "Kann Kennzahlen veröffentlichen"),
                ],
                "indexes": [
                    models.Index(fields=["-urgency", "id"], name="indicator_urgency"),
                    models.Index(fields=["state", "rating"], name="indicator_rating"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decimals__lte", 6)), name="indicator_has_at_most_6_places"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline_value__isnull", True),
                            models.Q(("baseline_period", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="baseline_has_a_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorNode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_places",
                        to="strategy.node",
                        verbose_name="Ziel",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("indicator", "node"), name="indicator_once_per_node")],
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="nodes",
            field=models.ManyToManyField(
                related_name="indicators", through="strategy.IndicatorNode", to="strategy.node", verbose_name="Ziele"
            ),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="Stichtag")),
                ("words", models.TextField(verbose_name="Was die Zahlen sagen")),
                ("words_en", models.TextField(blank=True, verbose_name="Was die Zahlen sagen, englisch")),
                ("document", models.JSONField(verbose_name="Inhalt")),
                ("digest", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("proposed", "wartet auf Freigabe"),
                            ("published", "veröffentlicht"),
                            ("returned", "zurückgegeben"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="Schritt",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="eingefroren")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="veröffentlicht")),
                ("return_note", models.TextField(blank=True, verbose_name="Warum zurückgegeben")),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="strategy.plan",
                        verbose_name="Plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bericht",
                "verbose_name_plural": "Berichte",
                "ordering": ["-date", "-pk"],
                "permissions": [("approve_report", "Kann Berichte freigeben")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(("approver", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="report_has_four_eyes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step", "published")),
                        fields=("plan", "date"),
                        name="one_report_a_plan_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="Name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="Name, englisch")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenarios",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
            ],
            options={
                "verbose_name": "Szenario",
                "verbose_name_plural": "Szenarien",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "name"), name="scenario_once_per_indicator")
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="Art")),
                ("name", models.CharField(max_length=1000, verbose_name="Datei oder Adresse")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Vorschau"),
                            ("waiting", "wartet auf die Übernahme"),
                            ("running", "läuft"),
                            ("complete", "vollständig"),
                            ("partial", "mit abgelehnten Zeilen"),
                            ("failed", "fehlgeschlagen"),
                            ("discarded", "verworfen"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("started", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                ("finished", models.DateTimeField(null=True, verbose_name="beendet")),
                ("options", models.JSONField(default=dict)),
                ("message", models.TextField(blank=True, verbose_name="Meldung")),
                ("counts", models.JSONField(default=dict, verbose_name="Zeilen")),
                ("refused", models.JSONField(default=list, verbose_name="abgelehnt")),
                ("sample_rows", models.JSONField(default=list)),
                ("payload", models.BinaryField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="strategy.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "Lauf",
                "verbose_name_plural": "Läufe",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["state", "started"], name="runs_by_state")],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("breakdown", models.CharField(blank=True, max_length=120, verbose_name="Teil")),
                ("period", models.CharField(max_length=10, verbose_name="Zeitraum")),
                ("end", models.DateField(verbose_name="bis")),
                ("value", models.DecimalField(decimal_places=6, max_digits=21, verbose_name="Wert")),
                ("draft", models.BooleanField(default=False, verbose_name="vorläufig")),
                ("current", models.BooleanField(default=True, editable=False, verbose_name="gilt")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Grund der Revision")),
                ("seen_at", models.DateTimeField(auto_now_add=True, verbose_name="eingetragen")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
                (
                    "revised_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revised_by",
                        to="strategy.observation",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="strategy.sourcerun",
                    ),
                ),
            ],
            options={
                "verbose_name": "Messwert",
                "verbose_name_plural": "Messwerte",
                "ordering": ["end", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("current", True)),
                        fields=["indicator", "breakdown", "end"],
                        name="values_that_count",
                    ),
                    models.Index(
                        condition=models.Q(("revised_from__isnull", False)),
                        fields=["indicator", "-seen_at"],
                        name="revisions_of_an_indicator",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("indicator", "breakdown", "period"),
                        name="one_value_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revised_from__isnull", True),
                            models.Q(("revised_from", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="value_does_not_revise_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper_kind", models.CharField(blank=True, max_length=40, verbose_name="Art des Belegs")),
                ("paper_key", models.CharField(blank=True, max_length=200, verbose_name="Schlüssel des Belegs")),
                ("period", models.CharField(max_length=10, verbose_name="Zeitraum")),
                ("end", models.DateField(verbose_name="bis")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=21, null=True, verbose_name="Zielwert"
                    ),
                ),
                ("current", models.BooleanField(default=True, editable=False, verbose_name="gilt")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Grund der Änderung")),
                ("set_at", models.DateTimeField(auto_now_add=True, verbose_name="gesetzt am")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="strategy.target",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="strategy.scenario",
                        verbose_name="Szenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zielwert",
                "verbose_name_plural": "Zielwerte",
                "ordering": ["end", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("scenario", "period"),
                        name="one_target_counts_per_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="changed_target_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ValueSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="Art")),
                ("url", models.URLField(max_length=1000, verbose_name="Adresse")),
                ("options", models.JSONField(blank=True, default=dict, verbose_name="Einstellungen")),
                ("enabled", models.BooleanField(default=True, verbose_name="eingeschaltet")),
                ("every_hours", models.PositiveSmallIntegerField(default=24, verbose_name="alle … Stunden")),
                (
                    "next_run_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="nächster Abruf"),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="Fehlschläge in Folge"),
                ),
                ("last_ok_at", models.DateTimeField(editable=False, null=True, verbose_name="zuletzt gelungen")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
            ],
            options={
                "verbose_name": "Datenquelle",
                "verbose_name_plural": "Datenquellen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("every_hours__gte", 1)), name="source_is_read_hourly_at_most"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="sourcerun",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="runs", to="strategy.valuesource"
            ),
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[("raises", "erhöht"), ("lowers", "senkt"), ("holds", "hält")],
                        default="raises",
                        max_length=6,
                        verbose_name="Wirkung",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("low", "vermutet"), ("medium", "plausibel begründet"), ("high", "nachgewiesen")],
                        default="low",
                        max_length=6,
                        verbose_name="Wie sicher?",
                    ),
                ),
                (
                    "sentence",
                    models.CharField(
                        help_text="Ein Satz: Wie wirkt die Maßnahme darauf?", max_length=400, verbose_name="Warum?"
                    ),
                ),
                ("sentence_en", models.CharField(blank=True, max_length=400, verbose_name="Warum? Englisch")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
            ],
            options={
                "verbose_name": "Wirkung",
                "verbose_name_plural": "Wirkungen",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("measure", "indicator"), name="effect_once")],
            },
        ),
        migrations.CreateModel(
            name="Breakdown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, verbose_name="Schlüssel")),
                ("dimension", models.CharField(max_length=100, verbose_name="Merkmal")),
                ("category", models.CharField(max_length=100, verbose_name="Ausprägung")),
                ("dimension_en", models.CharField(blank=True, max_length=100, verbose_name="Merkmal, englisch")),
                ("category_en", models.CharField(blank=True, max_length=100, verbose_name="Ausprägung, englisch")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breakdowns",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
            ],
            options={
                "ordering": ["dimension", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "key"), name="breakdown_once_per_indicator")
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("goal", models.PositiveSmallIntegerField(verbose_name="UN-Ziel")),
                ("target", models.CharField(blank=True, max_length=5, verbose_name="Unterziel")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="strategy.indicator",
                        verbose_name="Kennzahl",
                    ),
                ),
            ],
            options={
                "ordering": ["goal", "target"],
                "indexes": [models.Index(fields=["goal", "indicator"], name="indicators_of_a_goal")],
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "goal", "target"), name="goal_once_per_indicator"),
                    models.CheckConstraint(
                        condition=models.Q(("goal__gte", 1), ("goal__lte", 17)), name="goal_is_one_of_17"
                    ),
                ],
            },
        ),
    ]
