"""Every address of the site."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from taskforce import views

urlpatterns = [
    path("sign-in/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("language/", views.language, name="set_language"),
    path("join/<str:secret>/", views.join, name="join"),
    path("task-forces/", views.workspaces, name="workspaces"),
    path("task-forces/<str:reference>/", views.workspace, name="workspace"),
    path("task-forces/<str:reference>/frame/", views.frame, name="frame"),
    path("task-forces/<str:reference>/invite/", views.invite, name="invite"),
    path("seats/<int:pk>/charter/", views.charter, name="charter"),
    path("seats/<int:pk>/end/", views.unseat, name="unseat"),
    path("invitations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("directory/", views.directory, name="directory"),
    path("directory/organisations/add/", views.organisation, name="organisation_add"),
    path("directory/organisations/<str:code>/", views.organisation, name="organisation"),
    path("history/<str:label>/<int:pk>/", views.history, name="history"),
    path("hotspots/", include("hotspots.urls")),
    path("", include("actions.urls")),
    path("reports/", include("reports.urls")),
    path("", include("reports.front_urls")),
]
