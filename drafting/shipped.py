"""Where prompts, examples and the desk's entry lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

EXEMPLAR = "2023年某县工作情况汇报.txt"
EXAMPLE_BRIEF = "青岚县2024年上半年工作情况汇报.yaml"
EXAMPLE_FORM = "青岚县2024年上半年填报表.xlsx"
EXAMPLE_DRAFT = "青岚县2024年上半年工作情况汇报.txt"


def shipped(*parts: str) -> Path:
    """Path of a shipped file or folder, e.g. `shipped("prompts", "section.md")`."""
    package = Path(__file__).resolve().parent
    installed = package / "share"
    return (installed if installed.is_dir() else package.parent).joinpath(*parts)
