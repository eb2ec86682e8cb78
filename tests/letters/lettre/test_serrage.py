"""A letter that overflows its page by a few lines holds on it, in PDF as in Word; any other is left as it was."""

import dataclasses
import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from droits_usagers.domain.lettre.lettre import Bloc, Intertitre, Lettre, Liste, Paragraphe, Tableau, Texte
from droits_usagers.letters.lettre import serrage, word
from droits_usagers.letters.lettre.modele import STYLES, Modele
from droits_usagers.letters.lettre.word import Recueil
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.cas import COMPLETE, ORDINAIRE
from tests.letters.lecture import convert_all, paragraphs, words
from tests.outils import besoin_de

LIGNE = Paragraphe((Texte("Je garde la copie de ma première demande."),))
#: Lines that fill the page, that overflow it by less than twelve, and that take most of another.
PLEINE, UN_PEU, BEAUCOUP = range(3), range(3, 7), (20, 28)

#: The room to sign of the model, in millimetres.
SIGNER = 39.0


def lengthened(courriers: Courriers, lignes: int) -> Lettre:
    """A real letter, and that many more paragraphs of a line."""
    lettre = courriers.compose(ORDINAIRE)
    assert isinstance(lettre, Lettre)
    debut, *suite = lettre.corps
    return dataclasses.replace(lettre, corps=(debut, *(LIGNE,) * lignes, *suite))


def room_to_sign(contenu: bytes) -> float | None:
    """Above who signs, where it is not that of the model."""
    (signer,) = [p for p in paragraphs(contenu) if p.style and p.style.name == STYLES.signer]
    avant = signer.paragraph_format.space_before
    return avant.mm if avant is not None else None


def pages_of(chemins: Sequence[Path]) -> list[int]:
    return [max(mot.page for mot in words(chemin)) for chemin in chemins]


@besoin_de("pdftotext")
def test_a_few_lines_too_many_hold_on_one_page_of_pdf_and_many_do_not(courriers: Courriers, tmp_path: Path) -> None:
    chemins = [tmp_path / f"{lignes}.pdf" for lignes in (*UN_PEU, *BEAUCOUP)]
    for lignes, chemin in zip((*UN_PEU, *BEAUCOUP), chemins, strict=True):
        chemin.write_bytes(courriers.render(lengthened(courriers, lignes), Format.PDF).contenu)

    assert pages_of(chemins) == [1] * len(UN_PEU) + [2] * len(BEAUCOUP)
    # The room to sign of a long one is not taken.
    mots = words(chemins[-1])
    rang = next(rang for rang, mot in enumerate(mots) if mot.texte.startswith("distinguées"))
    assert mots[rang + 1].haut - mots[rang].bas >= 39


@pytest.mark.parametrize("lignes", [9, 11])
@besoin_de("pdftotext")
def test_a_long_paragraph_is_held_up_to_eleven_lines_and_more(courriers: Courriers, tmp_path: Path, lignes: int) -> None:
    """It has no room between paragraphs to give."""
    lettre = lengthened(courriers, 0)
    phrase = "Je garde la copie de ma première demande, et de ce qui m’a été répondu ce jour-là. "
    debut, *suite = lettre.corps
    longue = dataclasses.replace(lettre, corps=(debut, Paragraphe((Texte(phrase * (lignes + 2)),)), *suite))
    (chemin := tmp_path / "a.pdf").write_bytes(courriers.render(longue, Format.PDF).contenu)

    assert pages_of([chemin]) == [1]
    assert serrage.degree(longue) is not serrage.DEGRES[0]


def test_whoever_signs_is_counted_on_the_lines_that_it_takes(courriers: Courriers) -> None:
    lettre = lengthened(courriers, 0)
    une, sa_place = Texte("Mme Germaine Pradeilles, qui signe aussi : "), Texte("………………………")
    seule, coupee = ((une, sa_place),), ((une,), (sa_place,))

    def degrees(signature: tuple[tuple[Texte, ...], ...]) -> list[serrage.Degre]:
        lettres = (dataclasses.replace(lettre, corps=(LIGNE,) * rang, signature=signature) for rang in range(12, 30))
        return [serrage.degree(une) for une in lettres]

    assert degrees(seule) == degrees(coupee)
    assert len(set(degrees(seule))) > 2


@pytest.mark.lent
@besoin_de("pdftotext", "soffice")
def test_the_same_in_word(courriers: Courriers, tmp_path: Path) -> None:
    contenus = {
        str(lignes): courriers.render(lengthened(courriers, lignes), Format.DOCX).contenu
        for lignes in (*PLEINE, *UN_PEU, *BEAUCOUP)
    }
    chemins = convert_all(contenus, tmp_path)

    assert pages_of(chemins) == [1] * (len(PLEINE) + len(UN_PEU)) + [2] * len(BEAUCOUP)
    for chemin in chemins:
        mots = words(chemin)
        fin = next(mot for mot in mots if mot.texte.startswith("distinguées"))
        assert fin.page == max(mot.page for mot in mots)


def test_what_overflows_is_set_closer_by_degrees_at_the_same_size(courriers: Courriers) -> None:
    contenus = [courriers.render(lengthened(courriers, lignes), Format.DOCX).contenu for lignes in range(8)]

    places = [room_to_sign(contenu) or SIGNER for contenu in contenus]
    assert all(avant >= apres >= 15 for avant, apres in pairwise(places))
    assert len(set(places)) > 2
    for contenu in contenus:
        assert all(course.font.size is None for p in paragraphs(contenu) for course in p.runs)


def test_a_long_letter_and_a_model_of_ones_own_are_left_as_they_are(courriers: Courriers, modele: Modele) -> None:
    longue = courriers.render(lengthened(courriers, 28), Format.DOCX).contenu
    sienne = word.write(lengthened(courriers, 6), modele)

    for contenu in (longue, sienne):
        assert room_to_sign(contenu) is None
        assert Document(io.BytesIO(contenu)).sections[0].left_margin == pytest.approx(Mm(25), abs=Mm(1))


def test_each_letter_of_a_collection_has_its_own_margins(courriers: Courriers, modele: Modele) -> None:
    recueil = Recueil(dataclasses.replace(modele, a_nous=True))
    for lignes in (6, 0, 6):
        recueil.add(lengthened(courriers, lignes))

    marges = [section.left_margin for section in Document(io.BytesIO(recueil.content())).sections]
    assert marges == pytest.approx([Mm(20), Mm(25), Mm(20)], abs=Mm(1))


TABLEAU = Tableau(((Texte("Ce qui est écrit"),),), (((Texte("Absente le 12 mars 2024."),),),))


@pytest.mark.parametrize(
    "bloc", [LIGNE, Intertitre((Texte("Ma demande"),), 2), Liste(((LIGNE,), (LIGNE, Liste(((LIGNE,),))))), TABLEAU]
)
def test_whatever_a_letter_is_made_of_it_is_set_closer_before_it_is_too_long(courriers: Courriers, bloc: Bloc) -> None:
    lettre = courriers.compose(COMPLETE)
    assert isinstance(lettre, Lettre)
    degres = [
        serrage.DEGRES.index(serrage.degree(dataclasses.replace(lettre, corps=(bloc, LIGNE) * nombre))) for nombre in range(30)
    ]

    assert degres[0] == 0
    assert max(degres) > 0
