"""Addresses of jobs: a person's own, wherever they were started."""

from django.urls import path

from specify.tasks import views

urlpatterns = [
    path("jobs/", views.list_jobs, name="tasks-list"),
    path("jobs/messages/read/", views.read_messages, name="tasks-read-messages"),
    path("jobs/messages/<int:number>/delete/", views.delete_message, name="tasks-delete-message"),
    path("jobs/<int:number>/", views.show_job, name="tasks-show"),
    path("jobs/<int:number>/result/", views.download_result, name="tasks-result"),
    path("jobs/<int:number>/stop/", views.stop_job, name="tasks-stop"),
    path("jobs/<int:number>/again/", views.run_again, name="tasks-again"),
]
