"""Whole numbers as people write them: `10`, `1,000`, `十二`, `两百`, `ten`. What is not certainly one is None."""

import cn2an

CHINESE_NUMERALS = "零〇一二两三四五六七八九十百千万廿"
_UP_TO_TWENTY = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
ENGLISH_NUMBERS = {word: number for number, word in enumerate(_UP_TO_TWENTY.split())} | {
    "a": 1,
    "dozen": 12,
    "a dozen": 12,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
    "a hundred": 100,
}
_LONGEST = 12  # characters; nobody means a longer one

ZH_NUMBER = rf"(?:\d{{1,6}}|[{CHINESE_NUMERALS}]{{1,6}})"
EN_NUMBER = r"(?:\d{1,6}|" + "|".join(sorted((w for w in ENGLISH_NUMBERS if w != "a"), key=len, reverse=True)) + ")"


def whole_number(text: str) -> int | None:
    """The number that a normal spelling stands for."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if text in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[text]
    plain = text.replace(",", "")
    if plain.isascii():
        return int(plain) if plain.isdigit() else None
    return _chinese(text)


def chinese_digits(text: str) -> str:
    """`二零二五` as `2025`: digits read one by one, as years are."""
    return "".join(str("零一二三四五六七八九".index(c)) for c in text.replace("〇", "零"))


def _chinese(text: str) -> int | None:
    try:
        number = cn2an.cn2an(text.replace("〇", "零"), "smart")
    except ValueError:  # "十百", "二三" and other heaps of numerals that are no number
        return None
    return int(number) if number == int(number) else None
