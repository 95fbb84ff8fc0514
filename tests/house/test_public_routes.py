"""Every public route: open to all, without a cookie, read only, and showing nothing that is not public."""

import io
import re
import zipfile

import pytest
from django.test import Client

from cast import NOW
from gongkai.base import files
from gongkai.publication.flow import Stage
from gongkai.publication.kinds import Genre, Standing
from gongkai.publication.release import Approval, Release, ReleaseFile, Road
from gongkai.publication.services.attach_file import attach_file
from gongkai.publication.services.change_state import merge_document, withdraw_document
from gongkai.publication.services.publish import publish
from house.routes import PUBLIC
from publishers import SECRET, draft, make_publishers, published, workbook

pytestmark = pytest.mark.django_db
TITLE = f"关于测试的通知{SECRET}"
UNWRITTEN = {"api/v1/<path:rest>"}


@pytest.fixture
def world():
    """One public document, and the canary in everything else there can be."""
    people = make_publishers()
    government = people.cast.government
    shown = published(government, title="公开的办法", genre=Genre.NORMATIVE_DOCUMENT, category="20-01", form="system")
    hidden = []
    for stage in Stage:
        one = draft(government)
        if stage is Stage.DRAFTING:
            file = attach_file(actor="zhou", now=NOW, draft=one, name=f"{SECRET}.xlsx", content=workbook())
        type(one).objects.filter(pk=one.pk).update(stage=stage.value)
        hidden.append(one.public_id)
    revision = draft(government, public_id=shown.public_id)
    digest = files.put(SECRET.encode())
    withdrawn = published(government, title=TITLE, body=f"<p>正文{SECRET}</p>", interprets=shown.public_id)
    _give_file(withdrawn, digest)
    withdraw_document(actor="wang", now=NOW, public_id=withdrawn.public_id, reason="误发")
    recorded = published(government, title=TITLE, body=f"正文{SECRET}", standing=Standing.ON_RECORD)
    merged = published(government, title=TITLE, body=f"正文{SECRET}")
    merge_document(actor="wang", now=NOW, public_id=merged.public_id, into=shown.public_id, reason="重复")
    return {
        "shown": shown.public_id,
        "hidden": [*hidden, revision.token, withdrawn.public_id, recorded.public_id, merged.public_id],
        "digests": [digest, file.digest, file.rebuilt_digest],
    }


def _give_file(document, digest):
    from gongkai.catalogue.vocabularies import all_vocabularies  # noqa: PLC0415
    from gongkai.publication.content import read  # noqa: PLC0415

    raw = {"title": TITLE, "made_on": "2020-01-02", "body": f"正文{SECRET}", "openness": "public"}
    raw["openness_reason"] = "依据"
    file = ReleaseFile(digest, f"{SECRET}.csv", "text/csv", 3)
    release = Release(
        agency=document.agency,
        content=read(raw, all_vocabularies()),
        approval=Approval(Road.IMPORT, "zhou"),
        files=(file,),
        public_id=document.public_id,
        published_on=document.published_on,
    )
    publish(now=NOW, releases=[release])


def addresses(route, world):
    """The route for the public document and for each thing that is not public."""
    values = {"code": "G", "year": "2020", "number": "1", "category": "20-01", "kind": "json", "rest": "nothing"}
    values |= {"format_key": "csv", "name": "x.csv"}
    for public_id in [world["shown"], *world["hidden"]]:
        for digest in world["digests"] if "<slug:digest>" in route else [""]:
            given = values | {"public_id": public_id, "digest": digest[:16]}
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m, given=given: given[m[1]], route)
        if "public_id" not in route:
            return


def texts_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    yield content
    if content[:2] == b"PK":
        for info in zipfile.ZipFile(io.BytesIO(content)).infolist():
            yield zipfile.ZipFile(io.BytesIO(content)).read(info)


def test_nothing_that_is_not_public_shows_anywhere(world):
    client = Client()
    for route in sorted(PUBLIC):
        for url in addresses(route, world):
            for query in ("", f"?q={SECRET}", f"?q={SECRET[:12]}"):
                if query and "api/" in route and "search" not in route:
                    continue
                response = client.get(url + query)
                assert response.status_code in (200, 301, 304, 404, 410, 422), (url, response.status_code)
                assert not response.cookies, url
                assert "Cookie" not in response.get("Vary", ""), url
                assert not any(SHOWN.search(text) for text in texts_of(response)), url


SHOWN = re.compile(f"关于测试的通知{SECRET}|正文{SECRET}|{SECRET}\\.(?:xlsx|csv)".encode())
"""The canary with what stands around it in our records; the searcher's own words may come back."""


def test_a_public_route_is_read_only(world):
    for route in sorted(PUBLIC - UNWRITTEN):
        url = next(addresses(route, world))
        for method in ("post", "put", "patch", "delete"):
            assert getattr(Client(), method)(url).status_code == 405, (method, url)
        assert Client().head(url).status_code in (200, 301, 404, 422), url


def test_what_was_published_in_error_says_so_and_nothing_more(world):
    withdrawn = world["hidden"][-3]
    response = Client().get(f"/p/{withdrawn}/")

    assert response.status_code == 410
    assert "误发" in response.content.decode()
    assert Client().get(f"/p/{withdrawn}/versions/").status_code in (404, 410)
    assert Client().get(f"/p/{withdrawn}/files/{world['digests'][0][:16]}/x.csv").status_code in (404, 410)


def test_a_merged_address_leads_on_for_ever(world):
    response = Client().get(f"/p/{world['hidden'][-1]}/")

    assert (response.status_code, response["Location"]) == (301, f"/p/{world['shown']}/")
