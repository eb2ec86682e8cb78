"""Where posters are: which are to be looked at, what the log of them says, and that it is no draft of anything."""

import datetime as dt
import subprocess
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice.traitements import Affichage, ConstatAffichage, ControleAffiche, FicheTraitement, Forme
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.joints import Rappel, due, months
from droits_usagers.services.notice.notices import Impression, Notices
from droits_usagers.services.notice.saisie import answers_of, fiche_of
from tests.letters.lecture import word_text
from tests.notices import EMPTY, SOUND
from tests.outils import besoin_de

JOUR = dt.date(2026, 11, 24)
VUE = Affichage(
    "Salle d'attente",
    "2026-11",
    dt.date(2026, 1, 5),
    (
        ControleAffiche(dt.date(2026, 8, 24), ConstatAffichage.PRESENTE, "photo-1.jpg"),
        ControleAffiche(dt.date(2026, 3, 1), ConstatAffichage.ABSENTE),
    ),
)
ANCIENNE = Affichage("Mairie", "2025-03", dt.date(2026, 2, 1))
SANS_JOUR = Affichage("Gymnase", "2026-11")


def posted(*affichages: Affichage, mois: int | None = 3) -> FicheTraitement:
    return replace(SOUND, affichages=affichages, controle_mois=mois)


@pytest.mark.parametrize(
    ("fiche", "attendu"),
    [
        (posted(VUE, ANCIENNE, SANS_JOUR), Rappel(2, dt.date(2026, 5, 1))),
        (posted(VUE), Rappel(1, JOUR)),
        (posted(VUE, mois=4), None),
        (posted(SANS_JOUR), None),
        (posted(ANCIENNE, mois=None), None),
    ],
)
def test_a_poster_is_to_be_seen_again_so_many_months_after_the_last_look(
    fiche: FicheTraitement, attendu: Rappel | None
) -> None:
    assert due(fiche, JOUR) == attendu


def test_the_end_of_a_month_that_is_shorter_is_its_last_day() -> None:
    assert due(posted(Affichage("Hall", pose_le=dt.date(2026, 8, 31)), mois=1), dt.date(2026, 9, 30)) is not None


@pytest.mark.parametrize(
    ("dit", "mois"),
    [("3", 3), (" 12 ", 12), ("120", 120), ("121", None), ("0", None), ("-3", None), ("trois", None), ("9" * 9999, None)],
)
def test_months_are_a_number_that_makes_sense(dit: str, mois: int | None) -> None:
    assert months(dit) == mois


def test_what_is_typed_of_posters_and_looks_comes_back(catalogue: Catalogue) -> None:
    fiche = replace(posted(VUE, ANCIENNE), logo="logo.png", couleur="#003366")

    assert fiche_of(answers_of(fiche), catalogue.mentions.mentions) == fiche


@besoin_de("pdftotext")
def test_the_log_tells_each_look_in_order_and_which_version_is_outdated(catalogue: Catalogue, places: Places) -> None:
    notices, impression = Notices(catalogue, places), Impression(Forme.JOURNAL, jour=JOUR)
    fiche = posted(VUE, ANCIENNE, SANS_JOUR)
    contenu = notices.render(fiche, impression, Format.PDF).contenu
    lu = subprocess.run(["pdftotext", "-layout", "-", "-"], input=contenu, check=True, capture_output=True).stdout.decode()
    lu = " ".join(lu.replace("’", "'").split())

    attendus = [
        *("24 novembre 2026", "tous les 3 mois", "Salle d'attente", "5 janvier 2026", "1er mars 2026 Affiche absente Non"),
        *("24 août 2026 Affiche présente photo-1.jpg", "Mairie", "2025-03", "Périmée : la fiche en est à la version 2026-11"),
        *("Aucun passage", "Gymnase", "Jour de la pose : non noté"),
    ]
    places_lues = [lu.replace("\u00a0", " ").find(mots) for mots in attendus]
    assert -1 not in places_lues, attendus[places_lues.index(-1)]
    assert places_lues == sorted(places_lues)
    word = word_text(notices.render(fiche, impression, Format.DOCX).contenu)
    assert all(mots in word.replace("\u00a0", " ") for mots in ("Salle d'attente", "photo-1.jpg", "Mairie"))


@besoin_de("pdftotext")
def test_a_log_of_nothing_says_what_that_proves_and_is_no_draft(catalogue: Catalogue, places: Places) -> None:
    rendu = Notices(catalogue, places).render(EMPTY, Impression(Forme.JOURNAL, jour=JOUR), Format.PDF)
    lu = subprocess.run(["pdftotext", "-", "-"], input=rendu.contenu, check=True, capture_output=True).stdout.decode()

    assert "Aucune affiche n" in lu
    assert "elle ne montre pas non plus le contraire" in " ".join(lu.split())
    assert "PROJET" not in lu
    assert rendu.remarques == ()
