"""Addresses of reports, their versions, remarks, regional reports and papers in the API."""

from django.urls import path

from reports import api
from taskforce.rest import routed

REPORT = "reports/<str:reference>/"
VERSION = f"{REPORT}versions/<int:number>/"
urlpatterns = [
    path("periods/", routed(api.Periods, get="list"), name="periods"),
    path("periods/<str:reference>/<str:code>/", routed(api.Periods, get="retrieve"), name="period"),
    path("reports/", routed(api.Reports, get="list"), name="reports"),
    path(REPORT, routed(api.Reports, get="retrieve"), name="report"),
    path(f"{REPORT}start/", routed(api.Reports, post="start"), name="start_report"),
    path(f"{REPORT}submit/", routed(api.Reports, post="submit"), name="submit"),
    path("versions/", routed(api.Versions, get="list"), name="versions"),
    path(VERSION, routed(api.Versions, get="retrieve", patch="change"), name="version"),
    path(f"{VERSION}figures/", routed(api.Figures, get="retrieve"), name="figures"),
    path(f"{VERSION}figures.csv", routed(api.Figures, get="as_csv"), name="figures_csv"),
    path(f"{VERSION}figures.xlsx", routed(api.Figures, get="as_xlsx"), name="figures_xlsx"),
    path(f"{VERSION}remarks/", routed(api.Remarks, post="create"), name="remark_on"),
    path("remarks/", routed(api.Remarks, get="list"), name="remarks"),
    path("remarks/<int:pk>/", routed(api.Remarks, get="retrieve"), name="remark"),
    path("regional-reports/", routed(api.RegionalReports, get="list"), name="regional_reports"),
    path("regional-reports/<str:reference>/", routed(api.RegionalReports, get="retrieve"), name="regional_report"),
    path("documents/", routed(api.Documents, get="list"), name="documents"),
    path("documents/<str:code>/", routed(api.Documents, get="retrieve"), name="document"),
    path("documents/<str:code>/paper.pdf", routed(api.Papers, get="retrieve"), name="paper"),
]
