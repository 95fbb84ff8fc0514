"""Pictures and zips for rebuilt office files: pictures from their seen pixels alone, zips with fixed times."""

import io
import zipfile

from PIL import Image

from gongkai.publication.shield.findings import Unacceptable
from gongkai.publication.shield.formats import image

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
WHOLE = 100_000
"""Crops are given in thousandths of a per cent."""


def plain_picture(content: bytes, crop: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bytes:
    """The shown part of a picture as PNG or JPEG, from its pixels.

    Args:
        content: the picture's file.
        crop: cut off at the left, top, right and bottom, in thousandths of a per cent.

    Raises:
        Unacceptable: the picture cannot be read.
    """
    made = image.rebuild(content)
    if made.suffix in {"png", "jpg"} and not any(crop):
        return made.content
    with Image.open(io.BytesIO(made.content)) as opened:
        left, top, right, bottom = (min(max(side, 0), WHOLE) / WHOLE for side in crop)
        width, height = opened.size
        box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
        if box[2] <= box[0] or box[3] <= box[1]:
            raise Unacceptable("damaged", "图片被裁剪得什么也不剩；请在原件中删去该图片再上传")
        shown = opened.crop(box)
        out = io.BytesIO()
        if made.suffix == "jpg":
            shown.save(out, "JPEG", quality=92)
        else:
            shown.convert("RGBA").save(out, "PNG")
        return out.getvalue()


def sealed(content: bytes) -> bytes:
    """The same zip with fixed times and order, so that the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, source.read(name))
    return out.getvalue()
