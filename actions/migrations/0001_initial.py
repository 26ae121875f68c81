"""The first tables."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("hotspots", "0001_initial"),
        ("taskforce", "0001_initial"),
        ("taskforce", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(editable=False, max_length=10, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "horizon",
                    models.CharField(
                        choices=[("short", "Short term"), ("medium", "Medium term"), ("long", "Long term")],
                        default="short",
                        max_length=10,
                        verbose_name="horizon",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "funded",
                    models.CharField(
                        choices=[("yes", "Funded"), ("partly", "Partly funded"), ("no", "Not funded")],
                        default="no",
                        max_length=10,
                        verbose_name="funding",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[("workspace", "The whole task force and the regional cell"), ("axis", "Partners of the same axis only")],
                        default="workspace",
                        max_length=12,
                        verbose_name="who may read it",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed by the lead"),
                            ("running", "Running"),
                            ("blocked", "Blocked"),
                            ("done", "Done"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("blocked_reason", models.TextField(blank=True, verbose_name="what blocks it")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is late")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_actions",
                        to="taskforce.organisation",
                        verbose_name="lead organisation",
                    ),
                ),
                (
                    "unblocker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taskforce.organisation",
                        verbose_name="who can unblock it",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["axis", "pk"],
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["workspace", "state", "due"], name="action_of_workspace")],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "code"), name="action_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due__isnull", True), ("start__isnull", True), ("due__gte", models.F("start")), _connector="OR"
                        ),
                        name="action_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "blocked"), _negated=True),
                            models.Q(models.Q(("blocked_reason", ""), _negated=True), ("unblocker__isnull", False)),
                            _connector="OR",
                        ),
                        name="blocked_says_why_and_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        editable=False,
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("workspace", "The whole task force and the regional cell"),
                            ("axis", "Partners of the same axis only"),
                            ("organisation", "My organisation only; others see totals"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="who may read it",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "quarter",
                    models.PositiveIntegerField(
                        editable=False, help_text="Year and quarter as one number, 20244: groups without asking the database for dates."
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        blank=True,
                        choices=[("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening"), ("night", "Night")],
                        max_length=10,
                        verbose_name="part of the day",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("client_key", models.UUIDField(editable=False)),
                (
                    "action",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="actions.action"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taskforce.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ["-day", "-pk"],
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["workspace", "-day", "-id"], name="entry_of_workspace")],
                "constraints": [models.UniqueConstraint(fields=("author", "client_key"), name="entry_sent_once")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEntry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        editable=False,
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("workspace", "The whole task force and the regional cell"),
                            ("axis", "Partners of the same axis only"),
                            ("organisation", "My organisation only; others see totals"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="who may read it",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "quarter",
                    models.PositiveIntegerField(
                        editable=False, help_text="Year and quarter as one number, 20244: groups without asking the database for dates."
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        blank=True,
                        choices=[("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening"), ("night", "Night")],
                        max_length=10,
                        verbose_name="part of the day",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("client_key", models.UUIDField(editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entry",
                "verbose_name_plural": "historical entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_965bd3_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_f9f5b5_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartner",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.organisation",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical partner",
                "verbose_name_plural": "historical partners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_ec4c83_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_63078f_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted to the chair"),
                            ("adopted", "Adopted"),
                            ("conform", "Conform"),
                            ("to_complete", "To complete"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("words", models.TextField(blank=True, editable=False, verbose_name="words of the chair or the cell")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "hotspot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hotspots.hotspot",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_370763_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_39865a_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("sum", "Added up"),
                            ("last", "Last value of each place, then added up"),
                            ("max", "Highest value"),
                            ("ratio", "Sum of numerators over sum of denominators"),
                            ("not_additive", "Never put together"),
                        ],
                        max_length=12,
                        verbose_name="aggregation",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("good_up", "More is better"), ("good_down", "Less is better"), ("neither", "Neither")],
                        default="neither",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "activity_dependent",
                    models.BooleanField(
                        default=False,
                        help_text="It rises when a service works more, without the facts changing.",
                        verbose_name="depends on activity",
                    ),
                ),
                (
                    "denominator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="denominator",
                    ),
                ),
                (
                    "numerator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="numerator",
                    ),
                ),
            ],
            options={
                "verbose_name": "measure",
                "verbose_name_plural": "measures",
                "ordering": ["code"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aggregation", "ratio"), ("denominator__isnull", False), ("numerator__isnull", False)),
                            models.Q(
                                models.Q(("aggregation", "ratio"), _negated=True),
                                ("denominator__isnull", True),
                                ("numerator__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ratio_has_both_parts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("value", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="target")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical measure of an action",
                "verbose_name_plural": "historical measures of an action",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_5dd297_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_d9b59c_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("statement", models.CharField(max_length=300, verbose_name="objective")),
                ("indicator", models.CharField(max_length=200, verbose_name="indicator")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                ("baseline", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="baseline")),
                ("target", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="target")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "objective",
                "verbose_name_plural": "objectives",
                "ordering": ["axis", "pk"],
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="action",
            name="objective",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="actions.objective",
                verbose_name="objective",
            ),
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="actions.action")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.organisation"),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("action", "organisation"), name="partner_once")],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted to the chair"),
                            ("adopted", "Adopted"),
                            ("conform", "Conform"),
                            ("to_complete", "To complete"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("words", models.TextField(blank=True, editable=False, verbose_name="words of the chair or the cell")),
                (
                    "hotspot",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="plan", to="hotspots.hotspot"
                    ),
                ),
                (
                    "workspace",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="plan", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "ordering": ["hotspot__reference"],
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "to_complete"), _negated=True), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="to_complete_says_what",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="objective",
            name="plan",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="objectives", to="actions.plan"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPlanVersion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("content", models.JSONField(verbose_name="content")),
                ("digest", models.CharField(max_length=64)),
                ("adopted_on", models.DateField(verbose_name="adopted on")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical version of the plan",
                "verbose_name_plural": "historical versions of the plan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_fd66ed_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_b0919c_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalObjective",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("statement", models.CharField(max_length=300, verbose_name="objective")),
                ("indicator", models.CharField(max_length=200, verbose_name="indicator")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                ("baseline", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="baseline")),
                ("target", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="target")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical objective",
                "verbose_name_plural": "historical objectives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_3b7e72_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_329663_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("code", models.CharField(editable=False, max_length=10, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "horizon",
                    models.CharField(
                        choices=[("short", "Short term"), ("medium", "Medium term"), ("long", "Long term")],
                        default="short",
                        max_length=10,
                        verbose_name="horizon",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "funded",
                    models.CharField(
                        choices=[("yes", "Funded"), ("partly", "Partly funded"), ("no", "Not funded")],
                        default="no",
                        max_length=10,
                        verbose_name="funding",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[("workspace", "The whole task force and the regional cell"), ("axis", "Partners of the same axis only")],
                        default="workspace",
                        max_length=12,
                        verbose_name="who may read it",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed by the lead"),
                            ("running", "Running"),
                            ("blocked", "Blocked"),
                            ("done", "Done"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("blocked_reason", models.TextField(blank=True, verbose_name="what blocks it")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is late")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.organisation",
                        verbose_name="lead organisation",
                    ),
                ),
                (
                    "unblocker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.organisation",
                        verbose_name="who can unblock it",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.objective",
                        verbose_name="objective",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action",
                "verbose_name_plural": "historical actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_b2d74c_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_4f4354_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="action",
            name="plan",
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="actions.plan"),
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("content", models.JSONField(verbose_name="content")),
                ("digest", models.CharField(max_length=64)),
                ("adopted_on", models.DateField(verbose_name="adopted on")),
                (
                    "adopted_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("plan", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="actions.plan")),
                (
                    "submitted_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the plan",
                "verbose_name_plural": "versions of the plan",
                "ordering": ["number"],
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="target")),
                ("action", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="actions.action")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="actions.measure", verbose_name="measure"
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "measure of an action",
                "verbose_name_plural": "measures of an action",
                "ordering": ["pk"],
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("action", "measure"), name="target_once")],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="symbol")),
                ("factor", models.DecimalField(decimal_places=10, default=1, max_digits=20, verbose_name="factor to the base unit")),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="multiples",
                        to="actions.unit",
                        verbose_name="base unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["code"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("factor__gt", 0)), name="unit_factor_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("base__isnull", False), ("factor", 1), _connector="OR"), name="base_unit_has_factor_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quantity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="value")),
                (
                    "base_value",
                    models.DecimalField(decimal_places=10, editable=False, max_digits=24, verbose_name="value in the base unit"),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("about", "about"), ("more_than", "more than")],
                        default="exact",
                        max_length=10,
                        verbose_name="precision",
                    ),
                ),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="quantities", to="actions.entry")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quantities", to="actions.measure", verbose_name="measure"
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actions.unit", verbose_name="unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "quantity",
                "verbose_name_plural": "quantities",
                "ordering": ["pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "measure"), name="quantity_once_per_measure"),
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="quantity_not_negative"),
                ],
            },
        ),
        migrations.AddField(
            model_name="measure",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="actions.unit", verbose_name="unit"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalUnit",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("symbol", models.CharField(blank=True, max_length=20, verbose_name="symbol")),
                ("factor", models.DecimalField(decimal_places=10, default=1, max_digits=20, verbose_name="factor to the base unit")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.unit",
                        verbose_name="base unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical unit",
                "verbose_name_plural": "historical units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="actions_his_id_08eb24_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuantity",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="value")),
                (
                    "base_value",
                    models.DecimalField(decimal_places=10, editable=False, max_digits=24, verbose_name="value in the base unit"),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[("exact", "exactly"), ("about", "about"), ("more_than", "more than")],
                        default="exact",
                        max_length=10,
                        verbose_name="precision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.entry",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.workspace",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical quantity",
                "verbose_name_plural": "historical quantities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="actions_his_id_bc4a0e_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="actions_his_workspa_64384c_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("sum", "Added up"),
                            ("last", "Last value of each place, then added up"),
                            ("max", "Highest value"),
                            ("ratio", "Sum of numerators over sum of denominators"),
                            ("not_additive", "Never put together"),
                        ],
                        max_length=12,
                        verbose_name="aggregation",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("good_up", "More is better"), ("good_down", "Less is better"), ("neither", "Neither")],
                        default="neither",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "activity_dependent",
                    models.BooleanField(
                        default=False,
                        help_text="It rises when a service works more, without the facts changing.",
                        verbose_name="depends on activity",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "denominator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="denominator",
                    ),
                ),
                (
                    "numerator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="numerator",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical measure",
                "verbose_name_plural": "historical measures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="actions_his_id_f8d729_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
