"""Any text a person types comes out as typed, in every format."""

import dataclasses
import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.letters.lettre import texte as ecrit
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.ecriture import FSI, PDI
from droits_usagers.letters.lettre.modele import Modele
from droits_usagers.letters.lettre.pdf import Typographe
from droits_usagers.services.lettre.courriers import Courriers
from tests.exchange.strategies import demandes
from tests.letters.cas import ORDINAIRE
from tests.letters.lecture import paragraphs, pdf_text, word_text
from tests.outils import besoin_de

# What people paste, and what attackers type.
PIEGES = [
    "**gras** _italique_ # titre\n- liste\n1. un\n> cité\n```\ncode\n```\n| a | b |\n|---|---|",
    "<b>&amp;</b><script>alert(1)</script> <!-- -->",
    "{{ concerne.nom }} {% raw %} {# #} {{ ''.__class__ }}",
    "A & B < C > D \" ' ]]>",
    "    quatre espaces devant\n\n\n\net des lignes vides\n",
    "une\ttabulation\t\t",
    "\ue000\ue010\ue000 \ue001 \uf8ff",
    "محمد بن عبد الله، رقم 12",
    "שלום עולם (12)",
    "தமிழ்நாடு",
    "Nguyễn Thị Hồng Đặng",
    "👨‍👩‍👧‍👦 😀",
    "mot " * 2500,
    "\u202erenversé\u202c \u2066isolé\u2069",
    "$x^2$ #set page() \\n @nom <label> *a*",
    "e\u0301 \u0041\u030a ﬁ",
    "« déjà » : l'apostrophe ; n° 12 !",
    "\\",
    "-",
    "1.",
]

saisies = st.one_of(
    st.sampled_from(PIEGES),
    st.text(max_size=200),
    st.text(st.characters(categories=["Lo", "Mn", "Mc", "Cf", "So", "Zs"]), max_size=60),
)


def lines_of(saisie: str) -> list[str]:
    """The lines that must be found: as typed, in NFC, but for what no file can hold."""
    propre = clean(saisie).texte
    return [ligne for ligne in propre.split("\n") if ligne.strip()] if propre.strip() else []


def demande_of(saisie: str) -> Demande:
    """The same text typed in the body, in a name and in an address."""
    return dataclasses.replace(
        ORDINAIRE,
        concerne=Personne(nom=saisie, adresse=(saisie,)),
        organisme=Organisme(nom="Service", adresse=(saisie,)),
        reponses={"suivi_par": saisie, "medecin": True, "medecin_nom": saisie},
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(saisies)
def test_what_is_typed_comes_out_as_typed_in_word_and_in_text(courriers: Courriers, modele: Modele, saisie: str) -> None:
    lettre = courriers.compose(demande_of(saisie))

    texte = ecrit.write(lettre)
    octets = word.write(lettre, modele)

    for ligne in lines_of(saisie):
        assert ligne in texte
        assert ligne in word_text(octets)


@pytest.mark.lent
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(demandes)
def test_word_and_text_say_the_same(courriers: Courriers, modele: Modele, demande: Demande) -> None:
    lettre = courriers.compose(demande)

    texte = ecrit.write(lettre)
    paragraphes = [ligne for paragraphe in paragraphs(word.write(lettre, modele)) for ligne in paragraphe.text.split("\n")]

    def bare(lignes: list[str]) -> list[str]:
        return [nu for ligne in lignes if (nu := re.sub(r"^\s*(?:- |\d+\. )?\s*", "", ligne).strip())]

    assert bare(paragraphes) == bare(texte.split("\n"))


@pytest.mark.lent
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(demandes, st.integers(0, 1))
def test_no_demande_makes_a_writer_fail(
    courriers: Courriers, modele: Modele, typographe: Typographe, demande: Demande, rang: int
) -> None:
    lettre = courriers.compose(demande, ("demande", "relance")[rang])

    contenu, _ = typographe.pdf(lettre)

    assert contenu.startswith(b"%PDF")
    assert typographe.pages(lettre)
    with zipfile.ZipFile(io.BytesIO(word.write(lettre, modele))) as paquet:
        for nom in paquet.namelist():
            etree.fromstring(paquet.read(nom))


latins = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Po", "Sm"], max_codepoint=0x24F), min_size=1, max_size=30)


@pytest.mark.lent
@besoin_de("pdftotext")
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(latins)
@example("Nguyễn Thị Hồng")
@example("Ελένη Παπαδοπούλου")
@example("Юлія Шевченко")
@example("שלום")
def test_what_is_typed_can_be_taken_out_of_the_pdf(courriers: Courriers, typographe: Typographe, nom: str) -> None:
    demande = dataclasses.replace(ORDINAIRE, concerne=Personne(nom=nom), reponses={"suivi_par": nom})

    contenu, remarques = typographe.pdf(courriers.compose(demande))
    lu = re.sub(f"[\u200e\u200f\u202a-\u202e\u2066-\u2069{FSI}{PDI}]", "", pdf_text(contenu))

    attendu = clean(nom).texte
    for remarque in remarques:
        attendu = attendu.replace(dict(remarque.faits)["caractere"], "□")
    assert "".join(attendu.split()) in "".join(lu.split())
