"""The wheel carries prompts, examples and the desk, and drafts where no checkout is."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=500)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_all_that_ships(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        f"drafting/share/{path.relative_to(ROOT)}"
        for folder in ("prompts", "examples")
        for path in (ROOT / folder).iterdir()
    }
    assert needed | {"drafting/share/app.py", "drafting/py.typed"} <= names
    assert not any(name.startswith("tests/") for name in names)


def test_an_installed_wheel_drafts_the_example_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    # Dependencies come from this environment; the package itself only from the wheel.
    venv.EnvBuilder(with_pip=False, system_site_packages=False).create(home)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    installed = run(
        sys.executable, "-m", "pip", "install", "--no-deps", "--target", home / "lib-nigao", wheel, cwd=tmp_path
    )
    assert installed.returncode == 0, installed.stderr
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    code = (
        f"import sys; sys.path[:0] = [{str(home / 'lib-nigao')!r}]; sys.path += {libraries!r}\n"
        "import drafting, pathlib; assert 'lib-nigao' in drafting.__file__, drafting.__file__\n"
        "from drafting.shipped import EXAMPLE_BRIEF, shipped\n"
        "from drafting.cli import main\n"
        "sys.argv = ['nigao', 'draft', str(shipped('examples', EXAMPLE_BRIEF)), '-o', '报告.docx']\n"
        "main()"
    )
    drafted = run(python, "-c", code, cwd=tmp_path)
    assert drafted.returncode == 0, drafted.stderr
    assert zipfile.ZipFile(tmp_path / "报告.docx").testzip() is None
