"""Questions about drafts: their content, what may go out with them, what is still missing, who has already signed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.audit.log import canonical_json
from gongkai.base.errors import Refused
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.organs.models import Agency
from gongkai.publication.content import Content, Faulty, read
from gongkai.publication.flow import ALL_STEPS, Decision, SecrecyConclusion, Stage, Step
from gongkai.publication.models import (
    Bundle,
    Document,
    Draft,
    DraftFile,
    DraftVersion,
    Interpretation,
    Review,
    ReviewRoute,
    SecrecyReview,
    ShieldOverride,
)
from gongkai.publication.release import ReleaseFile, digest_of, scanned_names, scanned_text
from gongkai.publication.richtext.plain import to_text
from gongkai.publication.richtext.similarity import similarity
from gongkai.publication.shield.engine import scan_text
from gongkai.publication.shield.findings import Finding, Severity, Verdict

OPEN = (Stage.DRAFTING, Stage.FIRST, Stage.SECOND, Stage.FINAL, Stage.SECRECY_RULING, Stage.APPROVED)


@dataclass(frozen=True, slots=True)
class StoppedText:
    """A text of a draft that the shield stops: where, the text's digest, the findings."""

    where: str
    digest: str
    findings: tuple[Finding, ...]


def drafts_of(agencies: Iterable[Agency]) -> QuerySet[Draft]:
    """The drafts of these agencies, the latest touched first."""
    return Draft.objects.filter(agency__in=agencies).select_related("agency", "bundle").order_by("-changed_at", "-id")


def draft_by_token(token: str) -> Draft | None:
    """The draft with its agency; whether the viewer may see it is the caller's question to the policy."""
    return Draft.objects.filter(token=token).select_related("agency", "bundle").first()


def open_drafts_of_document(public_id: str) -> QuerySet[Draft]:
    """Drafts under way that will change this published item."""
    return Draft.objects.filter(public_id=public_id, stage__in=OPEN)


def bundles_of(agencies: Iterable[Agency]) -> QuerySet[Bundle]:
    """Bundles not yet public, the newest first."""
    return Bundle.objects.filter(agency__in=agencies, released_at=None).order_by("-id")


def raw_content(draft: Draft, number: int | None = None) -> dict[str, Any]:
    """What was typed, as it was saved in a version (default: the current)."""
    version = draft.versions.filter(number=number or draft.version).first()
    return dict(version.content) if version else {}


def version_of(draft: Draft, number: int) -> DraftVersion | None:
    """One saved version."""
    return draft.versions.filter(number=number).first()


def content_of(draft: Draft) -> Content:
    """The current version as valid content.

    Raises:
        Faulty: naming each field that is wrong.
    """
    raw = raw_content(draft)
    raw["has_files"] = current_files(draft).exists()
    return read(raw, all_vocabularies())


def faults_of(draft: Draft) -> dict[str, str]:
    """What is still wrong with the current version, by field; empty when it can be submitted."""
    try:
        content_of(draft)
    except Faulty as faulty:
        return faulty.faults
    return {}


def current_files(draft: Draft) -> QuerySet[DraftFile]:
    """The files of the draft that were not removed, in order."""
    return draft.files.filter(removed_at=None)


def subject_digest(draft: Draft) -> str:
    """One digest over all that a reviewer sees of the words and files: a signature is one on exactly this."""
    words = canonical_json(raw_content(draft))
    lines = [f"{f.use}|{f.rebuilt_name}|{f.rebuilt_digest}|{f.description}" for f in current_files(draft)]
    return hashlib.sha256("\n".join([words, *lines]).encode()).hexdigest()


def seen_mark(draft: Draft) -> str:
    """What a page shows of the draft, as one digest: a decision made on another state of it is refused."""
    bundle = draft.bundle.token if draft.bundle else ""
    after = draft.release_after.isoformat() if draft.release_after else ""
    return hashlib.sha256(f"{draft.stage}|{subject_digest(draft)}|{bundle}|{after}".encode()).hexdigest()[:32]


def refuse_unseen(draft: Draft, seen: str | None) -> None:
    """Refuse a decision that was made on another state of the draft; ``None`` where the caller looked itself.

    Raises:
        Refused: ``changed_meanwhile``.
    """
    if seen is not None and seen != seen_mark(draft):
        raise Refused("changed_meanwhile", "这份稿件在您打开页面之后有变动，请重新查看后再作决定")


def is_ready(file: DraftFile) -> bool:
    """Whether the rebuilt file may go out: nothing stops it, or a second person let it through."""
    if not file.rebuilt_digest:
        return False
    stops = any(one["severity"] == Severity.BLOCK for one in file.rebuilt_findings)
    granted = file.overrides.filter(subject_digest=file.rebuilt_digest).exclude(granted_by="")
    return not stops or granted.exists()


def let_through(draft: Draft) -> frozenset[str]:
    """The digests of texts and files that a second person let out."""
    granted = draft.overrides.exclude(granted_by="").values_list("subject_digest", flat=True)
    return frozenset(granted)


def stopped_texts(draft: Draft, content: Content, *, granted_too: bool = False) -> list[StoppedText]:
    """The texts the shield stops and nobody let through yet, on wish also those somebody let through."""
    granted = frozenset() if granted_too else let_through(draft)
    found = []
    for where, text in [*scanned_text(content), *scanned_names(_named(draft))]:
        findings = tuple(one for one in scan_text(where, text) if one.severity is Severity.BLOCK)
        if findings and digest_of(text) not in granted:
            found.append(StoppedText(where, digest_of(text), findings))
    return found


def _named(draft: Draft) -> list[ReleaseFile]:
    return [ReleaseFile("", f.rebuilt_name or f.name, "", 0, description=f.description) for f in current_files(draft)]


def hindrances(draft: Draft) -> list[str]:
    """Chinese sentences on what keeps the draft from being submitted; empty when nothing does."""
    try:
        content = content_of(draft)
    except Faulty as faulty:
        return [faulty.message]
    found = [
        f"{one.where}：{one.findings[0].excerpt_masked}，请修改或申请放行" for one in stopped_texts(draft, content)
    ]
    for file in current_files(draft):
        if not is_ready(file):
            state = "未生成可以公开的文件" if not file.rebuilt_digest else "仍有不宜公开的内容"
            found.append(f"附件“{file.name}”{state}，请先处理")
    if content.form == "interpretation" and not content.interprets:
        found.append("政策解读须关联被解读的文件")
    if content.interprets == draft.public_id:
        found.append("被解读文件不能是它自己")
    current = Document.objects.filter(public_id=draft.public_id, retired_at=None).first()
    if current is not None and content.made_on > current.published_on:
        found.append(f"成文日期{content.made_on}晚于首次发布日期{current.published_on}，请核对")
    return found


def repeats_of(draft: Draft, content: Content) -> float:
    """How much of an interpretation stands in the document it interprets, 0 to 1; 0 where that is not to be had."""
    if not content.interprets:
        return 0.0
    original = Document.objects.filter(public_id=content.interprets, retired_at=None).select_related("body").first()
    if original is not None:
        return similarity(to_text(content.body), to_text(original.body.html))
    other = draft.bundle.drafts.filter(public_id=content.interprets).first() if draft.bundle else None
    return similarity(to_text(content.body), to_text(str(raw_content(other).get("body", "")))) if other else 0.0


def route_of(agency: Agency) -> tuple[Step, ...]:
    """The review steps of an agency: its own, else those of the nearest body above, else all three."""
    current: Agency | None = agency
    while current is not None:
        row = ReviewRoute.objects.filter(agency=current, retired_at=None).first()
        if row is not None:
            return tuple(Step(step) for step in row.steps)
        current = current.parent
    return ALL_STEPS


def steps_of(draft: Draft) -> tuple[Step, ...]:
    """The steps the draft passes: those of its agency when it was submitted."""
    return tuple(Step(step) for step in draft.route) or route_of(draft.agency)


def passed_reviews(draft: Draft) -> dict[Step, Review]:
    """The latest passing decision of each step on the present words and files."""
    rows = draft.reviews.filter(
        subject_digest=subject_digest(draft), decision=Decision.PASS.value, id__gt=_last_return(draft)
    )
    return {Step(row.step): row for row in rows}


def _last_return(draft: Draft) -> int:
    """The id of the last decision that sent the draft back: signatures before it no longer count."""
    back = draft.reviews.exclude(decision=Decision.PASS.value).order_by("-id").values_list("id", flat=True)
    return back.first() or 0


def secrecy_clearance(draft: Draft) -> SecrecyReview | None:
    """The secrecy review that lets these very words and files out; None while there is none.

    Once somebody found that they must not be public, or could not tell, only a ruling of the secrecy administration
    clears them, and never another colleague.
    """
    rows = list(draft.secrecy_reviews.filter(subject_digest=subject_digest(draft)))
    doubted = any(row.conclusion != SecrecyConclusion.MAY_BE_PUBLIC for row in rows)
    deciding = [row for row in rows if row.is_ruling] if doubted else rows
    latest = deciding[-1] if deciding else None
    return latest if latest and latest.conclusion == SecrecyConclusion.MAY_BE_PUBLIC else None


def writers(draft: Draft) -> set[str]:
    """Everyone who drafted it, saved any version, or did anything to a file: none of them may approve it."""
    found = set(draft.versions.values_list("saved_by", flat=True)) | {draft.created_by}
    for added_by, touched_by in draft.files.values_list("added_by", "touched_by"):
        found |= {added_by, *touched_by}
    return found


def refuse_unless_two_persons(draft: Draft, reviewer: str, step: Step) -> None:
    """Refuse a reviewer who wrote on the draft, or who has signed another step of it.

    Raises:
        Refused: ``own_draft`` or ``two_steps``.
    """
    if reviewer in writers(draft):
        raise Refused("own_draft", "不能审核自己起草或修改过的稿件，请由其他人审核")
    others = {review.reviewer for one, review in passed_reviews(draft).items() if one is not step}
    if reviewer in others:
        raise Refused("two_steps", "您已审核过这份稿件的另一个环节，每个环节须由不同的人审核")


def override_of(draft: Draft, pk: int) -> ShieldOverride | None:
    """A request to let something of this draft through."""
    return draft.overrides.filter(pk=pk).first()


def overrides_waiting(agencies: Sequence[Agency], person: str) -> list[ShieldOverride]:
    """What others asked to be let through at these agencies and nobody decided yet, the oldest first."""
    rows = ShieldOverride.objects.filter(
        draft__agency__in=agencies, draft__stage=Stage.DRAFTING.value, granted_by=""
    ).exclude(asked_by=person)
    return list(rows.select_related("draft__agency").order_by("id")[:50])


def waiting_for(agencies: Sequence[Agency], stage: Stage) -> QuerySet[Draft]:
    """The drafts of these agencies that stand at a stage, the longest waiting first."""
    return (
        Draft.objects.filter(agency__in=agencies, stage=stage.value)
        .select_related("agency", "bundle")
        .order_by("changed_at", "id")
    )


def published_raw(document: Document) -> dict[str, Any]:
    """A published state as raw content, to begin a revision from."""
    names = ("title", "kind", "genre", "structure", "form", "document_number", "registration_number", "category")
    names += ("subject", "keywords", "summary", "source", "audiences", "openness_tags", "joint_agencies", "data")
    raw = {name: getattr(document, name) for name in names}
    for name in ("made_on", "effective_on", "expires_on"):
        day = getattr(document, name)
        raw[name] = day.isoformat() if day else ""
    link = Interpretation.objects.filter(interpretation=document.public_id, retired_at=None).first()
    if link is not None:
        raw |= {"interprets": link.document, "interpretation_form": link.form, "elements": link.elements}
    return raw | {"body": document.body.html, "openness": "public", "openness_reason": "修改已主动公开的文件"}


def verdict_of(findings: Iterable[dict[str, str]]) -> Verdict:
    """Blocked where any finding stops."""
    return Verdict.BLOCKED if any(one["severity"] == Severity.BLOCK for one in findings) else Verdict.CLEAN


def search_drafts(rows: QuerySet[Draft], words: str) -> QuerySet[Draft]:
    """Those whose title holds the words, or whose number is given."""
    return rows.filter(Q(title__icontains=words) | Q(token=words) | Q(public_id=words)) if words else rows
