"""Every route by every role from every relation to the object: reached exactly as the table says."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from cast import NOW
from gongkai.organs.models import Account, Membership
from gongkai.publication.drafts import content_of, stopped_texts
from gongkai.publication.flow import Stage
from gongkai.publication.services.attach_file import attach_file
from gongkai.publication.services.override_shield import ask_override
from house.routes import DESK, DOOR, GIVEN, OF_ANY, OF_THE_TOP, PUBLIC, ROLES
from publishers import IDENTITY, draft, make_publishers, published, workbook

RELATIONS = ("own", "parent", "child", "sibling")
REACHING = {"own", "parent"}


def routes(patterns=None, prefix=""):
    for entry in patterns or get_resolver().url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from routes(entry.url_patterns, path)


def test_every_route_is_declared():
    found = set(routes())
    english = {path.removeprefix("en/") for path in found if path.startswith("en/")}

    assert english <= PUBLIC
    assert {path for path in found if not path.startswith("en/")} == PUBLIC | DOOR | set(DESK)


def asked(one):
    """A request that a stopped text of the draft be let through."""
    [stopped] = stopped_texts(one, content_of(one))
    return ask_override(actor="nobody", now=NOW, draft=one, digest=stopped.digest, reason="试")


@pytest.fixture
def world():
    """A township's draft with a file and a request, its public document, and a person for each role and relation."""
    people = make_publishers()
    cast = people.cast
    where = {"own": cast.township, "parent": cast.government, "child": cast.village, "sibling": cast.department}
    one = draft(cast.township, drafter="nobody", body=f"<p>{IDENTITY}</p>")
    file = attach_file(actor="nobody", now=NOW, draft=one, name="表.xlsx", content=workbook())
    override = asked(one)
    document = published(cast.township)
    accounts = {}
    for role in ROLES:
        for relation in RELATIONS:
            account = Account.objects.create(username=f"{role}-{relation}", display_name="某人")
            Membership.objects.create(account=account, agency=where[relation], role=role)
            accounts[role, relation] = account
    subject = Account.objects.create(username="subject")
    Membership.objects.create(account=subject, agency=cast.township, role="clerk")
    values = {
        "code": "T",
        "year": "2020",
        "token": one.token,
        "file_token": file.token,
        "override_id": str(override.pk),
        "public_id": document.public_id,
        "username": "subject",
        "format_key": "json",
        "step": "first_review",
        "digest": file.rebuilt_digest,
        "key": "subject",
    }
    return one, values, accounts


def address(route, values):
    special = {
        "cell.<slug:kind>": "cell.csv?cell=table3/received/natural_person",
        "back/<slug:how>/": "back/recall/",
        "files/<slug:file_token>/<slug:how>/": f"files/{values['file_token']}/remove/",
        "<slug:key>/<slug:code>/": "subject/2-1/",
    }
    for pattern, chosen in special.items():
        if route.endswith(pattern):
            return "/" + re.sub(r"<\w+:(\w+)>", lambda m: values.get(m[1], "x"), route.removesuffix(pattern)) + chosen
    if route.endswith("published/<slug:public_id>/<slug:how>/"):
        return f"/desk/publishing/published/{values['public_id']}/withdraw/"
    if route.endswith("cell/"):
        return f"/desk/reports/{values['code']}/2020/cell/?cell=table3/received/natural_person"
    if route.endswith("start/"):
        return "/desk/publishing/start/?agency=T"
    return "/" + re.sub(r"<\w+:(\w+)>", lambda m: values[m[1]], route)


def answer(client, method, url, data=None):
    """What the route says; whatever it did is undone."""
    with transaction.atomic():
        point = transaction.savepoint()
        response = getattr(client, method)(url, data or {}) if method == "post" else client.get(url)
        transaction.savepoint_rollback(point)
    return response


def relations_reaching(route, method):
    if route in OF_THE_TOP:
        return {"parent"}
    return {"own", "parent", "sibling"} if (route, method) in OF_ANY else REACHING


def logged_in(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.django_db
def test_every_staff_route_is_reached_exactly_as_the_table_says(world):
    one, values, accounts = world
    clients = {who: logged_in(account) for who, account in accounts.items()}
    wrong = []
    cells = 0
    for route, methods in DESK.items():
        url = address(route, values)
        if "images/<slug" in route:
            type(one).objects.get(pk=one.pk).files.update(use="image", media_type="image/png")
        for (role, relation), client in clients.items():
            for method in ("GET", "POST"):
                response = answer(client, method.lower(), url, GIVEN.get(route))
                cells += 1
                if method in methods:
                    allowed = methods[method]
                    may = allowed is None or (role in allowed and relation in relations_reaching(route, method))
                    as_declared = (response.status_code != 404) == may
                else:
                    as_declared = response.status_code in (404, 405)
                if not as_declared:
                    wrong.append((route, role, relation, method, response.status_code))
    assert not wrong
    assert cells == len(DESK) * len(ROLES) * len(RELATIONS) * 2


@pytest.mark.django_db
def test_nobody_passes_without_a_log_in(world):
    _, values, _ = world
    client = Client()
    for route in DESK:
        for method in ("get", "post", "put", "delete", "patch", "options"):
            response = getattr(client, method)(address(route, values))
            assert response.status_code in (302, 405), (route, method, response.status_code)
            if response.status_code == 302:
                assert response["Location"].startswith("/desk/login/")


@pytest.mark.django_db
def test_a_draft_in_any_stage_is_unknown_to_those_without_a_right(world):
    one, values, accounts = world
    urls = [address(route, values) for route in DESK if "<slug:token>" in route]
    strangers = (("editor", "sibling"), ("final_approver", "child"), ("clerk", "own"), ("inspector", "parent"))
    clients = [logged_in(accounts[who]) for who in strangers]
    for stage in Stage:
        type(one).objects.filter(pk=one.pk).update(stage=stage.value)
        for client in clients:
            for url in urls:
                response = answer(client, "post", url)
                unknown = answer(client, "post", url.replace(one.token, "0" * 32))
                assert response.status_code in (404, 405), (stage, url)
                assert response.status_code == unknown.status_code
                assert response.content == unknown.content.replace(b"0" * 32, one.token.encode())


@pytest.mark.django_db
def test_a_file_or_request_of_another_draft_is_not_reached_through_ones_own(world):
    one, _, accounts = world
    other = draft(one.agency.parent, drafter="nobody", body=f"<p>{IDENTITY}</p>")
    file = attach_file(actor="nobody", now=NOW, draft=other, name="乙.xlsx", content=workbook())
    request = asked(other)
    client = Client()
    client.force_login(accounts["editor", "own"])
    assert client.get(f"/desk/publishing/drafts/{one.token}/files/{file.token}/").status_code == 404
    assert client.post(f"/desk/publishing/drafts/{one.token}/files/{file.token}/remove/").status_code == 404
    client.force_login(accounts["secrecy_reviewer", "own"])
    assert client.post(f"/desk/publishing/drafts/{one.token}/overrides/{request.pk}/").status_code == 404


@pytest.mark.django_db
def test_a_post_without_the_token_of_our_own_form_is_refused(world):
    _, values, accounts = world
    client = Client(enforce_csrf_checks=True)
    client.force_login(accounts["editor", "parent"])
    for route, methods in DESK.items():
        if "POST" in methods:
            assert client.post(address(route, values)).status_code == 403, route
