"""What a page says about itself: in JSON-LD, in ``<meta>``, and in what trafilatura and htmldate make out."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from onrecord.intake import addresses, dates, language, names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_AUTHORS = (
    "author",
    "article:author_name",
    "og:article:author",
    "article:author",
    "og:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "publish-date",
    "publication_date",
    "pubdate",
    "published",
    "date",
    "datecreated",
)
_DESCRIPTIONS = ("og:description", "description", "twitter:description")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a page beside its text.

    ``description`` is its summary; ``body`` its text, where the page repeats it as data; ``free`` is false
    where the page says that one has to pay to read on, ``None`` where it says nothing.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    body: str | None = None
    free: bool | None = None


def extract(tree: HtmlElement, url: str | None = None) -> Metadata:
    """Return what a page says about itself.

    Args:
        tree: the page, as it was parsed.
        url: the address that it was fetched from, if any.
    """
    things = list(_things(tree))
    known = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 2}
    article = next((thing for thing in things if _is_article(thing)), {})
    meta = _meta(tree)
    address = _address(tree, meta, url)
    return Metadata(
        title=_title(tree, article, meta),
        outlet=_outlet(article, known, meta, address),
        authors=_authors(tree, article, known, meta),
        published=_published(tree, article, meta, address),
        language=language.code(tree.get("lang") or _plain(article.get("inLanguage")) or ""),
        url=address,
        description=_plain(article.get("description")) or _first(meta, _DESCRIPTIONS),
        body=_body(article),
        free=_free(article),
    )


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, outer ones before inner ones."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?://\]\]>|-->|;)\s*$", "", script.text)
        try:
            queue = [json.loads(source, strict=False)]
        except (json.JSONDecodeError, RecursionError):
            continue
        while queue:
            thing = queue.pop(0)
            if isinstance(thing, dict):
                yield thing
                queue += [value for value in thing.values() if isinstance(value, dict | list)]
            elif isinstance(thing, list):
                queue = thing + queue


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in _listed(kinds)) and (
        "headline" in thing or "datePublished" in thing
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(value: Any) -> str | None:
    """Return a string of the page's data without entities, tags and needless space."""
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", "", unescape(value)).split()) or None


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _plain(element.get("content"))
        if name and content:
            found[name.strip().lower()].append(content)
    return found


def _first(meta: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((meta[key][0] for key in keys if key in meta), None)


def _headings(tree: HtmlElement) -> list[str]:
    return [text for heading in tree.iter("h1") if (text := _plain(str(heading.text_content())))]


def _title(tree: HtmlElement, article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    title = _plain(article.get("headline")) or _first(meta, _TITLES)
    headings = _headings(tree)
    if title is None:
        title = headings[0] if len(headings) == 1 else _plain(tree.findtext(".//title"))
    # A title that is a heading with more behind it ("... | The Courier") has the outlet's name there.
    if title is not None:
        for heading in headings:
            if len(heading) > 15 and re.match(re.escape(heading) + r"\s[|–—-]\s", title):
                return heading
    return title


def _outlet(
    article: dict[str, Any],
    known: dict[str, dict[str, Any]],
    meta: dict[str, list[str]],
    address: str | None,
) -> str | None:
    publisher = next(iter(_called(article.get("publisher"), known)), None)
    site = _first(meta, ("og:site_name", "application-name"))
    # "portcourier" as the site's name and "Port Courier" as the publisher's: the better spelling.
    if site and publisher and _squeezed(site) == _squeezed(publisher):
        return publisher
    if site or publisher:
        return site or publisher
    if address is None:
        return None
    host = re.match(r"[a-z]+://(?:www\.)?([^/:?#]+)", address, re.IGNORECASE)
    return host[1].lower() if host else None


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()


def _called(value: Any, known: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the names of persons or organisations of the page's data, references followed."""
    for item in _listed(value):
        thing = item
        if isinstance(thing, dict) and "name" not in thing:
            thing = known.get(str(thing.get("@id")), thing)
        if isinstance(thing, dict):
            parts = (thing.get(key) for key in ("givenName", "familyName"))
            thing = thing.get("name") or " ".join(part for part in parts if isinstance(part, str))
        for name in _listed(thing):
            if plain := _plain(name):
                yield plain


def _authors(
    tree: HtmlElement,
    article: dict[str, Any],
    known: dict[str, dict[str, Any]],
    meta: dict[str, list[str]],
) -> tuple[str, ...]:
    bylines = list(_called(article.get("author") or article.get("creator"), known))
    found = [name for byline in bylines for name in names.of_byline(byline)]
    for key in _AUTHORS:
        if found:
            break
        found = [name for byline in meta.get(key, ()) for name in names.of_byline(byline)]
    if not found:
        from trafilatura.metadata import extract_author

        found = list(names.of_byline(extract_author(tree) or ""))
    return tuple(dict.fromkeys(found))


def _published(
    tree: HtmlElement, article: dict[str, Any], meta: dict[str, list[str]], address: str | None
) -> str | None:
    given = (_plain(article.get(key)) for key in ("datePublished", "dateCreated"))
    values = [value for value in given if value]
    values += [value for key in _DATES for value in meta.get(key, ())]
    values += [
        element.get("datetime") or element.get("content") or ""
        for element in tree.xpath('.//*[@itemprop="datePublished"] | .//time[@pubdate]')
    ]
    found = [moment for value in values if (moment := dates.iso(value))]
    if found:
        # The first that is given wins; where it is a bare day, a later one may know the time of that day.
        day = found[0]
        return next((moment for moment in found if moment.startswith(day) and len(moment) > len(day)), day)
    import htmldate

    return htmldate.find_date(tree, extensive_search=False, original_date=True, url=address)


def _address(tree: HtmlElement, meta: dict[str, list[str]], url: str | None) -> str | None:
    """Return the address that the page gives as its own, else the one that it was fetched from.

    A site's front page as the address of an article is a slip of the page's and does not count.
    """
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    candidates = [str(link.get("href") or "").strip() for link in links]
    for candidate in candidates + meta.get("og:url", []):
        if addresses.is_web_address(candidate) and re.match(r"\w+://[^/]+/[^?#]", candidate):
            return candidate
    return url


def _body(article: dict[str, Any]) -> str | None:
    body = article.get("articleBody")
    return unescape(body).strip() or None if isinstance(body, str) else None


def _free(article: dict[str, Any]) -> bool | None:
    value = article.get("isAccessibleForFree")
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None
