"""Brief files (YAML, JSON, Excel form) to Brief. Every scalar stays the text the writer typed; errors name the line."""

from pathlib import Path

from drafting.errors import BriefError
from drafting.files import read_bytes
from drafting.intake import gate
from drafting.intake.build import RawBrief, RawFigure, RawPoint, RawSection, assemble
from drafting.intake.tree import Node, json_tree, yaml_tree
from drafting.report import Basis, Brief, Task

TOP_KEYS = ("title", "unit", "period", "date", "salutation", "lead", "closing", "signer", "exemplar")
TASK_KEYS = ("audience", "occasion", "minutes", "must", "avoid")
FIGURE_KEYS = (
    "name", "kind", "value", "unit", "change", "compare", "rank", "prev", "note", "source", "use", "polarity", "status",
    "formula",
)  # fmt: skip
POINT_KEYS = ("text", "use", "state", "source", "private")
_SUFFIX_KINDS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx"}


def read_brief(path: Path) -> Brief:
    """Raises `InputError`: what is wrong, in which file and line, what to do."""
    kind = _SUFFIX_KINDS.get(path.suffix.lower())
    if kind is None and path.suffix and path.is_file():
        raise BriefError("素材文件的类型不认识", place=str(path), hint="请用 .yaml、.json 或 .xlsx 文件")
    data = read_bytes(path)
    return brief_from_bytes(data, str(path), kind or "yaml")


def brief_from_bytes(data: bytes, name: str, kind: str) -> Brief:
    """Shared by the command line and uploads; `kind`: yaml, json or xlsx."""
    found = gate.admit(data, name)
    if found == "xlsx" or kind == "xlsx":
        if found != kind:
            raise BriefError("扩展名和内容对不上", place=name, hint="请用表格软件另存为 .xlsx 后再试")
        from drafting.intake.form_xlsx import read_form

        return read_form(data, name)
    return brief_from_text(gate.decode(data, name), name, kind)


def brief_from_text(text: str, name: str, kind: str) -> Brief:
    root = json_tree(text, name) if kind == "json" else yaml_tree(text, name)
    return assemble(_Reader(name).brief(root))


class _Reader:
    """Walks the tree by the known keys; anything else is an error with its line."""

    def __init__(self, name: str) -> None:
        self._name = name

    def brief(self, root: Node) -> RawBrief:
        fields = self._mapping(root, (*TOP_KEYS, "task", "basis", "sections"), "文件开头")
        return RawBrief(
            fields={key: self._text(fields[key], key) for key in TOP_KEYS if key in fields},
            place=self._name,
            task=self._task(fields.get("task")),
            basis=tuple(self._basis(one) for one in self._items(fields.get("basis"), "basis")),
            sections=tuple(self._section(one) for one in self._items(fields.get("sections"), "sections")),
        )

    def _task(self, node: Node | None) -> Task:
        if node is None or node.value == "":
            return Task()
        fields = self._mapping(node, TASK_KEYS, "task")
        texts = {key: self._text(fields[key], key) for key in TASK_KEYS[:3] if key in fields}
        lists = {
            key: tuple(self._text(one, key) for one in self._items(fields[key], key))
            for key in TASK_KEYS[3:]
            if key in fields
        }
        return Task(**texts, **lists)  # type: ignore[arg-type]

    def _basis(self, node: Node) -> Basis:
        if isinstance(node.value, str):
            return Basis(node.value.strip())
        fields = self._mapping(node, ("text", "source", "date"), "basis")
        if not self._plain(fields, "text"):
            raise BriefError("依据缺少内容（text）", place=self._at(node.line), hint="请写明文件名或提法")
        return Basis(self._plain(fields, "text"), self._plain(fields, "source"), self._plain(fields, "date"))

    def _section(self, node: Node) -> RawSection:
        fields = self._mapping(node, ("heading", "length", "figures", "points"), "章节")
        if "heading" not in fields:
            raise BriefError("有一节没有标题（heading）", place=self._at(node.line), hint="请写明这一节的标题")
        return RawSection(
            heading=self._plain(fields, "heading"),
            place=self._at(node.line),
            length=self._plain(fields, "length"),
            figures=tuple(self._figure(one) for one in self._items(fields.get("figures"), "figures")),
            points=tuple(self._point(one) for one in self._items(fields.get("points"), "points")),
        )

    def _figure(self, node: Node) -> RawFigure:
        fields = self._mapping(node, FIGURE_KEYS, "指标")
        texts = {key: self._plain(fields, key) for key in FIGURE_KEYS if key != "compare"}
        compare = tuple(self._compare(one) for one in self._items(fields.get("compare"), "compare"))
        return RawFigure(**texts, place=self._at(node.line), compare=compare)

    def _compare(self, node: Node) -> tuple[str, str]:
        fields = self._mapping(node, ("to", "value"), "compare")
        to, value = self._plain(fields, "to"), self._plain(fields, "value")
        if not to:
            raise BriefError(
                "比较项缺少比较对象（to）", place=self._at(node.line), hint="请写明跟谁比，如“同比”“较年初”"
            )
        return to, value

    def _point(self, node: Node) -> RawPoint:
        if isinstance(node.value, str):
            return RawPoint(node.value, self._at(node.line))
        fields = self._mapping(node, POINT_KEYS, "要点")
        return RawPoint(**{key: self._plain(fields, key) for key in POINT_KEYS}, place=self._at(node.line))

    def _mapping(self, node: Node, known: tuple[str, ...], where: str) -> dict[str, Node]:
        if not isinstance(node.value, tuple):
            raise BriefError(f"{where}应当是“键: 值”的形式", place=self._at(node.line), hint="请对照示例修改")
        fields: dict[str, Node] = {}
        for key, line, value in node.value:
            if key not in known:
                raise BriefError(
                    f"{where}里有不认识的键“{key}”", place=self._at(line), hint=f"可用的键是{'、'.join(known)}"
                )
            if key in fields:
                raise BriefError(f"{where}里的键“{key}”写了两遍", place=self._at(line), hint="请只留一个")
            fields[key] = value
        return fields

    def _items(self, node: Node | None, key: str) -> list[Node]:
        if node is None or node.value == "":
            return []
        if not isinstance(node.value, list):
            raise BriefError(f"“{key}”应当是一个列表", place=self._at(node.line), hint="请每项以“- ”开头")
        return node.value

    def _text(self, node: Node, key: str) -> str:
        if not isinstance(node.value, str):
            raise BriefError(f"“{key}”应当是一段文字", place=self._at(node.line), hint="请对照示例修改")
        return node.value

    def _plain(self, fields: dict[str, Node], key: str) -> str:
        return self._text(fields[key], key).strip() if key in fields else ""

    def _at(self, line: int) -> str:
        return f"{self._name}第{line}行"
