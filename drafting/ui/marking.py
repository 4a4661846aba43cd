"""A section's text as HTML: figures with their source on hover, findings in place; the writer's text is escaped."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise

from drafting.references import REFERENCE, Rendered
from drafting.report import Brief, Figure, FigureSet, Finding, Origin, Severity, Status

COLOURS = {Severity.ERROR: "red", Severity.WARN: "orange", Severity.INFO: "blue"}
PENDING = "figure-pending"
_GRAVITY = list(Severity)
_QUOTED = 20
_NO_POINTS: Mapping[str, str] = {}


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (_GRAVITY.index(one.severity), one.start))


def counts(findings: Iterable[Finding]) -> list[tuple[Severity, str]]:
    """2处错误, 1处提醒 and so on, worst first; figures that wait for a number are told apart."""
    found = list(findings)
    grave = Counter(one.severity for one in found if one.rule != PENDING)
    words = [(severity, f"{grave[severity]}处{severity.word}") for severity in Severity if grave[severity]]
    pending = sum(one.rule == PENDING for one in found)
    return [*words, (Severity.WARN, f"{pending}个指标待填")] if pending else words


def marked(
    rendered: Rendered, figures: FigureSet, findings: Iterable[Finding], points: Mapping[str, str] = _NO_POINTS
) -> str:
    """One <p> a line; a piece of text that is a mention and has findings carries both. `points`: see `told`.
    The first piece of the n-th of `worst_first(findings)` is the target of `anchor(n)`."""
    numbered = list(enumerate(worst_first(findings)))
    placed = [(number, one) for number, one in numbered if 0 <= one.start < one.end <= len(rendered.text)]
    cuts = {0, len(rendered.text)}
    cuts |= {at for one in rendered.mentions for at in (one.start, one.end)}
    cuts |= {at for _, one in placed for at in (one.start, one.end)}
    cuts |= {at for at, letter in enumerate(rendered.text) if letter == "\n"}
    hovers = {one.key: told(one, points.get(one.key, "")) for one in figures}
    begun: set[int] = set()
    pieces = [
        _piece(rendered.text[start:end], _hover(rendered, start, hovers), _at_finding(placed, start), begun)
        for start, end in pairwise(sorted(cuts))
    ]
    paragraphs = "".join(pieces).split("\n")
    return "".join(f"<p>{one}</p>" for one in paragraphs if one.strip())


def anchor(number: int) -> str:
    return f"nigao-finding-{number}"


def _hover(rendered: Rendered, start: int, hovers: Mapping[str, str]) -> str:
    mention = next((one for one in rendered.mentions if one.start <= start < one.end), None)
    return hovers.get(mention.figure, "") if mention else ""


def _at_finding(findings: Iterable[tuple[int, Finding]], start: int) -> tuple[int, Finding] | None:
    return next((one for one in findings if one[1].start <= start < one[1].end), None)


def _piece(text: str, hover: str, found: tuple[int, Finding] | None, begun: set[int]) -> str:
    words = f'<mark title="{escape(hover)}">{escape(text)}</mark>' if hover else escape(text)
    if found is None:
        return words
    number, finding = found
    note = f"{finding.severity.word}：{finding.message}"
    target = "" if number in begun else f' id="{anchor(number)}"'
    begun.add(number)
    return f'<span class="nigao-{finding.severity.value}"{target} title="{escape(note)}">{words}</span>'


def told(figure: Figure, point: str = "") -> str:
    """What a reader wants to know of a figure: its name, who vouches for it, how firm it is; of one lifted from a
    point the words of the point."""
    firmness = f"｜{figure.status.value}" if figure.status is not Status.NONE else ""
    if figure.origin is Origin.POINT and point:
        return f"来自要点：{point[:_QUOTED]}{'……' if len(point) > _QUOTED else ''}{firmness}"
    source = f"来源：{figure.source}" if figure.source else "未注明来源"
    return f"{figure.name}｜{source}｜{figure.use.value}{firmness}"


def points_of_figures(brief: Brief) -> dict[str, str]:
    """The text of the point each figure is said in, by the figure's key."""
    points = [point for section in brief.sections for point in section.points]
    return {f"F{match['number']}": point.text for point in points for match in REFERENCE.finditer(point.bound)}


def plain(text: str) -> str:
    """`text` as it is, where Streamlit reads Markdown: nothing in it is markup, no address becomes a link."""
    unlinked = text.replace("://", ":\u2060//").replace("www.", "www\u2060.").replace("@", "\u2060@")
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#:$~|" else letter for letter in unlinked)
