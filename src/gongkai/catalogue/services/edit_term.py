"""Add, change or retire a term of a vocabulary."""

from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.base.recorded import replace
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.models import Term
from gongkai.catalogue.vocabularies import Vocabulary, vocabulary


@transaction.atomic
def edit_term(*, actor: str, now: datetime, key: VocabularyKey, code: str, **fields: Any) -> Term:
    """The term's new state; a code that is not there yet is added.

    Args:
        actor: account name.
        now: the moment of the act.
        key: which vocabulary.
        code: the term; documents refer to it, so it is never changed.
        fields: ``name``, ``parent_code``, ``note``, ``basis``, ``levels``, ``limit_working_days``, ``position``.

    Raises:
        Refused: the parent is missing or lies below the term.
        ValidationError: a field is wrong.
    """
    terms = vocabulary(key)
    _refuse_circle(terms, code, fields.get("parent_code", ""))
    former = terms.by_code.get(code)
    if former is None:
        fields.setdefault("position", max((term.position for term in terms.terms), default=0) + 10)
        term = Term(vocabulary=key.value, code=code, recorded_at=now, **fields)
        term.full_clean()
        term.save(force_insert=True)
    else:
        term = replace(former, now=now, **fields)
    _record(actor, now, key, code, "term.edited", sorted(fields))
    return term


@transaction.atomic
def retire_term(*, actor: str, now: datetime, key: VocabularyKey, code: str) -> None:
    """Take a term out of use; documents filed under it keep it and its name.

    Raises:
        Refused: there is no such term, or others stand below it.
    """
    terms = vocabulary(key)
    if code not in terms.by_code:
        raise Refused("unknown_term", f"{key.label}里没有代码“{code}”")
    if terms.children.get(code):
        raise Refused("has_children", "它下面还有分类，请先停用或移走下级分类")
    Term.objects.filter(pk=terms.by_code[code].pk).update(retired_at=now)
    _record(actor, now, key, code, "term.retired", [])


def _refuse_circle(terms: Vocabulary, code: str, parent: str) -> None:
    if not parent:
        return
    if parent not in terms.by_code:
        raise Refused("unknown_term", f"没有代码为“{parent}”的上级分类")
    if parent in terms.under(code):
        raise Refused("circle", "上级分类不能是它自己或它的下级")


def _record(actor: str, now: datetime, key: VocabularyKey, code: str, action: str, fields: list[str]) -> None:
    log.append(
        actor=actor,
        action=action,
        object_type="term",
        object_id=f"{key.value}/{code}",
        now=now,
        detail={"fields": fields},
    )
