"""The documentation as something that runs: its commands, its Python, and its links.

``python -m tests.documents`` (``make docs``) writes what the commands print now into the documents.

A ``console`` block is a session: lines that begin with ``$ `` are commands, those after one are what it
prints; a line of three dots stands for any lines. A command must succeed unless ``$ echo $?`` follows.
``make`` is not run, only asked whether it knows the target. A comment ``<!-- not run: the reason -->`` before
a block lets it be.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
ANYTHING = "..."

_NOT_RUN = re.compile(r"<!--\s*not run: (?P<reason>\S.*?)\s*-->")
_MAKE = re.compile(r"make(?: +(?P<target>[a-z]+))?\Z")
# What help is drawn with differs from release to release of the library that draws it; its words do not.
_FRAME = re.compile(r"[\s╭╮╰╯│─┌┐└┘|]+")
_END = "-- end of command --"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: where its first line stands (from 1), its language, and its text."""

    path: Path
    line: int
    language: str
    code: str
    not_run: str | None

    @property
    def name(self) -> str:
        """The block's place, to name it by."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


@dataclass(slots=True)
class Command:
    """A command of a session, the number of its first line within the block (from 0), and what it prints."""

    text: str
    line: int
    shown: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, line by line, and its exit code."""

    printed: list[str]
    code: int


def documents() -> list[Path]:
    """Return every document of the project."""
    folders = ("docs", "examples", "benchmarks", "training", "src")
    found = [*ROOT.glob("*.md"), *(path for name in folders for path in (ROOT / name).rglob("*.md"))]
    return sorted(found)


def blocks(path: Path) -> list[Block]:
    """Return the fenced blocks of a document."""
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    found = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "fence" or token.map is None:
            continue
        mark = _NOT_RUN.search(before.content) if before and before.type == "html_block" else None
        reason = mark["reason"] if mark else None
        found.append(Block(path, token.map[0] + 2, token.info.strip(), token.content, reason))
    return found


def links(path: Path) -> Iterator[str]:
    """Yield where the links and pictures of a document point."""
    for token in MarkdownIt().parse(path.read_text(encoding="utf-8")):
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if target:
                yield str(target)


def anchors(path: Path) -> set[str]:
    """Return the anchors that the headings of a document are given where it is shown."""
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(block: Block) -> list[Command]:
    """Return the commands of a session, each with what it is shown to print."""
    found: list[Command] = []
    for number, line in enumerate(block.code.splitlines()):
        if line.startswith("$ "):
            found.append(Command(line.removeprefix("$ "), number))
        elif found and found[-1].text.endswith("\\") and line.startswith("> "):
            found[-1].text += "\n" + line.removeprefix("> ")
        elif found:
            found[-1].shown.append(line.rstrip())
        else:
            raise ValueError(f"{block.name}: a session begins with a command, not with {line!r}")
    for command in found:
        while command.shown and not command.shown[-1]:
            command.shown.pop()
    return found


def run(session: list[Command], folder: Path) -> list[Outcome]:
    """Run the commands of a session in one shell, ``make`` excepted, and return what each of them did."""
    script = "".join(
        f"{':' if target_of(command) else command.text}\n"
        f"__code=$?; printf '\\n%s %s\\n' '{_END}' $__code; (exit $__code)\n"
        for command in session
    )
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    outcomes = []
    lines: list[str] = []
    for line in done.stdout.split("\n"):
        if line.startswith(_END):
            while lines and not lines[-1]:
                lines.pop()
            outcomes.append(Outcome(lines, int(line.removeprefix(_END))))
            lines = []
        else:
            lines.append(line.rstrip())
    return outcomes


def target_of(command: Command) -> str | None:
    """Return the target of a ``make`` command, and ``None`` for any other command."""
    match = _MAKE.match(command.text)
    return (match["target"] or "help") if match else None


def same(command: Command, printed: list[str]) -> bool:
    """Tell whether a command printed what is shown; the words alone count in a help text."""
    shown = command.shown
    if command.text.endswith("--help"):
        shown, printed = ([_FRAME.sub(" ", "\n".join(lines)).strip()] for lines in (shown, printed))
    pattern = "".join("(?:.*\n)*?" if line == ANYTHING else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def scratch(folder: Path) -> Path:
    """Lay out a folder that commands can run and write in: it holds the examples."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def difference(command: Command, printed: list[str]) -> str:
    """Return what differs between what is shown and what was printed."""
    return "\n".join(difflib.unified_diff(command.shown, printed, "shown", "printed", lineterm=""))


def refresh(path: Path) -> bool:
    """Write what a document's commands print now into it; what is left out with dots stays as it is."""
    lines = path.read_text(encoding="utf-8").splitlines()
    before = list(lines)
    edits: list[tuple[int, int, list[str]]] = []
    for block in blocks(path):
        if block.language != "console" or block.not_run:
            continue
        session = commands(block)
        with tempfile.TemporaryDirectory() as name:
            outcomes = run(session, scratch(Path(name)))
        for command, outcome in zip(session, outcomes, strict=True):
            if command.shown and ANYTHING not in command.shown:
                start = block.line + command.line + command.text.count("\n")
                edits.append((start, start + len(command.shown), outcome.printed))
    for start, end, printed in reversed(edits):
        lines[start:end] = printed
    if lines != before:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines != before


if __name__ == "__main__":
    for document in documents():
        if refresh(document):
            print(f"written: {document.relative_to(ROOT)}")
