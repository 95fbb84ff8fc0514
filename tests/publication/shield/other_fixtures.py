# ruff: noqa: ARG005 - every act is given the book and the sheet
"""Fixtures of other producers and kinds: workbooks by openpyxl, pictures, tables of text, archives, sound and film."""

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawn
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, PngImagePlugin

from publication.shield.raw_book import BASE, CANARY, NUMBER, RawBook

TABLE = "项目,金额,日期\r\n道路维修,1200,2024-01-01\r\n桥梁养护,3400.5,2024-02-01\r\n合计,4600.5,\r\n"


def base_book():
    book = Workbook()
    sheet = book.active
    sheet.title = "公开表"
    for row in BASE:
        sheet.append(row)
    return book, sheet


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def library_books():
    """Channel, kind, bytes."""

    def at(place, value=CANARY, **look):
        def act(book, sheet):
            sheet[place] = value
            for name, setting in look.items():
                setattr(sheet[place], name, setting)

        return act

    def acts():
        yield "hidden_sheet", "xlsx.hidden_sheet", lambda b, s: _sheet(b, "hidden")
        yield "very_hidden_sheet", "xlsx.very_hidden_sheet", lambda b, s: _sheet(b, "veryHidden")
        yield (
            "hidden_row",
            "xlsx.hidden_row",
            lambda b, s: (s.append([CANARY]), setattr(s.row_dimensions[5], "hidden", True)),
        )
        yield (
            "low_row",
            "xlsx.hidden_row",
            lambda b, s: (s.append([CANARY]), setattr(s.row_dimensions[5], "height", 0.1)),
        )
        yield (
            "hidden_column",
            "xlsx.hidden_column",
            lambda b, s: (at("F2")(b, s), setattr(s.column_dimensions["F"], "hidden", True)),
        )
        yield (
            "grouped_columns",
            "xlsx.hidden_column",
            lambda b, s: (at("F2")(b, s), s.column_dimensions.group("E", "G", hidden=True)),
        )
        yield "white", "xlsx.unseen_colour", at("A6", font=Font(color="FFFFFF"))
        yield "nearly_white", "xlsx.unseen_colour", at("A6", font=Font(color="FDFDFD"))
        yield (
            "blue_on_blue",
            "xlsx.unseen_colour",
            at("A6", font=Font(color="1F4E79"), fill=PatternFill("solid", "1F4E79")),
        )
        yield "tiny", "xlsx.tiny_text", at("A6", font=Font(size=1))
        yield "semicolons", "xlsx.hiding_format", at("A6", number_format=";;;")
        yield "semicolons_number", "xlsx.hiding_format", at("A6", NUMBER, number_format=";;;")
        yield "spaces_format", "xlsx.hiding_format", at("A6", NUMBER, number_format='" ";" ";" ";" "')
        yield "literal_format", "xlsx.hiding_format", at("A6", NUMBER, number_format='"见附件"')
        yield "comment", "xlsx.comment", at("A2", "道路维修", comment=Comment(CANARY, "甲"))
        yield "comment_author", "xlsx.comment", at("A2", "道路维修", comment=Comment("看", CANARY))
        yield "far_row", "xlsx.far_cell", at("B9000")
        yield "far_column", "xlsx.far_cell", at("ZZ3")
        yield "name", "xlsx.name_value", lambda b, s: b.defined_names.add(DefinedName("n", attr_text=f'"{CANARY}"'))
        yield "validation", "xlsx.validation_list", lambda b, s: s.add_data_validation(_validation())
        yield "header", "xlsx.header_footer", lambda b, s: setattr(s.oddHeader.center, "text", CANARY)
        yield "footer", "xlsx.header_footer", lambda b, s: setattr(s.evenFooter.left, "text", CANARY)
        yield "keywords", "ooxml.described", lambda b, s: setattr(b.properties, "keywords", CANARY)
        yield "subject", "ooxml.described", lambda b, s: setattr(b.properties, "subject", CANARY)
        yield "creator", "ooxml.properties", lambda b, s: setattr(b.properties, "creator", CANARY)
        yield "formula", "xlsx.formula_text", at("F2", f'=IF(A1=1,"{CANARY}","")')
        yield "hyperlink", "ooxml.local_link", at("A2", "道路维修", hyperlink=f"file:///D:/{CANARY}.doc")
        yield "chart_of_hidden", "xlsx.hidden_sheet", _chart_of_hidden
        yield "picture_exif", "image.exif_text", _picture

    for channel, kind, act in acts():
        book, sheet = base_book()
        act(book, sheet)
        yield channel, kind, saved(book)


def _sheet(book, state):
    sheet = book.create_sheet("底表")
    sheet["A1"] = CANARY
    sheet.sheet_state = state


def _validation():
    rule = DataValidation(type="list", formula1=f'"甲,{CANARY}"')
    rule.add("A9")
    return rule


def _chart_of_hidden(book, sheet):
    _sheet(book, "hidden")
    chart = BarChart()
    chart.add_data(Reference(book["底表"], min_col=1, min_row=1, max_row=2))
    sheet.add_chart(chart, "E5")


def _picture(book, sheet):
    sheet.add_image(Drawn(io.BytesIO(picture("JPEG", exif=exif(0x010E, CANARY)))), "E5")


def plain_image(mode="RGB"):
    image = Image.new(mode, (40, 30), (200, 30, 30, 255)[: len(mode)])
    image.paste((20, 20, 200, 255)[: len(mode)], (5, 5, 20, 20))
    return image


def picture(form, image=None, **options):
    out = io.BytesIO()
    (image or plain_image()).save(out, form, **options)
    return out.getvalue()


def exif(tag, value, ifd=None):
    block = Image.Exif()
    if ifd:
        block.get_ifd(ifd)[tag] = value
    else:
        block[tag] = value
    return block.tobytes()


def gps():
    block = Image.Exif()
    block.get_ifd(0x8825).update({1: "N", 2: (26.0, 4.0, 30.0), 3: "E", 4: (119.0, 17.0, 30.0), 29: CANARY})
    return block.tobytes()


def jpeg_with(marker, data):
    content = picture("JPEG")
    return content[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + content[2:]


def png_with(kind, data):
    content = picture("PNG")
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return content[:33] + chunk + content[33:]


def hidden_pixels(form):
    image = plain_image("RGBA")
    secret = (CANARY * 40).encode()
    pixels = [(*secret[n : n + 3], 0) for n in range(0, len(secret) - 3, 3)]
    for n, pixel in enumerate(pixels[:150]):
        image.putpixel((n % 40, 22 + n // 40), pixel)
    return picture(form, image, **({"lossless": True, "exact": True} if form == "WEBP" else {}))


def images():
    word = CANARY.encode()
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", CANARY)
    long_text = PngImagePlugin.PngInfo()
    long_text.add_itxt("Description", CANARY)
    packed = PngImagePlugin.PngInfo()
    packed.add_text("Comment", CANARY, zip=True)
    yield "exif_text.jpg", "image.exif_text", picture("JPEG", exif=exif(0x010E, CANARY))
    yield "exif_artist.jpg", "image.exif_text", picture("JPEG", exif=exif(0x013B, CANARY))
    yield "exif_user_comment.jpg", "image.exif_text", picture("JPEG", exif=exif(0x9286, b"ASCII\0\0\0" + word, 0x8769))
    yield "exif_xp.jpg", "image.exif_text", picture("JPEG", exif=exif(0x9C9C, CANARY.encode("utf-16-le")))
    yield "exif_gps.jpg", "image.gps", picture("JPEG", exif=gps())
    yield "exif_model.jpg", "image.exif", picture("JPEG", exif=exif(0x0110, CANARY))
    yield "comment.jpg", "image.comment", jpeg_with(0xFE, word)
    yield "xmp.jpg", "image.xmp", jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + word)
    yield "iptc.jpg", "image.iptc", jpeg_with(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + word)
    yield "thumbnail.jpg", "image.thumbnail", jpeg_with(0xE0, b"JFXX\0\x10" + word)
    yield "segment.jpg", "image.segment", jpeg_with(0xE7, word)
    for form, suffix in (("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp")):
        yield f"trailing.{suffix}", "image.trailing", picture(form) + word
        yield f"trailing_zip.{suffix}", "image.trailing", picture(form) + archive({"a.txt": CANARY})
    yield "text.png", "image.text", picture("PNG", pnginfo=text)
    yield "itext.png", "image.text", picture("PNG", pnginfo=long_text)
    yield "ztext.png", "image.text", picture("PNG", pnginfo=packed)
    yield "exif.png", "image.exif_text", picture("PNG", exif=exif(0x010E, CANARY))
    yield "chunk.png", "image.segment", png_with(b"seCr", word)
    yield "comment.gif", "image.comment", picture("GIF", comment=word)
    yield "exif.webp", "image.exif_text", picture("WEBP", exif=exif(0x010E, CANARY))
    yield "xmp.webp", "image.xmp", picture("WEBP", xmp=b"<x>" + word)
    yield "alpha.png", "image.hidden_pixels", hidden_pixels("PNG")
    yield "alpha.webp", "image.hidden_pixels", hidden_pixels("WEBP")


def tables():
    gap = "\r\n" * 150
    yield (
        "extra_column.csv",
        "csv.extra_columns",
        TABLE.replace("1200,2024-01-01", f"1200,2024-01-01,,,{CANARY}").encode(),
    )
    yield "extra_column_gbk.csv", "csv.extra_columns", TABLE.replace("4600.5,", f"4600.5,,{CANARY}").encode("gb18030")
    yield "far_below.csv", "text.far", (TABLE + gap + f"{CANARY},1,2\r\n").encode("utf-8-sig")
    yield "far_right.csv", "text.far", TABLE.replace("道路维修", "道路维修" + " " * 300 + CANARY).encode()
    yield "far_below.txt", "text.far", ("公告正文" + gap + CANARY).encode()
    yield "far_right.txt", "text.far", ("公告正文" + " " * 400 + CANARY).encode("gb18030")
    yield "utf16.txt", "text.far", ("公告正文" + gap + CANARY).encode("utf-16")


def archive(files, pack=zipfile.ZIP_DEFLATED, **marks):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.comment = marks.get("entry_comment", b"")
            info.extra = marks.get("extra", b"")
            made.writestr(info, content, pack)
        made.comment = marks.get("comment", b"")
    return out.getvalue()


def archives():
    word = CANARY.encode()
    hidden = RawBook("excel")
    hidden.add_sheet("底表")
    book, image, table = hidden.made(), picture("JPEG", exif=exif(0x010E, CANARY)), TABLE.encode()
    yield "before.zip", "zip.bytes_before", word + archive({"表.csv": table})
    yield "after.zip", "zip.bytes_after", archive({"表.csv": table}) + word
    yield "comment.zip", "zip.comment", archive({"表.csv": table}, comment=word)
    yield "entry_comment.zip", "zip.entry_data", archive({"表.csv": table}, entry_comment=word)
    yield (
        "entry_extra.zip",
        "zip.entry_data",
        archive({"表.csv": table}, extra=struct.pack("<HH", 0x9999, 120) + word * 10),
    )
    yield "book_inside.zip", "xlsx.hidden_sheet", archive({"附件/表.xlsx": book, "说明.txt": "公告"})
    yield "image_inside.zip", "image.exif_text", archive({"图.jpg": image})
    yield "zip_inside.zip", "xlsx.hidden_sheet", archive({"内.zip": archive({"表.xlsx": book})})
    yield "program.zip", "archive.refused_member", archive({"表.csv": table, "装.exe": b"MZ" + word})
    yield "page.zip", "archive.refused_member", archive({"表.csv": table, "页.html": b"<html>" + word})
    yield "junk.zip", "archive.junk", archive({"表.csv": table, "__MACOSX/._表.csv": word})
    yield (
        "deleted_entry.zip",
        "zip.bytes_between",
        _deleted(archive({"a.txt": "公告", "b.txt": CANARY * 3, "c.txt": "公告"}, zipfile.ZIP_STORED)),
    )


def _deleted(content):
    """Take the second entry out of the directory and leave its bytes."""
    start = content.index(b"PK\x01\x02")
    first = content.index(b"PK\x01\x02", start + 4)
    second = content.index(b"PK\x01\x02", first + 4)
    end = content.index(b"PK\x05\x06")
    directory = content[start:first] + content[second:end]
    record = bytearray(content[end:])
    struct.pack_into("<HHI", record, 8, 2, 2, len(directory))
    return content[:start] + directory + bytes(record)


def films():
    box = struct.pack(">I", 8 + len(CANARY)) + b"udta" + CANARY.encode()
    moov = struct.pack(">I", 8 + len(box)) + b"moov" + box
    yield (
        "tags.mp4",
        "media.tags",
        struct.pack(">I", 16) + b"ftypisom\0\0\0\0" + moov + struct.pack(">I", 16) + b"mdat" + b"\1" * 8,
    )
    frame = b"\xff\xfb\x90\x00" + b"\0" * 400
    yield "id3.mp3", "media.tags", b"ID3\x03\0\0" + bytes([0, 0, 0, len(CANARY)]) + CANARY.encode() + frame * 3
    yield "id3_tail.mp3", "media.tags", frame * 3 + (b"TAG" + CANARY.encode()).ljust(128, b"\0")


def other_files():
    """Name, producer, channel, kind, bytes."""
    for maker, rows in (("pillow", images()), ("text", tables()), ("zip", archives()), ("film", films())):
        for name, kind, content in rows:
            yield name, maker, name.replace(".", "_"), kind, content
