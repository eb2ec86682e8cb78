"""What a letter costs once the program is warm, against the same letter made by the libraries alone."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import typst
from docxtpl import DocxTemplate

from benchmarks.outillage import Releve, banc, compare
from droits_usagers.app import make_services
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Civilite, Personne
from droits_usagers.letters.lettre import polices
from droits_usagers.letters.lettre.compilation import Compilateur
from droits_usagers.letters.lettre.pdf import Typographe
from droits_usagers.services.lettre.courriers import Courriers, Format

N = 40

#: What a person typed, by the name it has in a model of docxtpl.
VALEURS = {
    "prenom": "Élodie",
    "nom": "Œuvrard",
    "rue": "12 rue des Lilas",
    "ville": "93000 Bobigny",
    "lieu": "Bobigny",
    "service": "Service social départemental",
    "hotel": "Hôtel du département",
    "cedex": "93006 Bobigny cedex",
}
CONCERNE = Personne(civilite=Civilite.MME, prenom="Élodie", nom="Œuvrard", adresse=("12 rue des Lilas", "93000 Bobigny"))
DEMANDE = Demande(
    "acces",
    date=dt.date(2026, 11, 24),
    lieu="Bobigny",
    concerne=CONCERNE,
    organisme=Organisme(
        nom="Conseil départemental de la Seine-Saint-Denis",
        genre=GenreOrganisme.DEPARTEMENT,
        service="Service social départemental",
        adresse=("Hôtel du département", "93006 Bobigny cedex"),
        territoire="93",
    ),
)


@cache
def courriers() -> Courriers:
    """The real thing, warm."""
    services = make_services()
    return Courriers(services.catalogue, services.places.without_trace())


def demandes(premier: int = 0) -> Iterator[Demande]:
    """The same demande under one name after another: a letter already made is never measured again."""
    for rang in count(premier):
        yield replace(DEMANDE, concerne=replace(CONCERNE, nom=f"Œuvrard-{rang}"))


def make(demande: Demande, format_: Format) -> bytes:
    """From a demande to the bytes of a file."""
    return courriers().render(courriers().compose(demande), format_).contenu


@banc("lettre_docx_docxtpl")
def lettre_docx_docxtpl() -> Releve:
    """Against docxtpl filling the same text in the same model: our own letter, whose values are Jinja tags."""
    a_trous = replace(
        DEMANDE,
        lieu="{{ lieu }}",
        concerne=replace(CONCERNE, prenom="{{ prenom }}", nom="{{ nom }}", adresse=("{{ rue }}", "{{ ville }}")),
        organisme=replace(DEMANDE.organisme, service="{{ service }}", adresse=("{{ hotel }}", "{{ cedex }}")),
    )
    modele = make(a_trous, Format.DOCX)
    nos, leurs = demandes(), count()

    def fill(nom: str) -> bytes:
        document = DocxTemplate(io.BytesIO(modele))
        document.render(VALEURS | {"nom": nom}, autoescape=True)
        document.save(octets := io.BytesIO())
        return octets.getvalue()

    assert _text(fill("Œuvrard")) == _text(make(DEMANDE, Format.DOCX))
    return compare(lambda: make(next(nos), Format.DOCX), lambda: fill(f"Œuvrard-{next(leurs)}"), n=N)


@banc("lettre_docx_zip")
def lettre_docx_zip() -> Releve:
    """Against compressing the parts of that letter, and nothing else."""
    with zipfile.ZipFile(io.BytesIO(make(DEMANDE, Format.DOCX))) as archive:
        parties = {partie.filename: archive.read(partie) for partie in archive.infolist()}
    nos = demandes()

    def compress() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for nom, contenu in parties.items():
                archive.writestr(nom, contenu)

    return compare(lambda: make(next(nos), Format.DOCX), compress, n=N)


@banc("lettre_pdf")
def lettre_pdf() -> Releve:
    """Against typst compiling the same layout from the same data, with a compiler it keeps too."""
    mise_en_page = make_services().places.resources / "mise_en_page"
    # Other names: typst remembers what it has already laid out, whoever asked for it.
    nos, suite = demandes(), demandes(premier=10_000)
    donnees = iter([_data_of(mise_en_page, next(suite)) for _ in range(N + 2)])
    compilateur = typst.Compiler(
        mise_en_page / "document.typ",
        root=mise_en_page,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(dossier) for dossier in polices.folders()]),
        ignore_system_fonts=True,
    )

    def compile_() -> None:
        compilateur.compile(format="pdf", sys_inputs={"document": next(donnees)}, pdf_standards=["ua-1"], timestamp=0)

    return compare(lambda: make(next(nos), Format.PDF), compile_, n=N)


class _Ecoute(Compilateur):
    """Keeps what would have been given to typst."""

    donnees = ""

    def _compile(self, valeurs: str, *_: object, **__: object) -> list[bytes]:
        self.donnees = valeurs
        return [b""]


class _Muet(Typographe):
    """Lays nothing out."""

    def __init__(self, mise_en_page: Path) -> None:
        super().__init__(mise_en_page)
        self._compilateur = self.ecoute = _Ecoute(mise_en_page / "document.typ")


def _data_of(mise_en_page: Path, demande: Demande) -> str:
    muet = _Muet(mise_en_page)
    muet.pdf(courriers().compose(demande))
    assert muet.ecoute.donnees
    return muet.ecoute.donnees


def _text(octets: bytes) -> list[str]:
    """The text of a Word file, paragraph by paragraph."""
    import docx

    return [paragraphe.text for paragraphe in docx.Document(io.BytesIO(octets)).element.body.iter(_PARAGRAPHE)]


_PARAGRAPHE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
