"""Broken, hostile and senseless documents are refused with a sentence, never with a crash."""

import importlib
import io
import random
import time
import zipfile

import pikepdf
import pytest

from gongkai.publication.shield.findings import Unacceptable
from publication.shield import ofd_channels
from publication.shield.document_bases import Parts, deck, letter, paper
from publication.shield.docx_channels import MAIN

PLAIN = {"docx": letter, "pptx": deck, "pdf": paper, "ofd": lambda: ofd_channels.packed(ofd_channels.parts())}
LONGEST = 10
ROUNDS = 40


def outcome(suffix, content):
    """The code of the refusal, or ``taken``; anything else than a refusal goes through."""
    module = importlib.import_module(f"gongkai.publication.shield.formats.{suffix}")
    codes = []
    for act in (
        lambda: list(module.scan(content)),
        lambda: list(module.visible_text(content)),
        lambda: module.rebuild(content),
    ):
        try:
            act()
            codes.append("taken")
        except Unacceptable as refusal:
            codes.append(refusal.code if refusal.message else "no sentence")
    return codes


@pytest.mark.parametrize("suffix", PLAIN)
@pytest.mark.parametrize("content", [b"", b"\0", b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"x" * 5000])
def test_senseless_bytes_are_refused(suffix, content):
    assert "taken" not in outcome(suffix, content)


@pytest.mark.battery
@pytest.mark.parametrize("suffix", PLAIN)
def test_cut_files_never_crash(suffix):
    content = PLAIN[suffix]()
    for at in range(1, ROUNDS):
        outcome(suffix, content[: len(content) * at // ROUNDS])


@pytest.mark.battery
@pytest.mark.parametrize("suffix", PLAIN)
def test_files_with_flipped_bits_never_crash(suffix):
    content, dice = PLAIN[suffix](), random.Random(20)
    for _ in range(ROUNDS):
        broken = bytearray(content)
        for _ in range(dice.randint(1, 20)):
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        outcome(suffix, bytes(broken))


@pytest.mark.parametrize(("suffix", "part"), [("docx", MAIN), ("pptx", "ppt/slides/slide1.xml"), ("ofd", "OFD.xml")])
def test_entities_are_refused(suffix, part):
    parts = Parts(PLAIN[suffix]())
    start = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    body = parts[part]
    at = body.index(b"?>") + 2
    parts[part] = body[:at] + start + body[at:]
    assert set(outcome(suffix, parts.packed())) == {"damaged"}


@pytest.mark.parametrize("suffix", ["docx", "pptx", "ofd"])
def test_zip_bombs_are_refused(suffix):
    parts = Parts(PLAIN[suffix]())
    parts["bomb.xml"] = bytes(30_000_000)
    assert set(outcome(suffix, parts.packed())) == {"bomb"}


def _paper_with(code, forms=()):
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page()
    inner = None
    for body in forms:
        stream = pdf.make_stream(
            body, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9])
        )
        stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/X": inner} if inner is not None else {}))
        inner = stream
    if inner is not None:
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/X": inner}))
    page.obj.Contents = pdf.make_stream(code)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        _paper_with(b"0 0 m 1 1 l S\n" * 2_000_000),
        _paper_with(b" " * 400_000_000),
        _paper_with(b"/X Do", [b"0 0 m", *[b"/X Do " * 20] * 10]),
    ],
)
def test_papers_that_never_end_are_refused_quickly(content):
    start = time.monotonic()
    assert set(outcome("pdf", content)) <= {"bomb", "too_complex"}
    assert time.monotonic() - start < LONGEST


def test_encrypted_papers_are_refused():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="甲", user="乙"))
    assert set(outcome("pdf", out.getvalue())) == {"encrypted"}


def test_a_sealed_ofd_is_never_rewritten():
    parts = ofd_channels.parts()
    parts["OFD.xml"] = parts["OFD.xml"].replace(
        "</ofd:DocBody>", "<ofd:Signatures>Doc_0/S.xml</ofd:Signatures></ofd:DocBody>"
    )
    parts["Doc_0/S.xml"] = f'<ofd:Signatures xmlns:ofd="{ofd_channels.SPACE}"><ofd:Signature ID="1"/></ofd:Signatures>'
    assert outcome("ofd", ofd_channels.packed(parts)) == ["taken", "taken", "sealed"]


@pytest.mark.parametrize("suffix", ["pdf", "ofd"])
def test_papers_cannot_be_masked_in_place(suffix):
    module = importlib.import_module(f"gongkai.publication.shield.formats.{suffix}")
    with pytest.raises(Unacceptable, match="原文件") as refused:
        module.rebuild(PLAIN[suffix](), lambda text: text)
    assert refused.value.code == "cannot_mask"


def test_a_word_file_without_a_body_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
    assert "taken" not in outcome("docx", out.getvalue())
