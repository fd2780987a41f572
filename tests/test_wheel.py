"""The wheel as users get it: what is in it, and that it works away from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

import mkdocs_papernotes
from tests.build_site import Project

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mkdocs_papernotes"
USER_PROGRAM = Path(__file__).parent / "data" / "user_program.py"


def run(*command: str | Path, folder: Path) -> str:
    # nothing that would lead Python back into the checkout
    environment = {name: os.environ[name] for name in os.environ if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel, and with what is installed here.

    What is installed here is found by a path file, whose folder's own path files do not count: the
    checkout, which is installed by such a file, is out of sight.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(interpreter, "-c", where, folder=folder).strip())
    (packages / "installed_here.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    run(
        *(sys.executable, "-m", "pip", "--python", interpreter, "install", "--no-index"),
        *("--no-deps", "--ignore-installed", "--quiet", "--disable-pip-version-check", wheel),
        folder=folder,
    )
    return interpreter


def test_the_wheel_holds_the_whole_package(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    written = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert {name for name in names if ".dist-info/" not in name} == written
    assert {
        "mkdocs_papernotes/py.typed",
        "mkdocs_papernotes/locales/zh.yml",
        "mkdocs_papernotes/problems/en.yml",
        "mkdocs_papernotes/templates/papernotes/archive.html",
        "mkdocs_papernotes/templates/assets/papernotes/papernotes.css",
    } <= names


@pytest.mark.pure
@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_shows_the_commands_of_a_new_site(name: str) -> None:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    install = "pip install -r requirements.txt"
    assert blocks[:3] == [
        "pip install mkdocs-papernotes\n"
        "papernotes init my-notes\n"
        f"cd my-notes && {install}\n"
        "mkdocs serve\n",
        "uvx --from mkdocs-papernotes papernotes init my-notes\n"
        "cd my-notes && uv run --with-requirements requirements.txt mkdocs serve\n",
        f"pip install .\npapernotes init ../my-notes\ncd ../my-notes && {install}\nmkdocs serve\n",
    ]


def test_a_new_site_is_built_with_the_wheel(python: Path, tmp_path: Path) -> None:
    """The commands of the README."""
    program = python.parent / ("papernotes.exe" if os.name == "nt" else "papernotes")
    made = run(program, "init", "my-notes", folder=tmp_path)
    assert made.splitlines()[-1].strip() == "mkdocs serve"
    site = tmp_path / "my-notes"
    log = run(python, "-m", "mkdocs", "build", "--strict", folder=site)
    assert "WARNING" not in log
    for path in ("index.html", "zh/index.html", "zh/notes/double-descent/index.html"):
        assert "pn-" in (site / "site" / path).read_text("utf-8")
    assert (site / "site/assets/papernotes/katex/katex.min.js").is_file()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (folder,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        entry_points = archive.read(f"{folder}/entry_points.txt").decode("utf-8")
        metadata = archive.read(f"{folder}/METADATA").decode("utf-8")

    assert "[mkdocs.plugins]" in entry_points
    assert "papernotes = mkdocs_papernotes.adapter.plugin:PapernotesPlugin" in entry_points
    assert f"Version: {mkdocs_papernotes.__version__}\n" in metadata
    assert "Requires-Python: >=3.10\n" in metadata
    assert re.search(r"Requires-Dist: mkdocs-static-i18n<1\.\d+,>=1\.\d+\n", metadata)


def test_the_package_has_a_face(python: Path) -> None:
    code = (
        "import mkdocs_papernotes as package\n"
        "assert package.__doc__\n"
        "print(package.__file__, package.__version__)\n"
        "for name in package.__all__:\n"
        "    value = getattr(package, name)\n"
        "    assert isinstance(value, str) or value.__doc__, name\n"
        "    print(name)\n"
    )

    first, *names = run(python, "-c", code, folder=python.parent).splitlines()

    file, version = first.rsplit(" ", 1)
    assert Path(file).is_relative_to(python.parent.parent)
    assert version == mkdocs_papernotes.__version__
    assert "open_site" in names


def test_a_site_is_built_and_opened(python: Path, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("first.md", "Some text.", title="First", paper={"arxiv": "2604.15244"})
    project.note("first.zh.md", "一些文字。", title="第一篇")
    project.configure(theme="material")

    log = run(python, "-m", "mkdocs", "build", "--strict", folder=tmp_path)
    program = run(python, USER_PROGRAM, tmp_path, folder=tmp_path)

    assert "Documentation built" in log
    for page in ("index.html", "archive/index.html", "zh/archive/index.html"):
        assert "第一篇" in (tmp_path / "site" / page).read_text("utf-8"), page
    assert f"papernotes {mkdocs_papernotes.__version__}" in program
    assert "2026-04-16 zh 第一篇: zh/notes/first/" in program


def test_a_program_that_uses_it_is_type_checked(python: Path, tmp_path: Path) -> None:
    """With the annotations of the wheel: mypy reads them only where there is `py.typed`."""
    program = tmp_path / "user_program.py"
    text = USER_PROGRAM.read_text("utf-8")
    strict = (sys.executable, "-m", "mypy", "--strict", "--python-executable", python, program)

    program.write_text(text, "utf-8")
    assert "Success" in run(*strict, folder=tmp_path)

    program.write_text(text.replace("note.title", "note.titel"), "utf-8")
    with pytest.raises(AssertionError, match='"Note" has no attribute "titel"'):
        run(*strict, folder=tmp_path)
