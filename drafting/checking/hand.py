"""Which numbers of a human's text are the human's own, and not the machine's that wrote the section before."""

from collections.abc import Hashable, Iterable
from itertools import pairwise

from drafting import numerals
from drafting.numerals import Form, Quantity
from drafting.report import Mention

AROUND = 10
LONG = 3
"""From so many digits on a number is told by itself: it is the machine's wherever it was moved to."""
_STOPS = "。！？；\n"


def typed_by_hand(text: str, mentions: tuple[Mention, ...], machine_texts: Iterable[str]) -> frozenset[tuple[int, int]]:
    """Spans of the quantities of a human's text that no machine wrote: none of its texts has the same quantity among
    like words, and none has the very same long number. References are nobody's typing."""
    written: dict[Hashable, list[tuple[Quantity, frozenset[str]]]] = {}
    for machine in machine_texts:
        for one in numerals.find(machine):
            written.setdefault(numerals.key(one), []).append((one, _around(machine, one)))
    found = set()
    for one in numerals.find(text):
        referred = any(mention.start < one.end and one.start < mention.end for mention in mentions)
        if one.form is not Form.MASK and not referred and not _is_written(text, one, written):
            found.add((one.start, one.end))
    return frozenset(found)


def _is_written(text: str, quantity: Quantity, written: dict[Hashable, list[tuple[Quantity, frozenset[str]]]]) -> bool:
    here = _around(text, quantity)
    known = sum(letter.isdigit() for letter in quantity.text) >= LONG
    for other, there in written.get(numerals.key(quantity), ()):
        if numerals.same(quantity, other) and (known or here & there or not (here or there)):
            return True
    return False


def _around(text: str, quantity: Quantity) -> frozenset[str]:
    """Neighbouring Chinese characters of the sentence close to the quantity, on either side."""
    before = text[max(0, quantity.start - AROUND) : quantity.start]
    after = text[quantity.end : quantity.end + AROUND]
    for stop in _STOPS:
        before, after = before.rpartition(stop)[2], after.partition(stop)[0]
    pairs = (one + other for side in (before, after) for one, other in pairwise(side))
    return frozenset(pair for pair in pairs if all("\u4e00" <= letter <= "\u9fff" for letter in pair))
