"""What was typed into the search box, as words to be found and words to be absent."""

import re
import unicodedata
from dataclasses import dataclass

from gongkai.base.text import has_unprintable

MOST_CHARACTERS = 100
MOST_WORDS = 8
_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "＂": '"', "－": "-", "\u3000": " "})
_RUN = re.compile(r"\w+")
_FULL_WIDTH = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a question, folded; ``typed`` keeps each wanted word as it was written."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    typed: tuple[str, ...]
    notice: str = ""


def fold(text: str) -> str:
    """The text in one width and one case, so that ２０２０ is 2020 and ABC is abc."""
    return unicodedata.normalize("NFKC", text).casefold()


def parse(text: str) -> Query:
    """The question in ``text``: words parted by spaces, ``"phrases"``, and ``-words`` that must not occur."""
    notices = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        notices.append(f"查找词过长，只用前{MOST_CHARACTERS}个字")
    text = "".join(" " if has_unprintable(one) else one for one in text.translate(_QUOTES))
    wanted: dict[str, str] = {}
    unwanted: dict[str, None] = {}
    for part in _PART.finditer(text):
        typed = (part["phrase"] if part["phrase"] is not None else part["word"]).strip()
        folded = " ".join(fold(typed).split())
        if not folded or folded == "-":
            continue
        if len(wanted) + len(unwanted) == MOST_WORDS:
            notices.append(f"查找词过多，只用前{MOST_WORDS}个")
            break
        if part["minus"]:
            unwanted[folded] = None
        else:
            wanted.setdefault(folded, typed)
    if unwanted and not wanted:
        notices.append("请至少写一个要查找的词")
    return Query(tuple(wanted), tuple(unwanted), tuple(wanted.values()), "；".join(notices))


def spellings(word: str) -> list[tuple[str, ...]]:
    """What a text that holds ``word`` must hold as well: its runs of letters and digits, each in both widths.

    Full-width letters come in both cases, for databases fold the case of narrow ones only. Punctuation is left to the
    later look at the text itself, where every text is folded.
    """
    runs = _RUN.findall(word) or [word]
    return [tuple(dict.fromkeys((run, run.translate(_FULL_WIDTH), run.upper().translate(_FULL_WIDTH)))) for run in runs]
