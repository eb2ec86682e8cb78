"""Reads back what was written: Word files through python-docx, PDF through poppler, Word through LibreOffice."""

import html
import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph


def paragraphs(contenu: bytes) -> Iterator[Paragraph]:
    """Every paragraph of a .docx in reading order, those of tables included."""
    for element in Document(io.BytesIO(contenu)).iter_inner_content():
        if isinstance(element, Table):
            for rang in element.rows:
                for case in rang.cells:
                    yield from case.paragraphs
        else:
            yield element


def styled(contenu: bytes) -> list[tuple[str, str]]:
    """(style, text) of every paragraph: what a snapshot shows."""
    return [(paragraphe.style.name or "", paragraphe.text) for paragraphe in paragraphs(contenu) if paragraphe.style]


def word_text(contenu: bytes) -> str:
    """The text of a .docx, one line per paragraph."""
    return "\n".join(paragraphe.text for paragraphe in paragraphs(contenu))


@dataclass(frozen=True)
class Mot:
    """A word of a page and where it is, in millimetres from the top left corner."""

    texte: str
    page: int
    gauche: float
    haut: float
    droite: float
    bas: float


_COMME_IMPRIME = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_PAGE = re.compile(r"<page |<word ([^>]*)>([^<]*)</word>")
_BORD = re.compile(r'(xMin|yMin|xMax|yMax)="([\d.]+)"')


def words(chemin: Path) -> list[Mot]:
    """Every word of a PDF, with its place."""
    sortie = subprocess.run(
        ["pdftotext", "-bbox", str(chemin), "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    page = 0
    mots = []
    for trouve in _PAGE.finditer(sortie):
        if trouve[0].startswith("<page"):
            page += 1
            continue
        bords = {nom: float(valeur) * 25.4 / 72 for nom, valeur in _BORD.findall(trouve[1])}
        mots.append(Mot(html.unescape(trouve[2]), page, bords["xMin"], bords["yMin"], bords["xMax"], bords["yMax"]))
    return mots


def pdf_text(contenu: bytes) -> str:
    """The text of a PDF."""
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=contenu, check=True, capture_output=True).stdout.decode()


def convert(contenu: bytes, dossier: Path) -> Path:
    """A .docx made into a PDF by LibreOffice, as it would be printed: with the blank backs of sheets."""
    (converti,) = convert_all({"lettre": contenu}, dossier)
    return converti


def convert_all(contenus: Mapping[str, bytes], dossier: Path) -> list[Path]:
    """The same of several, by name."""
    chemins = [dossier / f"{nom}.docx" for nom in contenus]
    for chemin, contenu in zip(chemins, contenus.values(), strict=True):
        chemin.write_bytes(contenu)
    profil = f"-env:UserInstallation={(dossier / 'profil').as_uri()}"
    commande = ["soffice", "--headless", profil, "--convert-to", _COMME_IMPRIME, "--outdir", str(dossier)]
    subprocess.run([*commande, *map(str, chemins)], check=True, capture_output=True, timeout=300)
    return [chemin.with_suffix(".pdf") for chemin in chemins]
