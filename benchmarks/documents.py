"""Fills an empty data directory with public documents.

``GONGKAI_DATA=… python benchmarks/documents.py N``: 60 agencies with guide and profile, the site's data, N documents
of thirteen years in random order. Of these one in ten shares its text with another, three in ten carry a file, one in
twenty is a normative document with articles, one in a hundred interprets one, one in fifty no longer holds. The first
ten thousand go through the one service that publishes; the rest are their rows again under names, days and texts of
their own, without the events of the audit log, which no public page reads.
"""

import hashlib
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after Django is set up
from django.db import connection, transaction  # noqa: E402
from tqdm import tqdm  # noqa: E402

from gongkai.base.bulk import insert_rows  # noqa: E402
from gongkai.catalogue.index_numbers import emit  # noqa: E402
from gongkai.catalogue.kinds import VocabularyKey  # noqa: E402
from gongkai.catalogue.vocabularies import all_vocabularies  # noqa: E402
from gongkai.organs.models import Agency  # noqa: E402
from gongkai.publication import tallies  # noqa: E402
from gongkai.publication.content import Content  # noqa: E402
from gongkai.publication.kinds import DocumentKind, Genre, Structure, Validity  # noqa: E402
from gongkai.publication.models import Body, Document, IndexSeries, Interpretation, PublicFile  # noqa: E402
from gongkai.publication.release import (  # noqa: E402
    Approval,
    Release,
    ReleaseFile,
    Road,
    digest_of,
    refuse_unfit,
    seal_of,
)
from gongkai.publication.services.publish import publish  # noqa: E402

NOW = datetime(2021, 1, 10, 2, tzinfo=UTC)
FIRST, DAYS = date(2008, 5, 1), 4630
AT_ONCE = 2000
PUBLISHED = 10_000
WORDS = (
    "为进一步规范行政行为，优化营商环境，根据有关法律法规和上级工作部署，结合本区实际，现将有关事项通知如下。",
    "各单位要高度重视，明确责任分工，细化工作措施，确保各项任务按期完成，并于每季度末报送进展情况。",
    "申请人应当提交身份证明、申请表和相关材料，材料齐全的当场受理，不齐全的一次告知需要补正的全部内容。",
    "区财政部门负责资金保障，区审计部门负责监督检查，对虚报冒领的依法追究责任，构成犯罪的移送司法机关。",
    "本次检查共抽查单位若干家，发现的问题已逐一反馈，整改情况将在门户网站向社会公布，接受群众监督。",
    "符合条件的困难群众可以到户籍所在地的乡镇人民政府或者街道办事处提出申请，也可以在网上提出。",
)
TITLES = ("关于做好{}工作的通知", "关于印发{}实施方案的通知", "{}情况的公示", "{}的公告", "关于公布{}名单的通知")
MATTERS = (
    "城乡居民最低生活保障",
    "义务教育招生入学",
    "农村饮水安全",
    "安全生产专项整治",
    "惠企政策兑现",
    "征地补偿安置",
)
BY = Approval(Road.IMPORT, "benchmark")
chance = random.Random(2020)


def agencies() -> list[Agency]:
    """A government, its departments and townships."""
    top = Agency(code="B", name="测试区人民政府", short_name="区政府", kind="government")
    below = [
        Agency(code=f"B-{n}", name=f"测试区第{n}局", short_name=f"第{n}局", kind="department") for n in range(1, 45)
    ]
    below += [
        Agency(code=f"B-T{n}", name=f"测试区第{n}镇人民政府", short_name=f"第{n}镇", kind="township")
        for n in range(1, 16)
    ]
    for one in (top, *below):
        one.valid_from, one.recorded_at = date(2005, 1, 1), NOW
        one.parent = None if one is top else top
        one.save()
    return [top, *below]


def structured(where: list[Agency]) -> list[Release]:
    """The site's data; guide and profile of each agency."""
    site = {
        "site_name": "测试区人民政府",
        "domain": "www.example.org",
        "host": "测试区人民政府办公室",
        "phone": "0000-0000000",
    }
    found = [_structure(where[0], Structure.SITE, site)]
    lines = {"address": "示例路1号", "hours": "工作日9:00—17:00", "phone": "0000-0000000", "fax": "无"}
    guide = dict.fromkeys(("internet", "classification", "arrangement", "access"), WORDS[0])
    for one in where:
        found.append(_structure(one, Structure.GUIDE, {"office": one.name, **lines, **guide}))
        found.append(_structure(one, Structure.PROFILE, {"functions": "\n".join(WORDS), **lines}))
    return found


def _structure(agency: Agency, structure: Structure, data: dict[str, str]) -> Release:
    content = Content(f"{agency.name}{structure.label}", FIRST, "", structure=structure, data=data)
    return Release(agency, content, BY, published_on=FIRST, published_time=time(9))


def documents(where: list[Agency], count: int) -> Iterator[Release]:
    """``count`` documents, each ready for the public."""
    vocabularies = all_vocabularies()
    statutory = [term.code for term in vocabularies[VocabularyKey.STATUTORY].terms]
    subjects, forms = vocabularies[VocabularyKey.SUBJECT], [t.code for t in vocabularies[VocabularyKey.FORM].terms]
    pairs = [(term.code, subjects.top(term.code)) for term in subjects.terms]
    shared = [_text(n) for n in range(1, 2 + count // 100)]
    normative: list[str] = []
    for number in range(1, count + 1):
        agency, day = chance.choice(where), FIRST + timedelta(days=chance.randrange(DAYS))
        subject, top = chance.choice(pairs)
        is_rule = number % 20 == 1
        content = Content(
            title=f"{agency.short_name}{chance.choice(TITLES).format(chance.choice(MATTERS))}（第{number}号）",
            made_on=day - timedelta(days=chance.randrange(15)),
            body=_articles(number) if is_rule else chance.choice(shared) if number % 10 == 0 else _text(number),
            kind=DocumentKind.OTHER if number % 20 == 7 else DocumentKind.GOVERNMENT_INFORMATION,  # noqa: PLR2004
            genre=Genre.NORMATIVE_DOCUMENT if is_rule else Genre.OTHER,
            form=chance.choice(forms),
            document_number=f"测政〔{day.year}〕{number}号" if number % 3 == 1 else "",
            category=chance.choice(statutory),
            subject=subject,
            subject_top=top,
            keywords="测试,公开",
            summary=WORDS[number % len(WORDS)],
            interprets=chance.choice(normative) if number % 100 == 2 and normative else "",  # noqa: PLR2004
        )
        yield _release(agency, content, number, day)
        if is_rule:
            normative.append(f"b{number}")


def _release(agency: Agency, content: Content, number: int, day: date) -> Release:
    ended = number % 50 == 1
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    pdf = ReleaseFile(digest, f"附件{number}.pdf", "application/pdf", 100_000 + number)
    return Release(
        agency,
        content,
        BY,
        files=(pdf,) if number % 10 < 3 else (),  # noqa: PLR2004 - three in ten
        public_id=f"b{number}",
        published_on=day,
        published_time=time(8 + number % 9, number % 60),
        abolished_on=day + timedelta(days=1) if ended else None,
        validity=Validity.ABOLISHED if ended else Validity.IN_FORCE,
        source_id=f"old-{number}",
        screened=seal_of(content),
    )


def _text(number: int) -> str:
    """A text of about one kibibyte that no other has."""
    words = [WORDS[(number * 7 + n * (1 + number % 5)) % len(WORDS)] for n in range(6)]
    return "".join(f"<p>{part}</p>" for part in (f"本件编号第{number}号。", *words))


def _articles(number: int) -> str:
    parts = [
        f"<p>第{n}条　{WORDS[(number + index) % len(WORDS)]}</p>" for index, n in enumerate("一二三四五六七八九十")
    ]
    return f"<p>本件编号第{number}号。</p>{''.join(parts)}"


def publish_all(where: list[Agency], count: int) -> None:
    """Publish in batches, showing how far; a text of each kind passes the shield, the rest is known to be harmless."""
    refuse_unfit(replace(next(documents(where, 1)), screened=""), NOW)
    found = documents(where, count)
    with tqdm(total=count, unit="篇", desc="publish", mininterval=5) as bar:
        while batch := list(islice(found, AT_ONCE)):
            publish(now=NOW, releases=batch)
            bar.update(len(batch))


def multiply(base: int, count: int) -> None:
    """Rows of the published documents again, until there are ``count``; then the kept counts made anew."""
    rows = list(Document.objects.filter(structure=Structure.ARTICLE.value).select_related("body").order_by("id"))
    files = [(file, int(file.public_id[1:])) for file in PublicFile.objects.all()]
    links = [(link, int(link.document[1:]), int(link.interpretation[1:])) for link in Interpretation.objects.all()]
    originals = [(row, number, row.title, row.document_number, row.body.html) for number, row in enumerate(rows, 1)]
    last = {(one.prefix, one.year): one.last for one in IndexSeries.objects.all()}
    with tqdm(total=count - base, unit="篇", desc="multiply", mininterval=5) as bar:
        for start in range(base, count, base):
            for part in range(0, base, AT_ONCE):
                with transaction.atomic():
                    insert_rows(
                        [body for one in originals[part : part + AT_ONCE] if (body := _again(start, last, *one))]
                    )
                    insert_rows(rows[part : part + AT_ONCE])
                bar.update(AT_ONCE)
            for file, number in files:
                file.public_id = f"b{start + number}"
            for link, document, interpretation in links:
                link.document, link.interpretation = f"b{start + document}", f"b{start + interpretation}"
            with transaction.atomic():
                insert_rows([file for file, _ in files])
                insert_rows([link for link, _, _ in links])
    with transaction.atomic():
        for (prefix, year), serial in last.items():
            IndexSeries.objects.filter(prefix=prefix, year=year).update(last=serial)
        tallies.rebuild()


def _again(start: int, last: dict[tuple[str, int], int], row: Document, number: int, *texts: str) -> Body | None:
    """Make the row one of document ``start + number``; its body where no other has the same."""
    title, document_number, html = texts
    old, new = f"第{number}号", f"第{start + number}号"
    year = row.published_on.year
    lead = row.published_on - row.made_on
    row.published_on = date(year, 1, 1) + timedelta(days=(number * 31 + start * 7) % 365)
    row.made_on = row.published_on - lead
    row.abolished_on = row.published_on + timedelta(days=1) if row.abolished_on else None
    prefix = row.index_number.partition("/")[0]
    last[prefix, year] += 1
    row.index_number = emit(prefix=prefix, year=year, serial=last[prefix, year])
    row.public_id, row.source_id = f"b{start + number}", f"old-{start + number}"
    row.title, row.document_number = (
        title.replace(old, new),
        document_number.replace(f"{number}号", f"{start + number}号"),
    )
    if old not in html:
        return None
    html = html.replace(old, new)
    row.body_id = digest_of(html)
    return Body(digest=row.body_id, html=html)


def main(count: int) -> None:
    """Migrate and fill."""
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # a benchmark's data may be lost
            cursor.execute("PRAGMA cache_size=-1000000")
    where = agencies()
    for release in structured(where):
        publish(now=NOW, releases=[release])
    base = min(count, PUBLISHED)
    publish_all(where, base)
    if count > base:
        multiply(base, count)


if __name__ == "__main__":
    main(int(sys.argv[1]))
