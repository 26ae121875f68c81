"""Addresses of printed papers."""

from django.urls import path

from reports.views import documents

app_name = "documents"
urlpatterns = [
    path("<str:code>/", documents.document, name="document"),
    path("<str:code>/again/", documents.again, name="again"),
    path("<str:code>/bundle.zip", documents.bundled, name="bundle"),
]
