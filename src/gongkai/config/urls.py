"""Where each edge stands; the desk can be given a host of its own."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("gongkai.desk.urls")),
    path("", include("gongkai.portal.urls")),
]
handler404 = "gongkai.portal.errors.not_found"
handler500 = "gongkai.portal.errors.failed"
