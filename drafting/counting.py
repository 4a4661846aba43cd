"""How long a text is, counted as Word counts 字数."""

import re

# CJK scripts and their punctuation, full-width forms, and the marks that Chinese shares with the West (“”‘’—…·×①Ⅱ°).
_WIDE = (
    "\u00a7\u00b0\u00b1\u00b7\u00d7\u00f7\u1100-\u115f\u2010-\u2027\u2030-\u205e\u2100-\u2bff\u2e80-\u2fff"
    "\u3001-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f000-\U0001faff\U00020000-\U0003fffd"
)
_INVISIBLE = "\u0000-\u0020\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff"
_UNIT = re.compile(f"[{_WIDE}]|[^{_WIDE}{_INVISIBLE}]+")


def count_characters(text: str) -> int:
    """Each Chinese character or full-width mark counts 1, each run of Latin letters and digits (5.6%, G75) counts 1."""
    return sum(1 for _ in _UNIT.finditer(text))
