"""What of an exemplar must never reach another unit's draft: names, places, products, honours, slogans, figures."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from drafting import numerals
from drafting.exemplar.cells import MASK
from drafting.exemplar.document import Exemplar
from drafting.lexicon import table
from drafting.numerals import Form

_QUOTED = re.compile(r"“([^“”\n]{2,40})”|「([^「」\n]{2,40})」|『([^『』\n]{2,40})』")
_TITLE = re.compile(r"《([^《》\n]{2,50})》")
_NUMBERED = re.compile(r"[〔\[［](?:19|20)\d{2}[〕\]］]第?\d+号")
_SHORT_NUMBERED = re.compile(r"(?:国发|国办发|[\u4e00-\u9fff](?:府|委|政|办)发)\d+号(?:文件)?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COUNTING = re.compile(r"^[一二两三四五六七八九十百千双多1-9]")
_LONGEST_NAME = 9
_OFFICE = "书记|县长|市长|区长|州长|省长|镇长|乡长|主任|局长|部长|院长|校长|董事长|总经理|教授|院士|主席|会长"


def leak_terms(exemplar: Exemplar) -> tuple[str, ...]:
    """Longest first; standing national policy and phrases every office uses are not among them."""
    return _leak_terms(exemplar.text)


@lru_cache(maxsize=16)
def _leak_terms(text: str) -> tuple[str, ...]:
    masked = MASK.sub("\u3000", text)
    quiet = _without_standing(masked)
    found = {
        *_slogans(masked),
        *_titles(masked),
        *_documents(masked),
        *_places(quiet),
        *_names(masked),
        *_people(quiet),
        *_figures(text),
    }
    found -= {*table("generic")["standing"], *_generic_quotes()}
    return tuple(sorted((term for term in found if len(term) > 1), key=lambda term: (-len(term), term)))


def _without_standing(text: str) -> str:
    """Standing phrases blanked out at the same length, so that no name is found inside one."""
    for phrase in sorted(table("generic")["standing"], key=len, reverse=True):
        text = text.replace(phrase, "\u3000" * len(phrase))
    return text


def _slogans(text: str) -> Iterator[str]:
    """Coined phrases in quotation marks; a short one that starts with a number only counts with its marks."""
    for match in _QUOTED.finditer(text):
        phrase = next(group for group in match.groups() if group)
        if phrase in _generic_quotes() or phrase in table("generic")["standing"] or _common(phrase):
            continue
        if "\u3000" in phrase:
            yield from (part for one in phrase.split("\u3000") if len(part := one.strip("·、，—-")) >= 5)
        else:
            yield match[0] if len(phrase) <= 4 and _COUNTING.match(phrase) else phrase


def _titles(text: str) -> Iterator[str]:
    for match in _TITLE.finditer(text):
        if "\u3000" not in match[1] and match[1] not in table("generic")["standing"] and "中国共产党" not in match[1]:
            yield match[1]


def _documents(text: str) -> Iterator[str]:
    """Document numbers with the office before them: 青府发〔2024〕12号."""
    for match in _NUMBERED.finditer(text):
        yield text[max(_name_start(text, match.start()), match.start() - 6) : match.end()]
    yield from (match[0] for match in _SHORT_NUMBERED.finditer(text))


def _places(text: str) -> Iterator[str]:
    for place in _known_places():
        if place in text:
            yield place


def _names(text: str) -> Iterator[str]:
    """Names by their last word, back to the nearest boundary; those made of common words only are no names."""
    for match in _suffixes().finditer(text):
        start = _name_start(text, match.start())
        stem = text[start : match.start()]
        if match[0] in table("generic")["suffixes"]["honour"]:
            named = len(stem) >= 4
        elif len(match[0]) == 1:
            named = 2 <= len(stem) <= 4 and not _ordinary(stem)
        else:
            named = 2 <= len(stem) <= _LONGEST_NAME and not _common(stem)
        if named:
            yield stem + match[0]
        if named and match[0] in "县市镇乡村" and len(stem) <= 3:
            yield stem


def _name_start(text: str, end: int) -> int:
    start = end
    bounds = _bounds()
    while start and end - start < 18 and _HAN.match(text[start - 1]):
        if any(text.endswith(bound, 0, start) for bound in bounds):
            break
        start -= 1
    return start


def _people(text: str) -> Iterator[str]:
    surnames = "".join(table("places")["surnames"].split())
    person = rf"[{surnames}][\u4e00-\u9fff]{{1,2}}"
    titled = rf"(?:{_OFFICE})({person})(?=[，。、；：（\s\u3000同])|(?<![\u4e00-\u9fff])({person})(?=同志)"
    for match in re.finditer(titled, text):
        name = match[1] or match[2]
        if not _common(name):
            yield name


def _figures(text: str) -> Iterator[str]:
    """Literal amounts precise enough to be told again: three digits or more, 100% and round hundreds left out."""
    for quantity in numerals.find(MASK.sub("\u3000", text)):
        digits = re.sub(r"\D", "", numerals.normal(quantity.text))
        counts = quantity.form in {Form.NUMBER, Form.PERCENT} and quantity.unit
        if counts and len(digits) >= 3 and digits.rstrip("0") not in {"", "1"}:
            yield re.sub(r"^\D+", "", quantity.text)


def _ordinary(stem: str) -> bool:
    """Whether a short stem before 县, 镇, 湖 holds a common word or counts (产业强县, 各县), as no place does."""
    pieces = {stem[at : at + size] for size in (2, 3, 4) for at in range(len(stem) - size + 1)}
    return (
        bool(_COUNTING.match(stem))
        or stem[-1] in "某该本我全各外邻强立进出在到一两三几年同于"
        or bool(pieces & _vocabulary())
    )


def _common(words: str) -> bool:
    """Whether `words` can be cut entirely into common words."""
    reach = {0}
    vocabulary = _vocabulary()
    for at in range(len(words)):
        if at in reach:
            reach |= {at + size for size in range(1, 7) if words[at : at + size] in vocabulary}
    return len(words) in reach


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(table("generic")["common"].split()) | frozenset(table("slots")["verbs"])


@cache
def _generic_quotes() -> frozenset[str]:
    return frozenset(table("generic")["quoted"].split())


@cache
def _bounds() -> tuple[str, ...]:
    return tuple(table("generic")["bounds"].split())


@cache
def _known_places() -> tuple[str, ...]:
    places = table("places")
    return tuple(f"{places['provinces']} {places['cities']} {places['countries']}".split())


@cache
def _suffixes() -> re.Pattern[str]:
    groups: dict[str, list[str]] = table("generic")["suffixes"]
    more: dict[str, str] = table("generic")["suffix_not_before"]
    ends = sorted((end for group in groups.values() for end in group), key=len, reverse=True)
    guarded = (end + (f"(?![{more[end]}])" if end in more else "") for end in ends)
    return re.compile(rf"(?:{'|'.join(guarded)})(?<!中小学)")
