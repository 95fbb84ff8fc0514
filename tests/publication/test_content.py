"""The one gate: what a document may say, and what is said of what is wrong."""

import pytest

from gongkai.base.errors import Refused
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.publication.content import Faulty, read
from gongkai.publication.document_numbers import normalised
from gongkai.publication.kinds import Genre, Structure
from gongkai.publication.structures import FIELDS, rows_of
from publishers import raw

pytestmark = pytest.mark.django_db


def faults(**changes):
    with pytest.raises(Faulty) as faulty:
        read(raw(**changes), all_vocabularies())
    return faulty.value.faults


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "请填写标题"),
        ("title", "长" * 301, "不能超过300个字，现有301个"),
        ("made_on", "2021-02-30", "不是日期"),
        ("made_on", "1066-01-01", "不合常理"),
        ("openness", "", "请选择公开属性"),
        ("openness", "秘密", "不在可选范围内"),
        ("openness_reason", "", "请写明主动公开的依据"),
        ("subject", "没有这一类", "主题分类里没有"),
        ("subject", "其他", "不止一处"),
        ("genre", "小说", "不在可选范围内"),
        ("audiences", ["火星人"], "服务对象里没有"),
        ("expires_on", "2020-01-01", "晚于成文日期"),
        ("summary", "坏\x07字", "无法显示"),
        ("body", "", "请填写正文"),
        ("body", "<div> </div>", "请填写正文"),
    ],
)
def test_each_fault_is_one_sentence_at_its_field(field, value, sentence):
    found = faults(**{field: value})

    assert sentence in found[field]


def test_all_faults_are_told_at_once():
    assert set(faults(title="", made_on="", openness="")) == {"title", "made_on", "openness"}


def test_terms_are_known_by_code_name_and_path():
    content = read(raw(subject="综合政务\\政务公开", form="通知", category="财政预算决算"), all_vocabularies())

    assert (content.subject, content.subject_top, content.form, content.category) == ("2-1", "2", "notice", "20-07")


def test_what_is_withheld_says_by_which_article():
    assert "条例第十四条" in faults(openness="withheld_from_public", openness_reason="")["openness_reason"]


def test_chinese_labels_serve_as_values():
    assert read(raw(genre="行政规范性文件"), all_vocabularies()).genre is Genre.NORMATIVE_DOCUMENT


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("洛伊政[2020]05号", "洛伊政〔2020〕5号"),
        ("洛伊政（２０２０） 5 号", "洛伊政〔2020〕5号"),
        ("洛伊政2020年第5号", "洛伊政〔2020〕第5号"),
        ("国令第711号", "国令第711号"),
        ("无", "无"),
    ],
)
def test_document_numbers_have_one_spelling(given, kept):
    assert normalised(given) == kept


def test_plain_text_becomes_paragraphs_and_html_is_cleaned():
    assert read(raw(body="一\n二"), all_vocabularies()).body == "<p>一</p><p>二</p>"
    assert "onclick" not in read(raw(body='<p onclick="x()">一</p>'), all_vocabularies()).body


@pytest.mark.parametrize("structure", [s for s in Structure if s in FIELDS])
def test_a_structured_item_asks_for_its_required_fields(structure):
    if not any(field.required for field in FIELDS[structure]) and structure is not Structure.HOME:
        pytest.skip("nothing is required")
    with pytest.raises(Refused) as refused:
        read(raw(structure=structure.value, body="", data={}), all_vocabularies())
    assert "请" in refused.value.message


def test_the_guide_holds_every_field_the_regulation_names():
    """Source: Regulation art. 12 paragraph 2."""
    required = {field.key for field in FIELDS[Structure.GUIDE] if field.required}

    assert required == {
        "classification", "arrangement", "access", "office", "address", "hours", "phone", "fax", "internet",
    }  # fmt: skip


def test_rows_of_a_field_are_filled_up_and_empty_lines_left_out():
    assert rows_of("张三｜局长\n\n李四|副局长|分管|公开", 3) == [["张三", "局长", ""], ["李四", "副局长", "分管|公开"]]
