"""A process that reads parts: ``python -m onrecord.cluster.worker``, started by :mod:`onrecord.cluster.crew`.

It is a program of its own and no fork, so that neither the one that asks for it nor Ray is run again inside it.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from onrecord.cluster.folder import folder_of
from onrecord.cluster.parts import Part
from onrecord.cluster.work import Job, Spot, read_part
from onrecord.errors import DeviceError, OnrecordError
from onrecord.reading.reader import Reader


def serve(pipe: Connection) -> None:
    """Read the parts that come through a pipe until it is closed.

    What is sent back: ``("ready", model)``; before every piece ``("at", spot)``; after a part ``("done", manifest)``,
    or ``("fault", error)`` where its partition cannot be written, or the reader's device not be used.
    """

    def at(spot: Spot) -> None:
        try:
            pipe.send(("at", spot))
        except (
            ConnectionError
        ):  # who asked for this is gone: nothing more is written, whatever else is caught
            raise SystemExit from None

    job: Job = pipe.recv()
    folder = folder_of(job.out)
    reader = Reader(tier=job.tier, device=job.device)
    try:
        reader.encoder.session  # noqa: B018 (made now: without its device no article could be read)
    except DeviceError as error:
        pipe.send(("fault", error))
        return
    pipe.send(("ready", reader.model))
    while True:
        part, deadly = pipe.recv()
        try:
            manifest = read_part(Part.of(part), reader, folder, job.options, deadly=deadly, at=at)
        except (OSError, OnrecordError) as error:
            pipe.send(("fault", error))
        else:
            pipe.send(("done", manifest))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, ConnectionError):  # who asked for this process is gone
        serve(Connection(int(sys.argv[1])))
