"""Battery H for documents: one canary in one channel of a Word, PowerPoint, PDF or OFD file, by several makers."""

import io
import re
import zipfile
from functools import cache

import pikepdf
import pypdfium2

from publication.shield import docx_channels, ofd_channels, pdf_channels, pptx_channels
from publication.shield.document_bases import SECRET, Parts, by_office, deck, letter, paper
from publication.shield.fixtures import Fixture


def hand_made_paper():
    """A PDF whose code was written by hand."""
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary({"/F1": pdf.make_indirect(pikepdf.Dictionary(pdf_channels.HELVETICA))})
    )
    page.obj.Contents = pdf.make_stream(
        b"BT /F1 14 Tf 60 700 Td (Public notice of the office) Tj 0 -30 Td (Second line) Tj ET"
    )
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


@cache
def hidden_document_fixtures():
    """Every document fixture; those of LibreOffice only where it is installed."""
    found = []
    for producer, base in (("python-docx", letter()), ("LibreOffice", by_office(letter(), "docx", "docx"))):
        for channel, (kind, act) in docx_channels.CHANNELS.items() if base else ():
            parts = Parts(base)
            act(parts)
            found.append(Fixture(f"{channel}.docx", producer, channel, parts.packed(), kind))
    for producer, base in (("python-pptx", deck()), ("LibreOffice", by_office(deck(), "pptx", "pptx"))):
        for channel, (kind, act) in pptx_channels.CHANNELS.items() if base else ():
            found.append(Fixture(f"{channel}.pptx", producer, channel, act(base), kind))
    papers = (
        ("WeasyPrint", paper()),
        ("LibreOffice", by_office(letter(), "docx", "pdf")),
        ("pikepdf", hand_made_paper()),
    )
    for producer, base in papers:
        for channel, (kind, act) in pdf_channels.CHANNELS.items() if base else ():
            found.append(Fixture(f"{channel}.pdf", producer, channel, act(base), kind))
    found += [
        Fixture(f"{channel}.ofd", maker, channel, content, kind)
        for maker, channel, kind, content in ofd_channels.fixtures()
    ]
    return found


def _needles():
    forms = [SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.encode("utf-16-be")]
    return forms + [form.hex().encode() for form in forms] + [form.hex().upper().encode() for form in forms]


NEEDLES = _needles()


def leaks(content):
    """Whether the canary can be got out of a file: bytes, members, decoded streams, strings, extracted text."""
    if any(needle in content for needle in NEEDLES):
        return True
    if content.startswith(b"PK") or zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            return any(
                needle in source.read(name) or needle in name.encode()
                for name in source.namelist()
                for needle in NEEDLES
            )
    return b"%PDF-" in content and _in_pdf(content)


def _in_pdf(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in pdf.objects:
            data = one.read_bytes() if isinstance(one, pikepdf.Stream) and _is_decodable(one) else b""
            if any(needle in data + _unparsed(one) for needle in NEEDLES):
                return True
    document = pypdfium2.PdfDocument(content)
    return any(SECRET in re.sub(r"\s", "", document[at].get_textpage().get_text_range()) for at in range(len(document)))


def _is_decodable(one):
    return "DCTDecode" not in str(one.get("/Filter"))


def _unparsed(one):
    return (
        (one.stream_dict if isinstance(one, pikepdf.Stream) else one).unparse()
        if isinstance(one, pikepdf.Object)
        else b""
    )
