"""The first tables."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="account open")),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Title",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
            ],
            options={
                "verbose_name": "title",
                "verbose_name_plural": "titles",
                "ordering": ["name_fr"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("by_name", models.CharField(max_length=200)),
                ("seat", models.BigIntegerField(null=True)),
                ("role", models.CharField(blank=True, max_length=30, verbose_name="role")),
                ("organisation", models.BigIntegerField(null=True)),
                ("organisation_name", models.CharField(blank=True, max_length=200)),
                ("workspace_id", models.BigIntegerField(null=True)),
                ("code", models.CharField(max_length=80, verbose_name="act")),
                ("subject_type", models.CharField(blank=True, max_length=80)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("client_key", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who"
                    ),
                ),
            ],
            options={
                "verbose_name": "act",
                "verbose_name_plural": "acts",
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["workspace_id", "-id"], name="act_of_workspace"),
                    models.Index(fields=["subject_type", "subject_id", "-id"], name="act_on_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("client_key", ""), _negated=True),
                        fields=("by", "code", "client_key"),
                        name="act_done_once_per_client_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("municipality", "Municipality"),
                            ("police_zone", "Police zone"),
                            ("department", "Department"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="population")),
                ("geometry", models.JSONField(blank=True, null=True, verbose_name="outline (GeoJSON)")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="taskforce.area",
                        verbose_name="part of",
                    ),
                ),
                (
                    "police_zone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="taskforce.area",
                        verbose_name="police zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "area",
                "verbose_name_plural": "areas",
                "ordering": ["code"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="area_dates_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalArea",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("municipality", "Municipality"),
                            ("police_zone", "Police zone"),
                            ("department", "Department"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="population")),
                ("geometry", models.JSONField(blank=True, null=True, verbose_name="outline (GeoJSON)")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.area",
                        verbose_name="part of",
                    ),
                ),
                (
                    "police_zone",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.area",
                        verbose_name="police zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="taskforce_h_id_d2e0dd_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "Regional body"),
                            ("municipality", "Municipality"),
                            ("police", "Police"),
                            ("justice", "Justice"),
                            ("state", "State"),
                            ("social", "Social and health service"),
                            ("cleaning", "Town cleaning"),
                            ("landlord", "Landlord"),
                            ("transport", "Public transport"),
                            ("association", "Association"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="usual axis",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.area",
                        verbose_name="area",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation",
                "verbose_name_plural": "historical organisations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="taskforce_h_id_cbfec6_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTitle",
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
                "verbose_name": "historical title",
                "verbose_name_plural": "historical titles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="taskforce_h_id_293a9d_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="account open")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
            ],
            options={
                "verbose_name": "historical person",
                "verbose_name_plural": "historical people",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="taskforce_h_id_dba6c7_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("region", "Regional body"),
                            ("municipality", "Municipality"),
                            ("police", "Police"),
                            ("justice", "Justice"),
                            ("state", "State"),
                            ("social", "Social and health service"),
                            ("cleaning", "Town cleaning"),
                            ("landlord", "Landlord"),
                            ("transport", "Public transport"),
                            ("association", "Association"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="usual axis",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="organisations", to="taskforce.area", verbose_name="area"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name_fr"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Workspace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[("council", "Regional council"), ("cell", "Regional cell"), ("local", "Local task force")],
                        editable=False,
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "state",
                    models.CharField(
                        choices=[("to_convene", "To convene"), ("convened", "Convened"), ("dissolved", "Dissolved")],
                        default="to_convene",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("convened_on", models.DateField(blank=True, editable=False, null=True, verbose_name="convened on")),
                ("legal_basis", models.TextField(blank=True, verbose_name="legal basis")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("rules", models.TextField(blank=True, verbose_name="rules of the house")),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("notice_fr", models.CharField(blank=True, max_length=300, verbose_name="notice in French")),
                ("notice_nl", models.CharField(blank=True, max_length=300, verbose_name="notice in Dutch")),
                ("notice_en", models.CharField(blank=True, max_length=300, verbose_name="notice in English")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="workspaces", to="taskforce.area", verbose_name="area"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taskforce.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "workspace",
                "verbose_name_plural": "workspaces",
                "ordering": ["reference"],
                "permissions": [
                    ("see_workspace", "See the workspace and what its whole task force may read"),
                    ("see_drafts", "Read reports while they are being drafted"),
                    ("see_council_file", "Read accepted reports and adopted regional reports"),
                    ("read_journal", "Read who did what and when"),
                    ("seat_people", "Invite, seat and unseat people"),
                    ("keep_directory", "Keep the directory: organisations, areas, titles, phenomena, units and measures"),
                    ("approve_hotspot", "Approve or refuse a hotspot for one's own municipality"),
                    ("convene_task_force", "Convene and dissolve the local task force"),
                    ("propose_hotspot", "Propose hotspots and draw their perimeters"),
                    ("record_council_ruling", "Record the council's rulings on a hotspot"),
                    ("draft_plan", "Draft and submit the plan"),
                    ("adopt_plan", "Adopt the plan or give it back"),
                    ("check_plan", "Check an adopted plan"),
                    ("carry_out_action", "Agree to and change the actions one's organisation leads"),
                    ("log_work", "Log work on actions"),
                    ("compose_report", "Compose and submit the progress report"),
                    ("sign_report", "Sign the progress report"),
                    ("review_report", "Return or accept progress reports"),
                    ("compile_regional_report", "Open periods and compile the regional report"),
                    ("adopt_regional_report", "Record that the council adopted the regional report"),
                ],
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("convened_on__isnull", True), ("state", "to_convene")),
                            models.Q(("state", "to_convene"), _negated=True),
                            _connector="OR",
                        ),
                        name="workspace_convening_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "council"), ("parent__isnull", True)),
                            models.Q(("kind", "council"), _negated=True),
                            _connector="OR",
                        ),
                        name="council_is_the_root",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="workspace_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("coordinator", "Coordinator"),
                            ("partner", "Partner"),
                            ("worker", "Field worker"),
                            ("observer", "Observer"),
                            ("head", "Head of the cell"),
                            ("reviewer", "Reviewer"),
                            ("member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("auditor", "Auditor"),
                            ("steward", "Steward"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="taskforce.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taskforce.title",
                        verbose_name="title",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "verbose_name_plural": "seats",
                "ordering": ["role", "pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)), fields=("workspace", "person"), name="one_open_seat_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="seat_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("coordinator", "Coordinator"),
                            ("partner", "Partner"),
                            ("worker", "Field worker"),
                            ("observer", "Observer"),
                            ("head", "Head of the cell"),
                            ("reviewer", "Reviewer"),
                            ("member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("auditor", "Auditor"),
                            ("steward", "Steward"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="seat until")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(editable=False)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taskforce.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to="taskforce.seat",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taskforce.title",
                        verbose_name="title",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="taskforce.workspace"
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("seat__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("seat__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_acceptance_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkspace",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_nl", models.CharField(max_length=200, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[("council", "Regional council"), ("cell", "Regional cell"), ("local", "Local task force")],
                        editable=False,
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("reference", models.CharField(max_length=20, verbose_name="reference")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "state",
                    models.CharField(
                        choices=[("to_convene", "To convene"), ("convened", "Convened"), ("dissolved", "Dissolved")],
                        default="to_convene",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("convened_on", models.DateField(blank=True, editable=False, null=True, verbose_name="convened on")),
                ("legal_basis", models.TextField(blank=True, verbose_name="legal basis")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("rules", models.TextField(blank=True, verbose_name="rules of the house")),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("notice_fr", models.CharField(blank=True, max_length=300, verbose_name="notice in French")),
                ("notice_nl", models.CharField(blank=True, max_length=300, verbose_name="notice in Dutch")),
                ("notice_en", models.CharField(blank=True, max_length=300, verbose_name="notice in English")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.area",
                        verbose_name="area",
                    ),
                ),
                (
                    "parent",
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
                "verbose_name": "historical workspace",
                "verbose_name_plural": "historical workspaces",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [models.Index(fields=["id", "history_date"], name="taskforce_h_id_37477a_idx")],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSeat",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("coordinator", "Coordinator"),
                            ("partner", "Partner"),
                            ("worker", "Field worker"),
                            ("observer", "Observer"),
                            ("head", "Head of the cell"),
                            ("reviewer", "Reviewer"),
                            ("member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("auditor", "Auditor"),
                            ("steward", "Steward"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
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
                        verbose_name="organisation",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.title",
                        verbose_name="title",
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
                "verbose_name": "historical seat",
                "verbose_name_plural": "historical seats",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="taskforce_h_id_a67b28_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="taskforce_h_workspa_820730_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInvitation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("coordinator", "Coordinator"),
                            ("partner", "Partner"),
                            ("worker", "Field worker"),
                            ("observer", "Observer"),
                            ("head", "Head of the cell"),
                            ("reviewer", "Reviewer"),
                            ("member", "Council member"),
                            ("secretary", "Council secretary"),
                            ("auditor", "Auditor"),
                            ("steward", "Steward"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("security", "Security"), ("prevention", "Prevention"), ("neighbourhood", "Neighbourhood life")],
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="seat until")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("expires_at", models.DateTimeField(editable=False)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
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
                        verbose_name="organisation",
                    ),
                ),
                (
                    "seat",
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
                    "title",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taskforce.title",
                        verbose_name="title",
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
                "verbose_name": "historical invitation",
                "verbose_name_plural": "historical invitations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="taskforce_h_id_907936_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="taskforce_h_workspa_f756b3_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCharterSignature",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("version", models.CharField(editable=False, max_length=20)),
                ("signed_at", models.DateTimeField(editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("act", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taskforce.act")),
                (
                    "seat",
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
                "verbose_name": "historical charter signature",
                "verbose_name_plural": "historical charter signatures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "history_date"], name="taskforce_h_id_073496_idx"),
                    models.Index(fields=["workspace", "id", "history_date"], name="taskforce_h_workspa_e3e5b2_idx"),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="taskforce.seat")),
                ("content_object", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="taskforce.workspace")),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="CharterSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(editable=False, max_length=20)),
                ("signed_at", models.DateTimeField(editable=False)),
                (
                    "seat",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="taskforce.seat"
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
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("seat", "version"), name="charter_signed_once")],
            },
        ),
    ]
