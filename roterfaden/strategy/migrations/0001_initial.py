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
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Kurzname in der Adresse")),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="Nummer")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="Titel, englisch")),
                ("what", models.TextField(blank=True, verbose_name="Was wird getan?")),
                ("why", models.TextField(blank=True, verbose_name="Warum?")),
                ("plain_language", models.TextField(blank=True, verbose_name="In Leichter Sprache")),
                ("lead", models.CharField(blank=True, db_index=True, max_length=200, verbose_name="Federführung")),
                (
                    "lead_contact",
                    models.CharField(blank=True, max_length=300, verbose_name="Anschrift der Federführung, öffentlich"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="Beginn, geplant")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Ende, geplant")),
                ("ends_forecast", models.DateField(blank=True, null=True, verbose_name="Ende, erwartet")),
                ("begun_on", models.DateField(blank=True, null=True, verbose_name="begonnen am")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="beendet am")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("notBegun", "nicht begonnen"),
                            ("planned", "geplant"),
                            ("running", "in Umsetzung"),
                            ("fulfilled", "erfüllt"),
                            ("regular", "in den Regelbetrieb übergegangen"),
                            ("dropped", "nicht weiterverfolgt"),
                        ],
                        default="notBegun",
                        max_length=10,
                        verbose_name="Zustand",
                    ),
                ),
                ("state_reason", models.TextField(blank=True, verbose_name="Grund des Zustands")),
                ("lesson_kind", models.CharField(blank=True, max_length=40, verbose_name="Art der Erkenntnis")),
                ("lesson_key", models.CharField(blank=True, max_length=200, verbose_name="Schlüssel der Erkenntnis")),
                ("published", models.BooleanField(default=False, verbose_name="veröffentlicht")),
                ("sample", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                ("update_days", models.PositiveSmallIntegerField(default=90, verbose_name="Meldung alle … Tage")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="zuletzt gemeldet")),
                (
                    "update_due_on",
                    models.DateField(blank=True, db_index=True, null=True, verbose_name="nächste Meldung fällig"),
                ),
                ("reminded_for", models.DateField(blank=True, editable=False, null=True, verbose_name="erinnert für")),
                (
                    "override_light",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("onTrack", "im Plan"),
                            ("late", "verzögert"),
                            ("stalled", "steht still"),
                            ("done", "erledigt"),
                            ("notBegun", "nicht begonnen"),
                        ],
                        max_length=10,
                        verbose_name="Ampel von Hand",
                    ),
                ),
                ("override_reason", models.TextField(blank=True, verbose_name="Grund dafür")),
                ("override_at", models.DateTimeField(blank=True, null=True, verbose_name="von Hand seit")),
                ("public", models.BooleanField(default=False, editable=False, verbose_name="öffentlich")),
                (
                    "computed_light",
                    models.CharField(
                        choices=[
                            ("onTrack", "im Plan"),
                            ("late", "verzögert"),
                            ("stalled", "steht still"),
                            ("done", "erledigt"),
                            ("notBegun", "nicht begonnen"),
                        ],
                        default="notBegun",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "light",
                    models.CharField(
                        choices=[
                            ("onTrack", "im Plan"),
                            ("late", "verzögert"),
                            ("stalled", "steht still"),
                            ("done", "erledigt"),
                            ("notBegun", "nicht begonnen"),
                        ],
                        default="notBegun",
                        editable=False,
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("urgency", models.PositiveIntegerField(default=0, editable=False)),
                ("recheck_on", models.DateField(db_index=True, editable=False, null=True)),
                ("next_due_on", models.DateField(editable=False, null=True, verbose_name="nächster Termin")),
                (
                    "planned_total",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=14, null=True, verbose_name="geplant"
                    ),
                ),
                (
                    "spent_total",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=14, null=True, verbose_name="ausgegeben"
                    ),
                ),
                ("milestones_total", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("milestones_done", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("shift_count", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "controller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="measures",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Wer meldet den Stand?",
                    ),
                ),
                (
                    "districts",
                    models.ManyToManyField(
                        blank=True,
                        help_text="keiner: gesamtstädtisch",
                        related_name="measures",
                        to="places.district",
                        verbose_name="Stadtbezirke",
                    ),
                ),
            ],
            options={
                "verbose_name": "Maßnahme",
                "verbose_name_plural": "Maßnahmen",
                "ordering": ["title", "pk"],
                "permissions": [("publish_measure", "Maßnahmen, Meldungen und Abwägungen freigeben")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("public", True)), fields=["-urgency", "-id"], name="measure_urgency"
                    ),
                    models.Index(
                        condition=models.Q(("public", True)), fields=["next_due_on", "id"], name="measure_due"
                    ),
                    models.Index(
                        condition=models.Q(("public", True)), fields=["-planned_total", "-id"], name="measure_cost"
                    ),
                    models.Index(fields=["public", "light"], name="measure_light"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="measure_ends_after_its_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begun_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("begun_on")),
                            _connector="OR",
                        ),
                        name="measure_ended_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dropped"), _negated=True),
                            models.Q(("state_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dropped_measure_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("override_light", ""), models.Q(("override_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="override_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                ("code", models.SlugField(max_length=80, verbose_name="Kennung")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="Titel, englisch")),
                ("text", models.TextField(blank=True, verbose_name="Was heißt: erreicht?")),
                ("planned_on", models.DateField(verbose_name="geplant")),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="erwartet")),
                ("actual_on", models.DateField(blank=True, null=True, verbose_name="erreicht am")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
            ],
            options={
                "verbose_name": "Meilenstein",
                "verbose_name_plural": "Meilensteine",
                "ordering": ["planned_on", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("measure", "code"), name="milestone_code_once_per_measure")
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneDependency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependencies",
                        to="strategy.milestone",
                        verbose_name="Meilenstein",
                    ),
                ),
                (
                    "requires",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependents",
                        to="strategy.milestone",
                        verbose_name="wartet auf",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("milestone", "requires"), name="dependency_once"),
                    models.CheckConstraint(
                        condition=models.Q(("milestone", models.F("requires")), _negated=True),
                        name="milestone_waits_for_another",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="milestone",
            name="requires",
            field=models.ManyToManyField(
                related_name="required_by",
                through="strategy.MilestoneDependency",
                to="strategy.milestone",
                verbose_name="wartet auf",
            ),
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                ("depth", models.PositiveSmallIntegerField(verbose_name="Tiefe")),
                ("parent_depth", models.PositiveSmallIntegerField(default=0, verbose_name="Tiefe des übergeordneten")),
                (
                    "code",
                    models.SlugField(
                        help_text="bleibt für immer, steht in der Adresse", max_length=80, verbose_name="Kennung"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="Nummer")),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="Titel, englisch")),
                ("question", models.CharField(blank=True, max_length=300, verbose_name="Leitfrage")),
                ("question_en", models.CharField(blank=True, max_length=300, verbose_name="Leitfrage, englisch")),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Absätze durch eine leere Zeile trennen.", verbose_name="Text"
                    ),
                ),
                ("plain_language", models.TextField(blank=True, verbose_name="In Leichter Sprache")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="Reihenfolge")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="entfallen am"),
                ),
                ("withdrawn_reason", models.TextField(blank=True, editable=False, verbose_name="warum entfallen")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="strategy.node",
                        verbose_name="gehört zu",
                    ),
                ),
            ],
            options={
                "verbose_name": "Punkt eines Plans",
                "verbose_name_plural": "Punkte der Pläne",
                "ordering": ["plan", "depth", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("parent_depth__lt", models.F("depth"))), name="node_is_below_its_parent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent__isnull", True), ("parent_depth", 0)),
                            models.Q(("parent__isnull", False), ("parent_depth__gt", 0)),
                            _connector="OR",
                        ),
                        name="node_knows_its_parents_depth",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureNode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="strategy.node",
                        verbose_name="Ziel",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("measure", "node"), name="measure_once_per_node")],
            },
        ),
        migrations.AddField(
            model_name="measure",
            name="nodes",
            field=models.ManyToManyField(
                related_name="measures", through="strategy.MeasureNode", to="strategy.node", verbose_name="Ziele"
            ),
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="Partner*in")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="Anschrift, öffentlich")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
            ],
            options={
                "verbose_name": "Partner*in",
                "verbose_name_plural": "Partner*innen",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("measure", "name"), name="partner_once_per_measure")],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="Kurzname in der Adresse")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="Titel, englisch")),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        help_text="z. B. Kommt die Digitale Agenda voran?",
                        max_length=200,
                        verbose_name="Frage als Überschrift",
                    ),
                ),
                ("question_en", models.CharField(blank=True, max_length=200, verbose_name="Frage, englisch")),
                ("summary", models.TextField(blank=True, verbose_name="Worum es geht, in zwei Sätzen")),
                ("summary_en", models.TextField(blank=True, verbose_name="Worum es geht, englisch")),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Absätze durch eine leere Zeile trennen.", verbose_name="Text"
                    ),
                ),
                ("plain_language", models.TextField(blank=True, verbose_name="In Leichter Sprache")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("consultation", "Entwurf, zum Mitreden"),
                            ("inForce", "in Kraft"),
                            ("closed", "abgeschlossen"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="Zustand",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="gilt ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="verantwortlich")),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Mail oder Stelle, öffentlich",
                        max_length=300,
                        verbose_name="Anschrift für Rückmeldungen",
                    ),
                ),
                ("consultation_until", models.DateField(blank=True, null=True, verbose_name="Mitreden bis")),
                ("report_months", models.PositiveSmallIntegerField(default=36, verbose_name="Bericht alle … Monate")),
                ("sample", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="strategy.plan",
                        verbose_name="Teil von",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="strategy.plan",
                        verbose_name="Nachfolger von",
                    ),
                ),
                ("related", models.ManyToManyField(blank=True, to="strategy.plan", verbose_name="verwandt mit")),
            ],
            options={
                "verbose_name": "Plan",
                "verbose_name_plural": "Pläne",
                "ordering": ["position", "pk"],
                "permissions": [("publish_plan", "Pläne freigeben und Fassungen veröffentlichen")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("pk")), _negated=True), name="plan_is_not_its_own_part"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("pk")), _negated=True),
                        name="plan_does_not_follow_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="plan_ends_after_its_start",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="node",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="nodes",
                to="strategy.plan",
                verbose_name="Plan",
            ),
        ),
        migrations.CreateModel(
            name="PlanLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("depth", models.PositiveSmallIntegerField(verbose_name="Tiefe, von 1 an")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("field", "Handlungsfeld"),
                            ("goal", "Ziel"),
                            ("strategy", "Strategie"),
                            ("measure", "Maßnahme"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("singular", models.CharField(max_length=80, verbose_name="Einzahl")),
                ("plural", models.CharField(max_length=80, verbose_name="Mehrzahl")),
                ("singular_en", models.CharField(blank=True, max_length=80, verbose_name="Einzahl, englisch")),
                ("plural_en", models.CharField(blank=True, max_length=80, verbose_name="Mehrzahl, englisch")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="strategy.plan",
                        verbose_name="Plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ebene",
                "verbose_name_plural": "Ebenen",
                "ordering": ["plan", "depth"],
                "constraints": [models.UniqueConstraint(fields=("plan", "depth"), name="one_level_per_depth")],
            },
        ),
        migrations.AddField(
            model_name="node",
            name="level",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nodes",
                to="strategy.planlevel",
                verbose_name="Ebene",
            ),
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper_kind", models.CharField(blank=True, max_length=40, verbose_name="Art des Belegs")),
                ("paper_key", models.CharField(blank=True, max_length=200, verbose_name="Schlüssel des Belegs")),
                ("number", models.PositiveIntegerField(verbose_name="Nummer")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="veröffentlicht")),
                ("reason", models.TextField(verbose_name="Grund der Änderung")),
                ("document", models.JSONField(verbose_name="Inhalt")),
                ("digest", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("public", models.BooleanField(default=True, verbose_name="öffentlich")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="durch",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="strategy.plan",
                        verbose_name="Plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fassung",
                "verbose_name_plural": "Fassungen",
                "ordering": ["plan", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="version_number_once_per_plan")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("draft", "in Arbeit"),
                            ("submitted", "eingereicht"),
                            ("approved", "freigegeben"),
                            ("returned", "zurückgegeben"),
                            ("replaced", "abgelöst"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Schritt",
                    ),
                ),
                (
                    "author_role",
                    models.CharField(blank=True, max_length=200, verbose_name="Rolle der verfassenden Person"),
                ),
                (
                    "approver_role",
                    models.CharField(blank=True, max_length=200, verbose_name="Rolle der freigebenden Person"),
                ),
                (
                    "author_name",
                    models.CharField(blank=True, max_length=200, verbose_name="Name, nur wenn Sie zustimmen"),
                ),
                (
                    "approver_name",
                    models.CharField(blank=True, max_length=200, verbose_name="Name der freigebenden Person"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="eingereicht")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="freigegeben")),
                ("return_note", models.TextField(blank=True, verbose_name="Warum zurückgegeben")),
                ("happened", models.TextField(verbose_name="Was ist passiert?")),
                ("reported_on", models.DateField(verbose_name="Stand vom")),
                ("base_version", models.PositiveIntegerField(default=0, editable=False)),
                ("changes", models.JSONField(default=dict, verbose_name="Änderungen")),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="freigegeben von",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verfasst von",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
            ],
            options={
                "verbose_name": "Meldung zum Stand",
                "verbose_name_plural": "Meldungen zum Stand",
                "ordering": ["-reported_on", "-pk"],
                "indexes": [models.Index(fields=["measure", "step", "-reported_on"], name="updates_of_a_measure")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(("approver", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="update_has_four_eyes",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper_kind", models.CharField(blank=True, max_length=40, verbose_name="Art des Belegs")),
                ("paper_key", models.CharField(blank=True, max_length=200, verbose_name="Schlüssel des Belegs")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                (
                    "source",
                    models.CharField(
                        help_text="z. B. Haushalt, Bund, Stiftung", max_length=200, verbose_name="Quelle des Geldes"
                    ),
                ),
                (
                    "planned",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="geplant"),
                ),
                (
                    "actual",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="ausgegeben"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Anmerkung")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zeile des Budgets",
                "verbose_name_plural": "Budget",
                "ordering": ["year", "source", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "year", "source"), name="budget_once_per_year_and_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1950), ("year__lte", 2150)), name="budget_year_is_possible"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned__isnull", True), ("planned__gte", 0), _connector="OR"),
                        name="planned_is_no_debt",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="geändert")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("draft", "in Arbeit"),
                            ("submitted", "eingereicht"),
                            ("approved", "freigegeben"),
                            ("returned", "zurückgegeben"),
                            ("replaced", "abgelöst"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Schritt",
                    ),
                ),
                (
                    "author_role",
                    models.CharField(blank=True, max_length=200, verbose_name="Rolle der verfassenden Person"),
                ),
                (
                    "approver_role",
                    models.CharField(blank=True, max_length=200, verbose_name="Rolle der freigebenden Person"),
                ),
                (
                    "author_name",
                    models.CharField(blank=True, max_length=200, verbose_name="Name, nur wenn Sie zustimmen"),
                ),
                (
                    "approver_name",
                    models.CharField(blank=True, max_length=200, verbose_name="Name der freigebenden Person"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="eingereicht")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="freigegeben")),
                ("return_note", models.TextField(blank=True, verbose_name="Warum zurückgegeben")),
                ("cost", models.TextField(verbose_name="Was kostet es?")),
                ("benefit", models.TextField(verbose_name="Was bringt es?")),
                ("method", models.TextField(verbose_name="Wie wurde das ermittelt?")),
                ("affected", models.TextField(verbose_name="Wen betrifft es?")),
                ("losers", models.TextField(verbose_name="Wer könnte verlieren?")),
                ("data_bias", models.TextField(verbose_name="Welche Daten, welche Verzerrungen?")),
                ("accessibility", models.TextField(verbose_name="Ist es für alle zugänglich?")),
                ("exit", models.TextField(verbose_name="Wie kommt man wieder heraus?")),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="freigegeben von",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verfasst von",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
            ],
            options={
                "verbose_name": "Abwägung",
                "verbose_name_plural": "Abwägungen",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(("approver", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="assessment_has_four_eyes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step", "approved")), fields=("measure",), name="one_assessment_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, verbose_name="Thema")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["slug", "measure"], name="measures_of_a_topic")],
                "constraints": [models.UniqueConstraint(fields=("measure", "slug"), name="topic_once_per_measure")],
            },
        ),
        migrations.CreateModel(
            name="DateShift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper_kind", models.CharField(blank=True, max_length=40, verbose_name="Art des Belegs")),
                ("paper_key", models.CharField(blank=True, max_length=200, verbose_name="Schlüssel des Belegs")),
                (
                    "field",
                    models.CharField(
                        choices=[("milestone", "Meilenstein"), ("start", "Beginn"), ("end", "Ende")],
                        max_length=10,
                        verbose_name="was",
                    ),
                ),
                ("old", models.DateField(null=True, verbose_name="bisher")),
                ("new", models.DateField(null=True, verbose_name="neu")),
                ("reason", models.TextField(verbose_name="Grund")),
                (
                    "decided_by",
                    models.CharField(
                        help_text="Stelle oder Gremium, öffentlich", max_length=200, verbose_name="entschieden von"
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="entschieden am")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="eingetragen am")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eingetragen von",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="strategy.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="strategy.milestone",
                        verbose_name="Meilenstein",
                    ),
                ),
            ],
            options={
                "verbose_name": "Verschiebung",
                "verbose_name_plural": "Verschiebungen",
                "ordering": ["decided_on", "pk"],
                "indexes": [models.Index(fields=["measure", "decided_on"], name="shifts_of_a_measure")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("field", "milestone"), ("milestone__isnull", False)),
                            models.Q(models.Q(("field", "milestone"), _negated=True), ("milestone__isnull", True)),
                            _connector="OR",
                        ),
                        name="shift_names_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="shift_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="node",
            constraint=models.UniqueConstraint(fields=("plan", "code"), name="node_code_once_per_plan"),
        ),
    ]
