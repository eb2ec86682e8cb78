"""What a letter costs once the program is warm, against the same letter made by the libraries alone."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping
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
    modele = model_to_fill()
    nos, leurs = demandes(), count()

    def fill(nom: str) -> bytes:
        document = DocxTemplate(io.BytesIO(modele))
        document.render(VALEURS | {"nom": nom}, autoescape=True)
        document.save(octets := io.BytesIO())
        return octets.getvalue()

    assert _text(fill("Œuvrard")) == _text(make(DEMANDE, Format.DOCX))
    return compare(lambda: make(next(nos), Format.DOCX), lambda: fill(f"Œuvrard-{next(leurs)}"), n=N)


def model_to_fill() -> bytes:
    """Our own letter, whose values are Jinja tags."""
    a_trous = replace(
        DEMANDE,
        lieu="{{ lieu }}",
        concerne=replace(CONCERNE, prenom="{{ prenom }}", nom="{{ nom }}", adresse=("{{ rue }}", "{{ ville }}")),
        organisme=replace(DEMANDE.organisme, service="{{ service }}", adresse=("{{ hotel }}", "{{ cedex }}")),
    )
    return make(a_trous, Format.DOCX)


@banc("lettre_docx_python_docx")
def lettre_docx_python_docx() -> Releve:
    """Against python-docx alone writing the same paragraphs, in the same styles, in the model that ours start from."""
    import docx

    modele = (make_services().places.resources / "modele.docx").read_bytes()
    lue = docx.Document(io.BytesIO(make(DEMANDE, Format.DOCX)))
    paragraphes = [(paragraphe.text, paragraphe.style.name if paragraphe.style else None) for paragraphe in lue.paragraphs]
    nos = demandes()

    def write() -> bytes:
        document = docx.Document(io.BytesIO(modele))
        for ancien in document.element.body.findall(_PARAGRAPHE):
            document.element.body.remove(ancien)
        for texte, style in paragraphes:
            document.add_paragraph(texte, style)
        document.save(octets := io.BytesIO())
        return octets.getvalue()

    assert _text(write()) == _text(make(DEMANDE, Format.DOCX))
    return compare(lambda: make(next(nos), Format.DOCX), write, n=N)


@banc("lettre_docx_zip")
def lettre_docx_zip() -> Releve:
    """Against compressing the parts of that letter, and nothing else."""
    parties = parts_of(make(DEMANDE, Format.DOCX))
    nos = demandes()
    return compare(lambda: make(next(nos), Format.DOCX), lambda: zipped(parties), n=N)


def parts_of(octets: bytes) -> dict[str, bytes]:
    """What a Word file is made of, by name, once unpacked."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {partie.filename: archive.read(partie) for partie in archive.infolist()}


def zipped(parties: Mapping[str, bytes]) -> bytes:
    """A file of these parts, compressed as Word does."""
    with zipfile.ZipFile(octets := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in parties.items():
            archive.writestr(nom, contenu)
    return octets.getvalue()


@banc("lettre_pdf")
def lettre_pdf() -> Releve:
    """Against typst compiling the same layout from the same data, with a compiler it keeps too."""
    # Other names: typst remembers what it has already laid out, whoever asked for it.
    nos, suite = demandes(), demandes(premier=10_000)
    donnees = iter([data_of(next(suite)) for _ in range(N + 2)])
    compilateur = bare_typst()

    def compile_() -> None:
        compilateur.compile(format="pdf", sys_inputs={"document": next(donnees)}, pdf_standards=["ua-1"], timestamp=0)

    return compare(lambda: make(next(nos), Format.PDF), compile_, n=N)


def bare_typst() -> typst.Compiler:
    """The compiler of typst on our layout, with our fonts, and nothing of ours around it."""
    mise_en_page = make_services().places.resources / "mise_en_page"
    return typst.Compiler(
        mise_en_page / "document.typ",
        root=mise_en_page,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(dossier) for dossier in polices.folders()]),
        ignore_system_fonts=True,
    )


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


def data_of(demande: Demande) -> str:
    """What typst is given for this letter."""
    muet = _Muet(make_services().places.resources / "mise_en_page")
    muet.pdf(courriers().compose(demande))
    assert muet.ecoute.donnees
    return muet.ecoute.donnees


def _text(octets: bytes) -> list[str]:
    """The text of a Word file, paragraph by paragraph."""
    import docx

    return [paragraphe.text for paragraphe in docx.Document(io.BytesIO(octets)).element.body.iter(_PARAGRAPHE)]


_PARAGRAPHE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
