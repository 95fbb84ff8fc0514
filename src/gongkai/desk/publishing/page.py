"""What the pages of a draft show: the form, and the draft as a reviewer sees it."""

import re
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.desk.editing import RichText
from gongkai.desk.publishing.form import block_options, blocks, groups
from gongkai.desk.publishing.rights import STEP_ACTS, acts_on
from gongkai.organs.models import Agency
from gongkai.publication.content import LABELS, Content, Faulty
from gongkai.publication.drafts import (
    Draft,
    bundles_of,
    content_of,
    current_files,
    hindrances,
    is_ready,
    passed_reviews,
    raw_content,
    repeats_of,
    secrecy_clearance,
    seen_mark,
    steps_of,
    stopped_texts,
    writers,
)
from gongkai.publication.flow import IN_REVIEW, Stage, Step
from gongkai.publication.kinds import FileUse, InterpretationForm, Structure
from gongkai.publication.queries import current_state
from gongkai.publication.richtext.sanitise import sanitise
from gongkai.publication.shield.findings import Severity, kinds
from gongkai.publication.structures import FIELDS


def edit_page(
    request: HttpRequest,
    *,
    agency: Agency,
    raw: dict[str, Any],
    faults: dict[str, str],
    draft: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form, filled with what was typed."""
    found = groups(raw, faults)
    widget = _editor(draft)
    for group in found:
        for one in group.fields:
            if one.type == "rich":
                attributes = {"id": "id_body", "aria-describedby": "fault-body" if one.fault else ""}
                one.value = widget.render("body", one.value, {k: v for k, v in attributes.items() if v})
    context = {
        "agency": agency,
        "draft": draft,
        "groups": found,
        "faults": {LABELS.get(key, key): text for key, text in faults.items()},
        "structure": raw.get("structure") or "article",
        "structure_label": Structure(raw.get("structure") or "article").label,
        "blocks": blocks(raw),
        "block_options": block_options(),
        "media": widget.media,
        "files": _files(draft) if draft else [],
        "uses": list(FileUse),
        "request_key": uuid4().hex,
        "interpretable": _interpretable(draft) if draft else [],
    }
    return render(request, "desk/publishing/edit.html", context, status=status)


def _editor(draft: Draft | None) -> RichText:
    if draft is None:
        return RichText(paste_url=reverse("desk:paste"))
    picture = reverse("desk:draft_image", args=(draft.token, "0" * 64)).replace("0" * 64, "{digest}")
    return RichText(
        upload_url=reverse("desk:upload_image", args=(draft.token,)),
        paste_url=reverse("desk:paste"),
        picture_url=picture,
    )


def _interpretable(draft: Draft) -> list[tuple[str, str]]:
    """What this draft may interpret: the others of its bundle."""
    if draft.bundle is None:
        return []
    return [(other.public_id, other.title) for other in draft.bundle.drafts.exclude(pk=draft.pk)]


def _files(draft: Draft) -> list[dict[str, Any]]:
    """The files with their findings in words."""
    return [
        {
            "file": file,
            "ready": is_ready(file),
            "findings": _in_words(file.findings),
            "rebuilt_findings": _in_words(file.rebuilt_findings),
            "overrides": [one for one in file.overrides.all() if one.subject_digest == file.rebuilt_digest],
        }
        for file in current_files(draft).prefetch_related("overrides")
    ]


def _in_words(findings: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The findings with their names and what to do, those that stop first, each kind of a mere note once."""
    found: list[dict[str, Any]] = []
    notes: dict[str, dict[str, Any]] = {}
    for one in findings:
        worded = one | {"label": kinds()[one["kind"]].label, "sentence": kinds()[one["kind"]].sentence}
        if one["severity"] == Severity.BLOCK:
            found.append(worded)
        elif one["kind"] in notes:
            notes[one["kind"]]["where"] += f"、{one['where']}"
        else:
            notes[one["kind"]] = worded | {"excerpt_masked": ""}
    return found + list(notes.values())


def draft_page(request: HttpRequest, draft: Draft, *, status: int = 200, **more: Any) -> HttpResponse:
    """The draft: where it stands, what it says, its files, who has signed, and what this person may do."""
    raw = raw_content(draft)
    try:
        content: Content | None = content_of(draft)
    except Faulty:
        content = None
    own = request.user.get_username()
    stage = Stage(draft.stage)
    step = Step(stage.value) if stage in IN_REVIEW else None
    rights = acts_on(request, draft)
    is_writer = own in writers(draft)
    context = {
        "draft": draft,
        "raw": raw,
        "content": content,
        "head": _head(content) if content else [],
        "body": mark_safe(_shown(raw.get("body", ""), draft)),  # noqa: S308 - sanitised in _shown
        "structured": _structured(content) if content else [],
        "files": _files(draft),
        "steps": _steps(draft),
        "step": step,
        "hindrances": hindrances(draft) if stage is Stage.DRAFTING else [],
        "stopped": stopped_texts(draft, content) if content and stage is Stage.DRAFTING else [],
        "seen": seen_mark(draft),
        "repeats": repeats_of(draft, content) if content else 0,
        "overrides": draft.overrides.order_by("id"),
        "reviews": draft.reviews.all(),
        "secrecy_reviews": draft.secrecy_reviews.all(),
        "clearance": secrecy_clearance(draft),
        "is_writer": is_writer,
        "may": rights,
        "may_decide": step is not None and rights[STEP_ACTS[step].value] and not is_writer,
        "may_review_secrecy": rights["review_secrecy"]
        and not is_writer
        and (step is not None or stage is Stage.SECRECY_RULING),
        "bundles": bundles_of([draft.agency]) if stage is Stage.DRAFTING else [],
        "published": current_state(draft.public_id),
    }
    return render(request, "desk/publishing/draft.html", context | more, status=status)


_PICTURE = re.compile(r'(<img(?: [a-z]+="[^"<>]*")*? src=")attachment:([0-9a-f]{64})(?=")')


def _shown(html: str, draft: Draft) -> str:
    """The body with its pictures at their addresses on the desk."""
    address = reverse("desk:draft_image", args=(draft.token, "0" * 64))
    return _PICTURE.sub(lambda found: found[1] + address.replace("0" * 64, found[2]), sanitise(html))


def _head(content: Content) -> list[tuple[str, str]]:
    terms = all_vocabularies()
    rows = [
        ("公开属性", f"{content.openness.label}（{content.openness_reason}）"),
        ("文号", content.document_number or "无"),
        ("成文日期", content.made_on.isoformat()),
        ("施行日期", content.effective_on.isoformat() if content.effective_on else ""),
        ("有效期至", content.expires_on.isoformat() if content.expires_on else ""),
        ("法定主动公开内容", terms[VocabularyKey.STATUTORY].path(content.category)),
        ("主题分类", terms[VocabularyKey.SUBJECT].path(content.subject)),
        ("体裁", terms[VocabularyKey.FORM].path(content.form)),
        ("统计体裁", content.genre.label),
        ("结构", content.structure.label),
        ("类别", content.kind.label),
        ("统一登记号", content.registration_number),
        ("服务对象", "、".join(terms[VocabularyKey.AUDIENCE].path(code) for code in content.audiences)),
        ("五公开", "、".join(terms[VocabularyKey.OPENNESS].path(code) for code in content.openness_tags)),
        ("联合发文机关", "、".join(content.joint_agencies)),
        ("关键词", content.keywords),
        ("来源", content.source),
        ("内容概述", content.summary),
        ("被解读文件", content.interprets),
        ("解读形式", InterpretationForm(content.interpretation_form).label if content.interpretation_form else ""),
        ("解读要素", "、".join(content.elements)),
    ]
    return [(label, text) for label, text in rows if text]


def _structured(content: Content) -> list[tuple[str, str]]:
    found = [(one.label, content.data.get(one.key, "")) for one in FIELDS.get(content.structure, ())]
    for number, block in enumerate(content.data.get("blocks", []), start=1):
        found.append(
            (f"版块{number}", "　".join(text for text in (block["kind"], block["title"], block["value"]) if text))
        )
    return [(label, text) for label, text in found if text]


def _steps(draft: Draft) -> list[dict[str, Any]]:
    """The way to the public as a row of stations, each done, present or ahead."""
    stage = Stage(draft.stage)
    passed = passed_reviews(draft)
    stations: list[dict[str, Any]] = [{"label": "起草", "by": draft.created_by, "state": "done"}]
    if stage in (Stage.DRAFTING, Stage.DISCARDED):
        stations[0]["state"] = "now"
    for step in steps_of(draft):
        review = passed.get(step)
        state = "now" if stage == step.value else "done" if review else "ahead"
        stations.append({"label": step.label, "by": review.reviewer if review else "", "state": state})
    last = {Stage.PUBLISHED: "done", Stage.APPROVED: "now", Stage.KEPT: "done"}.get(stage, "ahead")
    stations.append({"label": "归档" if stage is Stage.KEPT else "公开", "by": "", "state": last})
    return stations
