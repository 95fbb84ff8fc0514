# ruff: noqa: E501 - the code of the files under test reads best unbroken
"""Ways to hide a word in a PDF; each puts the canary into an ordinary paper of some maker."""

import io
import re
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from publication.shield.document_bases import SECRET

HELVETICA = {"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica}


def edited(act):
    """The act as a function from bytes to bytes."""

    def made(content):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            act(pdf, pdf.pages[0])
            return packed(pdf)

    return made


def packed(pdf):
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True, compress_streams=False)
    return out.getvalue()


def resources(pdf, page, sort, name, value):
    holder = page.obj.get("/Resources", Dictionary())
    page.obj.Resources = holder
    if sort not in holder:
        holder[sort] = Dictionary()
    holder[sort][name] = value


def drawn(code, *, extra=None, before=False):
    """Code put behind (or before) what the page already draws; the page's own state is kept apart."""

    def act(pdf, page):
        resources(pdf, page, "/Font", "/Fz", pdf.make_indirect(Dictionary(HELVETICA)))
        if extra:
            extra(pdf, page)
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q", prepend=False)
        page.contents_add(b"q " + code.encode() + b" Q", prepend=before)

    return edited(act)


def words(x=100, y=60, look="0 0 0 rg", size=12, mode=0, text=SECRET):
    return f"BT {look} {mode} Tr /Fz {size} Tf {x} {y} Td ({text}) Tj ET "


def picture_named(name="/Pz", size=(200, 100)):
    def act(pdf, page):
        image = Image.linear_gradient("L").resize(size)
        stream = pdf.make_stream(image.tobytes(), Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceGray)
        stream.Width, stream.Height, stream.BitsPerComponent = size[0], size[1], 8
        stream.stream_dict["/ZZ"] = String(SECRET)
        resources(pdf, page, "/XObject", name, stream)

    return act


def layer(pdf, page):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("层")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
    resources(pdf, page, "/Properties", "/Oz", group)


def state(pdf, page):
    resources(pdf, page, "/ExtGState", "/Gz", Dictionary(ca=0, CA=0))


def form(pdf, page):
    code = pdf.make_stream(words(y=62).encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 800]))
    code.Resources = Dictionary(Font=Dictionary({"/Fz": pdf.make_indirect(Dictionary(HELVETICA))}))
    resources(pdf, page, "/XObject", "/Xz", code)


def crop(pdf, page):
    box = [float(edge) for edge in page.mediabox]
    page.obj.CropBox = Array([box[0], box[1] + 100, box[2], box[3]])


def annotate(kind, **rows):
    def act(pdf, page):
        row = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([20, 20, 60, 40]), F=4)
        for key, value in rows.items():
            row[f"/{key}"] = value
        page.obj.Annots = Array([*page.obj.get("/Annots", Array()), pdf.make_indirect(row)])

    return edited(act)


def covered_by_annotation(pdf, page):
    look = pdf.make_stream(b"0 g 0 0 200 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 30]))
    row = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([95, 50, 295, 80]), F=4, AP=Dictionary(N=look))
    page.obj.Annots = Array([*page.obj.get("/Annots", Array()), pdf.make_indirect(row)])


def root(**rows):
    def act(pdf, page):
        del page
        for key, value in rows.items():
            pdf.Root[f"/{key}"] = value

    return edited(act)


def attach(pdf, page):
    del page
    pdf.attachments["note.txt"] = SECRET.encode()


def info(key):
    def act(pdf, page):
        del page
        pdf.trailer.Info = pdf.make_indirect(Dictionary({key: String(SECRET)}))

    return edited(act)


def xmp(pdf, page):
    del page
    body = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:z="urn:z"><z:a>{SECRET}</z:a></rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    pdf.Root.Metadata = pdf.make_stream(body.encode(), Type=Name.Metadata, Subtype=Name.XML)


def field(**rows):
    def act(pdf, page):
        look = pdf.make_stream(b"0 g 0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        row = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("f"), Rect=Array([20, 20, 60, 40]), F=4
        )
        row.AP = Dictionary(N=look)
        for key, value in rows.items():
            row[f"/{key}"] = value
        widget = pdf.make_indirect(row)
        page.obj.Annots = Array([*page.obj.get("/Annots", Array()), widget])
        pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))

    return edited(act)


def xfa(pdf, page):
    del page
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(f"<xdp>{SECRET}</xdp>".encode()))


def on_page(key, value):
    return edited(lambda pdf, page: page.obj.__setitem__(key, value(pdf)))


def stream_of(pdf):
    return pdf.make_stream(SECRET.encode())


def outline(pdf, page):
    with pdf.open_outline() as rows:
        rows.root.append(pikepdf.OutlineItem(SECRET, 0))
    del page


def alternate(pdf, page):
    tree = pdf.Root.get("/StructTreeRoot") or pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    pdf.Root.StructTreeRoot = tree
    row = Dictionary(Type=Name.StructElem, S=Name.Figure, P=tree, Pg=page.obj, Alt=String(SECRET * 6), K=Array())
    kids = tree.get("/K", Array())
    tree.K = Array([*(kids if isinstance(kids, Array) else [kids]), pdf.make_indirect(row)])


def unused_form(pdf, page):
    form(pdf, page)


def revised(content):
    """A later revision that replaces a page's code; the old code stays in the bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        code = pdf.make_indirect(pdf.make_stream(f"BT ({SECRET}) Tj ET".encode()))
        pdf.Root.Zz = code
        number = code.objgen[0]
        old = packed(pdf)
    number = int(re.search(rb"/Zz (\d+) 0 R", old)[1])
    start = int(old[old.rindex(b"startxref") + 9 : old.rindex(b"%%EOF")].split()[0])
    trailer = old[old.index(b"trailer", start) : old.rindex(b"startxref")]
    at = len(old)
    new = b"%d 0 obj\n<< /Length 1 >>\nstream\n \nendstream\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = trailer.rstrip()[: trailer.rstrip().rindex(b">>")] + b" /Prev %d >>\n" % start
    return old + new + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(new))


def loose(content):
    """A forgotten object between the others, known to no table."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        made = packed(pdf)
    at = made.rindex(b"xref\n", 0, made.rindex(b"startxref"))
    lost = b"(%s %s)\n" % (SECRET.encode(), SECRET.encode())
    moved = made[:at] + lost + made[at:]
    end = moved.rindex(b"startxref")
    return moved[:end] + b"startxref\n%d\n%%%%EOF\n" % (at + len(lost))


def in_a_stream_tail(content):
    def act(pdf, page):
        resources(pdf, page, "/XObject", "/Tz", pdf.make_stream(b""))
        data = zlib.compress(bytes(100)) + SECRET.encode()
        image = pikepdf.Stream(
            pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, BitsPerComponent=8
        )
        image.ColorSpace, image.Filter = Name.DeviceGray, Name.FlateDecode
        resources(pdf, page, "/XObject", "/Tz", pdf.make_indirect(image))
        page.contents_add(b"q 20 0 0 20 30 30 cm /Tz Do Q")

    with pikepdf.open(io.BytesIO(content)) as pdf:
        act(pdf, pdf.pages[0])
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def in_jpeg(pdf, page):
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG", comment=SECRET.encode())
    image = pikepdf.Stream(
        pdf, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256, BitsPerComponent=8
    )
    image.ColorSpace, image.Filter = Name.DeviceGray, Name.DCTDecode
    resources(pdf, page, "/XObject", "/Jz", pdf.make_indirect(image))
    page.contents_add(b"q 40 0 0 40 30 30 cm /Jz Do Q")


def cropped(pdf, page):
    picture_named()(pdf, page)


BOX = "0 0 0 rg 95 50 200 40 re f "
CHANNELS = {
    "under_black_box": ("pdf.covered_text", drawn(words() + BOX)),
    "under_white_box": ("pdf.covered_text", drawn(words() + "1 1 1 rg 95 50 200 40 re f ")),
    "under_box_with_new_text": (
        "pdf.covered_text",
        drawn(words() + "1 1 1 rg 95 50 200 40 re f " + words(text="some other words over it")),
    ),
    "under_picture": ("pdf.covered_text", drawn(words() + "q 220 0 0 40 90 50 cm /Pz Do Q", extra=picture_named())),
    "form_under_box": ("pdf.covered_text", drawn("/Xz Do " + BOX, extra=form)),
    "under_annotation": (
        "pdf.same_colour_text",
        lambda content: edited(covered_by_annotation)(drawn(words())(content)),
    ),
    "render_mode_3": ("pdf.invisible_text", drawn(words(mode=3))),
    "render_mode_7": ("pdf.invisible_text", drawn(words(mode=7))),
    "transparent": ("pdf.invisible_text", drawn("/Gz gs " + words(), extra=state)),
    "white": ("pdf.same_colour_text", drawn(words(look="1 1 1 rg"))),
    "nearly_white": ("pdf.same_colour_text", drawn(words(look="0.99 0.99 0.99 rg"))),
    "black_on_black": ("pdf.same_colour_text", drawn(BOX + words())),
    "tiny": ("pdf.tiny_text", drawn(words(size=1))),
    "tiny_by_matrix": ("pdf.tiny_text", drawn("0.05 0 0 0.05 90 60 cm " + words(x=10, y=10))),
    "off_page": ("pdf.off_page_text", drawn(words(x=3000))),
    "below_page": ("pdf.off_page_text", drawn(words(y=-400))),
    "outside_cropbox": ("pdf.outside_cropbox", drawn(words(y=20), extra=crop)),
    "clipped": ("pdf.clipped_text", drawn("0 0 5 5 re W n " + words())),
    "layer_off": ("pdf.layer", drawn("/OC /Oz BDC " + words() + " EMC", extra=layer)),
    "cropped_image": ("pdf.cropped_image", drawn("0 0 60 60 re W n 200 0 0 100 10 10 cm /Pz Do", extra=cropped)),
    "covered_image": ("pdf.covered_image", drawn("q 200 0 0 100 95 45 cm /Pz Do Q " + BOX, extra=cropped)),
    "sticky_note": ("pdf.annotation", annotate("Text", Contents=String(SECRET))),
    "highlight": (
        "pdf.annotation",
        annotate("Highlight", Contents=String(SECRET), QuadPoints=Array([20, 40, 60, 40, 20, 20, 60, 20])),
    ),
    "hidden_annotation": ("pdf.hidden_annotation", annotate("FreeText", Contents=String(SECRET), F=2)),
    "file_annotation": ("pdf.attachment", annotate("FileAttachment", Contents=String(SECRET))),
    "rich_media": ("pdf.media", annotate("RichMedia", Contents=String(SECRET))),
    "long_link": (
        "pdf.long_link",
        annotate("Link", A=Dictionary(S=Name.URI, URI=String(f"https://a.cn/?q={SECRET * 9}"))),
    ),
    "link_with_account": (
        "pdf.long_link",
        annotate("Link", A=Dictionary(S=Name.URI, URI=String(f"https://{SECRET}@a.cn/"))),
    ),
    "launch": ("pdf.action", annotate("Link", A=Dictionary(S=Name.Launch, F=String(SECRET)))),
    "attachment": ("pdf.attachment", edited(attach)),
    "open_script": ("pdf.javascript", root(OpenAction=Dictionary(S=Name.JavaScript, JS=String(SECRET)))),
    "submit": ("pdf.action", root(OpenAction=Dictionary(S=Name.SubmitForm, F=String(SECRET)))),
    "field_value": ("pdf.form_value", field(V=String(SECRET))),
    "field_default": ("pdf.form_value", field(DV=String(SECRET))),
    "field_hint": ("pdf.form_value", field(TU=String(SECRET))),
    "field_options": ("pdf.form_value", field(Opt=Array([String(SECRET)]))),
    "hidden_field": ("pdf.hidden_annotation", field(V=String(SECRET), F=2)),
    "xfa": ("pdf.xfa", edited(xfa)),
    "author": ("pdf.properties", info("/Author")),
    "custom_property": ("pdf.custom_properties", info("/Drafter")),
    "xmp": ("pdf.xmp_custom", edited(xmp)),
    "old_revision": ("pdf.old_revision", revised),
    "loose_bytes": ("pdf.loose_bytes", loose),
    "bytes_before": ("pdf.bytes_before", lambda content: SECRET.encode() + b"\n" + content),
    "bytes_after": ("pdf.bytes_after", lambda content: content + SECRET.encode()),
    "unused_form": ("pdf.unused_resource", edited(unused_form)),
    "page_note": ("pdf.content_note", drawn(f"% {SECRET} {SECRET}\n")),
    "actual_text": ("pdf.alternate_text_long", drawn(f"/Span <</ActualText ({SECRET}{SECRET}{SECRET})>> BDC EMC")),
    "alternate_text": ("pdf.alternate_text_long", edited(alternate)),
    "thumbnail": ("pdf.thumbnail", on_page("/Thumb", stream_of)),
    "piece_info": (
        "pdf.piece_info",
        on_page("/PieceInfo", lambda pdf: Dictionary(X=Dictionary(Private=stream_of(pdf)))),
    ),
    "page_key": ("pdf.private_key", on_page("/Secret", lambda _: String(SECRET * 2))),
    "root_key": ("pdf.private_key", root(Secret=String(SECRET * 2))),
    "page_labels": (
        "pdf.page_label_text",
        root(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String(SECRET * 2))]))),
    ),
    "bookmark": ("pdf.bookmark", edited(outline)),
    "stream_tail": ("pdf.stream_tail", in_a_stream_tail),
    "jpeg_comment": ("pdf.image_metadata", edited(in_jpeg)),
}
