"""How a report is drafted: ground → write → settle → check → repair once → review."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from drafting.checking import check_section, review
from drafting.errors import AnswerEmpty, WriterError
from drafting.exemplar import Exemplar, passage_for
from drafting.report import Author, Brief, Draft, Finding, SectionDraft, SectionStatus, Severity, Use
from drafting.writing.settling import Settled, says_nothing, settle
from drafting.writing.writer import Ground, OnText, Writer, Written

OnSection = Callable[[int, SectionDraft], None]


@dataclass(frozen=True, slots=True)
class Options:
    """`private`: no value of the writer's leaves the machine. `parallel`: sections at once."""

    private: bool = True
    parallel: int = 4


def draft_report(
    brief: Brief, exemplar: Exemplar | None, writer: Writer, options: Options, on_section: OnSection | None = None
) -> Draft:
    """Sections side by side; a section that fails says so and leaves the others alone."""

    def one(index: int) -> SectionDraft:
        ground = ground_section(brief, exemplar, index, options.private)
        drafted = draft_section(ground, writer, lambda _: None)
        if on_section is not None:
            on_section(index, drafted)
        return drafted

    with ThreadPoolExecutor(max(1, options.parallel)) as pool:
        sections = tuple(pool.map(one, range(len(brief.sections))))
    draft = Draft(brief, sections, brief.figures)
    return Draft(brief, sections, brief.figures, review(draft, exemplar))


def ground_section(brief: Brief, exemplar: Exemplar | None, index: int, private: bool) -> Ground:
    """What the section may be written from; the exemplar gives a masked passage of the same or the closest section."""
    passage = passage_for(exemplar, brief.sections[index].heading) if exemplar else ""
    return Ground(brief, index, brief.figures, passage, private)


def draft_section(ground: Ground, writer: Writer, on_text: OnText) -> SectionDraft:
    """A writer's failure never raises: the section is FAILED, with the reason in Chinese and the partial text kept."""
    blank = SectionDraft(
        ground.section.heading, ground.section.level, author=writer.author, asked=ground.section.length
    )
    if not has_material(ground.brief, ground.index):
        return replace(
            blank, status=SectionStatus.DONE if is_container(ground.brief, ground.index) else SectionStatus.EMPTY
        )
    try:
        written = writer.write(ground, on_text)
        settled = settled_text(written, ground)
        if is_silent(written, settled, ground):
            raise AnswerEmpty("模型没有写出正文", place=written.model, hint="请重试这一节，或换一个模型")
        errors = errors_in(settled.text, ground)
        if errors:
            written, settled = repair_once(ground, writer, written, settled, errors, on_text)
    except WriterError as fault:
        return replace(
            blank, status=SectionStatus.FAILED, reason=str(fault), partial=settle(fault.partial, ground).text
        )
    return replace(
        blank,
        source=settled.text,
        status=SectionStatus.DONE,
        author=written.author,
        model=written.model,
        template=written.template,
        usage=written.usage,
    )


def settled_text(written: Written, ground: Ground) -> Settled:
    """Only a model's answer is mended; the plain writer's text is made of the user's own words and stays as it is."""
    return settle(written.text, ground) if written.author is Author.MODEL else Settled(written.text)


def is_silent(written: Written, settled: Settled, ground: Ground) -> bool:
    """Whether a model answered, but with no text: a heading, its prompt, an apology."""
    return written.author is Author.MODEL and says_nothing(settled.text, ground)


def has_material(brief: Brief, index: int) -> bool:
    """Whether anything was given that may be written about."""
    usable = any(not one.pending and one.use is not Use.RESERVE for one in brief.figures.of_section(index))
    return usable or any(point.use is not Use.RESERVE for point in brief.sections[index].points)


def is_container(brief: Brief, index: int) -> bool:
    """A heading that only holds deeper ones has nothing to write and lacks nothing."""
    following = brief.sections[index + 1 : index + 2]
    return bool(following) and following[0].level > brief.sections[index].level


def errors_in(text: str, ground: Ground) -> tuple[Finding, ...]:
    found = check_section(text, ground.context, ground.index)
    return tuple(one for one in found if one.severity is Severity.ERROR)


def repair_once(
    ground: Ground, writer: Writer, written: Written, settled: Settled, errors: tuple[Finding, ...], on_text: OnText
) -> tuple[Written, Settled]:
    """The repaired text when it has fewer errors than the first; a failed repair never costs the first text."""
    try:
        again = writer.repair(ground, settled.text, errors, on_text)
    except WriterError:
        return written, settled
    if again is None:
        return written, settled
    mended = settled_text(again, ground)
    spent = replace(again, usage=written.usage + again.usage)
    if not is_silent(again, mended, ground) and len(errors_in(mended.text, ground)) < len(errors):
        return spent, mended
    return replace(written, usage=spent.usage), settled
