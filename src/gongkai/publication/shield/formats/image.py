"""Pictures: what they carry beside what is seen; made anew from their pixels."""

import io
import warnings
from collections.abc import Callable, Iterable

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.publication.shield.findings import Finding, Rebuilt, Unacceptable, finding
from gongkai.publication.shield.formats.image_metadata import metadata_findings

MOST_PIXELS = 60_000_000
MOST_FRAMES = 300
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
SEEN_FROM = 8
"""Below this opacity a pixel is not seen."""
CONTRAST = 16
ENOUGH_PIXELS = 20
DAMAGED = "图片已损坏，无法完整打开；请重新导出后再上传"


def scan(content: bytes) -> Iterable[Finding]:
    """Findings of a picture.

    Raises:
        Unacceptable: ``damaged`` or ``bomb``.
    """
    yield from metadata_findings(content, "图片")
    image = _opened(content)
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if hides_pixels(frame):
            yield finding("image.hidden_pixels", f"图片第{number + 1}帧" if number else "图片")
            break


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Nothing: the words of a picture are not read here."""
    del content
    return ()


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """The picture from its decoded pixels: no metadata, upright, transparent pixels without colour.

    Raises:
        Unacceptable: ``damaged`` or ``bomb``.
    """
    del change
    image = _opened(content)
    form = image.format or "PNG"
    out = io.BytesIO()
    moving = getattr(image, "n_frames", 1) > 1 and form in ("GIF", "WEBP")
    if moving:
        pace = image.info.get("duration", 100)
        frames = [_bare(frame.convert("RGBA")) for frame in ImageSequence.Iterator(image)]
        frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=pace, loop=0, disposal=2)
    elif form == "JPEG":
        _bare(ImageOps.exif_transpose(image)).save(out, form, quality=92)
    elif form == "WEBP":
        upright = _bare(ImageOps.exif_transpose(image))
        # Packing with loss would give the cleared pixels colours again.
        upright.save(out, form, quality=90, lossless=upright.mode == "RGBA", exact=True)
    else:
        form = "PNG"
        _bare(ImageOps.exif_transpose(image)).save(out, form)
    suffix = {"JPEG": "jpg"}.get(form, form.lower())
    return Rebuilt(out.getvalue(), suffix, f"image/{form.lower()}")


def hides_pixels(image: Image.Image) -> bool:
    """Whether pixels too transparent to be seen carry differing colours."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return False
    coloured = image.convert("RGBA")
    unseen = coloured.getchannel("A").point([255] * (SEEN_FROM + 1) + [0] * (255 - SEEN_FROM))
    for band in "RGB":
        counts = coloured.getchannel(band).histogram(unseen)
        usual = counts.index(max(counts))
        if sum(count for shade, count in enumerate(counts) if abs(shade - usual) > CONTRAST) >= ENOUGH_PIXELS:
            return True
    return False


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            frames = getattr(image, "n_frames", 1)
            size = image.width * image.height
            if size > MOST_PIXELS or frames > MOST_FRAMES or size * frames > 2 * MOST_PIXELS:
                raise Unacceptable("bomb", "图片超过6000万像素或帧数过多；请缩小后再上传")
            image.load()
    except Image.DecompressionBombError as error:
        raise Unacceptable("bomb", "图片超过6000万像素；请缩小后再上传") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError) as error:
        raise Unacceptable("damaged", DAMAGED) from error
    return image


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone, in an image that has never seen a file."""
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode == "RGBA":
        unseen = image.getchannel("A").point([255] * (SEEN_FROM + 1) + [0] * (255 - SEEN_FROM))
        image.paste((0, 0, 0, 0), mask=unseen)
    return Image.frombytes(image.mode, image.size, image.tobytes())
