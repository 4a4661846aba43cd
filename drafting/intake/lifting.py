"""Quantities of points, notes and comparisons become figures named from their context, as bound as a table's."""

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import replace

from drafting import numerals, references
from drafting.intake.binding import Binding, Lifted, Manner, Material
from drafting.intake.subjects import Thread
from drafting.numerals import CALENDAR
from drafting.report import Comparison, Figure, FigureSet, Kind, Origin, Use

_COMPARING = re.compile(r"^(?:占|完成|为|达到?|较|比|高于|低于|快于|慢于|超)")
_TWIN = re.compile(r"（\d+）$")


class Lifter:
    """Binds the words of one section to `table`; earlier figures keep their keys, numbers up to `spent` are gone.

    `kept`: keys of this section's lifted figures that stay as they are, because their words are not read again.
    """

    def __init__(self, section: int, table: FigureSet, spent: int = 0, kept: frozenset[str] = frozenset()) -> None:
        self._section = section
        self._table = table
        self._given = [one for one in table if one.origin is not Origin.POINT and one.kind is Kind.NUMBER]
        own = [one for one in table if one.origin is Origin.POINT and one.section == section]
        self._earlier = [one for one in own if one.key not in kept]
        self._loose = frozenset(one.key for one in self._earlier)
        self._names = Counter(one.name for one in own if one.key in kept)
        self._last = max(int(table.next_key()[1:]) - 1, spent)
        self._made: list[Lifted] = []

    def bind(self, text: str, use: Use, planned: bool = False) -> str:
        """`text` with each quantity as a reference; `[[` typed by the writer is escaped. Keys are provisional."""
        return self._bound(Thread(text, planned=planned), use)

    def bind_note(self, figure: Figure) -> str:
        """The same for the note of a figure; dates in it stay words."""
        use = Use.RESERVE if figure.use is Use.RESERVE else Use.MAY
        return self._bound(Thread(figure.note, figure.name, figure.unit), use, figure)

    def lift_goals(self, figure: Figure) -> None:
        """占年度任务50亿元: the task's own number is a figure."""
        use = Use.RESERVE if figure.use is Use.RESERVE else Use.MAY
        for one in figure.comparisons:
            for quantity in numerals.find(one.typed) if one.typed != one.to else ():
                if quantity.form not in CALENDAR:
                    self._new(goal_name(figure, one), use).value = quantity.text

    def settled(self) -> tuple[FigureSet, dict[str, str]]:
        """The set after binding, and the key that each provisional one became.

        Of two that could go on as one earlier figure it is the one of its name, else the one that says the same.
        Earlier ones that nothing uses now are 备查.
        """
        keys: dict[str, str] = {}
        made = [one.figure(self._section) for one in self._made]
        for mark in (_name, _said):
            taken = set(keys.values())
            free = {mark(one): one.key for one in reversed(self._earlier) if one.key not in taken}
            for new in made:
                if new.key not in keys and (old := free.pop(mark(new), "")):
                    keys[new.key] = old
        number = self._last
        for new in made:
            if new.key not in keys:
                number += 1
                keys[new.key] = f"F{number}"
        sources = {one.key: one.source for one in self._earlier}
        final = {keys[one.key]: replace(one, key=keys[one.key], source=sources.get(keys[one.key], "")) for one in made}
        kept = [final.pop(one.key) if one.key in final else self._idle(one) for one in self._table]
        return replace(self._table, figures=(*kept, *final.values())), keys

    def _idle(self, figure: Figure) -> Figure:
        return replace(figure, use=Use.RESERVE) if figure.key in self._loose else figure

    def _bound(self, thread: Thread, use: Use, noted: Figure | None = None) -> str:
        """What would render otherwise than it was typed is bound by its values alone."""
        bound = ""
        for manner in Manner:
            count, names = len(self._made), self._names.copy()
            bound = Binding(Material(self._given, lambda made: self._new(made, use)), thread, noted, manner).bound()
            figures = FigureSet((*self._table, *(one.figure(self._section) for one in self._made[count:])))
            shown = references.render(bound, figures).text
            if manner is Manner.PLAIN or numerals.normal(shown) == numerals.normal(thread.text):
                break
            del self._made[count:]
            self._names, thread = names, replace(thread, nouns={}, owner="", last="", among=False)
        return bound

    def _new(self, made: str, use: Use) -> Lifted:
        """The second of a name is （2）, so that each finds its own key again when the words are edited."""
        made = _TWIN.sub("", made)
        self._names[made] += 1
        count = self._names[made]
        one = Lifted(f"F{self._last + 1 + len(self._made)}", made if count == 1 else f"{made}（{count}）", use)
        self._made.append(one)
        return one


def goal_name(figure: Figure, comparison: Comparison) -> str:
    """What a quantity typed in a comparison is called: 城镇新增就业年度任务."""
    return f"{figure.name}{_COMPARING.sub('', comparison.to)}"


def _name(figure: Figure) -> Hashable:
    return figure.name


def _said(figure: Figure) -> Hashable:
    return figure.value, figure.prev, figure.rank, figure.comparisons


def settled(bound: str, keys: Mapping[str, str]) -> str:
    """Bound words with the keys their figures got in the end."""

    def final(match: re.Match[str]) -> str:
        key = f"F{match['number']}"
        return match[0].replace(key, keys.get(key, key), 1)

    return references.REFERENCE.sub(final, bound)
