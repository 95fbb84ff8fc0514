"""A district with everything the public pages show."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from cast import make_cast
from gongkai.base import files
from gongkai.publication.kinds import DocumentKind, Genre, Standing, Structure, Validity
from gongkai.publication.release import ReleaseFile
from gongkai.publication.services.change_state import merge_document, set_validity, withdraw_document
from gongkai.publication.services.publish_document import publish_document

NOW = datetime(2021, 6, 1, 2, tzinfo=UTC)
SECRET = "绝不外泄的内容"
RULES = (
    "<h2>第一章　总则</h2><p>第一条　为了规范管理，制定本办法。</p><p>第二条　本办法适用于本区。</p>"
    "<h2>第二章　管理</h2><p>第三条　经营者应当公布标准。</p>"
    "<table><tr><th>类别</th></tr><tr><td>一类</td></tr></table>"
)
SITE = {
    "site_name": "测试区人民政府",
    "domain": "www.ceshi.gov.cn",
    "identifier_code": "4103000099",
    "icp": "豫ICP备00000000号",
    "police": "豫公网安备00000000号",
    "host": "测试区人民政府办公室",
    "operator": "测试区信息中心",
    "contact": "李经办",
    "phone": "0379-60000000",
    "address": "测试区某路1号",
}
GUIDE = {
    "office": "政务公开科",
    "address": "某路1号",
    "hours": "8:30—12:00",
    "phone": "0379-60000001",
    "fax": "无",
    "internet": "www.ceshi.gov.cn",
    "classification": "按条例分类",
    "arrangement": "索引号由两段组成",
    "access": "网站、公报",
    "channels": "邮寄|开通|某路1号|注明申请\n传真|不开通||",
    "procedure": "提出申请\n登记\n答复",
    "fees": "不收费",
    "remedies": "可以复议",
}
PROFILE = {
    "functions": "管理民政事务",
    "address": "某路2号",
    "hours": "8:30—12:00",
    "phone": "0379-60000002",
    "leaders": "张局长|局长|全面工作",
    "divisions": "办公室|文电|0379-60000003",
}


def document(agency, title="关于低保的公告", day=date(2020, 5, 8), **optional):
    """A published document."""
    return publish_document(
        actor="li",
        now=optional.pop("now", NOW),
        agency=agency,
        title=title,
        kind=optional.pop("kind", DocumentKind.GOVERNMENT_INFORMATION),
        genre=optional.pop("genre", Genre.OTHER),
        made_on=optional.pop("made_on", min(day, date(2020, 1, 1))),
        published_on=day,
        body=optional.pop("body", "第一段\n第二段"),
        **optional,
    )


def structured(agency, structure, title, data, **optional):
    """A published structured item."""
    return document(agency, title, structure=structure.value, data=data, body="", **optional)


def file_of(content, name, media_type, **optional):
    """A rebuilt file in the store."""
    return ReleaseFile(files.put(content), name, media_type, len(content), **optional)


def rules(agency, **optional):
    """A normative document with all its filing."""
    given = {
        "title": "测试区停车场管理办法",
        "day": date(2020, 3, 2),
        "made_on": date(2020, 3, 1),
        "body": RULES,
        "genre": Genre.NORMATIVE_DOCUMENT,
        "form": "notice",
        "document_number": "测政〔2020〕3号",
        "registration_number": "CSGF-2020-03",
        "category": "20-01",
        "subject": "2-1",
        "audiences": ["citizens"],
        "keywords": "停车",
        "summary": "规范停车。",
        "effective_on": date(2020, 4, 1),
        "expires_on": date(2025, 3, 31),
        "public_id": "rules",
    }
    return document(agency, **(given | optional))


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def world(cast):
    """The district with one of each; every address is known."""
    government, department = cast.government, cast.department
    structured(government, Structure.SITE, "网站标识信息", SITE)
    structured(government, Structure.GUIDE, "政府信息公开指南", GUIDE, public_id="guide")
    structured(department, Structure.PROFILE, "民政局", PROFILE, public_id="profile")
    nothing = {"category": "20-08", "signed_by": "王负责", "signed_on": "2021-01-15", "note": "没有收费项目"}
    structured(department, Structure.NOTHING_TO_PUBLISH, "无此类信息", nothing, public_id="nothing-here")
    sheet = file_of(b"%PDF-1.4 test", "备案表.pdf", "application/pdf")
    table = file_of(b"PK test", "明细 表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    rules(government, files=(sheet, table))
    rules(government, files=(sheet, table), keywords="停车 收费", body=RULES.replace("制定本办法", "特制定本办法"))
    rules(
        government,
        title="停车暂行办法",
        day=date(2018, 5, 2),
        made_on=date(2018, 5, 1),
        public_id="old-rules",
        effective_on=date(2018, 6, 1),
        expires_on=None,
        document_number="测政〔2018〕1号",
    )
    set_validity(
        actor="li",
        now=NOW,
        public_id="old-rules",
        validity=Validity.ABOLISHED,
        on=date(2020, 4, 1),
        successor="rules",
        reason="由测政〔2020〕3号废止",
    )
    told = {"form": "interpretation", "interprets": "rules", "interpretation_form": "picture"}
    document(department, "一图读懂停车办法", date(2020, 3, 3), body="<p>图解</p>", public_id="told", **told)
    document(government, "保密审查制度", form="system", public_id="system")
    document(government, f"误发{SECRET}", body=SECRET, public_id="withdrawn", files=(sheet,))
    withdraw_document(actor="li", now=NOW, public_id="withdrawn", reason="含有不应公开的信息")
    document(government, "重复的公告", public_id="merged")
    merge_document(actor="li", now=NOW, public_id="merged", into="rules", reason="重复")
    document(government, f"旧平台{SECRET}", public_id="recorded", standing=Standing.ON_RECORD)
    blocks = [
        {"kind": "text", "title": "说明", "value": "专题说明"},
        {"kind": "documents", "title": "重点", "value": "rules\nwithdrawn\nunknown"},
        {"kind": "links", "title": "链接", "value": "外面|https://www.gov.cn/\n坏的|javascript:alert(1)"},
    ]
    structured(government, Structure.TOPIC, "营商环境", {"introduction": "导语", "blocks": blocks}, public_id="topic")
    old = {"introduction": "过去的", "until": "2020-01-01", "blocks": blocks}
    structured(government, Structure.TOPIC, "过期专题", old, public_id="old-topic")
    return SimpleNamespace(cast=cast, sheet=sheet, table=table)


@pytest.fixture
def get(client):
    """The text of a page."""

    def fetch(url, status=200):
        response = client.get(url)
        assert response.status_code == status, url
        return response.content.decode()

    return fetch
