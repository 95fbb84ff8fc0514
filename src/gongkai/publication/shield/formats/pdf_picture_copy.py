"""A PDF of pictures: each page as it was seen, and nothing else."""

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from gongkai.publication.shield.findings import Unacceptable

MOST_PAGES = 200
FINE_PAGES = 50
FINE, COARSE = 200, 150
"""Dots an inch for short and for long documents."""
MOST_PIXELS = 25_000_000
QUALITY = 80
COLOURLESS = 16
POINTS = 72


def picture_copy(content: bytes) -> bytes:
    """The bytes of a PDF whose pages are pictures.

    Raises:
        Unacceptable: ``too_complex`` beyond 200 pages.
    """
    source = pypdfium2.PdfDocument(content)
    made = pikepdf.Pdf.new()
    try:
        if len(source) > MOST_PAGES:
            raise Unacceptable(
                "too_complex", f"含有隐藏内容的 PDF 超过{MOST_PAGES}页，无法逐页转成图片；请拆分后再上传"
            )
        dots = FINE if len(source) <= FINE_PAGES else COARSE
        for index in range(len(source)):
            page = source[index]
            _add(made, page, dots)
            page.close()
    finally:
        source.close()
    return saved(made)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF without properties, the same for the same pages."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        fix_metadata_version=False,
        preserve_pdfa=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    return out.getvalue()


def _add(made: pikepdf.Pdf, page: pypdfium2.PdfPage, dots: int) -> None:
    width, height = page.get_size()
    scale = min(dots / POINTS, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    grey = _is_grey(image)
    image = image.convert("L") if grey else image
    data = io.BytesIO()
    image.save(data, "JPEG", quality=QUALITY)
    picture = pikepdf.Stream(
        made,
        data.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    sheet = made.add_blank_page(page_size=(round(width, 2), round(height, 2)))
    sheet.obj.MediaBox = Array([0, 0, round(width, 2), round(height, 2)])
    sheet.obj.Resources = Dictionary(XObject=Dictionary({"/P": made.make_indirect(picture)}))
    sheet.obj.Contents = made.make_stream(f"{width:.2f} 0 0 {height:.2f} 0 0 cm /P Do".encode())


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    spread = (ImageChops.difference(red, green), ImageChops.difference(green, blue), ImageChops.difference(red, blue))
    return all(one.getextrema()[1] <= COLOURLESS for one in spread)
