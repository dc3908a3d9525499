"""What runs the documentation must notice when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import documents
from tests.documents import Block, Command


def block_of(tmp_path: Path, text: str) -> Block:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    [block] = documents.blocks(path)
    return block


def test_a_session_is_commands_with_what_they_print(tmp_path: Path) -> None:
    block = block_of(tmp_path, "Text\n\n```console\n$ echo a \\\n> b\na b\n\n$ true\n```\n")

    assert [(c.text, c.line, c.shown) for c in documents.commands(block)] == [
        ("echo a \\\nb", 0, ["a b"]),
        ("true", 4, []),
    ]


def test_a_reason_lets_a_block_be(tmp_path: Path) -> None:
    block = block_of(tmp_path, "<!-- not run: needs the network -->\n```console\n$ false\n```\n")

    assert block.not_run == "needs the network"


def test_each_command_has_its_own_output_and_code(tmp_path: Path) -> None:
    found = documents.run(
        [Command("echo a; echo b >&2", 0), Command("(exit 3)", 1), Command("echo $?", 2)], tmp_path
    )

    assert [(outcome.printed, outcome.code) for outcome in found] == [
        (["a", "b"], 0),
        ([], 3),
        (["3"], 0),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "..."], ["b"], False),
        (["a.c"], ["abc"], False),
        (["a"], ["a", "b"], False),
    ],
)
def test_three_dots_stand_for_any_lines(shown: list[str], printed: list[str], same: bool) -> None:
    assert documents.same(Command("cat", 0, shown), printed) is same


def test_help_is_compared_by_its_words() -> None:
    shown = ["╭─ Options ─╮", "│ --quiet   │", "╰───────────╯"]

    assert documents.same(Command("onrecord --help", 0, shown), ["Options", "", "  --quiet"])
    assert not documents.same(Command("onrecord --help", 0, shown), ["Options", "", "  --loud"])


def test_refreshing_writes_what_is_printed_now(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("```console\n$ echo new\nold\nolder\n$ seq 3\n1\n...\n```\nEnd\n", encoding="utf-8")

    assert documents.refresh(path)
    assert path.read_text(encoding="utf-8") == "```console\n$ echo new\nnew\n$ seq 3\n1\n...\n```\nEnd\n"
    assert not documents.refresh(path)


def test_headings_have_anchors(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# Who said what?\n\n## `read`, one file\n", encoding="utf-8")

    assert documents.anchors(path) == {"who-said-what", "read-one-file"}
