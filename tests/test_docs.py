from __future__ import annotations

import doctest
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

import onrecord
from onrecord.cli import app
from tests import documents
from tests.documents import ROOT, Block

DOCUMENTS = documents.documents()
BLOCKS = [block for path in DOCUMENTS for block in documents.blocks(path)]
SESSIONS = [block for block in BLOCKS if block.language == "console"]
EXAMPLES = sorted({b.path for b in BLOCKS if b.language in ("python", "pycon") and not b.not_run})


def name_of(thing: object) -> str:
    return thing.name if isinstance(thing, Block) else str(Path(str(thing)).relative_to(ROOT))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return documents.scratch(tmp_path)


@pytest.mark.parametrize("block", [block for block in SESSIONS if not block.not_run], ids=name_of)
def test_commands_print_what_is_shown(block: Block, folder: Path) -> None:
    session = documents.commands(block)
    outcomes = documents.run(session, folder)

    assert len(outcomes) == len(session), "the shell was left before the end"
    for command, outcome, after in zip(session, outcomes, [*session[1:], None], strict=True):
        if after is None or after.text != "echo $?":
            assert outcome.code == 0, f"$ {command.text}\n" + "\n".join(outcome.printed)
        if command.shown and not documents.target_of(command):
            told = documents.difference(command, outcome.printed)
            assert documents.same(command, outcome.printed), f"{told}\n(make docs writes it anew)"


@pytest.mark.parametrize("block", SESSIONS, ids=name_of)
def test_make_knows_the_targets_that_are_named(block: Block) -> None:
    for command in documents.commands(block):
        if target := documents.target_of(command):
            done = subprocess.run(
                ["make", "--dry-run", target], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
            )
            assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_python_does_what_is_shown(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    # Processes that an example starts look for its functions where a script's would be.
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in documents.blocks(path):
        if block.not_run:
            continue
        if block.language == "python":
            code = compile("\n" * (block.line - 1) + block.code, path, "exec")
            exec(code, names)
        elif block.language == "pycon":
            assert _failures_of(block, names) == ""


def _failures_of(block: Block, names: dict[str, Any]) -> str:
    test = doctest.DocTestParser().get_doctest(block.code, names, block.name, str(block.path), block.line - 1)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    told = io.StringIO()
    runner.run(test, out=told.write, clear_globs=False)
    names.update(test.globs)
    return told.getvalue()


def test_the_package_s_own_example_does_what_is_shown() -> None:
    assert doctest.testmod(onrecord) == (0, 3)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_local_links_lead_somewhere(path: Path) -> None:
    for link in documents.links(path):
        if "://" in link or link.startswith("mailto:"):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{link}: there is no such file"
        assert target.is_relative_to(ROOT), f"{link}: leads out of the project"
        if anchor:
            assert anchor in documents.anchors(target), f"{link}: there is no such heading"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_no_block_escapes_by_its_language(path: Path) -> None:
    for block in documents.blocks(path):
        assert block.language, f"{block.name}: a block without a language"
        assert block.language not in ("bash", "sh", "shell"), (
            f"{block.name}: write a console block, which is run"
        )


def test_every_command_has_its_help_in_the_documentation() -> None:
    shown = {command.text for block in SESSIONS for command in documents.commands(block) if command.shown}
    known = typer.main.get_command(app)

    assert isinstance(known, typer.core.TyperGroup)
    for name in known.commands:
        assert f"onrecord {name} --help" in shown
