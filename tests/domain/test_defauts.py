"""What nobody said is not so, and what nobody counted is none: no value says yes by itself."""

import datetime as dt
from dataclasses import MISSING, fields, is_dataclass
from types import ModuleType

import pytest

from droits_usagers.domain.chiffres import protection, valeurs
from droits_usagers.domain.chiffres import valeurs as chiffres
from droits_usagers.domain.controle import cadre
from droits_usagers.domain.controle import valeurs as controle
from droits_usagers.domain.demarche import demarches, mandats, questions, situations
from droits_usagers.domain.dossier import agenda, dossiers
from droits_usagers.domain.droit import droit, feries, voies
from droits_usagers.domain.echeances import aide
from droits_usagers.domain.echeances import valeurs as echeances
from droits_usagers.domain.grille import lecture, notions
from droits_usagers.domain.grille import valeurs as grille
from droits_usagers.domain.lettre import lettre
from droits_usagers.domain.mots import nettoyage
from droits_usagers.domain.notice import champs
from droits_usagers.domain.notice import valeurs as notice
from droits_usagers.domain.personnes import personnes
from droits_usagers.domain.reprise import correspondance
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.socle import impression, tableaux

#: Asked for unless told otherwise, and sizes, copies and months that go without saying.
SAUF = frozenset(
    {
        *("Inscription.voulue", "Valeur.sure", "Voie.silence_mois", "Graphique.part"),
        *("ACompleter.largeur", "Intertitre.niveau", "Feuille.corps_pt", "Imprimable.nombre", "Choix.exemplaires"),
    }
)


@pytest.mark.parametrize(
    "module",
    [
        *(
            protection,
            valeurs,
            chiffres,
            cadre,
            controle,
            demarches,
            mandats,
            demarches,
            questions,
            situations,
            agenda,
            dossiers,
        ),
        *(droit, feries, voies, aide, echeances, lecture, notions, grille, lettre, nettoyage, champs, notice, personnes),
        *(correspondance, impression, tableaux),
    ],
)
def test_what_nobody_said_is_not_so(module: ModuleType) -> None:
    supposes = {
        f"{nom}.{champ.name}"
        for nom, classe in vars(module).items()
        if isinstance(classe, type) and classe.__module__ == module.__name__ and is_dataclass(classe)
        for champ in fields(classe)
        if champ.default is not MISSING and isinstance(champ.default, int) and champ.default
    }

    assert supposes <= SAUF


def test_what_is_read_without_more_is_sure_and_what_is_inscribed_is_wanted() -> None:
    assert correspondance.Valeur(ChampReprise.DEMARCHE, "x", 1, None).sure
    assert agenda.Inscription(agenda.EvenementAgenda("a", dt.date(2026, 11, 24), "t"), 1, "reponse").voulue
