"""The staff's routes; every one asks who is there (the log-in itself is in config.urls)."""

from django.urls import include, path

from gongkai.desk import checking, password, people, vocabularies, workbench

app_name = "desk"
urlpatterns = [
    path("", workbench.workbench, name="workbench"),
    path("account/password/", password.change, name="password"),
    path("accounts/", people.people, name="people"),
    path("accounts/new/", people.new, name="new_person"),
    path("accounts/<str:username>/", people.person, name="person"),
    path("check/", checking.check, name="check"),
    path("publishing/", include("gongkai.desk.publishing.urls")),
    path("vocabularies/", vocabularies.vocabularies, name="vocabularies"),
    path("vocabularies/<slug:key>/", vocabularies.new_term, name="new_term"),
    path("vocabularies/<slug:key>/<slug:code>/", vocabularies.term, name="term"),
    path("reports/<str:code>/<int:year>/", workbench.report, name="report"),
    path("reports/<str:code>/<int:year>/cell/", workbench.cell, name="cell"),
    path("reports/<str:code>/<int:year>/cell.<slug:kind>", workbench.cell_file, name="cell_file"),
    path("reports/<str:code>/<int:year>/words/", workbench.words, name="words"),
    path("reports/<str:code>/<int:year>/publish/", workbench.publish, name="publish"),
    path("reports/<str:code>/<int:year>/draft.<slug:format_key>", workbench.draft, name="draft"),
]
