"""Chinese numerals as articles and chapters are counted: 一 to 九百九十九."""

DIGITS = "零一二三四五六七八九"
LARGEST = 999


def chinese_number(value: int) -> str:
    """The numeral for 1 to 999, as in 第三十三条.

    Raises:
        ValueError: outside 1 to 999.
    """
    if not 1 <= value <= LARGEST:
        raise ValueError(f"只支持1至{LARGEST}，得到{value}")
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")
