"""The catalogue and the agencies."""

import re

from django.http import HttpRequest
from ninja import Router

from gongkai.api.answers import CODE, frame_of, responses
from gongkai.api.interface import knows
from gongkai.api.problems import not_found
from gongkai.api.shapes import Agencies, AgencyDetail, Catalogue
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary
from gongkai.organs.queries import Agency, all_agencies
from gongkai.publication import tallies
from gongkai.publication.kinds import Structure
from gongkai.publication.open_data.addresses import document_url
from gongkai.publication.open_data.records import Frame, Record, agency_record, term_records
from gongkai.publication.queries import structured
from gongkai.publication.structures import FIELDS, rows_of

router = Router(tags=["目录和机构"])


@router.get(
    "/catalogue",
    operation_id="getCatalogue",
    summary="分类目录",
    description="各个分类词表现行的词，以及法定主动公开内容的目录和各栏目的文件数。",
    response=responses(Catalogue),
)
@knows()
def catalogue(request: HttpRequest) -> Catalogue:
    """Vocabularies, and the statutory tree with its counts."""
    vocabularies = frame_of(request).vocabularies
    found = [
        {"key": key.value, "label": key.label, "terms": term_records(terms)} for key, terms in vocabularies.items()
    ]
    tree = _columns(vocabularies[VocabularyKey.STATUTORY], "", tallies.by_category())
    return Catalogue.model_validate({"vocabularies": found, "statutory": tree})


def _columns(terms: Vocabulary, code: str, counts: dict[str, int]) -> list[Record]:
    found = []
    for term in terms.children.get(code, []):
        children = _columns(terms, term.code, counts)
        documents = counts.get(term.code, 0) + sum(child["documents"] for child in children)
        found.append(
            {
                "code": term.code,
                "name": term.name,
                "basis": term.basis,
                "documents": documents,
                "children": children,
            }
        )
    return found


@router.get(
    "/agencies",
    operation_id="listAgencies",
    summary="机构",
    description="本平台上的全部机构，包括已撤销的，按代码。",
    response=responses(Agencies),
)
@knows()
def agencies(request: HttpRequest) -> Agencies:
    """Every agency."""
    frame, counts = frame_of(request), tallies.by_agency()
    rows = all_agencies().select_related("parent", "successor").order_by("code")
    return Agencies.model_validate({"items": [agency_record(row, counts.get(row.pk, 0), frame) for row in rows]})


@router.get(
    "/agencies/{code}",
    operation_id="getAgency",
    summary="一个机构",
    description="机构的基本情况，以及它公开的机构概况和政府信息公开指南。",
    response=responses(AgencyDetail, 404),
)
@knows()
def agency(request: HttpRequest, code: str) -> AgencyDetail:
    """One agency with its profile and guide."""
    rows = all_agencies().select_related("parent", "successor")
    row = rows.filter(code=code).first() if re.fullmatch(CODE, code) else None
    if row is None:
        raise not_found("没有这个机构")
    frame = frame_of(request)
    record = agency_record(row, tallies.total(agency_id=row.pk), frame)
    record["profile"] = _structured(Structure.PROFILE, row, frame)
    record["guide"] = _structured(Structure.GUIDE, row, frame)
    return AgencyDetail.model_validate(record)


def _structured(structure: Structure, agency: Agency, frame: Frame) -> Record | None:
    row = structured(structure, agency).first()
    if row is None:
        return None
    return {
        "id": row.public_id,
        "url": document_url(frame.base, row.public_id),
        "title": row.title,
        "published_on": row.published_on,
        "changed_at": row.recorded_at,
        "fields": [
            {
                "key": one.key,
                "label": one.label,
                "text": str(row.data.get(one.key) or ""),
                "columns": list(one.columns),
                "rows": rows_of(str(row.data.get(one.key) or ""), len(one.columns)) if one.columns else [],
            }
            for one in FIELDS[structure]
        ],
    }
