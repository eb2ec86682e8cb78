"""What one can do with a demande: compose, see, write, print, and never be told a name in a file name."""

import dataclasses
import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.lettre.lettre import Lettre, Remarque
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Courriers, Format
from droits_usagers.services.socle.pannes import sentence_of
from tests.inventions import DEMARCHES, textes_of
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE, by


@pytest.fixture(scope="module")
def courriers(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places)


class Inventions:
    """A catalogue of invented demarches, over the real law."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.demarches = DEMARCHES
        self.droit = catalogue.droit
        self.feries = catalogue.feries
        self.textes = catalogue.textes
        self.textes_demarche = lambda id_: textes_of(DEMARCHES[id_])


def test_the_first_letter_is_the_default_one(courriers: Courriers) -> None:
    assert courriers.compose(BLANCHE) == courriers.compose(BLANCHE, "demande")
    assert courriers.compose(BLANCHE, "relance").gabarit.id == "suites/relance"


def test_an_unknown_etape_is_refused_without_a_flood(courriers: Courriers) -> None:
    with pytest.raises(ExpectedError) as erreur:
        courriers.compose(BLANCHE, "x" * 500)

    assert erreur.value.panne is Panne.ETAPE_INCONNUE
    assert len(erreur.value.faits["cle"]) == 60


def test_an_answer_that_excludes_a_letter_is_named(catalogue: Catalogue, places: Places) -> None:
    courriers = Courriers(Inventions(catalogue), places)  # type: ignore[arg-type]

    with pytest.raises(ExpectedError) as erreur:
        courriers.compose(Demande("conge", reponses={"motif": "general"}))

    assert (erreur.value.panne, erreur.value.faits["question"]) == (Panne.PAS_DE_LETTRE, "motif")
    dit = sentence_of(erreur.value, catalogue.textes)
    assert "conge (« titre titre titre »)" in dit.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_each_format_is_what_it_says(courriers: Courriers) -> None:
    lettre = courriers.compose(ORDINAIRE)

    assert courriers.render(lettre, Format.DOCX).contenu.startswith(b"PK")
    assert courriers.render(lettre, Format.PDF).contenu.startswith(b"%PDF")
    assert courriers.render(lettre, Format.TXT).contenu.decode() == courriers.text(lettre)


def test_what_a_format_cannot_show_is_said_in_words(courriers: Courriers) -> None:
    demande = dataclasses.replace(ORDINAIRE, concerne=Personne(nom="漢"))

    (remarque,) = courriers.render(courriers.compose(demande), Format.PDF).remarques

    assert remarque == Remarque("caractere_absent", (("caractere", "漢"), ("code", "U+6F22"), ("ou", "dans votre adresse")))
    assert courriers.render(courriers.compose(demande), Format.DOCX).remarques == ()


def test_every_remark_has_its_sentence(courriers: Courriers, catalogue: Catalogue) -> None:
    demande = dataclasses.replace(
        by(Qualite.HERITIER), lieu="a\x00", organisme=dataclasses.replace(ORDINAIRE.organisme, adresse=tuple("abcdefghij"))
    )
    lettre = courriers.compose(dataclasses.replace(demande, date=None))

    assert {remarque.id for remarque in lettre.remarques} == {
        "a_completer",
        "caracteres_remplaces",
        "destinataire_long",
        "qualite_hors_demarche",
    }
    for remarque in lettre.remarques:
        assert "{" not in catalogue.textes(f"remarques.{remarque.id}", **dict(remarque.faits))


def test_pages_are_there_to_be_shown(courriers: Courriers) -> None:
    assert all(page.startswith(b"<svg") for page in courriers.pages(courriers.compose(ORDINAIRE)))


@pytest.mark.parametrize(
    ("demande", "ids"),
    [
        (BLANCHE, ["lettre", "apres"]),
        (dataclasses.replace(BLANCHE, reponses={"envoi": "guichet"}), ["lettre", "recepisse", "apres"]),
        (by(Qualite.MANDATAIRE), ["lettre", "mandat", "pieces", "apres"]),
        (by(Qualite.MANDATAIRE, COMPLETE), ["lettre", "mandat", "recepisse", "pieces", "apres"]),
        (COMPLETE, ["lettre", "recepisse", "pieces", "apres"]),
    ],
)
def test_a_kit_holds_what_one_leaves_with(courriers: Courriers, demande: Demande, ids: list[str]) -> None:
    kit = courriers.kit(demande)

    assert [exemplaire.id for exemplaire in kit] == ids
    assert [exemplaire.nombre for exemplaire in kit] == [2] + [1] * (len(ids) - 1)


def test_enclosures_follow_the_answers_and_the_etape(courriers: Courriers) -> None:
    def pieces(demande: Demande, etape: str) -> int:
        lettre = courriers.compose(demande, etape)
        assert isinstance(lettre, Lettre)
        return len(lettre.pieces_jointes)

    assert pieces(ORDINAIRE, "demande") == 0
    assert pieces(COMPLETE, "demande") == 1
    assert pieces(ORDINAIRE, "relance") == 1
    assert pieces(by(Qualite.MANDATAIRE), "relance") == 3


@pytest.mark.parametrize(
    ("date", "reference", "nom"),
    [
        (dt.date(2026, 11, 24), "", "2026-11-24-acces-demande.docx"),
        (None, "", "acces-demande.docx"),
        (dt.date(2026, 11, 24), "2026-0113", "2026-0113-acces-demande.docx"),
    ],
)
def test_a_file_name_holds_a_reference_and_never_a_name(
    courriers: Courriers, date: dt.date | None, reference: str, nom: str
) -> None:
    demande = dataclasses.replace(ORDINAIRE, date=date)

    assert courriers.suggested_name(demande, None, Format.DOCX, reference=reference) == nom


def test_warming_up_reads_every_demarche(places: Places, tmp_path: Path) -> None:
    shutil.copytree(places.resources, ressources := tmp_path / "resources")
    catalogue = load_catalogue(ressources)
    Courriers(catalogue, dataclasses.replace(places, resources=ressources)).warm_up()
    shutil.rmtree(ressources / "demarches")

    assert [demarche.id for demarche in catalogue.demarches.values()] == list(catalogue.demarches)


def test_a_user_s_word_model_takes_the_place_of_ours(catalogue: Catalogue, places: Places, tmp_path: Path) -> None:
    a_moi = Courriers(catalogue, dataclasses.replace(places, gabarits_utilisateur=tmp_path))
    lettre = a_moi.compose(BLANCHE)
    attendu = a_moi.render(lettre, Format.DOCX)
    (tmp_path / "modele.docx").write_bytes(b"abime")

    with pytest.raises(ExpectedError) as erreur:
        a_moi.render(lettre, Format.DOCX)
    assert (erreur.value.panne, erreur.value.faits["fichier"]) == (Panne.MODELE_REFUSE, "modele.docx")

    (tmp_path / "modele.docx").write_bytes((places.resources / "modele.docx").read_bytes())
    assert a_moi.render(lettre, Format.DOCX) == attendu


def test_every_failure_of_a_template_has_its_sentence(catalogue: Catalogue) -> None:
    faits = {"fichier": "f", "ligne": "1", "cle": "c", "question": "q", "dit": "", "suite": ""}
    for panne in Panne:
        if panne.name.startswith(("GABARIT", "MODELE", "PAS_DE_LETTRE", "ETAPE")):
            assert "{" not in sentence_of(ExpectedError(panne, **faits), catalogue.textes)


def test_nothing_heavy_comes_with_the_module() -> None:
    code = (
        "import sys, droits_usagers.services.lettre.courriers\n"
        "print({'jinja2', 'docx', 'typst', 'markdown_it', 'lxml'} & set(sys.modules))"
    )
    sortie = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert sortie.strip() == "set()"
