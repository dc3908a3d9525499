"""What holds for the project as a whole: its files, its versions, and what it says of itself."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from benchmarks.parts import WORLD

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The files that the project keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git clone")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts(tracked: list[Path]) -> dict[Path, str]:
    """The text of every file that is one."""
    found = {}
    for path in tracked:
        data = path.read_bytes()
        if path.suffix != ".bin" and b"\0" not in data[:8192]:
            found[path] = data.decode("utf-8")
    return found


def test_the_installed_version_is_the_project_s() -> None:
    assert version("onrecord") == PROJECT["version"], "run make setup"


def test_the_changelog_tells_what_is_unreleased_first_and_newest_versions_next() -> None:
    headings = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    versions = [tuple(map(int, heading.split()[0].split("."))) for heading in headings[1:]]

    assert headings[0] == "Unreleased"
    assert versions == sorted(versions, reverse=True)


def test_the_readme_says_how_to_begin() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    for command in ("make demo", "make test", "onrecord read"):
        assert command in readme


def test_no_text_names_a_path_of_one_machine(texts: dict[Path, str]) -> None:
    path = re.compile(r"(?<![\w.~-])/(?:work|home|root|Users|farm)/\w")
    found = [
        f"{file.relative_to(ROOT)}: {line.strip()[:100]}"
        for file, text in texts.items()
        if file != Path(__file__)
        for line in text.splitlines()
        if path.search(line)
    ]

    assert not found


def test_no_sentence_of_the_shared_texts_stands_in_a_file(
    texts: dict[Path, str], corpus: Path, pages: Path, articles: Path
) -> None:
    # Labels name nameless speakers by the article's own words, however many those are.
    mine = {
        path: text for path, text in texts.items() if not (path.parent == WORLD and path.suffix == ".jsonl")
    }
    ours = {run: path for path, text in mine.items() for run in _runs(text)}
    files = [*corpus.glob("*.jsonl"), pages / "pages.jsonl", *articles.glob("*.txt")]

    for file in files:
        theirs = file.read_text(encoding="utf-8").replace("\\n", "\n")
        # an article's key is made of its title, and labels go by it
        theirs = re.sub(r'"file": "[^"]*"', "", theirs)
        shared = {f"{ours[run].relative_to(ROOT)}: {' '.join(run)}" for run in _runs(theirs) if run in ours}
        assert not shared


def _runs(text: str, length: int = 12) -> Iterator[tuple[str, ...]]:
    """Yield every run of this many words, letters alone."""
    words = re.findall(r"[a-z]+", text.lower())
    return zip(*(words[place:] for place in range(length)), strict=False)


def test_modules_are_short_enough_to_be_about_one_thing(texts: dict[Path, str]) -> None:
    lengths = {
        path.relative_to(ROOT): text.count("\n") for path, text in texts.items() if path.suffix == ".py"
    }

    assert not {path: lines for path, lines in lengths.items() if lines > 450}


def test_the_script_of_the_continuous_check_is_sound() -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    told = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout

    assert re.findall(r"^  make (\w+)", told, re.MULTILINE) == phony.split()
