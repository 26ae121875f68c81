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
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(help_text="For example 2024-T4.", max_length=20, verbose_name="code")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                ("due", models.DateField(verbose_name="reports due")),
                ("note_fr", models.TextField(blank=True, verbose_name="note on the period in French")),
                ("note_nl", models.TextField(blank=True, verbose_name="note on the period in Dutch")),
                ("note_en", models.TextField(blank=True, verbose_name="note on the period in English")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="periods", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "period",
                "verbose_name_plural": "periods",
                "ordering": ["-until", "-pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "code"), name="period_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("since")), ("until__gte", models.F("since"))), name="period_dates_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRegionalReport",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                ("reference", models.CharField(editable=False, max_length=40, verbose_name="reference")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("adopted", "Adopted by the council")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="word of the cell")),
                ("content", models.JSONField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("compiled_at", models.DateTimeField(editable=False)),
                ("session_on", models.DateField(blank=True, null=True, verbose_name="session of the council on")),
                ("decision", models.CharField(blank=True, max_length=120, verbose_name="reference of the decision")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "compiled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
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
                    "period",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.period",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical regional report",
                "verbose_name_plural": "historical regional reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="reports_his_id_0d6e22_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="reports_his_workspa_ef200a_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RegionalReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                ("reference", models.CharField(editable=False, max_length=40, unique=True, verbose_name="reference")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("adopted", "Adopted by the council")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="word of the cell")),
                ("content", models.JSONField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("compiled_at", models.DateTimeField(editable=False)),
                ("session_on", models.DateField(blank=True, null=True, verbose_name="session of the council on")),
                ("decision", models.CharField(blank=True, max_length=120, verbose_name="reference of the decision")),
                (
                    "compiled_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="regional_reports", to="reports.period"
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regional_reports",
                        to="taskforce.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "regional report",
                "verbose_name_plural": "regional reports",
                "ordering": ["-period__until", "-number"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("period", "number"), name="regional_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "adopted"), _negated=True),
                            models.Q(("session_on__isnull", False), models.Q(("decision", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="adoption_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=40, unique=True, verbose_name="reference")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Expected"),
                            ("draft", "Draft"),
                            ("submitted", "To review"),
                            ("returned", "Returned"),
                            ("accepted", "Accepted"),
                        ],
                        default="due",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "hotspot",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="hotspots.hotspot"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="reports.period"
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "progress report",
                "verbose_name_plural": "progress reports",
                "ordering": ["reference"],
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("hotspot", "period"), name="one_report_per_period")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalVersion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason for this version")),
                ("security", models.TextField(blank=True, max_length=1200, verbose_name="Security")),
                ("prevention", models.TextField(blank=True, max_length=1200, verbose_name="Prevention")),
                ("neighbourhood", models.TextField(blank=True, max_length=1200, verbose_name="Neighbourhood life")),
                ("difficulties", models.TextField(blank=True, max_length=1200, verbose_name="Difficulties")),
                (
                    "decisions",
                    models.TextField(blank=True, help_text="One per line, three at most.", max_length=1200, verbose_name="Decisions asked"),
                ),
                ("content", models.JSONField(editable=False, null=True)),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("signed_as", models.JSONField(editable=False, null=True)),
                ("signed_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
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
                        editable=False,
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
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical version",
                "verbose_name_plural": "historical versions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="reports_his_id_02ed64_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="reports_his_workspa_66383a_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason for this version")),
                ("security", models.TextField(blank=True, max_length=1200, verbose_name="Security")),
                ("prevention", models.TextField(blank=True, max_length=1200, verbose_name="Prevention")),
                ("neighbourhood", models.TextField(blank=True, max_length=1200, verbose_name="Neighbourhood life")),
                ("difficulties", models.TextField(blank=True, max_length=1200, verbose_name="Difficulties")),
                (
                    "decisions",
                    models.TextField(blank=True, help_text="One per line, three at most.", max_length=1200, verbose_name="Decisions asked"),
                ),
                ("content", models.JSONField(editable=False, null=True)),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("signed_as", models.JSONField(editable=False, null=True)),
                ("signed_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="reports.report"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["number"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "number"), name="report_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content__isnull", True), ("digest", ""), ("submitted_at__isnull", True), ("submitted_by__isnull", True)
                            ),
                            models.Q(
                                ("content__isnull", False),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="submission_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_as__isnull", True), ("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(
                                ("signed_as__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signature_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False), ("signed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="acceptance_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by__isnull", True),
                            models.Q(("accepted_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_accepts_what_they_submitted",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="report",
            name="accepted",
            field=models.ForeignKey(
                editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.version"
            ),
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("figures", "Figures"),
                            ("security", "Security"),
                            ("prevention", "Prevention"),
                            ("neighbourhood", "Neighbourhood life"),
                            ("difficulties", "Difficulties"),
                            ("decisions", "Decisions asked"),
                        ],
                        max_length=20,
                        verbose_name="part of the report",
                    ),
                ),
                ("text", models.TextField(max_length=1200, verbose_name="remark")),
                ("internal", models.BooleanField(default=False, verbose_name="internal to the cell")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1200, verbose_name="answer")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="reports.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "ordering": ["pk"],
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Inclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
                (
                    "regional",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="inclusions", to="reports.regionalreport"),
                ),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="inclusions", to="reports.version"),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("regional", "version"), name="version_included_once")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReport",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=40, verbose_name="reference")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Expected"),
                            ("draft", "Draft"),
                            ("submitted", "To review"),
                            ("returned", "Returned"),
                            ("accepted", "Accepted"),
                        ],
                        default="due",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
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
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.period",
                    ),
                ),
                (
                    "accepted",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical progress report",
                "verbose_name_plural": "historical progress reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="reports_his_id_bafbbb_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="reports_his_workspa_7e46f6_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRemark",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("figures", "Figures"),
                            ("security", "Security"),
                            ("prevention", "Prevention"),
                            ("neighbourhood", "Neighbourhood life"),
                            ("difficulties", "Difficulties"),
                            ("decisions", "Decisions asked"),
                        ],
                        max_length=20,
                        verbose_name="part of the report",
                    ),
                ),
                ("text", models.TextField(max_length=1200, verbose_name="remark")),
                ("internal", models.BooleanField(default=False, verbose_name="internal to the cell")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1200, verbose_name="answer")),
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
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical remark",
                "verbose_name_plural": "historical remarks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="reports_his_id_2f6ab8_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="reports_his_workspa_3338be_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInclusion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
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
                    "regional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.regionalreport",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical inclusion",
                "verbose_name_plural": "historical inclusions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="reports_his_id_118b24_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="reports_his_workspa_fd230c_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPeriod",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("code", models.CharField(help_text="For example 2024-T4.", max_length=20, verbose_name="code")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                ("due", models.DateField(verbose_name="reports due")),
                ("note_fr", models.TextField(blank=True, verbose_name="note on the period in French")),
                ("note_nl", models.TextField(blank=True, verbose_name="note on the period in Dutch")),
                ("note_en", models.TextField(blank=True, verbose_name="note on the period in English")),
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
            ],
            options={
                "verbose_name": "historical period",
                "verbose_name_plural": "historical periods",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="reports_his_id_c2cda1_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="reports_his_workspa_181cf2_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted__isnull", False), _connector="OR"),
                name="accepted_report_has_its_version",
            ),
        ),
    ]
