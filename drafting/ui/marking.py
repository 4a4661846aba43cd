"""A section's text as HTML: figures with their source on hover, findings in place; the writer's text is escaped."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from drafting.references import Rendered
from drafting.report import Figure, FigureSet, Finding, Mention, Severity, Status

SEVERITIES = {Severity.ERROR: "错误", Severity.WARN: "提醒", Severity.INFO: "提示"}
_GRAVITY = list(SEVERITIES)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (_GRAVITY.index(one.severity), one.start))


def marked(rendered: Rendered, figures: FigureSet, findings: Iterable[Finding]) -> str:
    """One <p> a line; a piece of text that is a mention and has findings carries both."""
    placed = [one for one in worst_first(findings) if 0 <= one.start < one.end <= len(rendered.text)]
    cuts = {0, len(rendered.text)}
    cuts |= {at for one in rendered.mentions for at in (one.start, one.end)}
    cuts |= {at for one in placed for at in (one.start, one.end)}
    cuts |= {at for at, letter in enumerate(rendered.text) if letter == "\n"}
    pieces = [
        _piece(rendered.text[start:end], _at(rendered.mentions, start), _at_finding(placed, start), figures)
        for start, end in pairwise(sorted(cuts))
    ]
    paragraphs = "".join(pieces).split("\n")
    return "".join(f"<p>{one}</p>" for one in paragraphs if one.strip())


def _at(mentions: Iterable[Mention], start: int) -> Mention | None:
    return next((one for one in mentions if one.start <= start < one.end), None)


def _at_finding(findings: Iterable[Finding], start: int) -> Finding | None:
    return next((one for one in findings if one.start <= start < one.end), None)


def _piece(text: str, mention: Mention | None, finding: Finding | None, figures: FigureSet) -> str:
    words = escape(text)
    figure = figures.get(mention.figure) if mention else None
    if figure is not None:
        words = f'<mark title="{escape(told(figure))}">{words}</mark>'
    if finding is not None:
        note = f"{SEVERITIES[finding.severity]}：{finding.message}"
        words = f'<span class="nigao-{finding.severity.value}" title="{escape(note)}">{words}</span>'
    return words


def told(figure: Figure) -> str:
    """What a reader wants to know of a figure: its name, who vouches for it, how firm it is."""
    source = figure.source or "未注明来源"
    firmness = f"｜{figure.status.value}" if figure.status is not Status.NONE else ""
    return f"{figure.key} {figure.name}｜{source}｜{figure.use.value}{firmness}"


def plain(text: str) -> str:
    """`text` as it is, where Streamlit reads Markdown: nothing in it is markup, no address becomes a link."""
    unlinked = text.replace("://", ":\u2060//").replace("www.", "www\u2060.").replace("@", "\u2060@")
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#:$~|" else letter for letter in unlinked)
