"""Documents, agencies and terms as plain values: what the interface answers and the dumps hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary
from gongkai.organs.models import Agency
from gongkai.publication.kinds import DocumentKind, FileUse, Genre, Structure, Validity
from gongkai.publication.models import Document, PublicFile
from gongkai.publication.open_data.addresses import body_for_machines, document_url, file_url
from gongkai.publication.richtext.plain import to_text

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What records need to know: scheme and host of the addresses, and the words for the codes."""

    base: str
    vocabularies: Mapping[VocabularyKey, Vocabulary]

    def named(self, key: VocabularyKey, code: str) -> Record | None:
        """A term by code and path of names; None without a code."""
        return {"code": code, "name": self.vocabularies[key].path(code)} if code else None

    def all_named(self, key: VocabularyKey, codes: Iterable[str]) -> list[Record]:
        """Several terms."""
        return [found for code in codes if (found := self.named(key, code))]


def _labelled(member: Any) -> Record:
    return {"code": member.value, "name": member.label}


def summary_record(document: Document, frame: Frame) -> Record:
    """What a list says of a document."""
    return {
        "id": document.public_id,
        "url": document_url(frame.base, document.public_id),
        "api_url": f"{frame.base}/api/v1/documents/{document.public_id}",
        "version": document.version,
        "title": document.title,
        "index_number": document.index_number,
        "document_number": document.document_number,
        "registration_number": document.registration_number,
        "agency": {"code": document.agency.code, "name": document.agency.name},
        "joint_agencies": document.joint_agencies,
        "kind": _labelled(DocumentKind(document.kind)),
        "genre": _labelled(Genre(document.genre)),
        "form": frame.named(VocabularyKey.FORM, document.form),
        "category": frame.named(VocabularyKey.STATUTORY, document.category),
        "subject": frame.named(VocabularyKey.SUBJECT, document.subject),
        "audiences": frame.all_named(VocabularyKey.AUDIENCE, document.audiences),
        "openness_tags": frame.all_named(VocabularyKey.OPENNESS, document.openness_tags),
        "keywords": document.keywords,
        "summary": document.summary,
        "source": document.source,
        "made_on": document.made_on,
        "published_on": document.published_on,
        "effective_on": document.effective_on,
        "expires_on": document.expires_on,
        "ended_on": document.abolished_on,
        "validity": _labelled(Validity(document.validity)),
        "changed_at": document.recorded_at,
        "is_demonstration": document.is_demonstration,
    }


def content_record(document: Document, frame: Frame, files: Sequence[PublicFile]) -> Record:
    """What a document says: its body as HTML and text, named fields, files."""
    return {
        "structure": _labelled(Structure(document.structure)),
        "body_html": body_for_machines(document.body.html, list(files), frame.base),
        "body_text": to_text(document.body.html),
        "data": document.data,
        "files": [file_record(file, frame) for file in files],
    }


def file_record(file: PublicFile, frame: Frame) -> Record:
    """A file of a document."""
    return {
        "name": file.name,
        "url": file_url(frame.base, file),
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.digest,
        "use": _labelled(FileUse(file.use)),
        "description": file.description,
    }


def agency_record(agency: Agency, documents: int, frame: Frame) -> Record:
    """An agency; ``documents`` is how many it has in lists."""
    return {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": {"code": agency.kind, "name": agency.kind_label},
        "parent": agency.parent.code if agency.parent else None,
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "successor": agency.successor.code if agency.successor else None,
        "unified_code": agency.unified_code,
        "website": agency.website,
        "documents": documents,
        "api_url": f"{frame.base}/api/v1/agencies/{agency.code}",
    }


def term_records(vocabulary: Vocabulary) -> list[Record]:
    """The terms of a vocabulary, in order."""
    return [
        {
            "vocabulary": vocabulary.key.value,
            "code": term.code,
            "parent": term.parent_code or None,
            "name": term.name,
            "path": vocabulary.path(term.code),
            "note": term.note,
            "basis": term.basis,
            "applies_to": term.levels,
            "limit_working_days": term.limit_working_days,
        }
        for term in vocabulary.terms
    ]
