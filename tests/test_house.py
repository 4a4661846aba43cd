"""The house: rooms import downwards, heavy libraries are paid for where they are used, the README tells the truth."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "drafting"

# From the ground up: a room may import rooms that stand before it, and itself.
FLOORS = [
    {"errors"},
    {"report", "shipped"},
    {"files", "counting", "lexicon", "numerals"},
    {"references", "naming", "wording"},
    {"measuring", "mending"},
    {"deriving"},
    {"export"},
    {"word"},
    {"templates", "models"},
    {"intake"},
    {"exemplar"},
    {"checking"},
    {"storage"},
    {"writing"},
    {"runs"},
    {"ui"},
    {"cli"},
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
HEAVY = ("langchain", "langchain_core", "langchain_openai", "openai", "streamlit", "sqlalchemy", "alembic", "docx",
         "openpyxl", "lxml", "tiktoken", "dbos", "pandas")  # fmt: skip


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    own = room_of(path)
    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("drafting.")}
    above = {room for room in used if room != own and LEVEL[room] >= LEVEL[own]}
    assert above == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_streamlit_stays_in_the_desk(path: Path) -> None:
    if room_of(path) != "ui":
        assert not any(name.split(".")[0] == "streamlit" for name in imports_of(path))


def heavy_after(code: str) -> list[str]:
    script = f"import sys\n{code}\nprint(*sorted(n for n in {HEAVY!r} if n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


def test_the_command_line_starts_without_heavy_libraries() -> None:
    assert heavy_after("import drafting.cli") == []


def test_a_plain_draft_to_json_needs_no_heavy_library(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    code = (
        "from drafting.cli import main\n"
        f"sys.argv = ['nigao', 'draft', 'examples/青岚县2024年上半年工作情况汇报.yaml', '-o', {str(out)!r}]\n"
        "try:\n    main()\nexcept SystemExit as done:\n    assert done.code == 0, done.code"
    )
    assert heavy_after(code) == []
    assert out.stat().st_size > 1000


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^python3 -m venv .*pytest$", readme, re.M)
    assert len(commands) == 1
    assert commands[0] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("document", ["README.md", "docs/brief.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_shipped_example_says_what_the_writer_now_drafts() -> None:
    from drafting.exemplar import shipped_exemplar
    from drafting.export import as_text, manuscript
    from drafting.intake.brief_file import read_brief
    from drafting.shipped import EXAMPLE_BRIEF, EXAMPLE_DRAFT, shipped
    from drafting.writing.pipeline import Options, draft_report
    from drafting.writing.plain_writer import PlainWriter

    brief = read_brief(shipped("examples", EXAMPLE_BRIEF))
    draft = draft_report(brief, shipped_exemplar(), PlainWriter(), Options())
    assert as_text(manuscript(draft)) == shipped("examples", EXAMPLE_DRAFT).read_text("utf-8")


def test_the_example_form_holds_the_same_brief_as_the_example_file() -> None:
    from drafting.intake.brief_file import read_brief
    from drafting.shipped import EXAMPLE_BRIEF, EXAMPLE_FORM, shipped

    assert read_brief(shipped("examples", EXAMPLE_FORM)) == read_brief(shipped("examples", EXAMPLE_BRIEF))
