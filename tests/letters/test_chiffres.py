"""The report on figures, written: what is drawn is said in words, and wide tables keep their names whole."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm, Pt

from droits_usagers.domain.chiffres.valeurs import BarreChiffres, Graphique, PartieRapport, Rapport, Repere
from droits_usagers.domain.lettre.lettre import Paragraphe, Tableau, Texte
from droits_usagers.letters.chiffres import word
from droits_usagers.letters.chiffres.pdf import DessinateurChiffres
from droits_usagers.letters.lettre.modele import Modele, read_modele
from droits_usagers.places import Places

_ARABE = "مركز العمل الاجتماعي"
#: No font has it.
_SANS_POLICE = "\U00012000"


def _ligne(*mots: str) -> tuple[tuple[Texte], ...]:
    return tuple((Texte(mot),) for mot in mots)


def _rapport() -> Rapport:
    barres = (
        BarreChiffres((Texte(_ARABE, saisi=True),), 30, 12, "30, dont 12 hors délai"),
        BarreChiffres((Texte(f"CCAS {_SANS_POLICE}", saisi=True),), 0, 0, "0", tue=True),
    )
    large = ("Organisme", *(f"Colonne {rang}" for rang in range(9)))
    return Rapport(
        titre="Les demandes suivies",
        sous_titre="Pour le comité",
        pied="Les demandes suivies",
        reperes=(Repere("42", "demandes"),),
        parties=(
            PartieRapport(
                "Par organisme",
                avant=(Paragraphe((Texte("Une phrase."),)),),
                graphique=Graphique(barres, "Diagramme en barres : 30 et 0.", ("plein", "hachuré")),
                tableau=Tableau(_ligne("Organisme", "Demandes"), (_ligne("CCAS", "30"),)),
                croise=Tableau(_ligne(*large), (_ligne("CCAS", *"123456789"),)),
                croise_titre="État par état",
                apres=(Paragraphe((Texte("Une note."),)),),
            ),
            PartieRapport("La méthode", avant=(Paragraphe((Texte("Comment c'est fait."),)),)),
        ),
    )


@pytest.fixture(scope="module")
def dessinateur(places: Places) -> DessinateurChiffres:
    return DessinateurChiffres(places.resources / "mise_en_page")


@pytest.fixture(scope="module")
def modele(places: Places) -> Modele:
    return read_modele((places.resources / "modele.docx").read_bytes(), fichier="modele.docx")


def _dits(document: object) -> Iterator[str]:
    for dessin in document.element.iter("{*}docPr"):  # type: ignore[attr-defined] # python-docx
        yield dessin.get("descr")


def test_a_sign_that_no_font_has_is_said_and_stops_nothing(dessinateur: DessinateurChiffres) -> None:
    pdf, remarques = dessinateur.pdf(_rapport())

    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid:part" in pdf
    assert _SANS_POLICE in json.dumps([remarque.faits for remarque in remarques], ensure_ascii=False)
    assert dessinateur.pages(_rapport())[0].startswith(b"<svg")
    assert dessinateur.images(_rapport(), 200)[0].startswith(b"\x89PNG")


def test_word_has_the_chart_where_it_goes_with_what_it_shows(dessinateur: DessinateurChiffres, modele: Modele) -> None:
    document = Document(io.BytesIO(word.write(_rapport(), modele, dessinateur.chart)))

    assert [*_dits(document)] == ["Diagramme en barres : 30 et 0."]
    textes = [paragraphe.text for paragraphe in document.paragraphs]
    assert textes.index("Une phrase.") + 1 == next(
        rang
        for rang, paragraphe in enumerate(document.paragraphs)
        if [*paragraphe._p.iter("{*}docPr")]  # noqa: SLF001 - python-docx finds no picture
    )


def test_a_crossing_of_many_columns_is_set_smaller_and_leaves_room_to_names(
    dessinateur: DessinateurChiffres, modele: Modele
) -> None:
    petit, grand = Document(io.BytesIO(word.write(_rapport(), modele, dessinateur.chart))).tables

    assert petit.rows[1].cells[0].paragraphs[0].runs[0].font.size == Pt(9)
    assert grand.rows[1].cells[0].paragraphs[0].runs[0].font.size == Pt(7)
    assert Mm(27) < grand.columns[0].width < Mm(29)
    assert sum(colonne.width for colonne in grand.columns) <= Mm(175)


def test_the_sheet_read_as_text_has_no_chart() -> None:
    feuille = word.sheet(_rapport())

    assert "\U000f0005" not in repr([*feuille.corps])
    assert feuille.corps[0] == Paragraphe((Texte("Pour le comité", italique=True),))
    # What stands out, and its absence.
    assert len(feuille.corps) == len(word.sheet(replace(_rapport(), reperes=())).corps) + 1
