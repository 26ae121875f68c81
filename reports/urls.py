"""Addresses of reports."""

from django.urls import path

from reports.views import composing, council, documents, listing, periods, regional, reviewing, showing, signing, waiting

app_name = "reports"
urlpatterns = [
    path("", listing.reports, name="reports"),
    path("periods/", listing.periods, name="periods"),
    path("periods/<str:cell>/open/", periods.open_period, name="open_period"),
    path("desk/<str:cell>/<str:code>/", listing.desk, name="desk"),
    path("desk/<str:cell>/<str:code>/open-due/", periods.open_due_reports, name="open_due_reports"),
    path("desk/<str:cell>/<str:code>/remind/", waiting.remind, name="remind"),
    path("desk/<str:cell>/<str:code>/compile/", regional.compile_regional, name="compile_regional"),
    path("desk/<str:cell>/<str:code>/ask/", council.ask_decision, name="ask_decision"),
    path("asked/<int:pk>/", council.asked, name="asked"),
    path("asked/<int:pk>/withdraw/", council.withdraw_asked, name="withdraw_asked"),
    path("asked/<int:pk>/settle/", council.settle_asked, name="settle_asked"),
    path("questions/<int:pk>/", council.question, name="question"),
    path("answers/<int:pk>/answer/", council.answer_question, name="answer_question"),
    path("regional/<str:reference>/ask/", council.ask_question, name="ask_question"),
    path("regional/<str:reference>/screen/<int:number>/", council.screen, name="screen"),
    path("regional/<str:reference>/", regional.regional, name="regional"),
    path("regional/<str:reference>/adopt/", regional.adopt_regional, name="adopt_regional"),
    path("regional/<str:reference>/<slug:language>.pdf", regional.regional_pdf, name="regional_pdf"),
    path("regional/<str:reference>/<slug:language>/prepare/", documents.prepare_regional, name="prepare_regional"),
    path("remarks/<int:pk>/answer/", reviewing.answer, name="answer"),
    path("remarks/<int:pk>/close/", reviewing.close_remark, name="close_remark"),
    path("<str:reference>/", showing.report, name="report"),
    path("<str:reference>/start/", composing.start_report, name="start_report"),
    path("<str:reference>/compose/", composing.compose, name="compose"),
    path("<str:reference>/compose/keep/", composing.autosave, name="autosave"),
    path("<str:reference>/explain/", composing.explain, name="explain"),
    path("<str:reference>/submit/", composing.submit, name="submit"),
    path("<str:reference>/sign/", signing.sign, name="sign"),
    path("<str:reference>/send-back/", signing.send_back, name="send_back"),
    path("<str:reference>/review/", reviewing.review, name="review"),
    path("<str:reference>/accept/", reviewing.accept, name="accept"),
    path("<str:reference>/return/", reviewing.give_back, name="give_back"),
    path("<str:reference>/correct/", reviewing.correct, name="correct"),
    path("<str:reference>/open/", reviewing.open_section, name="open_section"),
    path("<str:reference>/leave-out/", waiting.skip_report, name="skip_report"),
    path("<str:reference>/expect/", waiting.expect_again, name="expect_again"),
    path("<str:reference>/v<int:number>/receipt/", showing.receipt, name="receipt"),
    path("<str:reference>/v<int:number>/since/<int:earlier>/", showing.changes, name="changes"),
    path("<str:reference>/v<int:number>/", showing.version, name="version"),
    path("<str:reference>/v<int:number>/<slug:language>.pdf", showing.version_pdf, name="version_pdf"),
]
