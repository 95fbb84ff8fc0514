"""Writes the files of a dump."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from gongkai.annual.queries import published_report, published_reports
from gongkai.annual.render import FORMATS
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.cli.dumps.folder import MARK, Folder, folder_beside
from gongkai.organs.queries import all_agencies, top_government
from gongkai.publication import tallies
from gongkai.publication.open_data.addresses import report_url
from gongkai.publication.open_data.columns import AGENCIES, DOCUMENTS
from gongkai.publication.open_data.descriptions import DATA_SETS, catalog, data_package
from gongkai.publication.open_data.records import Frame, agency_record, term_records
from gongkai.publication.open_data.rows import last_change, one_moment
from gongkai.publication.open_data.streams import csv_lines, documents, json_lines

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]


def write_dump(target: Path, *, base: str, progress: Progress) -> dict[str, dict[str, Any]]:
    """Size and digest of each file of the dump; the same data always gives the same bytes.

    Args:
        target: folder that will hold the dump; a former dump there is replaced when the new one is complete.
        base: scheme and host before every address, empty for paths.
        progress: wraps the documents as they are gone through; takes them, a label and their number.

    Raises:
        Refused: ``not_a_dump``.
    """
    with folder_beside(target) as folder, one_moment():
        frame = Frame(base, all_vocabularies())
        total = tallies.total()
        folder.write(
            "documents.jsonl", json_lines(progress(documents(frame, with_bodies=True), "documents.jsonl", total))
        )
        folder.write(
            "documents.csv",
            csv_lines(progress(documents(frame, with_bodies=False), "documents.csv", total), DOCUMENTS),
        )
        counts = tallies.by_agency()
        rows = all_agencies().select_related("parent", "successor").order_by("code")
        agencies = [agency_record(agency, counts.get(agency.pk, 0), frame) for agency in rows]
        folder.write("agencies.jsonl", json_lines(agencies))
        folder.write("agencies.csv", csv_lines(agencies, AGENCIES))
        folder.write("catalogue.jsonl", json_lines(t for v in frame.vocabularies.values() for t in term_records(v)))
        folder.write("reports.jsonl", json_lines(_reports(base)))
        _describe(folder, base)
    return folder.files


def _reports(base: str) -> Iterator[dict[str, Any]]:
    for publication in published_reports().iterator(20):
        code, year = publication.agency.code, publication.fiscal_year
        yield {
            "agency": {"code": code, "name": publication.agency.name},
            "fiscal_year": year,
            "published_at": publication.published_at,
            "url": report_url(base, code, year),
            "files": {key: report_url(base, code, year, key) for key in FORMATS},
            "report": published_report(publication).as_json(),
        }


def _describe(folder: Folder, base: str) -> None:
    government, change = top_government(), last_change()
    publisher = government.name if government else "本级人民政府"
    title, modified = f"{publisher}政府信息公开数据", change[1] if change else None
    files = dict(folder.files)
    address = f"{base}/api/v1/catalog.jsonld" if base else "catalog.jsonld"
    folder.write("README.txt", [_readme(title, files)])
    folder.write_json(MARK, data_package(name="government-information", title=title, modified=modified, files=files))
    folder.write_json(
        "catalog.jsonld",
        catalog(title=title, publisher=publisher, address=address, modified=modified, distributions=files),
    )


def _readme(title: str, files: dict[str, dict[str, Any]]) -> str:
    lines = [title, "", "本目录是公开平台上全部公开中的信息；已撤下、已合并和仅登记的不在其内。", ""]
    for one in DATA_SETS:
        lines += [f"{name}    {one.title}：{one.description}" for name in one.files if name in files]
    lines += [
        "datapackage.json    各文件的列、类型和中文名称（Frictionless Data Package）",
        "catalog.jsonld    数据目录（DCAT 3）",
        "SHA256SUMS    各文件的摘要，用 sha256sum -c SHA256SUMS 核对",
        "",
        "文本均为 UTF-8。CSV 带字节顺序标记，可直接用 Excel 或 WPS 打开。",
        "为防止被当作公式，以 = + - @ 开头的单元格前加了单引号。",
        "一格有多个值的，用英文分号隔开；没有值的为空。日期为北京日期，时间为协调世界时。",
        "",
    ]
    return "\n".join(lines)
