"""Adding articles: a text, an address or a file is sent, and read behind the pages."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.export.words import shortened
from onrecord.web import render
from onrecord.web.desk import Desk, NotHere, TheDesk
from onrecord.web.jobs import Job
from onrecord.web.reading import Sources, addressed, pasted, read_into, uploaded
from onrecord.web.twins import View, add_page

router = APIRouter()

Line = Annotated[str, Form(max_length=2000)]


def start(desk: Desk, name: str, sources: Sources) -> Job:
    """Have articles read into the record as soon as it is their turn.

    Args:
        desk: the desk.
        name: what they are, for people.
        sources: gives them.
    """
    return desk.jobs.submit(name, partial(read_into, desk.record, desk.reader, sources))


@router.post("/add", summary="Read a text, an address or a file into the record", tags=["pages"])
def add(  # noqa: PLR0917 - FastAPI reads a form's fields from here
    request: Request,
    desk: TheDesk,
    by: Annotated[Literal["text", "address", "file"], Form()],
    text: Annotated[str, Form()] = "",
    title: Line = "",
    outlet: Line = "",
    published: Line = "",
    url: Line = "",
    address: Line = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Take what is sent, and show how far its reading is."""
    if by == "text":
        name = shortened(title.strip() or text, 60) or "text"
        sources = pasted(text, title=title, outlet=outlet, published=published, url=url)
    elif by == "address":
        name, sources = shortened(address, 120), addressed(address, desk.settings.allow_local)
    elif file is not None:
        name = shortened(file.filename or "file", 120)
        sources = uploaded(file.filename or "", file.file.read())
    else:
        raise InputError("file", "none was sent")
    job = start(desk, name, sources)
    if render.is_part(request):
        return render.page(request, "job.html.jinja", {"job": job})
    return RedirectResponse(f"/jobs/{job.id}", 303)


def view(desk: TheDesk, name: str) -> View:
    """Return how far a reading is."""
    job = desk.jobs.get(name)
    if job is None:
        raise NotHere("There is no such reading; it may have been long ago.")
    return View("job.html.jinja", {"job": job}, job.to_dict())


add_page(router, "/jobs/{name}", view, summary="How far a reading is", table=False, twin="/api/jobs/{name}")
