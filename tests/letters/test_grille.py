"""The grille d'écarts, laid out: each gravite by a shape, a word and a colour; each script in its direction."""

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import RGBColor

from droits_usagers.domain.lettre.lettre import SautDeLigne, Texte
from droits_usagers.domain.notice.traitements import CONTRASTE_MIN, contrast
from droits_usagers.letters.grille import lineaire, word
from droits_usagers.letters.grille.pdf import DessinateurGrille
from droits_usagers.letters.grille.valeurs import (
    COULEURS,
    FORMES,
    Bande,
    Case,
    ColonneSource,
    LigneEcart,
    Marque,
    MotsGrille,
    Planche,
    RangeePoint,
    VoletGrille,
    length_of,
    typed,
)
from droits_usagers.letters.lettre.ecriture import text_of
from droits_usagers.letters.lettre.modele import Modele
from droits_usagers.letters.lettre.texte import write
from droits_usagers.places import Places

_ARABE = "مركز العمل الاجتماعي"
_VIDE = Case()


def _marques(*numeros: int) -> tuple[Marque, ...]:
    return tuple(Marque(gravite, mot, numeros) for gravite, mot in ((3, "refusé"), (2, "non suivie"), (1, "à demander")))


def _planche() -> Planche:
    colonnes = (
        ColonneSource("A", "Note", "11 mars 2009", typed("note.pdf")),
        ColonneSource("B", "Témoignage, sans nom", "sans date", temoignage=True, poids=2.0),
    )
    citation = (Texte("« "), *typed(_ARABE), Texte(" »"))
    rangees = (
        RangeePoint("Données", _marques(1, 2), (Case((citation,), _marques(1)), Case((typed("Une.\n\nDeux."),), ()))),
        RangeePoint("Refus", (), (_VIDE, Case((), _marques(2)))),
    )
    return Planche(
        titre="Grille d'écarts",
        sujet=typed("Logiciel"),
        date="État au 24 novembre 2026.",
        avertissement="Ce n'est pas un avis juridique.",
        legende=_marques(),
        lecture=("Chaque numéro renvoie à la liste.",),
        pied=typed("Logiciel"),
        mots=MotsGrille(
            "Les écarts", "Les anciens", "Les sources", "Point", tuple("123456"), tuple("12345"), "Rien.", "Sans source."
        ),
        volets=(VoletGrille("La grille", (Bande("Annoncé", 1), Bande("Fait", 1, fait=True)), colonnes, rangees),),
        ecarts=(
            LigneEcart(
                1, 3, "refusé", "Données", "Un titre", typed("Le fait."), typed("La règle."), typed("Dire."), "art. 1", "A"
            ),
            LigneEcart(2, 1, "à demander", "Refus", "", typed("À moi."), (), (), "", ""),
        ),
    )


@pytest.fixture(scope="module")
def dessinateur(places: Places) -> DessinateurGrille:
    return DessinateurGrille(places.resources / "mise_en_page")


def test_each_gravite_has_a_shape_and_a_colour_of_its_own_that_can_be_read() -> None:
    assert set(FORMES) == set(COULEURS) == {1, 2, 3}
    assert len(set(FORMES.values())) == len(set(COULEURS.values())) == 3
    assert all(contrast(couleur) >= CONTRASTE_MIN for couleur in COULEURS.values())


def test_what_is_typed_keeps_its_lines_and_no_blank_one() -> None:
    assert typed(" Une.\r\n \nDeux.\n") == (Texte("Une.", saisi=True), SautDeLigne(), Texte("Deux.", saisi=True))
    assert typed(" \n") == ()


def test_a_broken_line_takes_the_room_of_a_whole_one() -> None:
    assert length_of(typed("a\n" * 30)) > length_of(typed("a" * 100))


def test_the_pdf_is_tagged_whatever_the_script(dessinateur: DessinateurGrille) -> None:
    pdf, remarques = dessinateur.pdf(_planche())

    assert b"pdfuaid:part" in pdf
    assert remarques == ()
    assert len(re.findall(rb"/S ?/Table\b", pdf)) == 2


def test_word_says_gravite_in_its_colour_and_arabic_from_right_to_left(modele: Modele) -> None:
    document = Document(io.BytesIO(word.write(_planche(), modele)))
    cellule = document.tables[0].rows[2].cells[1]
    courses = {course.text: course for course in cellule.paragraphs[0].runs}

    for gravite, mot in ((3, "refusé"), (2, "non suivie"), (1, "à demander")):
        course = courses[f"{FORMES[gravite]} {mot}\u00a0: 1"]
        assert course.bold
        assert course.font.color.rgb == RGBColor.from_string(COULEURS[gravite].removeprefix("#"))
    arabe = next(course for texte, course in courses.items() if _ARABE in texte)
    assert arabe.font.rtl


def test_a_testimony_is_in_italics_and_what_is_done_on_another_ground(modele: Modele) -> None:
    grille = Document(io.BytesIO(word.write(_planche(), modele))).tables[0]

    def grounds(rang: int) -> list[bool]:
        return [bool(cellule._tc.xpath("./w:tcPr/w:shd")) for cellule in grille.rows[rang].cells]  # noqa: SLF001

    assert [course.italic for course in grille.rows[2].cells[2].paragraphs[0].runs if course.text.strip()] == [True, True]
    assert grounds(0) == [False, True, True]
    assert grounds(2) == [False, False, True]
    assert grille.rows[3].cells[1].text == "–"


def test_a_heavier_column_is_wider(modele: Modele) -> None:
    colonnes = Document(io.BytesIO(word.write(_planche(), modele))).tables[0].columns

    assert colonnes[2].width == pytest.approx(2 * (colonnes[1].width or 0), rel=0.01)


def test_only_a_finding_too_long_for_its_page_goes_on_to_the_next(modele: Modele) -> None:
    courte, *autres = _planche().ecarts
    longue = replace(courte, fait=typed("mot " * 500))
    liste = Document(io.BytesIO(word.write(replace(_planche(), ecarts=(longue, *autres)), modele))).tables[1]

    assert [bool(rangee._tr.xpath("./w:trPr/w:cantSplit")) for rangee in liste.rows[1:]] == [False, True]  # noqa: SLF001


def test_the_text_has_no_table_and_says_each_thing_once() -> None:
    lu = write(lineaire.sheet(_planche()))

    assert " | " not in lu
    assert lu.count("Le fait.") == lu.count("Deux.") == 1
    assert "1. refusé. Données (A) : Un titre. Le fait." in lu
    assert "2. à demander. Refus : À moi." in lu.replace("\u2068", "").replace("\u2069", "")
    # Nothing was said of that point: findings alone are in the list.
    assert lu.count("Refus") == 1


def test_without_any_source_there_is_only_the_list(dessinateur: DessinateurGrille, modele: Modele) -> None:
    nue = replace(_planche(), volets=(VoletGrille("La grille", (), (), ()),))
    document = Document(io.BytesIO(word.write(nue, modele)))

    assert len(document.tables) == 1
    assert "Sans source." in [paragraphe.text for paragraphe in document.paragraphs]
    assert "Sans source." in [text_of(bloc.contenu) for bloc in lineaire.sheet(nue).corps if hasattr(bloc, "contenu")]
    assert len(re.findall(rb"/S ?/Table\b", dessinateur.pdf(nue)[0])) == 1
