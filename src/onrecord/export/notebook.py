"""Readings and statements as they show themselves in a notebook: a piece of HTML that stands for itself.

It asks for nothing from anywhere, has no script, and its rules hold for nothing else in the notebook. It is light or
dark as the notebook is, or else as the system is. Where a notebook lets no style sheet in, it is plain but whole.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from onrecord.export.html import file, page_of, palette, templates
from onrecord.export.views import entry_of
from onrecord.export.words import moment, one_line
from onrecord.statement import Reading

if TYPE_CHECKING:
    from onrecord.record.results import StoredStatement

SHORT: Final = 1500
"""Characters of an article that is shown at once; a longer one opens on request."""

_OURS: Final = ".onrecord-reading"


def reading_html(reading: Reading) -> str:
    """Return a reading: its statements, and the article with the statements marked."""
    page = page_of(reading, "n", "")
    return _rendered(page=page, open=len(reading.article.text) <= SHORT)


def statement_html(stored: StoredStatement) -> str:
    """Return a statement of a record: who said what, and where it was published."""
    where = [
        one_line(stored.outlet or ""),
        one_line(stored.title or ""),
        moment(stored.published or ""),
        one_line(stored.url or ""),
        f"article {stored.article}, statement {stored.id}",
    ]
    names = " and ".join(name for one in stored.speakers if (name := one_line(one.name)))
    return _rendered(
        page=None,
        entry=entry_of(stored.statement, stored.id, names or "(no speaker)", one_line(stored.text)),
        where=" · ".join(part for part in where if part),
    )


def _rendered(**values: object) -> str:
    template = templates().get_template("notebook.html.jinja")
    return template.render(style=Markup(_style()), **values)


@cache
def _style() -> str:
    """Return the rules, each of which holds only within what is shown."""
    light, dark = f"color-scheme: light;\n{file('light.css')}", f"color-scheme: dark;\n{file('dark.css')}"
    return (
        palette(_OURS)
        # What the notebook says counts more than what the system says.
        + f'[data-jp-theme-light="true"] {_OURS}, .vscode-light {_OURS} {{\n{light}}}\n'
        + f'[data-jp-theme-light="false"] {_OURS}, .vscode-dark {_OURS} {{\n{dark}}}\n'
        + f"{_OURS} {{\n{file('marks.css')}{file('notebook.css')}}}\n"
    )
