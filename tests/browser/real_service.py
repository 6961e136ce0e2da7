"""`assistant serve` as anybody would start it, over a small collection that is made on the spot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

PATIENCE_SECONDS = 240
TITLE = "Mittausopas hanketoteuttajille"

# Each page has a matter of its own, so that an answer can come from one page alone.
PDF_PAGES = [
    [
        "Mittausopas hanketoteuttajille",
        "Opas neuvoo, miten työhyvinvointia mitataan hankkeissa.",
        "Opas on tarkoitettu projektipäälliköille ja hankkeiden asiantuntijoille.",
    ],
    [
        "Alkumittaus",
        "Alkumittaus tehdään kahden kuukauden kuluessa hankkeen alusta.",
        "Mittaukseen vastaavat kaikki hankkeeseen osallistuvien työpaikkojen työntekijät.",
    ],
    [
        "Loppumittaus",
        "Loppumittaus tehdään hankkeen viimeisen kuukauden aikana samalla lomakkeella.",
        "Tulokset toimitetaan koordinaatiohankkeelle loppuraportin liitteenä.",
    ],
]
PRACTICE = """---
title: Etätyön pelisäännöt
kind: practice
language: fi
published: 2025-04-10
---

# Etätyön pelisäännöt

Työyhteisö sopii yhdessä, milloin etätyöpäivänä ollaan tavoitettavissa.
Esihenkilö käy jokaisen kanssa viikoittain lyhyen keskustelun.
"""
GUIDE_SV = """---
title: Att leda på distans
kind: guide
language: sv
published: 2024-11-05
---

# Att leda på distans

Chefen kommer överens med gruppen om gemensamma spelregler för distansarbetet.
"""


def write_collection(folder: Path) -> None:
    """A PDF of three pages, a practice in Finnish and a guide in Swedish."""
    folder.mkdir()
    pdf = Canvas(str(folder / "mittausopas.pdf"), pagesize=A4)
    pdf.setTitle(TITLE)
    for heading, *lines in PDF_PAGES:
        pdf.setFont("Helvetica-Bold", 18)
        pdf.drawString(72, 750, heading)
        pdf.setFont("Helvetica", 11)
        for number, line in enumerate(lines):
            pdf.drawString(72, 710 - 16 * number, line)
        pdf.showPage()
    pdf.save()
    (folder / "etatyon-pelisaannot.md").write_text(PRACTICE, encoding="utf-8")
    (folder / "distansledning.md").write_text(GUIDE_SV, encoding="utf-8")


@contextmanager
def real_service(folder: Path) -> Iterator[str]:
    """Serves a collection once all of it is indexed; the address is given.

    Args:
        folder: An empty folder for the collection and the index.

    Raises:
        RuntimeError: The server ended, or was not ready within `PATIENCE_SECONDS`; with what it said.
    """
    write_collection(folder / "documents")
    command = [
        "serve",
        "--port",
        "0",
        "--json",
        "--data-dir",
        str(folder / "data"),
        "--sync",
        str(folder / "documents"),
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    with (folder / "log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", "from api.cli import main; main()", *command],
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            text=True,
        )
        impatience = Timer(PATIENCE_SECONDS, server.kill)
        impatience.start()
        try:
            yield _address_when_synced(server, log.name)
        finally:
            impatience.cancel()
            server.terminate()
            server.wait(timeout=30)


def _address_when_synced(server: subprocess.Popen[str], log: str) -> str:
    assert server.stdout is not None
    address = ""
    for line in server.stdout:
        event: dict[str, str] = json.loads(line)
        address = event.get("address", address)
        if event["event"] == "synced":
            return address
    raise RuntimeError(f"the server is not ready:\n{Path(log).read_text(encoding='utf-8')}")
