"""What the formats for a terminal share: wrapped and indented lines, and the head of an article."""

from __future__ import annotations

from typing import Final, TextIO

from rich.console import Console
from rich.text import Text

from onrecord.export.words import STAND_MARKS, STANDS, byline, moment, one_line
from onrecord.statement import Reading, Stand

QUIET: Final = "dim"
DOUBT: Final = "yellow"

STAND_STYLES: Final[dict[Stand, str]] = {
    "ruled_out": "bold red",
    "opposed": "red",
    "open": "yellow",
    "favoured": "green",
    "pledged": "bold green",
    "done": "bold green",
}


class Sheet:
    """Lines of text on a stream, none wider than it should be.

    Args:
        stream: where to write.
        width: the columns of a line.
        color: whether styles are written.
    """

    def __init__(self, stream: TextIO, width: int, color: bool) -> None:
        self._console = Console(
            file=stream,
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )
        self._begun = False
        self.width = width
        self.color = color

    def lines(self, text: Text, indent: int = 0, hanging: int = 0, first: Text | None = None) -> None:
        """Write a paragraph, wrapped and indented.

        Its lines after the first stand ``hanging`` columns further in; ``first`` takes the place of the
        first line's indent.
        """
        room = max(self.width - indent - hanging, 8)
        for place, line in enumerate(text.wrap(self._console, room, tab_size=1)):
            line.rstrip()
            space = " " * (indent + (hanging if place else 0)) if line else ""
            margin = first if first and not place else Text(space)
            # Onto an empty one, for what is appended to a text takes on its style.
            self._console.print(Text().append_text(margin).append_text(line))

    def blank(self) -> None:
        """Write an empty line."""
        self._console.print()

    def head(self, reading: Reading, name: str) -> None:
        """Write an article's title and what is known of its origin, after a rule where another came before."""
        if self._begun:
            self.lines(Text("─" * self.width, QUIET))
            self.blank()
        self._begun = True
        article = reading.article
        self.lines(Text(one_line(article.title or name) or "(no title)", "bold"))
        about = [one_line(article.outlet or ""), moment(article.published or ""), byline(article)]
        if any(about):
            self.lines(Text(" · ".join(filter(None, about)), QUIET))
        if where := one_line(article.url or (name if article.title else "")):
            # Not wrapped: an address in pieces can be neither chosen nor copied.
            self._console.print(Text(where, QUIET))


def stand_told(stand: Stand) -> Text:
    """Return a stand's mark and name."""
    return Text.assemble((f"{STAND_MARKS[stand]} {STANDS[stand]}", STAND_STYLES[stand]))
