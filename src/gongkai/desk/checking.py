"""Upload a published report and see it checked."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gongkai.annual.checking import Checked, check_upload
from gongkai.law.layout import all_tables

UNPROCESSABLE = 422


@login_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form; after an upload also the findings and the tables as they were read. Nothing is stored."""
    if request.method == "GET":
        return render(request, "desk/check.html")
    fault, result = _checked(request)
    if result is None:
        return render(request, "desk/check.html", {"fault": fault}, status=UNPROCESSABLE)
    context = {"result": result}
    if result.reading:
        printed = all_tables(result.reading.form, result.reading.figures)
        context["tables"] = list(printed.items())
    return render(request, "desk/check.html", context)


def _checked(request: HttpRequest) -> tuple[str, Checked | None]:
    """A sentence saying what is wrong with the upload, or the result."""
    file = request.FILES.get("report")
    if file is None:
        text = request.POST.get("text", "").strip()
        if not text:
            return "请选择报告文件，或粘贴报告全文", None
        return "", check_upload("粘贴的文字.txt", text.encode())
    previous = request.FILES.get("previous")
    if any(upload.size > settings.MAX_REPORT_BYTES for upload in (file, previous) if upload):
        return f"文件超过{settings.MAX_REPORT_BYTES // 1024 // 1024}MB，请上传报告本身，不含附件", None
    before = (previous.name, previous.read()) if previous else None
    return "", check_upload(file.name, file.read(), before)
