from drafting.references import render
from drafting.report import Figure, FigureSet, Finding, Severity, Status
from drafting.ui.marking import marked, told, worst_first

HOVER = "F1 总面积｜县自然资源局｜必用"
FIGURES = FigureSet((Figure("F1", "总面积", 0, value="2318", unit="平方公里", source="县自然资源局"),))


def test_a_figure_tells_its_source_on_hover() -> None:
    assert marked(render("总面积[[F1]]。", FIGURES), FIGURES, ()) == (
        f'<p>总面积<mark title="{HOVER}">2318平方公里</mark>。</p>'
    )


def test_a_finding_across_a_figure_marks_both_pieces() -> None:
    found = Finding("direction", Severity.ERROR, "方向反了", 0, 2, 7, "")
    assert marked(render("总面积[[F1]]。", FIGURES), FIGURES, [found]) == (
        '<p>总面<span class="nigao-error" title="错误：方向反了">积</span>'
        f'<span class="nigao-error" title="错误：方向反了"><mark title="{HOVER}">2318</mark></span>'
        f'<mark title="{HOVER}">平方公里</mark>。</p>'
    )


def test_everything_the_writer_typed_is_escaped() -> None:
    figures = FigureSet((Figure("F1", '<b>"名"', 0, value="1", source="<i>"),))
    found = Finding("x", Severity.WARN, '"><script>', 0, 0, 1, "")
    shown = marked(render("<script>[[F1]]", figures), figures, [found])
    assert "<script>" not in shown
    assert '<b>"' not in shown
    assert "<i>" not in shown


def test_each_line_is_a_paragraph_and_blank_lines_are_none() -> None:
    assert marked(render("一\n\n二", FIGURES), FIGURES, ()) == "<p>一</p><p>二</p>"


def test_a_span_past_the_end_is_left_unmarked() -> None:
    found = Finding("x", Severity.WARN, "过期", 0, 90, 99, "")
    assert marked(render("一", FIGURES), FIGURES, [found]) == "<p>一</p>"


def test_an_estimate_says_so_on_hover() -> None:
    assert told(Figure("F2", "产值", 0, value="1", status=Status.ESTIMATE)) == "F2 产值｜未注明来源｜必用｜预计"


def test_errors_come_before_warnings_before_hints() -> None:
    graves = {"i": Severity.INFO, "w": Severity.WARN, "e": Severity.ERROR}
    found = [Finding(name, grave, "", 0, 0, 1) for name, grave in graves.items()]
    assert [one.rule for one in worst_first(found)] == ["e", "w", "i"]
