"""The first tables."""

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("taskforce", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phenomenon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
            ],
            options={
                "verbose_name": "phenomenon",
                "verbose_name_plural": "phenomena",
                "ordering": ["name_fr"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Hotspot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved by its municipalities"),
                            ("validated", "Validated by the council"),
                            ("suspended", "Suspended"),
                            ("refused", "Refused"),
                            ("closed", "Closed"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(verbose_name="why this place")),
                ("data_since", models.DateField(verbose_name="data from")),
                ("data_until", models.DateField(verbose_name="data until")),
                ("data_source", models.CharField(max_length=300, verbose_name="source of the data")),
                (
                    "workspace",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="hotspot", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "hotspot",
                "verbose_name_plural": "hotspots",
                "ordering": ["reference"],
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("data_until__gte", models.F("data_since"))), name="hotspot_data_window_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Observed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hotspot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="observed", to="hotspots.hotspot")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
                (
                    "phenomenon",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="observed", to="hotspots.phenomenon"),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("hotspot", "phenomenon"), name="phenomenon_observed_once")],
            },
        ),
        migrations.AddField(
            model_name="hotspot",
            name="phenomena",
            field=models.ManyToManyField(
                related_name="hotspots", through="hotspots.Observed", to="hotspots.phenomenon", verbose_name="phenomena"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalObserved",
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
                    "hotspot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hotspots.hotspot",
                    ),
                ),
                (
                    "phenomenon",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hotspots.phenomenon",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical observed",
                "verbose_name_plural": "historical observeds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="hotspots_hi_id_f1883a_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="hotspots_hi_workspa_3912d6_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("validate", "Validated"),
                            ("refuse", "Refused"),
                            ("suspend", "Suspended"),
                            ("resume", "Resumed"),
                            ("close", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="ruling",
                    ),
                ),
                ("on", models.DateField(verbose_name="decided on")),
                ("reference", models.CharField(max_length=120, verbose_name="reference of the decision")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("hotspot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="hotspots.hotspot")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "ruling",
                "verbose_name_plural": "rulings",
                "ordering": ["on", "pk"],
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["hotspot", "-on", "-id"], name="ruling_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["validate", "resume"]), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="ruling_against_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHotspot",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("reference", models.CharField(editable=False, max_length=20, verbose_name="reference")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved by its municipalities"),
                            ("validated", "Validated by the council"),
                            ("suspended", "Suspended"),
                            ("refused", "Refused"),
                            ("closed", "Closed"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(verbose_name="why this place")),
                ("data_since", models.DateField(verbose_name="data from")),
                ("data_until", models.DateField(verbose_name="data until")),
                ("data_source", models.CharField(max_length=300, verbose_name="source of the data")),
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
                "verbose_name": "historical hotspot",
                "verbose_name_plural": "historical hotspots",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="hotspots_hi_id_196d5d_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="hotspots_hi_workspa_f85dce_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPhenomenon",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
            ],
            options={
                "verbose_name": "historical phenomenon",
                "verbose_name_plural": "historical phenomena",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="hotspots_hi_id_de1278_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRuling",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("validate", "Validated"),
                            ("refuse", "Refused"),
                            ("suspend", "Suspended"),
                            ("resume", "Resumed"),
                            ("close", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="ruling",
                    ),
                ),
                ("on", models.DateField(verbose_name="decided on")),
                ("reference", models.CharField(max_length=120, verbose_name="reference of the decision")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                    "hotspot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hotspots.hotspot",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical ruling",
                "verbose_name_plural": "historical rulings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="hotspots_hi_id_0079f3_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="hotspots_hi_workspa_cd00e2_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerimeter",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                ("geometry", models.JSONField(verbose_name="outline (GeoJSON)")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, editable=False, null=True, verbose_name="until")),
                ("decision", models.CharField(max_length=200, verbose_name="decision")),
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
                    "hotspot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hotspots.hotspot",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical perimeter",
                "verbose_name_plural": "historical perimeters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="hotspots_hi_id_083010_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="hotspots_hi_workspa_c465c6_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalApproval",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("awaited", "Awaited"), ("approved", "Approved"), ("refused", "Refused")],
                        default="awaited",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("on", models.DateField(editable=False, null=True, verbose_name="on")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.seat",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.area",
                        verbose_name="municipality",
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
                    "hotspot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hotspots.hotspot",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical approval",
                "verbose_name_plural": "historical approvals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="hotspots_hi_id_a36581_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="hotspots_hi_workspa_76aabf_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("awaited", "Awaited"), ("approved", "Approved"), ("refused", "Refused")],
                        default="awaited",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("on", models.DateField(editable=False, null=True, verbose_name="on")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.seat"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="taskforce.area",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
                (
                    "hotspot",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="hotspots.hotspot"),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["municipality__name_fr"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("hotspot", "municipality"), name="one_approval_per_municipality"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by__isnull", True), ("on__isnull", True), ("state", "awaited")),
                            models.Q(models.Q(("state", "awaited"), _negated=True), ("by__isnull", False), ("on__isnull", False)),
                            _connector="OR",
                        ),
                        name="approval_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), models.Q(("remark", ""), _negated=True), _connector="OR"
                        ),
                        name="refusal_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Perimeter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                ("geometry", models.JSONField(verbose_name="outline (GeoJSON)")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, editable=False, null=True, verbose_name="until")),
                ("decision", models.CharField(max_length=200, verbose_name="decision")),
                (
                    "hotspot",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="perimeters", to="hotspots.hotspot"),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "perimeter",
                "verbose_name_plural": "perimeters",
                "ordering": ["version"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("hotspot", "version"), name="perimeter_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="perimeter_dates_in_order",
                    ),
                ],
            },
        ),
    ]
