"""What every field of every model is about. A new field is entered here, by somebody who has asked what it could say about a resident.

place      places, bodies, catalogues, days and sums: no person at all
work       what the partners plan, do, count and decide
official   people with an account or a seat, in their function
technical  keys, states, digests, settings of the machinery
text       free text: checked for personal data when it is saved, and again when it is published
"""

from __future__ import annotations

NAMES = "name_fr name_nl name_en"

FIELDS: dict[str, dict[str, str]] = {
    "taskforce.Act": {
        "official": "by by_name seat role organisation organisation_name",
        "technical": "id at workspace_id subject_type subject_id request_id salt code client_key sent",
        "text": "reason",
    },
    "taskforce.Reading": {
        "official": "by by_name seat role organisation organisation_name",
        "technical": "id at workspace_id subject_type subject_id request_id salt how",
    },
    "taskforce.Area": {"place": "kind parent police_zone since until population geometry", "text": f"{NAMES} code", "technical": "id"},
    "taskforce.Organisation": {"place": "kind axis area", "text": f"{NAMES} code acronym", "technical": "id"},
    "taskforce.Title": {"text": f"{NAMES} code", "technical": "id"},
    "taskforce.SavedFilter": {"official": "person", "text": "name", "technical": "id path query removed_on"},
    "taskforce.Workspace": {
        "place": "kind parent area state convened_on since until",
        "text": f"{NAMES} reference acronym legal_basis purpose rules notice_fr notice_nl notice_en",
        "technical": "id",
    },
    "taskforce.Seat": {
        "official": "person organisation role axis title since until ended_on given_by confirmed_by confirmed_on",
        "text": "reason",
        "technical": "id workspace",
    },
    "taskforce.Grant": {"official": "user", "technical": "id permission content_object seat"},
    "taskforce.CharterSignature": {"official": "seat signed_at", "technical": "id workspace version"},
    "taskforce.Invitation": {
        "official": "email name language organisation role axis title until accepted_at seat sent_by",
        "technical": "id workspace digest expires_at withdrawn_at",
    },
    "taskforce.Justification": {"technical": "id workspace subject_type subject_id field code kind"},
    "taskforce.User": {"official": "email name language digest is_active", "technical": "id password epoch first_steps buttons"},
    "taskforce.Notice": {
        "official": "person",
        "technical": "id asked workspace kind subject_type subject_id urgent at state tries due_at done_at seen_at",
    },
    "taskforce.Feed": {"official": "person made_at ended_at", "technical": "id digest epoch"},
    "taskforce.Token": {"official": "person seat made_at until ended_at scope", "text": "name", "technical": "id digest epoch"},
    "taskforce.TokenUse": {"technical": "token last_on minute number"},
    "taskforce.Visit": {"technical": "account act"},
    "taskforce.Session": {"technical": "session_key session_data expire_date account"},
    "taskforce.Seal": {"technical": "number kind key digest hash sealed_at"},
    "taskforce.Shape": {"technical": "id fields"},
    "taskforce.Erasure": {"technical": "id act label key field before after rule"},
    "taskforce.Anchor": {"technical": "id workspace number hash root peaks about at", "official": "sent_to"},
    "taskforce.Filing": {"technical": "id workspace anchor filed_at", "text": "place"},
    "taskforce.Blob": {"technical": "sha256 contents"},
    "hotspots.Phenomenon": {"text": f"{NAMES} code", "technical": "id"},
    "hotspots.Hotspot": {
        "place": "state data_since data_until phenomena",
        "text": f"{NAMES} reference reason data_source",
        "technical": "id workspace",
    },
    "hotspots.Observed": {"place": "hotspot phenomenon", "technical": "id workspace"},
    "hotspots.Approval": {"place": "hotspot municipality state on", "official": "by", "text": "remark", "technical": "id workspace"},
    "hotspots.Ruling": {"place": "hotspot kind on", "text": "reference reason", "technical": "id workspace"},
    "hotspots.Perimeter": {"place": "hotspot version geometry since until", "text": "decision", "technical": "id workspace"},
    "hotspots.Order": {
        "place": "level issuer framework extends since until state signed_on repealed_on",
        "official": "signed_by",
        "text": "subject basis evaluation repeal_reason",
        "technical": "id workspace reference",
    },
    "hotspots.Covered": {"place": "order hotspot perimeter", "technical": "id workspace"},
    "hotspots.OrderUse": {"work": "order number since until", "text": "source", "technical": "id workspace"},
    "actions.Unit": {"place": "base factor", "text": f"{NAMES} code symbol", "technical": "id"},
    "actions.Measure": {
        "work": "unit axis aggregation direction activity_dependent counts_people numerator denominator",
        "text": f"{NAMES} code",
        "technical": "id",
    },
    "actions.Plan": {"work": "hotspot version state", "text": "words", "technical": "id workspace"},
    "actions.PlanVersion": {
        "work": "plan number content adopted_on",
        "official": "submitted_by adopted_by",
        "technical": "id workspace digest",
    },
    "actions.Objective": {"work": "plan axis baseline target due", "text": "statement indicator unit", "technical": "id workspace"},
    "actions.Action": {
        "work": "plan axis objective organisation horizon start due funded tier state unblocker",
        "text": "code title description blocked_reason late_reason",
        "technical": "id workspace",
    },
    "actions.TypicalAction": {"work": "axis horizon measure", "text": f"{NAMES} code", "technical": "id"},
    "actions.Partner": {"work": "action organisation", "technical": "id workspace"},
    "actions.Target": {"work": "action measure value", "technical": "id workspace"},
    "actions.Entry": {
        "work": "action axis tier organisation day quarter slot state",
        "official": "author",
        "text": "note source",
        "technical": "id workspace client_key",
    },
    "actions.Evidence": {
        "work": "action axis tier organisation attached_on state",
        "official": "author",
        "text": "title file_name",
        "technical": "id workspace content_type size sha256 blob",
    },
    "actions.Meeting": {
        "place": "starts_at ends_at",
        "work": "number state called_at closed_at",
        "text": "title place",
        "technical": "id workspace sequence",
    },
    "actions.AgendaItem": {"work": "meeting position axis tier organisation state", "text": "text", "technical": "id workspace"},
    "actions.Attendance": {"work": "meeting organisation state", "technical": "id workspace"},
    "actions.Decision": {"work": "meeting item axis tier organisation", "text": "text", "technical": "id workspace"},
    "actions.MeetingFile": {
        "work": "meeting axis tier organisation attached_on state",
        "official": "author",
        "text": "title file_name",
        "technical": "id workspace content_type size sha256 blob",
    },
    "actions.Commitment": {
        "work": "meeting organisation due replaces state accepted_at confirmed_at",
        "text": "what words",
        "technical": "id workspace",
    },
    "actions.Quantity": {"work": "entry measure value unit base_value qualifier", "technical": "id workspace"},
    "reports.Period": {"work": "since until due", "text": "code note_fr note_nl note_en", "technical": "id workspace"},
    "reports.Report": {"work": "hotspot period state accepted reminded_on", "text": "reference skip_reason", "technical": "id workspace"},
    "reports.Version": {
        "work": "report number content submitted_at signed_at accepted_at opened",
        "official": "submitted_by signed_by signed_as accepted_by",
        "text": "reason security prevention neighbourhood difficulties decisions reserve",
        "technical": "id workspace digest",
    },
    "reports.Remark": {"work": "version section anchor internal state", "text": "text answer", "technical": "id workspace"},
    "reports.Explanation": {"work": "report code about", "text": "explanation", "technical": "id workspace"},
    "reports.SectionLock": {"work": "version section since at", "official": "person", "technical": "id workspace"},
    "reports.Asked": {
        "work": "period report organisation amount deadline first_in state decision",
        "text": "text words",
        "technical": "id workspace",
    },
    "reports.Question": {"work": "regional asked_at due", "official": "asked_by", "text": "text", "technical": "id workspace"},
    "reports.Answer": {
        "work": "question organisation state answered_at",
        "official": "answered_by",
        "text": "text",
        "technical": "id workspace",
    },
    "reports.RegionalReport": {
        "work": "period number state content compiled_at session session_on",
        "official": "compiled_by",
        "text": "reference text security prevention neighbourhood decision",
        "technical": "id workspace digest",
    },
    "reports.Printing": {
        "work": "version regional final",
        "official": "ordered_by",
        "technical": "id workspace language code ordered_at state tries due_at done expected done_at",
    },
    "reports.Document": {"work": "version regional final", "technical": "id workspace language code sha256 blob pages size made_with"},
    "reports.Inclusion": {"work": "regional version", "technical": "id workspace"},
    "auth.Permission": {"technical": "id name content_type codename"},
    "auth.Group": {"technical": "id name permissions"},
    "account.EmailAddress": {"official": "user email", "technical": "id verified primary"},
    "account.EmailConfirmation": {"technical": "id email_address created sent key"},
    "mfa.Authenticator": {"technical": "id user type data created_at last_used_at"},
    "socialaccount.SocialApp": {"technical": "id provider provider_id name client_id secret key settings"},
    "socialaccount.SocialAccount": {"official": "user", "technical": "id provider uid last_login date_joined extra_data"},
    "socialaccount.SocialToken": {"technical": "id app account token token_secret expires_at"},
    "contenttypes.ContentType": {"technical": "id app_label model"},
    "sessions.Session": {"technical": "session_key session_data expire_date"},
    "django_tasks_database.DBTaskResult": {
        "technical": "id status enqueued_at started_at finished_at args_kwargs priority task_path worker_ids queue_name backend_name run_after"
        " return_value exception_class_path traceback",
    },
    "guardian.UserObjectPermission": {"official": "user", "technical": "id permission content_type object_pk"},
    "guardian.GroupObjectPermission": {"technical": "id permission content_type object_pk group"},
}
HISTORY = frozenset({"act", "salt", "history_id", "history_date", "history_type"})
"""What a history row says beside the fields of its model."""

PEOPLE = {"taskforce.User", "taskforce.Seat"}
"""The models that are people, or their part: only ``official`` and ``technical`` fields point to them."""
