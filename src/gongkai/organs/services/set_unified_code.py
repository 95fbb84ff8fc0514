"""Set the unified social credit code of an agency."""

from datetime import datetime

from django.db import transaction
from stdnum.cn import uscc

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.organs.models import Agency


@transaction.atomic
def set_unified_code(*, actor: str, now: datetime, agency: Agency, unified_code: str) -> Agency:
    """The agency with the code; numbers given from now on begin with it, those given before stay as they are.

    Raises:
        Refused: not eighteen characters, or a check character that does not fit.

    Source: GB 32100-2015 (check character; confidence M).
    """
    code = unified_code.strip().upper()
    if not uscc.is_valid(code):
        raise Refused("bad_unified_code", f"“{unified_code}”不是有效的统一社会信用代码（18位，末位为校验位）")
    Agency.objects.filter(pk=agency.pk).update(unified_code=code)
    agency.unified_code = code
    log.append(
        actor=actor,
        action="agency.unified_code_set",
        object_type="agency",
        object_id=agency.code,
        agency=agency.code,
        now=now,
        detail={"unified_code": code},
    )
    return agency
