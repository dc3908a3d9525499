"""The notebook of the documentation: it is one, it runs, and what it shows is what it is about."""

from __future__ import annotations

import ast
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

# What nbformat 4.5 asks of the two kinds of cells that are used.
CELL: dict[str, Any] = {
    "type": "object",
    "required": ["cell_type", "id", "metadata", "source"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-zA-Z0-9_-]{1,64}$"},
        "metadata": {"type": "object"},
        "source": {"type": "array", "items": {"type": "string"}},
    },
    "oneOf": [
        {
            "properties": {"cell_type": {"const": "markdown"}},
            "not": {"anyOf": [{"required": ["outputs"]}, {"required": ["execution_count"]}]},
        },
        {
            "properties": {
                "cell_type": {"const": "code"},
                "outputs": {"type": "array", "maxItems": 0},
                "execution_count": {"type": "null"},
            },
            "required": ["outputs", "execution_count"],
        },
    ],
}
NOTEBOOK = {
    "type": "object",
    "required": ["cells", "metadata", "nbformat", "nbformat_minor"],
    "additionalProperties": False,
    "properties": {
        "cells": {"type": "array", "items": CELL},
        "metadata": {"type": "object", "required": ["kernelspec"]},
        "nbformat": {"const": 4},
        "nbformat_minor": {"const": 5},
    },
}


@pytest.fixture(scope="module")
def notebook(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    return found


def shown(source: str, names: dict[str, Any]) -> Any:
    """Run a cell as a kernel does, and return the value of its last line where that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return (
        eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        if isinstance(last, ast.Expr)
        else None
    )


class Words(HTMLParser):
    """The words that a piece of HTML shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.style = False
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.style = False

    def handle_data(self, data: str) -> None:
        if not self.style:
            self.words.append(data)


def test_it_is_a_notebook(notebook: dict[str, Any]) -> None:
    Draft202012Validator(NOTEBOOK).validate(notebook)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


def test_it_runs_and_shows_what_was_said(notebook: dict[str, Any]) -> None:
    names: dict[str, Any] = {}
    values = {
        cell["id"]: shown("".join(cell["source"]), names)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    }
    assert ("Ana Ruiz", "she would never sell the docks") in {
        (name, words.removeprefix("that ")) for name, _, words in values["fields"]
    }
    for name in ("read", "search", "chosen"):
        words = " ".join(Words(values[name]._repr_html_()).words)
        assert "Ana Ruiz" in words and "never sell the docks" in words and "The Port Courier" in words
