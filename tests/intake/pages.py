"""Invented pages for the tests."""

from __future__ import annotations

PARAGRAPHS = (
    "Mayor Ana Ruiz told the council on Monday that she would never sell the city docks.",
    "“We will lease them if the council asks,” she said after the vote, which passed by nine to four.",
    "The harbour master, Ben Okoro, said that the quays had not been repaired since the flood.",
    "Opposition members accused the mayor of hiding the cost, two million crowns by the auditors' report.",
    "The port workers' union said that its members would strike if a single crane was taken away.",
)


def page(body: str = "", *, head: str = "", title: str = "Docks stay with the city, mayor says") -> str:
    """Return a page of an invented outlet, ``body`` in its article between two halves of the paragraphs."""
    before = "".join(f"<p>{words}</p>" for words in PARAGRAPHS[:3])
    after = "".join(f"<p>{words}</p>" for words in PARAGRAPHS[3:])
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{title} | Port Courier</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><main><article><h1>{title}</h1>"
        f"<div class='article-body'>{before}{body}{after}</div></article></main>"
        "<footer><p>Port Courier, 1 Harbour Street</p></footer></body></html>"
    )
