"""Addresses of plans, actions, work logged and measures."""

from django.urls import path

from actions import views

app_name = "actions"
PLAN = "hotspots/<str:reference>/plan/"
ACTION = "hotspots/<str:reference>/actions/<str:code>/"
urlpatterns = [
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}draft/", views.draft_plan, name="draft_plan"),
    path(f"{PLAN}submit/", views.submit_plan, name="submit_plan"),
    path(f"{PLAN}adopt/", views.adopt_plan, name="adopt_plan"),
    path(f"{PLAN}give-back/", views.give_back_plan, name="give_back_plan"),
    path(f"{PLAN}check/", views.check_plan, name="check_plan"),
    path(f"{PLAN}revise/", views.revise_plan, name="revise_plan"),
    path(f"{PLAN}v<int:number>/", views.plan_version, name="plan_version"),
    path(f"{PLAN}objectives/add/", views.set_objective, name="set_objective"),
    path(f"{PLAN}objectives/<int:pk>/", views.set_objective, name="amend_objective"),
    path(f"{PLAN}propose/", views.propose_action, name="propose_action"),
    path(ACTION, views.action, name="action"),
    path(f"{ACTION}amend/", views.amend_action, name="amend_action"),
    path(f"{ACTION}agree/", views.agree, name="agree"),
    path(f"{ACTION}start/", views.start, name="start"),
    path(f"{ACTION}block/", views.block, name="block"),
    path(f"{ACTION}resume/", views.resume, name="resume"),
    path(f"{ACTION}finish/", views.finish, name="finish"),
    path(f"{ACTION}abandon/", views.abandon, name="abandon"),
    path(f"{ACTION}log/", views.log_work, name="log_work"),
    path("hotspots/<str:reference>/log/", views.log, name="log"),
    path("hotspots/<str:reference>/entries/", views.entries, name="entries"),
    path("hotspots/<str:reference>/entries/<int:pk>/", views.amend_entry, name="amend_entry"),
    path("measures/", views.measures, name="measures"),
    path("measures/add/", views.keep_measure, name="add_measure"),
    path("measures/<str:code>/", views.keep_measure, name="keep_measure"),
]
