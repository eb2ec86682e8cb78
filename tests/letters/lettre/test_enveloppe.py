"""Folded in three in a DL envelope, the addressee is seen and nothing else is: measured on our PDF, and on Word's."""

import dataclasses
import re
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Civilite, Personne
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE
from tests.letters.enveloppe import always_seen, ever_seen
from tests.letters.lecture import Mot, convert, words
from tests.outils import besoin_de

# As long as an address may be and still be seen.
LONGUE = dataclasses.replace(
    ORDINAIRE,
    concerne=Personne(
        Civilite.MME,
        "Marie-Antoinette Ramanantsoa",
        "de la Rochefoucauld-Andriamanjato",
        adresse=("Résidence universitaire Jean-Baptiste Clément, bâtiment C, escalier 4, porte 12", "93430 Villetaneuse"),
    ),
    organisme=Organisme(
        "Établissement public départemental d'accueil",
        service="Service de l'aide sociale à l'enfance",
        adresse=("12 bis, avenue du Général-de-Gaulle", "BP 90123", "93123 Rosny-sous-Bois cedex"),
    ),
)
CAS = {"ordinaire": ORDINAIRE, "complete": COMPLETE, "blanche": BLANCHE, "longue": LONGUE}


def check(mots: list[Mot], lignes: list[str]) -> None:
    """All the addressee, and only that, is in the part of the first page that some window may show."""
    sure, vue = always_seen(), ever_seen()
    vus = [
        mot
        for mot in mots
        if mot.page == 1 and mot.droite > vue.gauche and mot.gauche < vue.droite and mot.bas > vue.haut and mot.haut < vue.bas
    ]
    assert "".join(mot.texte for mot in vus) == "".join("".join(lignes).split())
    for mot in vus:
        assert sure.gauche <= mot.gauche, mot
        assert mot.droite <= sure.droite, mot
        assert sure.haut <= mot.haut, mot
        assert mot.bas <= sure.bas + 0.5, mot


def lines(courriers: Courriers, demande: Demande) -> list[str]:
    texte = courriers.text(courriers.compose(demande))
    return texte.split("\n\n")[1].split("\n")


@besoin_de("pdftotext")
@pytest.mark.parametrize("cas", CAS)
def test_the_pdf_fits_the_envelope(courriers: Courriers, tmp_path: Path, cas: str) -> None:
    chemin = tmp_path / "lettre.pdf"
    chemin.write_bytes(courriers.render(courriers.compose(CAS[cas]), Format.PDF).contenu)

    check(words(chemin), lines(courriers, CAS[cas]))


@pytest.mark.lent
@besoin_de("pdftotext", "soffice")
@pytest.mark.parametrize("cas", ["ordinaire", "longue"])
def test_the_word_file_fits_the_envelope(courriers: Courriers, tmp_path: Path, cas: str) -> None:
    contenu = courriers.render(courriers.compose(CAS[cas]), Format.DOCX).contenu

    check(words(convert(contenu, tmp_path)), lines(courriers, CAS[cas]))


@pytest.mark.lent
@besoin_de("pdftotext", "soffice")
def test_there_is_room_to_sign_and_the_name_is_under_it(courriers: Courriers, tmp_path: Path) -> None:
    lettre = courriers.compose(COMPLETE)
    (tmp_path / "notre.pdf").write_bytes(courriers.render(lettre, Format.PDF).contenu)
    for chemin in (tmp_path / "notre.pdf", convert(courriers.render(lettre, Format.DOCX).contenu, tmp_path)):
        mots = words(chemin)
        fin = next(mot for mot in mots if mot.texte.startswith("distinguées"))
        nom = next(mot for mot in mots[mots.index(fin) :] if mot.texte == "Œuvrard")

        assert nom.page == fin.page
        assert nom.haut - fin.bas >= 40


@pytest.mark.lent
@besoin_de("pdftotext", "soffice")
@pytest.mark.parametrize(("cas", "nombre"), [("blanche", 1), ("ordinaire", 1), ("complete", 2)])
def test_a_plain_request_holds_one_page_in_word_and_every_page_says_of_how_many(
    courriers: Courriers, tmp_path: Path, cas: str, nombre: int
) -> None:
    contenu = courriers.render(courriers.compose(CAS[cas]), Format.DOCX).contenu

    mots = " ".join(mot.texte for mot in words(convert(contenu, tmp_path)))

    assert re.findall(r"page \d+/\d+", mots) == [f"page {page}/{nombre}" for page in range(1, nombre + 1)]


@pytest.mark.lent
@besoin_de("pdftotext", "soffice")
def test_libreoffice_reads_the_same_text(courriers: Courriers, tmp_path: Path) -> None:
    lettre = courriers.compose(COMPLETE)

    mots = [mot.texte for mot in words(convert(courriers.render(lettre, Format.DOCX).contenu, tmp_path))]

    assert "page 2/" in " ".join(mots)
    attendus = courriers.text(lettre).split()
    absents = [mot for mot in attendus if "".join(mot.split()) not in "".join(mots) and mot != "-"]
    assert absents == []
