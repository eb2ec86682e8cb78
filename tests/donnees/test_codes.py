"""What the program tells apart by a code has its words, one for each code and one code for each."""

from enum import StrEnum

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.valeurs import Poids, Regle
from droits_usagers.domain.demarche.demarches import Signe
from droits_usagers.domain.demarche.mandats import Doute, EtatMandat, RefusMandat
from droits_usagers.domain.dossier.agenda import Jours
from droits_usagers.domain.dossier.dossiers import Action, GenrePiece, Tri
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.droit.droit import Cote
from droits_usagers.domain.droit.veille import Sort
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Sens
from droits_usagers.domain.grille.valeurs import GenreSource, Point
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.domain.notice.traitements import ConstatAffichage, DroitNotice, Forme, Papier, Provenance
from droits_usagers.domain.notice.valeurs import Statut
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import CodeConsigne, Qualite
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.jours import Illisible
from droits_usagers.domain.socle.impression import Repli, Support

#: Words of one's own, and what nobody said, need none of ours.
MUETS = {"CodeConsigne.AUTRE", "GenrePiece.INCONNU"}


@pytest.mark.parametrize(
    ("codes", "section"),
    [
        (Poids, "controle.poids"),
        (Regle, "controle.regles"),
        (Signe, "commun.signe"),
        (Doute, "mandats.doutes"),
        (EtatMandat, "mandats.etats"),
        (RefusMandat, "mandats.refus"),
        (Jours, "agenda.jours"),
        (Action, "coffre.journal"),
        (GenrePiece, "suivi.pieces.genres"),
        (Tri, "suivi.tris"),
        (Etat, "etats"),
        (Cote, "textes.cote"),
        (Sort, "cli.droit"),
        (TypeEvenement, "suivi.faits"),
        (TypeEvenement, "suivi.choix"),
        (TypeEvenement, "suivi.aides"),
        (TypeEvenement, "courrier_du_jour.faits"),
        (Code, "echeances.titres"),
        (Sens, "echeances.sens"),
        (GenreSource, "ecarts.genres"),
        (Point, "ecarts.points"),
        (PartieFiche, "notices.parties_noms"),
        (Forme, "notices.apercu.formes"),
        (Papier, "notices.apercu.papiers"),
        (ConstatAffichage, "notices.questions.controle_constat.choix"),
        (DroitNotice, "notices.questions.droits_offerts.choix"),
        (Provenance, "notices.questions.source_genre.choix"),
        (Statut, "mentions.statuts"),
        (GenreOrganisme, "assistant.questions.organisme_genre.choix"),
        (CodeConsigne, "consignes.codes"),
        (Qualite, "assistant.questions.qualite.choix"),
        (ChampReprise, "reprise.champs"),
        (Illisible, "reprise.motifs"),
        (Repli, "impression"),
        (Support, "impression"),
    ],
)
def test_each_code_has_its_words(catalogue: Catalogue, codes: type[StrEnum], section: str) -> None:
    sans_mots = {f"{codes.__name__}.{code.name}" for code in codes if f"{section}.{code.value}" not in catalogue.textes}

    assert sans_mots <= MUETS
