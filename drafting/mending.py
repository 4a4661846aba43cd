"""References a model wrote badly: mended where it is certain which one is meant, found where it isn't."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from drafting.lexicon import table
from drafting.numerals import find as find_quantities
from drafting.numerals import normal
from drafting.references import PARTS, REFERENCE, Reference, comparison_of, part_text
from drafting.report import Figure, FigureSet

_SPACE = r"[ \u3000]*"
_OPEN = rf"(?:\\?[\[［【〔{{｛<＜〈]{_SPACE}){{1,4}}"
# A run of one kind only: in 【见[F1]】 the last bracket is the sentence's own.
_CLOSE = "|".join(rf"(?:[ \u3000]?\\?[{kind}]){{1,3}}" for kind in (r"\]］", "】", "〕", "}｝", ">＞〉"))
_KEY = rf"(?<![A-Za-z0-9_/.-])[FfＦｆ]{_SPACE}(?P<number>[0-9０-９]{{1,6}})(?![0-9０-９A-Za-z_]|[.．][0-9０-９])"
_PART = rf"(?:{_SPACE}[.．。·]{_SPACE}(?P<part>[A-Za-zＡ-Ｚａ-ｚ]{{1,8}}))?"
_HEAD = re.compile(rf"(?P<open>{_OPEN})?{_KEY}{_PART}")
_TAIL = re.compile(
    rf"(?:{_SPACE}[:：]{_SPACE}(?P<to>[^\[\]［］【】〔〕{{}}<>:：，。；\n]{{1,30}}?))?{_SPACE}(?:{_CLOSE})"
)
_TOLD = re.compile(rf"{_SPACE}[:：]{_SPACE}")
_SQUARE = re.compile(r"[\[［【〔]")
_GOES_ON = re.compile(r"[A-Za-z0-9.．:：]")
_PROSE = re.compile(r"[\s，。；！？、,;）)”》和与及以的等较比同居占]")
_ROUND = {"（": "）", "(": ")"}
_LONGEST_WORDS = 40

_STRAY = (
    r"F\d{1,6}(?:change|rate|prev|rank)"
    r"|(?:\\?[\[［]\s?){2,}[FfＦｆ]?|(?:\\?[\]］]){2,}|[{｛]{2,}|[}｝]{2,}|【{2,}|】{2,}|<{2,}|>{2,}|\\[\[\]]"
    r"|[\[［【｛{][FfＦｆ]?\s*\Z"
)
_TRACE = re.compile(rf"\[\[[^\[\]\n]{{0,40}}\]\]|(?P<token>{_HEAD.pattern}(?P<tail>{_TAIL.pattern})?)|{_STRAY}")


@dataclass(frozen=True, slots=True)
class _Token:
    """What a damaged reference says; `to`: as typed; `closed`: a bracket ends it."""

    start: int
    end: int
    words: str
    key: str
    part: str | None
    to: str
    opened: str
    closed: bool

    @property
    def bare(self) -> bool:
        return not self.opened and not self.closed


def repair_tokens(text: str, figures: FigureSet, given: str = "") -> str:
    """【【F1】】, [F1], ［［ｆ１］］, [[F1，, {{F1}} and a bare F1 made whole; what isn't certain stays as it is.

    `given`: all that the writer gave; a name of theirs (F1赛车) is no reference.
    """
    # Brackets past the most one pass takes are left to the next.
    while (mended := _mended_once(text, figures, given)) != text:
        text = mended
    return text


def _mended_once(text: str, figures: FigureSet, given: str) -> str:
    pieces: list[str] = []
    position = 0
    for head in _HEAD.finditer(text):
        if head.start() < position:
            continue
        sound = REFERENCE.match(text, head.start())
        if sound and text[sound.end() : sound.end() + 1] != "]":
            start, end, mended = *sound.span(), _respelled(sound, figures)
        else:
            token = _boxed(_read(head, figures), text)
            start, end, mended = token.start, token.end, _mended(token, text, figures, given)
        pieces += [text[position:start], mended]
        position = end
    return "".join([*pieces, text[position:]])


def damaged(text: str, given: str = "") -> Iterator[tuple[int, int]]:
    """Where a rendered text still holds a reference or its brackets, those the writer gave left out."""
    for trace in _TRACE.finditer(text):
        if trace["token"] is None:
            if trace[0] not in given:
                yield trace.span()
            continue
        bare = not trace["open"] and not trace["tail"]
        # The lower-case f5 of a prose text is anything.
        loose = bare and not trace["part"] and (trace[0][0] in "fｆ" or _begins_name(text, trace.end()))
        if not loose and not _is_given(trace[0], bare, given):
            yield trace.span()


def _respelled(sound: re.Match[str], figures: FigureSet) -> str:
    """较２０１９年 for the figure's own 较2019年."""
    key = f"F{sound['number']}"
    to = _spelled(figures.get(key), sound["to"] or "")
    return sound[0] if to == (sound["to"] or "") else str(Reference(0, 0, key, sound["part"] or "value", to))


def _read(head: re.Match[str], figures: FigureSet) -> _Token:
    text, end, to = head.string, head.end(), ""
    key = f"F{int(normal(head['number']))}"
    tail = _TAIL.match(text, end)
    if tail:
        end, to = tail.end(), (tail["to"] or "").strip()
    elif told := _TOLD.match(text, end):
        figure = figures.get(key)
        names = sorted((one.to for one in figure.compared if one.to), key=len, reverse=True) if figure else []
        after = normal(text[told.end() : told.end() + _LONGEST_WORDS])
        to = next((one for one in names if after.startswith(normal(one))), "")
        end = told.end() + len(to) if to else end
    part = _part_named(head["part"])
    return _Token(head.start(), end, text[head.start() : end], key, part, to, head["open"] or "", tail is not None)


def _part_named(typed: str | None) -> str | None:
    """chang is change; None for a word that is no part."""
    part = normal(typed or "").lower()
    return next(iter(get_close_matches(part, PARTS, 1, 0.8)), None) if part else "value"


def _boxed(token: _Token, text: str) -> _Token:
    """（F1） with its round brackets."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if not token.bare or before not in _ROUND or _ROUND[before] != after:
        return token
    start, end = token.start - 1, token.end + 1
    return _Token(start, end, text[start:end], token.key, token.part, token.to, before, True)


def _mended(token: _Token, text: str, figures: FigureSet, given: str) -> str:
    figure = figures.get(token.key)
    if token.part is None or not _certain(token, text, figure, given):
        return token.words
    return str(Reference(0, 0, token.key, token.part, _spelled(figure, token.to)))


def _certain(token: _Token, text: str, figure: Figure | None, given: str) -> bool:
    after = text[token.end : token.end + 1]
    rounded = token.opened in _ROUND
    if _is_given(token.words, token.bare or rounded, given):
        return False
    if token.closed and token.opened and _SQUARE.match(token.opened):
        return True
    if figure is None:
        return False
    if rounded:
        return not _behind_another(text[: token.start], token, figure)
    if token.closed:
        return True
    # The last digits of what was cut off may be missing.
    if not text[token.end :].strip() or _GOES_ON.match(after):
        return False
    return bool(token.opened) or (
        token.words[0] in "FＦ" and bool(token.part != "value" or _PROSE.match(after) or _measured(figure, text, token))
    )


def _measured(figure: Figure, text: str, token: _Token) -> bool:
    return bool(figure.unit) and text.startswith(figure.unit, token.end)


def _behind_another(before: str, token: _Token, figure: Figure) -> bool:
    """71.30亿元（F2）: a number that stands there already and isn't this one."""
    tail = normal(before[-_LONGEST_WORDS:])
    own = Reference(0, 0, token.key, token.part or "value", token.to)
    said = part_text(figure, own.part, own.comparison)
    if tail.endswith(str(own)) or (said and tail.endswith(normal(said))):
        return False
    return tail.endswith("]]") or any(one.end == len(tail) for one in find_quantities(tail))


def _spelled(figure: Figure | None, to: str) -> str:
    """A comparison's name as the figure spells it, whatever width and spaces it was typed with."""
    if figure is None or not to or comparison_of(figure, to):
        return to
    return next((one.to for one in figure.compared if _plain(one.to) == _plain(to)), to)


def _plain(words: str) -> str:
    return re.sub(r"\s", "", normal(words))


def _is_given(words: str, bare: bool, given: str) -> bool:
    if not bare:
        return words in given
    key = re.search(r"[FfＦｆ]\s*[0-9０-９]+", words)
    return key is not None and re.search(rf"(?<![A-Za-z0-9]){re.escape(key[0])}(?![0-9A-Za-z])", given) is not None


def _begins_name(text: str, at: int) -> bool:
    return _named().match(text, at) is not None


@cache
def _named() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("settling")["after_names"])))
