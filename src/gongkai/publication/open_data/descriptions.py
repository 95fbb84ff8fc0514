"""What the data sets are, for machines: DCAT 3 catalogue and Frictionless data package."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.publication.open_data.columns import AGENCIES, DOCUMENTS, Column, fields

RIGHTS = "未声明"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class DataSet:
    """One thing of which there are files, by their media types."""

    key: str
    title: str
    description: str
    files: dict[str, str]
    columns: tuple[Column, ...] = ()


JSON_LINES, TABLE = "application/jsonl", "text/csv"
DATA_SETS = (
    DataSet(
        "documents",
        "主动公开的政府信息",
        "全部公开中的文件及其著录项；JSON Lines 含正文，CSV 不含正文",
        {"documents.jsonl": JSON_LINES, "documents.csv": TABLE},
        DOCUMENTS,
    ),
    DataSet(
        "agencies",
        "公开机构",
        "各行政机关、乡镇（街道）和村（居）委会",
        {"agencies.jsonl": JSON_LINES, "agencies.csv": TABLE},
        AGENCIES,
    ),
    DataSet("catalogue", "分类词表", "法定主动公开内容、主题、体裁、服务对象、五公开", {"catalogue.jsonl": JSON_LINES}),
    DataSet("reports", "政府信息公开工作年度报告", "已发布年度报告的全部数据", {"reports.jsonl": JSON_LINES}),
)


def catalog(
    *,
    title: str,
    publisher: str,
    address: str,
    modified: datetime | None,
    distributions: dict[str, dict[str, Any]],
    services: tuple[dict[str, Any], ...] = (),
) -> dict[str, Any]:
    """The DCAT 3 catalogue of the data sets of which ``distributions`` (by file name) has files.

    Args:
        title: name of the platform.
        publisher: name of the government.
        address: of the catalogue; may be relative.
        modified: moment of the last change.
        distributions: by file name, its ``url`` and where known ``size`` in bytes and ``sha256``.
        services: interfaces, as DCAT data services.
    """
    found = [_data_set(one, publisher, modified, distributions) for one in DATA_SETS]
    made = {
        "@context": CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": {"@value": title, "@language": "zh-Hans"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": publisher},
        "dct:language": "zh-Hans",
        "dct:rights": RIGHTS,
        "dcat:dataset": [one for one in found if one["dcat:distribution"]],
    }
    if modified is not None:
        made["dct:modified"] = _moment(modified)
    if services:
        made["dcat:service"] = list(services)
    return made


def _data_set(
    one: DataSet, publisher: str, modified: datetime | None, distributions: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "dct:identifier": one.key,
        "dct:title": {"@value": one.title, "@language": "zh-Hans"},
        "dct:description": {"@value": one.description, "@language": "zh-Hans"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": publisher},
        "dct:language": "zh-Hans",
        "dcat:distribution": [
            _distribution(name, kind, distributions[name]) for name, kind in one.files.items() if name in distributions
        ],
    }
    if modified is not None:
        made["dct:modified"] = _moment(modified)
    return made


def _distribution(name: str, kind: str, file: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:downloadURL": {"@id": file["url"]},
        "dcat:mediaType": kind,
    }
    if "size" in file:
        made["dcat:byteSize"] = {"@value": str(file["size"]), "@type": "xsd:nonNegativeInteger"}
        made["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": file["sha256"],
        }
    return made


def _moment(moment: datetime) -> dict[str, str]:
    return {"@value": moment.isoformat().replace("+00:00", "Z"), "@type": "xsd:dateTime"}


def data_package(
    *, name: str, title: str, modified: datetime | None, files: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """The Frictionless data package (version 2) of the files, by name with ``size`` and ``sha256``."""
    resources = []
    for one in DATA_SETS:
        for path, kind in one.files.items():
            if path not in files:
                continue
            resource: dict[str, Any] = {
                "name": path.replace(".", "-"),
                "path": path,
                "title": one.title,
                "description": one.description,
                "mediatype": kind,
                "format": path.rpartition(".")[2],
                "encoding": "utf-8",
                "bytes": files[path]["size"],
                "hash": f"sha256:{files[path]['sha256']}",
            }
            if kind == TABLE:
                resource |= {
                    "type": "table",
                    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                    "schema": {
                        "fields": fields(one.columns),
                        "primaryKey": [one.columns[0].name],
                        "missingValues": [""],
                    },
                }
            resources.append(resource)
    made: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "resources": resources,
    }
    if modified is not None:
        made["created"] = modified.isoformat().replace("+00:00", "Z")
    return made
