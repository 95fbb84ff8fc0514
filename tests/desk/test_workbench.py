import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import CANARY, NOW, PASSWORD, case, make_cast
from gongkai.annual.queries import publication_of

pytestmark = pytest.mark.django_db
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report-2020.txt"


@pytest.fixture
def cast():
    return make_cast()


def as_(client, account):
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


REPORT = "/desk/reports/G/2020/"


def test_the_log_in_opens_the_workbench(client, cast):
    response = client.post("/desk/login/", {"login": "li", "password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1][0] == "/desk/"
    assert "测试区人民政府" in response.content.decode()


def test_a_wrong_password_is_said_and_the_sixth_try_is_locked_out(client, cast):
    for _ in range(5):
        response = client.post("/desk/login/", {"login": "li", "password": "wrong"})
    assert response.status_code in (200, 429)
    locked = client.post("/desk/login/", {"login": "li", "password": PASSWORD})

    assert locked.status_code == 429
    assert "15分钟" in locked.content.decode()


def test_nobody_can_sign_up(client, cast):
    assert client.get("/desk/signup/").status_code == 302


def test_every_figure_on_the_page_opens_to_its_records(client, cast):
    case(cast.department, now=NOW)
    page = as_(client, cast.li).get(REPORT).content.decode()
    links = re.findall(r'href="(/desk/reports/G/2020/cell/\?cell=[^"]+)"', page)

    assert len(links) == 198 + 6
    for link in (links[0], links[6], links[-1], next(url for url in links if "received/total" in url)):
        assert client.get(link).status_code == 200


def test_the_records_of_a_cell_and_their_export(client, cast):
    case(cast.department, now=NOW)
    as_(client, cast.li)
    page = client.get(f"{REPORT}cell/?cell=table3/received/total").content.decode()
    table = client.get(f"{REPORT}cell.csv?cell=table3/received/total")

    assert "D-2021-0001" in page
    assert CANARY not in page
    assert (
        table.content.decode("utf-8-sig").splitlines()[1] == "申请,D-2021-0001,2020-03-02收到，尚未办结,测试区民政局,1"
    )
    assert client.get(f"{REPORT}cell/?cell=nonsense").status_code == 404
    assert "没有记录计入" in client.get(f"{REPORT}cell/?cell=table3/carried_in/total").content.decode()


def test_words_are_saved_and_refused_ones_are_not_lost(client, cast):
    as_(client, cast.li)
    saved = client.post(f"{REPORT}words/", {"chapter5": "改进{requests_handled}"}, follow=True)
    refused = client.post(f"{REPORT}words/", {"chapter5": "改进{wrong}", "chapter6": "另有事项"})

    assert "改进0" in saved.content.decode()
    assert refused.status_code == 422
    assert "改进{wrong}" in refused.content.decode()
    assert "另有事项" in client.get(REPORT).content.decode()


def test_the_approver_publishes_and_a_double_click_publishes_once(client, cast):
    as_(client, cast.zhao)
    first = client.post(f"{REPORT}publish/", follow=True).content.decode()
    second = client.post(f"{REPORT}publish/", follow=True).content.decode()

    assert "已发布，公众可以查看" in first
    assert "已经发布" in second
    assert client.get("/zfxxgk/nianbao/G/2020/").status_code == 200


@pytest.mark.parametrize("who", ["li", "chen", "outsider", "township_clerk"])
def test_only_the_approver_may_publish(client, cast, who):
    response = as_(client, getattr(cast, who)).post(f"{REPORT}publish/")

    assert response.status_code == 404
    assert publication_of(cast.government, 2020) is None


@pytest.mark.parametrize(
    "path", ["", "cell/?cell=table3/received/total", "cell.csv?cell=table3/received/total", "words/", "draft.json"]
)
def test_another_agencys_clerk_sees_nothing_of_the_districts_report(client, cast, path):
    mine = as_(client, cast.township_clerk).get(f"/desk/reports/T/2020/{path}")
    foreign = client.get(f"{REPORT}{path}")
    missing = client.get(f"/desk/reports/NONE/2020/{path}")

    assert mine.status_code == 200
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_the_inspector_reads_but_does_not_write(client, cast):
    as_(client, cast.chen)

    assert client.get(REPORT).status_code == 200
    assert client.get(f"{REPORT}words/").status_code == 404


def test_an_unfinished_year_and_a_year_without_a_form(client, cast):
    as_(client, cast.zhao)

    assert "年度结束后才能发布" in client.get("/desk/reports/G/2999/").content.decode()
    assert "没有统一的年度报告格式" in client.get("/desk/reports/G/2018/", follow=True).content.decode()
    assert client.get("/desk/reports/G/99999/", follow=True).status_code == 200


def test_a_draft_can_be_taken_home_in_every_format(client, cast):
    as_(client, cast.li)
    for kind, start in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{"), ("html", b"<!")):
        assert client.get(f"{REPORT}draft.{kind}").content.startswith(start)


def test_an_account_without_an_agency_is_told_what_to_do(client, cast):
    assert "还没有分配机构" in as_(client, cast.outsider).get("/desk/").content.decode()


def test_an_uploaded_report_is_checked(client, cast):
    if not SEED.exists():
        pytest.skip("the report is not beside this checkout")
    upload = SimpleUploadedFile("报告.txt", SEED.read_bytes())
    page = as_(client, cast.li).post("/desk/check/", {"report": upload}).content.decode()

    assert "不通过" in page
    assert "缺少“四、" in page
    assert "洛阳市伊滨经开区人民政府" in page


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        ({}, 422, "请选择报告文件"),
        ({"report": SimpleUploadedFile("x.pdf", b"%PDF-1.4 broken")}, 200, "无法评定"),
        ({"report": SimpleUploadedFile("<script>.html", b"\x00\x01\x02")}, 200, "无法评定"),
        ({"text": "不是报告"}, 200, "无法评定"),
    ],
)
def test_any_upload_is_answered(client, cast, data, status, said):
    response = as_(client, cast.li).post("/desk/check/", data)

    assert response.status_code == status
    assert said in response.content.decode()
    assert "<script>.html" not in response.content.decode()


def test_too_large_an_upload_is_refused_in_one_sentence(client, cast, settings):
    settings.MAX_REPORT_BYTES = 10
    upload = SimpleUploadedFile("r.txt", b"x" * 11)
    response = as_(client, cast.li).post("/desk/check/", {"report": upload})

    assert response.status_code == 422
    assert "不含附件" in response.content.decode()


def test_private_pages_are_never_stored_by_a_cache(client, cast):
    assert as_(client, cast.li).get(REPORT)["Cache-Control"] == "no-store"


def test_a_post_without_a_token_is_refused(cast):
    from django.test import Client  # noqa: PLC0415

    client = as_(Client(enforce_csrf_checks=True), cast.zhao)

    assert client.post(f"{REPORT}publish/").status_code == 403
    assert publication_of(cast.government, 2020) is None
