"""Many letters made with a real coffre: what is remembered is what is on the disk, whenever one stops or whatever fails."""

import errno
import io
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.chantier import (
    LOT,
    Chantier,
    ChantierFichiers,
    ChantierPapier,
    ChantierPdf,
    ChantierRecueil,
    DepartEnvois,
    file_name,
)
from droits_usagers.services.envois.tri import Geste, LigneTriee
from droits_usagers.services.socle.sorties import Liasse
from tests.services.en_masse import JOUR, SILENCE, demande, made, make_coffre, make_services, run, sort

NOMBRE = LOT + 3


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return make_services(places)


@pytest.fixture
def coffre(services: Services, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffre(services, tmp_path / "essai.coffre")
    yield coffre
    coffre.close()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "lettres").mkdir()
    return tmp_path / "lettres"


@pytest.fixture
def lignes(services: Services, coffre: Coffre) -> list[LigneTriee]:
    nouveaux = [NouveauDossier(demande(*SILENCE, nom=f"Nom{rang}")) for rang in range(NOMBRE)]
    return sort(services, coffre, Geste.RELANCE, *coffre.dossiers.create_all(nouveaux))


def references(lignes: list[LigneTriee]) -> list[str]:
    return [ligne.reference for ligne in lignes]


def on_disk(dossier: Path) -> list[str]:
    return sorted(fichier.name for fichier in dossier.iterdir())


def test_each_letter_is_a_file_and_is_remembered(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path
) -> None:
    chantier = ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier)

    run(chantier, coffre)

    assert on_disk(dossier) == [f"{ligne.reference}-acces-relance.docx" for ligne in lignes]
    assert made(coffre, references(lignes)) == {ligne.reference: ["relance"] for ligne in lignes}
    assert (chantier.avancement, chantier.total) == (NOMBRE, NOMBRE)
    textes = ["\n".join(p.text for p in Document(str(fait.fichier)).paragraphs) for fait in chantier.faits]
    assert all(f"Nom{rang}" in texte for rang, texte in enumerate(textes))
    assert not list(dossier.glob(".*"))


def test_what_is_made_is_not_proposed_again_unasked(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path
) -> None:
    run(ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes[:5], dossier=dossier), coffre)

    encore = sort(services, coffre, Geste.RELANCE, *references(lignes))

    assert [ligne.ready for ligne in encore] == [False] * 5 + [True] * (NOMBRE - 5)


def test_no_file_is_ever_replaced(services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path) -> None:
    occupee = dossier / file_name(lignes[0])
    occupee.write_bytes(b"autre chose")

    run(ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes[:2], dossier=dossier), coffre)

    assert occupee.read_bytes() == b"autre chose"
    assert on_disk(dossier) == [file_name(lignes[0]).replace(".docx", "-2.docx"), file_name(lignes[0]), file_name(lignes[1])]


def test_stopped_midway_what_is_remembered_is_what_is_on_the_disk(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path
) -> None:
    chantier = ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier)

    run(chantier, coffre, arret=LOT)

    assert on_disk(dossier) == [file_name(ligne) for ligne in lignes[:LOT]]
    attendus = {ligne.reference: ["relance"] if rang < LOT else [] for rang, ligne in enumerate(lignes)}
    assert made(coffre, references(lignes)) == attendus
    assert len(chantier.faits) == LOT


def test_when_the_coffre_cannot_remember_the_letters_they_are_taken_away(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path
) -> None:
    perdue = replace(lignes[LOT], reference="1999-0001")
    chantier = ChantierFichiers(
        depart=DepartEnvois(services.courriers, services.departs),
        lignes=[*lignes[:LOT], perdue, *lignes[LOT + 1 :]],
        dossier=dossier,
    )

    with pytest.raises(ExpectedError) as refus:
        run(chantier, coffre)
    chantier.undo()

    assert refus.value.panne is Panne.DOSSIER_INCONNU
    assert on_disk(dossier) == [file_name(ligne) for ligne in lignes[:LOT]]
    assert Counter(map(len, made(coffre, references(lignes)).values())) == {1: LOT, 0: NOMBRE - LOT}


def test_a_folder_that_is_gone_is_said_and_nothing_is_remembered(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path
) -> None:
    with pytest.raises(ExpectedError) as refus:
        run(
            ChantierFichiers(
                depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier / "absent"
            ),
            coffre,
        )

    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE
    assert not any(made(coffre, references(lignes)).values())


def test_a_full_disk_leaves_nothing_half_made(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vraie, appels = os.fsync, iter(range(NOMBRE))

    def fsync(descripteur: int) -> None:
        if next(appels) == LOT // 2:
            raise OSError(errno.ENOSPC, "plein")
        vraie(descripteur)

    chantier = ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier)
    monkeypatch.setattr("droits_usagers.vault.fichiers.os.fsync", fsync)
    with pytest.raises(ExpectedError) as refus:
        run(chantier, coffre)
    monkeypatch.undo()

    assert refus.value.panne is Panne.DISQUE_PLEIN
    assert list(dossier.iterdir()) == []
    assert not any(made(coffre, references(lignes)).values())


def test_all_the_letters_are_one_word_file(services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path) -> None:
    chantier = ChantierRecueil(
        depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier, nom="relances.docx"
    )

    run(chantier, coffre)

    assert on_disk(dossier) == ["relances.docx"]
    assert chantier.fichiers == [dossier / "relances.docx"]
    lu = Document(io.BytesIO((dossier / "relances.docx").read_bytes()))
    assert len(lu.sections) == NOMBRE
    assert [p.text for p in lu.paragraphs].count("Madame, Monsieur,") == NOMBRE
    assert made(coffre, references(lignes)) == {ligne.reference: ["relance"] for ligne in lignes}
    assert [fait.reference for fait in chantier.faits] == references(lignes)


def test_one_file_stopped_before_the_end_is_no_file(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path
) -> None:
    chantier = ChantierRecueil(
        depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier, nom="relances.docx"
    )
    pas = chantier.pas()
    next(pas).faire()
    chantier.cancel()

    assert list(pas) == []
    assert list(dossier.iterdir()) == []
    assert not any(made(coffre, references(lignes)).values())


def test_all_the_letters_are_one_pdf(services: Services, coffre: Coffre, lignes: list[LigneTriee], dossier: Path) -> None:
    run(
        ChantierPdf(
            depart=DepartEnvois(services.courriers, services.departs), lignes=lignes[:3], dossier=dossier, nom="relances.pdf"
        ),
        coffre,
    )

    lu = PdfDocument((dossier / "relances.pdf").read_bytes())
    textes = "".join(lu[rang].get_textpage().get_text_bounded() for rang in range(len(lu)))
    assert [f"Nom{rang}" in textes for rang in range(4)] == [True, True, True, False]
    assert sum(map(len, made(coffre, references(lignes)).values())) == 3


@pytest.mark.parametrize("imprimees", [3, 0])
def test_what_is_printed_is_remembered_unless_the_person_gives_up(
    services: Services, coffre: Coffre, lignes: list[LigneTriee], imprimees: int
) -> None:
    recues: list[Liasse] = []

    def imprimer(libre: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
        recues.extend(libre.contenu)
        return frozenset(range(imprimees)) or None

    run(ChantierPapier(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes[:3], imprimer=imprimer), coffre)

    assert len(recues) == 3
    assert sum(map(len, made(coffre, references(lignes)).values())) == imprimees


def test_the_letter_that_opens_a_demarche_is_a_fact(services: Services, coffre: Coffre, dossier: Path) -> None:
    """A dossier of its own for a seizure, whose first letter is to be made."""
    reference = coffre.dossiers.create(demande(demarche="saisine_cada"))
    (ligne,) = sort(services, coffre, Geste.SAISINE_CADA, reference)
    assert ligne.ready

    run(ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=[ligne], dossier=dossier), coffre)

    lu = coffre.dossiers.read(reference)
    assert [courrier.etape for courrier in lu.courriers] == ["demande"]
    assert [(fait.type, fait.date) for fait in lu.demande.evenements] == [(TypeEvenement.COURRIER_ETABLI, JOUR)]


def test_a_letter_to_an_authority_is_remembered_in_the_dossier_it_is_about(
    services: Services, coffre: Coffre, dossier: Path
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE))
    lignes = sort(services, coffre, Geste.SAISINE_CADA, reference)

    run(ChantierFichiers(depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier), coffre)

    assert made(coffre, [reference]) == {reference: ["saisine_cada/demande"]}
    assert on_disk(dossier) == [f"{reference}-saisine-cada-demande.docx"]
    assert coffre.dossiers.read(reference).demande.demarche == "acces"


def test_nothing_typed_is_in_what_is_shown_as_code(services: Services, lignes: list[LigneTriee], dossier: Path) -> None:
    chantier: Chantier = ChantierFichiers(
        depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=dossier
    )

    assert "Nom1" not in repr(chantier)
