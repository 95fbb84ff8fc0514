"""The platform 政府信息公开: five parts of the same name and order for every organisation, and the way between them."""

from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.organs.queries import Agency
from gongkai.portal.places import organisations, url

NAME = "政府信息公开"
PARTS = (
    ("guide", "zhinan/", "政府信息公开指南"),
    ("system", "zhidu/", "政府信息公开制度"),
    ("documents", "fdzdgknr/", "法定主动公开内容"),
    ("reports", "nianbao/", "政府信息公开年报"),
    ("requests", "ysqgk/", "依申请公开"),
)
GROUPS = (("government", "本级政府"), ("department", "部门"), ("township", "乡镇街道"))


@dataclass(frozen=True, slots=True)
class Column:
    """What the meta tags of a column page say of it."""

    name: str
    description: str
    keywords: str
    kind: str = "信息公开目录"


def column_of(name: str, description: str = "", *keywords: str) -> Column:
    """A column; its keywords are those given after its own name and that of the platform."""
    return Column(name, description or name, ",".join(dict.fromkeys((name, NAME, *keywords))))


def base_of(request: HttpRequest, agency: Agency | None) -> str:
    """Where the five parts of an organisation begin; those of the whole district for None."""
    return url(request, "agency_hub", agency.code) if agency else url(request, "hub")


def tabs(request: HttpRequest, agency: Agency | None, here: str) -> list[dict[str, Any]]:
    """The five parts as links."""
    base = base_of(request, agency)
    return [{"url": f"{base}{path}", "label": gettext(name), "here": key == here} for key, path, name in PARTS]


def switcher(request: HttpRequest, agency: Agency | None, here: str) -> SafeString:
    """The organisations, each link leading to the same part; written here because there may be a hundred."""
    path = next((path for key, path, _ in PARTS if key == here), "")
    hub = url(request, "hub")
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, code, name, short, ended in organisations(request):
        if ended is None:
            by_kind.setdefault(kind, []).append((code, short or name))
    chosen = agency.code if agency else ""
    parts = [_link(f"{hub}{path}", gettext("全部机构"), here=not chosen)]
    for kind, label in GROUPS:
        if kind in by_kind:
            links = "".join(_link(f"{hub}jg/{code}/{path}", name, here=code == chosen) for code, name in by_kind[kind])
            is_open = " open" if kind != "township" or any(code == chosen for code, _ in by_kind[kind]) else ""
            parts.append(f"<details{is_open}><summary>{escape(gettext(label))}</summary>{links}</details>")
    return mark_safe("".join(parts))  # noqa: S308 - every text above is escaped


def _link(address: str, label: str, *, here: bool) -> str:
    mark = ' aria-current="true"' if here else ""
    return f'<a href="{escape(address)}"{mark}>{escape(label)}</a>'


def frame_for(request: HttpRequest, agency: Agency | None, here: str) -> dict[str, Any]:
    """What every page of the platform shows around its own part; ``agency`` is None for the whole district."""
    return {
        "agency": agency,
        "tabs": tabs(request, agency, here),
        "switcher": switcher(request, agency, here),
        "platform_url": base_of(request, agency),
    }
