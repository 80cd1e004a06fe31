"""All addresses of the site: each package routes its own."""

from django.urls import include, path

from specify.tasks.metrics import metrics
from specify.web import views

handler400 = "specify.web.refusals.bad_request"
handler403 = "specify.web.refusals.permission_denied"
handler404 = "specify.web.refusals.page_not_found"
handler500 = "specify.web.refusals.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="web-healthz"),
    path("metrics", metrics, name="tasks-metrics"),
    path("help/", views.help_page, name="web-help"),
    path("", include("specify.security.urls")),
    path("", include("specify.tasks.urls")),
    path("", include("specify.ask.urls")),
    path("", include("specify.printing.urls")),
    path("", include("specify.trees.urls")),
    path("", include("specify.records.urls")),
]
