"""Brief to YAML that reads back as the same brief."""

from typing import Any

import yaml

from drafting.deriving import named_formula
from drafting.intake.brief_file import TASK_KEYS, TOP_KEYS
from drafting.intake.build import BLANK
from drafting.report import Brief, Comparison, Figure, FigureSet, Kind, Origin, Point, Status, Use


def dump_brief(brief: Brief) -> str:
    """YAML that `brief_from_text` reads back as the same brief."""
    return yaml.dump(_as_tree(brief), allow_unicode=True, sort_keys=False, width=10_000, Dumper=yaml.SafeDumper)


def _as_tree(brief: Brief) -> dict[str, Any]:
    tree: dict[str, Any] = {key: getattr(brief, key) for key in TOP_KEYS if getattr(brief, key)}
    task = {key: getattr(brief.task, key) for key in TASK_KEYS if getattr(brief.task, key)}
    if task:
        tree["task"] = {key: list(value) if isinstance(value, tuple) else value for key, value in task.items()}
    if brief.basis:
        tree["basis"] = [_filled({"text": one.text, "source": one.source, "date": one.date}) for one in brief.basis]
    tree["sections"] = [_section_tree(brief, index) for index in range(len(brief.sections))]
    return tree


def _section_tree(brief: Brief, index: int) -> dict[str, Any]:
    section = brief.sections[index]
    figures = [
        _figure_tree(one, brief.figures) for one in brief.figures.of_section(index) if one.origin is not Origin.POINT
    ]
    return {"heading": section.heading} | _filled(
        {
            "length": str(section.length or ""),
            "figures": figures,
            "points": [_point_tree(one) for one in section.points],
        }
    )


def _figure_tree(figure: Figure, table: FigureSet) -> dict[str, Any]:
    """A derived figure says what it is computed by; value and status follow from that."""
    first = next(iter(figure.comparisons), None)
    first = first if first is not None and _fits_change(first) else None
    rest = figure.comparisons[1 if first else 0 :]
    return _filled(
        {
            "name": figure.name,
            "kind": "" if figure.kind is Kind.NUMBER else figure.kind.value,
            "value": "" if figure.formula else figure.value or _blank_value(figure),
            "unit": figure.unit,
            "change": _change(first) if first else "",
            "compare": [{"to": one.typed, "value": one.value or BLANK} for one in rest],
            "rank": figure.rank,
            "prev": figure.prev,
            "note": figure.note,
            "source": figure.source,
            "use": "" if figure.use is Use.MUST else figure.use.value,
            "polarity": figure.polarity.value,
            "status": "" if figure.formula else figure.status.value,
            "formula": named_formula(figure, table) if figure.formula else "",
        }
    )


def _blank_value(figure: Figure) -> str:
    """待填 where the form asks for a value: a figure of changes only has neither unit nor value."""
    asked = figure.pending and figure.status is Status.NONE and (figure.unit or not figure.comparisons)
    return BLANK if asked else ""


def _fits_change(one: Comparison) -> bool:
    """`change` holds a change with its basis typed before it; a blank one has no room for a basis."""
    return one.to == "" or (one.to == "同比" and bool(one.value))


def _change(first: Comparison) -> str:
    return first.to + first.value if first.value else BLANK


def _point_tree(point: Point) -> dict[str, Any]:
    return _filled(
        {
            "text": point.text,
            "use": "" if point.use is Use.MAY else point.use.value,
            "state": point.state.value,
            "source": point.source,
            "private": "是" if point.private else "",
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
