"""Addresses of plans, actions, work, meetings and commitments in the API."""

from django.urls import path

from actions import api, api_meetings
from taskforce.rest import routed

ACTION = "actions/<str:reference>/<str:code>/"
MEETING = "meetings/<str:reference>/<int:number>/"
COMMITMENT = "commitments/<int:pk>/"
urlpatterns = [
    path("plans/", routed(api.Plans, get="list"), name="plans"),
    path("plans/<str:reference>/", routed(api.Plans, get="retrieve"), name="plan"),
    path("plans/<str:reference>/actions/", routed(api.Actions, post="create"), name="propose_action"),
    path("objectives/", routed(api.Objectives, get="list"), name="objectives"),
    path("objectives/<int:pk>/", routed(api.Objectives, get="retrieve"), name="objective"),
    path("actions/", routed(api.Actions, get="list"), name="actions"),
    path(ACTION, routed(api.Actions, get="retrieve", patch="change"), name="action"),
    path(f"{ACTION}agree/", routed(api.Actions, post="agree"), name="agree"),
    path(f"{ACTION}start/", routed(api.Actions, post="start"), name="start"),
    path(f"{ACTION}block/", routed(api.Actions, post="block"), name="block"),
    path(f"{ACTION}resume/", routed(api.Actions, post="resume"), name="resume"),
    path(f"{ACTION}finish/", routed(api.Actions, post="finish"), name="finish"),
    path(f"{ACTION}abandon/", routed(api.Actions, post="abandon"), name="abandon"),
    path(f"{ACTION}entries/", routed(api.Entries, post="create"), name="log_work"),
    path("measures/", routed(api.Measures, get="list"), name="measures"),
    path("measures/<str:code>/", routed(api.Measures, get="retrieve"), name="measure"),
    path("entries/", routed(api.Entries, get="list"), name="entries"),
    path("entries/<int:pk>/", routed(api.Entries, get="retrieve"), name="entry"),
    path("entries/<int:pk>/take-back/", routed(api.Entries, post="take_back"), name="take_back"),
    path("commitments/", routed(api.Commitments, get="list"), name="commitments"),
    path(COMMITMENT, routed(api.Commitments, get="retrieve"), name="commitment"),
    path(f"{COMMITMENT}accept/", routed(api.Commitments, post="accept"), name="accept_commitment"),
    path(f"{COMMITMENT}decline/", routed(api.Commitments, post="decline"), name="decline_commitment"),
    path(f"{COMMITMENT}keep/", routed(api.Commitments, post="keep"), name="keep_commitment"),
    path("meetings/", routed(api_meetings.Meetings, get="list"), name="meetings"),
    path(MEETING, routed(api_meetings.Meetings, get="retrieve"), name="meeting"),
    path(f"{MEETING}attendance/", routed(api_meetings.Meetings, post="attend"), name="record_attendance"),
    path(f"{MEETING}decisions/", routed(api_meetings.Decisions, post="create"), name="record_decision"),
    path("decisions/", routed(api_meetings.Decisions, get="list"), name="decisions"),
    path("decisions/<int:pk>/", routed(api_meetings.Decisions, get="retrieve", patch="change"), name="decision"),
]
