"""The shapes of the answers, as the OpenAPI document tells them."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field


class Fault(BaseModel, json_schema_extra={"description": "什么不对"}):
    """What is wrong."""

    code: str = Field(description="不变的错误代码", examples=["not_found"])
    message: str = Field(description="给人看的一句中文")
    fields: dict[str, str] | None = Field(None, description="哪个参数不对，为什么；仅 422 有")


class Error(BaseModel, json_schema_extra={"description": "出错时的回答"}):
    """The answer where something is wrong."""

    error: Fault = Field(description="错误代码和说明")


class Named(BaseModel, json_schema_extra={"description": "代码和它的中文名称"}):
    """A code and its Chinese name."""

    code: str = Field(description="代码")
    name: str = Field(description="中文名称；分类词写全路径")


class Link(BaseModel, json_schema_extra={"description": "另一份公开的信息"}):
    """Another public document."""

    id: str = Field(description="公开编号")
    title: str = Field(description="标题")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="接口地址")


class InterpretationLink(Link, json_schema_extra={"description": "解读，或所解读的文件"}):
    """An interpretation, or what is interpreted."""

    form: Named = Field(description="解读形式")


class Summary(BaseModel, json_schema_extra={"description": "一份公开信息的著录项，不含正文"}, title="DocumentSummary"):
    """What a list says of a document."""

    id: str = Field(description="公开编号，不变")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="接口地址")
    version: int = Field(description="版本，从 1 起")
    title: str = Field(description="标题")
    index_number: str = Field(description="索引号")
    document_number: str = Field(description="文号；没有则为空")
    registration_number: str = Field(description="统一登记号；没有则为空")
    agency: Named = Field(description="发布机构")
    joint_agencies: list[str] = Field(description="联合发文机构")
    kind: Named = Field(description="类别：政府信息或其他信息")
    genre: Named = Field(description="统计体裁：规章、行政规范性文件或其他")
    form: Named | None = Field(description="体裁")
    category: Named | None = Field(description="法定主动公开内容的栏目")
    subject: Named | None = Field(description="主题分类")
    audiences: list[Named] = Field(description="服务对象")
    openness_tags: list[Named] = Field(description="五公开")
    keywords: str = Field(description="关键词")
    summary: str = Field(description="内容概述")
    source: str = Field(description="来源")
    made_on: date = Field(description="成文日期")
    published_on: date = Field(description="发布日期")
    effective_on: date | None = Field(description="施行日期")
    expires_on: date | None = Field(description="有效期至")
    ended_on: date | None = Field(description="失效或废止日期")
    validity: Named = Field(description="有效性")
    changed_at: datetime = Field(description="最近变更的时间")
    is_demonstration: bool = Field(description="是否演示数据")


class File(BaseModel, json_schema_extra={"description": "一个公开的文件"}):
    """A public file."""

    name: str = Field(description="文件名")
    url: str = Field(description="下载地址")
    media_type: str = Field(description="类型")
    size: int = Field(description="字节数")
    sha256: str = Field(description="SHA-256 摘要")
    use: Named = Field(description="用途：附件、正文图片或标准文本")
    description: str = Field(description="说明")


class Version(BaseModel, json_schema_extra={"description": "一份信息的一个版本"}):
    """One entry of the list of versions."""

    version: int = Field(description="版本")
    changed_at: datetime = Field(description="成为这样的时间")
    title: str = Field(description="当时的标题")
    validity: Named = Field(description="当时的有效性")
    api_url: str = Field(description="接口地址")


class State(Summary, json_schema_extra={"description": "一份公开信息的一个版本，含正文"}, title="DocumentVersion"):
    """A state of a document with what it says."""

    structure: Named = Field(description="结构：文章，或由字段组成的指南、机构概况等")
    body_html: str = Field(description="正文，净化过的 HTML")
    body_text: str = Field(description="正文，纯文本")
    data: dict[str, Any] = Field(description="由字段组成的内容；文章为空")
    files: list[File] = Field(description="附件和图片")


class Document(State, json_schema_extra={"description": "一份公开信息的现行版本，含正文和关联"}, title="Document"):
    """The current state of a document with its links."""

    successor: Link | None = Field(description="取代它的文件")
    interpretations: list[InterpretationLink] = Field(description="对它的解读")
    interprets: list[InterpretationLink] = Field(description="它所解读的文件")
    versions: list[Version] = Field(description="全部版本，新的在前")


class Page(BaseModel, json_schema_extra={"description": "一页公开信息"}):
    """A page of documents."""

    items: list[Summary] = Field(description="著录项")
    next: str | None = Field(description="下一页的地址；没有了为空")


class Found(Summary, json_schema_extra={"description": "查找到的一份信息"}, title="SearchHit"):
    """A document that was found."""

    snippet_html: str = Field(description="查找词所在的一段，已转义，查找词在 mark 元素中")


class Findings(BaseModel, json_schema_extra={"description": "一页查找结果"}):
    """A page of what was found."""

    total: int = Field(description="已数到的条数")
    total_is_exact: bool = Field(description="是否就是全部条数")
    notice: str = Field(description="没有查到之处的说明；没有则为空")
    items: list[Found] = Field(description="查找到的，新的在前")
    next: str | None = Field(description="下一页的地址；没有了为空")


class Term(BaseModel, json_schema_extra={"description": "分类词"}):
    """A term of a vocabulary."""

    vocabulary: str = Field(description="词表")
    code: str = Field(description="代码")
    parent: str | None = Field(description="上级代码")
    name: str = Field(description="名称")
    path: str = Field(description="从最上级起的名称")
    note: str = Field(description="说明")
    basis: str = Field(description="依据")
    applies_to: list[str] = Field(description="适用的机构类型；空为全部")
    limit_working_days: int | None = Field(description="公开时限，工作日")


class Terms(BaseModel, json_schema_extra={"description": "一个词表"}):
    """A vocabulary."""

    key: str = Field(description="词表")
    label: str = Field(description="名称")
    terms: list[Term] = Field(description="现行的词，按次序")


class Column(BaseModel, json_schema_extra={"description": "法定主动公开内容的一个栏目"}):
    """An item of the statutory catalogue."""

    code: str = Field(description="代码")
    name: str = Field(description="名称")
    basis: str = Field(description="依据")
    documents: int = Field(description="公开文件数，含下级")
    children: list["Column"] = Field(description="下级栏目")


class Catalogue(BaseModel, json_schema_extra={"description": "分类词表和法定主动公开内容的目录"}):
    """The vocabularies and the statutory catalogue."""

    vocabularies: list[Terms] = Field(description="全部词表")
    statutory: list[Column] = Field(description="法定主动公开内容的目录")


class Agency(BaseModel, json_schema_extra={"description": "一个机构"}, title="AgencySummary"):
    """An agency."""

    code: str = Field(description="机构代码，不变")
    name: str = Field(description="名称")
    short_name: str = Field(description="简称")
    kind: Named = Field(description="类型")
    parent: str | None = Field(description="上级机构代码")
    valid_from: date = Field(description="设立日期")
    valid_to: date | None = Field(description="撤销日期")
    successor: str | None = Field(description="承继机构代码")
    unified_code: str = Field(description="统一社会信用代码")
    website: str = Field(description="网站")
    documents: int = Field(description="公开文件数")
    api_url: str = Field(description="接口地址")


class NamedField(BaseModel, json_schema_extra={"description": "一个字段"}):
    """A field of a structured item."""

    key: str = Field(description="字段")
    label: str = Field(description="名称")
    text: str = Field(description="内容")
    columns: list[str] = Field(description="内容为表格的，各列的名称")
    rows: list[list[str]] = Field(description="内容为表格的，各行")


class Structured(BaseModel, json_schema_extra={"description": "由字段组成的一份信息：机构概况或公开指南"}):
    """A profile or a guide."""

    id: str = Field(description="公开编号")
    url: str = Field(description="网页地址")
    title: str = Field(description="标题")
    published_on: date = Field(description="发布日期")
    changed_at: datetime = Field(description="最近变更的时间")
    fields: list[NamedField] = Field(description="各个字段")


class AgencyDetail(Agency, json_schema_extra={"description": "一个机构，及其概况和公开指南"}, title="Agency"):
    """An agency with its profile and guide."""

    profile: Structured | None = Field(description="机构概况；尚未公开则为空")
    guide: Structured | None = Field(description="政府信息公开指南；尚未公开则为空")


class Agencies(BaseModel, json_schema_extra={"description": "全部机构"}):
    """All agencies."""

    items: list[Agency] = Field(description="机构，按代码")


class Report(BaseModel, json_schema_extra={"description": "一份已发布的年度报告"}, title="ReportSummary"):
    """A published annual report."""

    agency: Named = Field(description="机构")
    fiscal_year: int = Field(description="年度")
    published_at: datetime = Field(description="发布时间")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="接口地址")
    files: dict[str, str] = Field(description="各种格式的下载地址")


class Reports(BaseModel, json_schema_extra={"description": "已发布的年度报告"}):
    """Published annual reports."""

    items: list[Report] = Field(description="报告，新的年度在前")


class ReportDetail(Report, json_schema_extra={"description": "一份已发布的年度报告，含全部数据"}, title="Report"):
    """A published annual report with its data."""

    report: dict[str, Any] = Field(description="报告全文和各表，按公开的 annual-report 模式")
