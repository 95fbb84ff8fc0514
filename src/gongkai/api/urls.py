"""The routes of the interface; every one behind the gate."""

from django.urls import URLPattern, path

from gongkai.api import directory, documents, dumps, finding, pages, reports
from gongkai.api.gate import gate
from gongkai.api.interface import api

OWN = {"api-root", "openapi-json", "openapi-view"}

app_name = "api-v1"
for module in (documents, finding, directory, reports, dumps):
    api.add_router("", module.router)

urlpatterns = [
    path("", gate(pages.beginning), name="api-root"),
    path("openapi.json", gate(pages.openapi), name="openapi-json"),
    path("docs", gate(pages.docs), name="docs"),
    *(
        URLPattern(one.pattern, gate(one.callback), one.default_args, one.name)
        for one in api.urls[0]
        if isinstance(one, URLPattern) and one.name not in OWN
    ),
    path("<path:rest>", gate(pages.nothing_here)),
]
