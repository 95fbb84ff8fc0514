"""The public's routes; none of them sets a cookie or asks who is there."""

from django.urls import path

from gongkai.portal import documents, home, reports

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("zfxxgk/fdzdgknr/", documents.document_list, name="documents"),
    path("p/<slug:public_id>/", documents.document, name="document"),
    path("zfxxgk/nianbao/", reports.report_list, name="reports"),
    path("zfxxgk/nianbao/<str:code>/<int:year>/", reports.report, name="report"),
    path("zfxxgk/nianbao/<str:code>/<int:year>/<slug:format_key>", reports.download, name="report_file"),
]
