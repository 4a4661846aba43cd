"""Sheets and columns of the Excel form, in the words its readers see."""

from dataclasses import dataclass

from drafting.report import Kind, Polarity, State, Status, Use

FRONT = "（开头）"
FIELDS = {
    "标题": "title", "单位": "unit", "时期": "period", "成文日期": "date", "称谓": "salutation", "开头语": "lead",
    "结束语": "closing", "署名": "signer", "范文": "exemplar",
}  # fmt: skip
TASK_FIELDS = {"汇报对象": "audience", "场合": "occasion", "分钟": "minutes", "必答": "must", "避谈": "avoid"}
KINDS = {Kind.NUMBER: "数字", Kind.NAME: "名称", Kind.DATE: "日期"}


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters; `hint` stands in the row under the title, `choices` become a drop-down."""

    title: str
    width: int
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet of the form."""

    title: str
    columns: tuple[Column, ...]


BASICS = Sheet("基本信息", (Column("项目", 12), Column("内容", 60, "在这一列填写；必答、避谈可以各占几行")))
SECTIONS = Sheet("章节", (Column("章节", 44, "一行一节，按报告次序"), Column("字数", 10, "可不填")))
FIGURES = Sheet(
    "指标",
    (
        Column("章节", 26, "与“章节”表一致，空着就同上一行"),
        Column("指标", 34, "一行一个指标"),
        Column("类型", 8, "不填就是数字", tuple(KINDS.values())),
        Column("数值", 14, "照原样填，如71.30"),
        Column("单位", 10, "如亿元、%"),
        Column("增减", 16, "如增长8.0%、下降1.2%、持平"),
        Column("比较基准", 12, "如同比、较年初"),
        Column("其他比较", 24, "一行一个，如 较年初：增长3.1%"),
        Column("位次", 14, "如全市第3位"),
        Column("使用", 8, "不填就是必用", tuple(Use)),
        Column("状态", 8, "数据是否核定", tuple(one for one in Status if one)),
        Column("备注", 20),
        Column("来源", 16, "如县统计局"),
        Column("上期值", 14, "去年同期的数"),
        Column("好坏", 10, "升是好事还是坏事", tuple(one for one in Polarity if one)),
        Column("算法", 24, "由别的指标算出的才填，如 占比(民生支出, 一般公共预算支出)；填了就不用填数值"),
    ),
)
POINTS = Sheet(
    "要点",
    (
        Column("章节", 26, "与“章节”表一致，空着就同上一行"),
        Column("要点", 70, "一行一条"),
        Column("使用", 8, "不填就是可用", tuple(Use)),
        Column("进展", 8, "办到哪一步", tuple(one for one in State if one)),
        Column("来源", 16, "由谁提供"),
        Column("不出门", 8, "不发给模型的填是", ("是", "否")),
    ),
)
BASES = Sheet(
    "依据", (Column("依据", 60, "文件名或固定提法"), Column("来源", 20, "制发单位"), Column("日期", 14, "印发时间"))
)
SHEETS = (BASICS, SECTIONS, FIGURES, POINTS, BASES)
HINTS = frozenset(column.hint for sheet in SHEETS for column in sheet.columns if column.hint)
