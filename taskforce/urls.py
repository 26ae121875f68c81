"""Every address of the site."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from taskforce import views

urlpatterns = [
    path("", include("reports.front_urls")),
    path("sign-in/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("language/", set_language, name="set_language"),
    path("task-forces/", views.workspaces, name="workspaces"),
    path("task-forces/<str:reference>/", views.workspace, name="workspace"),
    path("hotspots/", include("hotspots.urls")),
    path("", include("actions.urls")),
    path("reports/", include("reports.urls")),
]
