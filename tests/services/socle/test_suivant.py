"""Where a stored demande stands, with the demarches and the law that the program ships."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Suivi
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.echeances import Code
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.mots.horaires import Horaires
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.services.socle.suivant import Suivant

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.questions import Valeur

ENVOYEE = Demande(
    "acces",
    organisme=Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="93"),
    reponses={"envoi": "courriel"},
    evenements=(Evenement(dt.date(2026, 11, 24), TypeEvenement.RECU),),
)


@pytest.fixture
def suivant(catalogue: "Catalogue") -> Suivant:
    return Suivant(catalogue)


def test_a_demande_is_followed_by_the_delays_of_its_demarche_and_the_channel_it_took(suivant: Suivant) -> None:
    faits = suivant.faits(ENVOYEE)
    assert faits.canal is Canal.ELECTRONIQUE
    assert {"reponse", "refus_tacite"} <= faits.delais
    assert (faits.territoire, faits.genre) == ("93", GenreOrganisme.DEPARTEMENT)


@pytest.mark.parametrize("type_", [TypeEvenement.REPONSE_PARTIELLE, TypeEvenement.REFUS_ORAL])
@pytest.mark.parametrize("jours", [0, 5, 15, 29])
def test_an_answer_in_part_or_a_refusal_said_aloud_opens_the_cada_once_silence_is_a_refusal_with_weeks_left(
    suivant: Suivant, type_: TypeEvenement, jours: int
) -> None:
    recue = dt.date(2026, 11, 24)
    reponse = Evenement(recue + dt.timedelta(jours), type_)
    demande = replace(ENVOYEE, evenements=(*ENVOYEE.evenements, reponse))
    avant, apres = suivant.bilan(demande, dt.date(2026, 12, 24)), suivant.bilan(demande, dt.date(2026, 12, 25))
    assert avant.votre_date is None
    assert apres.votre_delai == Code.SAISINE_CADA
    assert apres.votre_date is not None
    assert apres.votre_date >= dt.date(2026, 12, 24) + dt.timedelta(28)


def test_a_dossier_is_looked_at_again_when_the_desk_receives(catalogue: "Catalogue", suivant: Suivant) -> None:
    """Fifteen days after the reminder of 30 November: the 15th, or that Thursday. A line kept without it is redone."""
    relance = Evenement(dt.date(2026, 11, 30), TypeEvenement.RELANCE_ENVOYEE)
    demande = Demande("portabilite", evenements=(Evenement(dt.date(2026, 9, 1), TypeEvenement.RECU), relance))
    jeudis = Suivant(catalogue, Horaires({3: ("de 14 h à 17 h",)}))

    assert suivant(demande, dt.date(2026, 12, 1)).revoir_le == dt.date(2026, 12, 15)
    assert jeudis(demande, dt.date(2026, 12, 1)).revoir_le == dt.date(2026, 12, 17)
    assert jeudis.version != suivant.version == Suivant(catalogue, Horaires(lieu="12 rue Colbert")).version


def test_silence_on_a_complete_request_for_apa_is_dated_from_the_wizard(suivant: Suivant) -> None:
    """CASF L232-14: two months after it was handed in, unless a decision came; a letter that claims it changes nothing."""
    depose: dict[str, Valeur] = {"aide_collectivite": "apa", "decision_genre": "refus", "dossier_complet": dt.date(2026, 9, 14)}
    organisme = Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="59")
    demande = Demande("aide_refusee", date=dt.date(2026, 12, 1), organisme=organisme, reponses=depose)

    def days(*faits: Evenement) -> list[dt.date | None]:
        return [une.date for une in suivant.echeances(replace(demande, evenements=faits)) if une.code is Code.REPONSE]

    assert days() == [dt.date(2026, 11, 14)]
    assert days(Evenement(dt.date(2026, 11, 9), TypeEvenement.DECISION_RECUE)) == []
    assert days(Evenement(dt.date(2026, 11, 20), TypeEvenement.RECOURS_PREALABLE_ENVOYE)) == [dt.date(2026, 11, 14)]
    bilan = suivant.bilan(demande, dt.date(2026, 12, 1))
    assert [acte.pourquoi.id for acte in bilan.actes] == ["pourquoi.accord"]


def test_only_the_letters_of_its_demarche_can_follow(suivant: Suivant) -> None:
    refuse = Evenement(dt.date(2026, 12, 10), TypeEvenement.REFUS)
    for demarche, etapes in (("acces", {"contestation_refus"}), ("revocation_mandat", set[str]())):
        bilan = suivant.bilan(Demande(demarche, evenements=(refuse,)), dt.date(2026, 12, 15))
        assert {etape.etape for etape in bilan.actes if etape.demarche == demarche and etape.a_faire} == etapes


def test_the_line_and_the_whole_agree(suivant: Suivant) -> None:
    jour = dt.date(2026, 12, 25)
    veille = dt.date(2026, 12, 24)
    votre = dt.date(2027, 2, 24)
    suivi = Suivi("refus_tacite", veille, "saisine_cada/demande", votre, veille, votre, "saisine_cada", veille, "reponse")
    assert suivant(ENVOYEE, jour) == suivi
    bilan = suivant.bilan(ENVOYEE, jour)
    assert bilan.etat is Etat.REFUS_TACITE
    assert all(echeance.explication for echeance in bilan.echeances)


def test_the_version_is_that_of_the_rules(suivant: Suivant) -> None:
    assert suivant.version == suivant.regles.version


def test_a_demarche_of_a_newer_version_is_listed_without_a_date_of_law(suivant: Suivant) -> None:
    faite, choisie = dt.date(2026, 12, 1), dt.date(2026, 12, 30)
    listee = suivant(Demande("inconnue"), dt.date(2026, 12, 25), cree_le=faite)
    assert (listee.prochaine_date, listee.revoir_le) == (faite, faite)
    assert suivant(Demande("inconnue"), dt.date(2026, 12, 25), cree_le=faite, revoir_le=choisie).prochaine_date == choisie
    assert suivant(Demande("inconnue"), dt.date(2026, 12, 25)) == Suivi("a_envoyer")
    assert suivant(replace(ENVOYEE, demarche="inconnue"), dt.date(2026, 12, 25)) == Suivi("en_attente")


def test_a_territory_that_is_none_counts_for_nothing(suivant: Suivant) -> None:
    ailleurs = replace(ENVOYEE, organisme=replace(ENVOYEE.organisme, territoire="ZZ"))
    nulle_part = replace(ENVOYEE, organisme=replace(ENVOYEE.organisme, territoire=""))
    assert suivant.faits(ailleurs) == suivant.faits(nulle_part)
    assert suivant(ailleurs, dt.date(2026, 12, 25)) == suivant(nulle_part, dt.date(2026, 12, 25))
