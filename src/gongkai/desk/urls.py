"""The staff's routes; every one asks who is there (the log-in itself is in config.urls)."""

from django.urls import path

from gongkai.desk import checking, workbench

app_name = "desk"
urlpatterns = [
    path("", workbench.workbench, name="workbench"),
    path("check/", checking.check, name="check"),
    path("reports/<str:code>/<int:year>/", workbench.report, name="report"),
    path("reports/<str:code>/<int:year>/cell/", workbench.cell, name="cell"),
    path("reports/<str:code>/<int:year>/cell.<slug:kind>", workbench.cell_file, name="cell_file"),
    path("reports/<str:code>/<int:year>/words/", workbench.words, name="words"),
    path("reports/<str:code>/<int:year>/publish/", workbench.publish, name="publish"),
    path("reports/<str:code>/<int:year>/draft.<slug:format_key>", workbench.draft, name="draft"),
]
