"""The files of a draft: put in, made anew, masked, taken out, let through, looked at."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongkai.base import clock, files
from gongkai.base.errors import Refused
from gongkai.desk.publishing.rights import draft_for
from gongkai.organs import policy
from gongkai.organs.policy import Act
from gongkai.publication.drafts import Draft, DraftFile, current_files, override_of
from gongkai.publication.kinds import FileUse
from gongkai.publication.richtext.paste import from_paste
from gongkai.publication.services.attach_file import IMAGES, attach_file, rebuild_file, remove_file
from gongkai.publication.services.import_body import import_body
from gongkai.publication.services.override_shield import ask_override, grant_override

UNPROCESSABLE = 422
MOST_PASTED = 2_000_000
SANDBOX = "default-src 'none'; sandbox"


def _file(draft: Draft, token: str) -> DraftFile:
    found = current_files(draft).filter(token=token).first()
    if found is None:
        raise Http404
    return found


def _read(given: UploadedFile | None, missing: str) -> tuple[str, bytes]:
    """Name and bytes of what was sent.

    Raises:
        Refused: nothing was sent, or too much.
    """
    if given is None:
        raise Refused("no_file", missing)
    if given.size > settings.MAX_UPLOAD_BYTES:
        raise Refused("too_large", f"超过{settings.MAX_UPLOAD_BYTES // 1024 // 1024}MB，请压缩或分开上传")
    return given.name, given.read()


@login_required
@require_POST
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """Put one or several files in; each is scanned, and a stopped one says why."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    use = request.POST.get("use", "")
    chosen = FileUse(use) if use in set(FileUse) else FileUse.ATTACHMENT
    given = request.FILES.getlist("files")
    if not given:
        messages.error(request, "请先选择文件")
    for file in given:
        try:
            name, content = _read(file, "")
            kept = attach_file(
                actor=request.user.get_username(),
                now=clock.now(),
                draft=draft,
                name=name,
                content=content,
                use=chosen,
                description=request.POST.get("description", ""),
            )
        except Refused as refused:
            messages.error(request, f"“{file.name}”没有收下：{refused.message}")
        else:
            if kept.verdict == "clean":
                messages.success(request, f"“{kept.name}”检查通过，已生成可以公开的文件")
            else:
                messages.error(request, f"“{kept.name}”已收下，但含有不宜公开的内容，须处理后才能公开，见下方附件")
    return redirect(reverse("desk:draft_page", args=(token,)) + "#files")


@login_required
@require_POST
def act(request: HttpRequest, token: str, file_token: str, how: str) -> HttpResponse:
    """Rebuild, mask, remove, or ask that it be let through."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    file = _file(draft, file_token)
    actor, now = request.user.get_username(), clock.now()
    try:
        if how in ("rebuild", "mask"):
            rebuild_file(actor=actor, now=now, file=file, mask=how == "mask")
            sentence = "已去除隐藏内容，重新生成了文件" if how == "rebuild" else "已遮盖个人信息，重新生成了文件"
        elif how == "remove":
            remove_file(actor=actor, now=now, file=file)
            sentence = "附件已移除"
        elif how == "override":
            reason = request.POST.get("reason", "")
            ask_override(actor=actor, now=now, draft=draft, digest=file.rebuilt_digest, reason=reason, file=file)
            sentence = "已申请放行，等待第二人批准"
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"“{file.name}”{sentence}")
    return redirect(reverse("desk:draft_page", args=(token,)) + "#files")


@login_required
@require_POST
def ask_text(request: HttpRequest, token: str) -> HttpResponse:
    """Ask that a text the shield stopped be let through."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    try:
        ask_override(
            actor=request.user.get_username(),
            now=clock.now(),
            draft=draft,
            digest=request.POST.get("digest", "")[:64],
            reason=request.POST.get("reason", ""),
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "已申请放行，等待第二人批准")
    return redirect("desk:draft_page", token)


@login_required
@require_POST
def grant(request: HttpRequest, token: str, override_id: int) -> HttpResponse:
    """Let through what another person asked for; the request is looked up through its draft."""
    draft = draft_for(request, Act.LET_THROUGH, token)
    override = override_of(draft, override_id)
    if override is None:
        raise Http404
    try:
        grant_override(actor=request.user.get_username(), now=clock.now(), override=override)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "已批准放行，并记入审计日志")
    return redirect("desk:draft_page", token)


@login_required
@require_safe
def look(request: HttpRequest, token: str, file_token: str) -> HttpResponse:
    """The rebuilt file, exactly as it would be public; the uploaded bytes are never given out."""
    file = _file(draft_for(request, Act.SEE_DRAFTS, token), file_token)
    if not file.rebuilt_digest:
        raise Http404
    return _bytes(file, as_attachment=True)


@login_required
@require_safe
def image(request: HttpRequest, token: str, digest: str) -> HttpResponse:
    """A picture of the body."""
    draft = draft_for(request, Act.SEE_DRAFTS, token)
    file = current_files(draft).filter(rebuilt_digest=digest, media_type__in=IMAGES).first()
    if file is None:
        raise Http404
    return _bytes(file, as_attachment=False)


def _bytes(file: DraftFile, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(files.get(file.rebuilt_digest), content_type=file.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=as_attachment, filename=file.rebuilt_name) or ""
    )
    response["Content-Security-Policy"] = SANDBOX
    return response


@login_required
@require_POST
def upload_image(request: HttpRequest, token: str) -> JsonResponse:
    """A picture for the body, from the editor; answers with its address or a sentence."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    try:
        name, content = _read(request.FILES.get("file"), "没有收到图片")
        file = attach_file(
            actor=request.user.get_username(),
            now=clock.now(),
            draft=draft,
            name=name,
            content=content,
            use=FileUse.IMAGE,
        )
    except Refused as refused:
        return JsonResponse({"error": refused.message}, status=UNPROCESSABLE)
    address = reverse("desk:draft_image", args=(token, file.rebuilt_digest))
    return JsonResponse({"src": address, "digest": file.rebuilt_digest})


@login_required
@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """What was copied from Word or WPS, as clean structure; nothing is kept. For those who draft only."""
    if not policy.visible(request.user, Act.WRITE_DRAFTS).exists():
        raise Http404
    html = request.POST.get("html", "")
    if len(html) > MOST_PASTED:
        return JsonResponse({"error": "粘贴的内容过多，请分段粘贴或从 Word 文件导入"}, status=UNPROCESSABLE)
    return JsonResponse({"html": from_paste(html)})


@login_required
@require_POST
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Take the body from a Word document; the former body stays as a version."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    try:
        name, content = _read(request.FILES.get("word"), "请先选择 Word 文件（.docx）")
        notes = import_body(actor=request.user.get_username(), now=clock.now(), draft=draft, name=name, content=content)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "正文已从 Word 导入，请核对" + ("：" + "；".join(notes) if notes else ""))
    return redirect("desk:edit_draft", token)
