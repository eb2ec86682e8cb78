"""What follows an opposition: how its answer reads, what each reason to refuse is answered, what is said if it is accepted."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import contexte_of
from droits_usagers.domain.demarche.demarches import issue_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of as written_by
from tests.gabarits.suites import ENVOYE, RECU, REFUS, demande_of, read, sheet
from tests.letters.cas import by

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Reponses

_T = TypeEvenement
LEVEE = Evenement(dt.date(2026, 10, 28), _T.LEVEE_LIMITATION_ANNONCEE)


@pytest.mark.parametrize(
    ("recue", "evenement", "etape"),
    [
        ("complete", _T.REPONSE_COMPLETE, ""),
        ("partie", _T.REPONSE_PARTIELLE, "complement"),
        ("refus", _T.REFUS, "contestation_refus"),
        # To use again what was frozen while it was examined is to say no.
        ("levee", _T.REFUS, "contestation_refus"),
        ("oral", _T.REFUS_ORAL, "contestation_refus"),
        ("accuse", None, "relance"),
        ("rien", None, "relance"),
    ],
)
def test_each_answer_to_an_opposition_reads_one_way(
    catalogue: Catalogue, recue: str, evenement: TypeEvenement | None, etape: str
) -> None:
    demande = demande_of("opposition", reponse_recue=recue)
    lue = issue_of(catalogue.demarches["opposition"], "complement", reponses=demande.reponses, contexte=contexte_of(demande))

    assert lue is not None
    assert (lue.evenement, lue.etape) == (evenement, etape)


def test_every_answer_offered_is_read(catalogue: Catalogue) -> None:
    (recue,) = [question for question in catalogue.demarches["opposition"].questions if question.id == "reponse_recue"]

    assert set(recue.choix) == {"complete", "partie", "refus", "levee", "oral", "accuse", "rien"}


def test_once_accepted_one_is_told_what_to_keep_and_how_to_check(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError):
        courriers_livres.compose(demande_of("opposition", reponse_recue="complete"), "complement")
    texte = catalogue.textes_demarche("opposition")("refus.issue_complete")
    apres = sheet(courriers_livres, written_by("opposition", {"situations": ("proche",), "fait_proche": "Un fait."}), "demande")

    assert "Gardez sa réponse" in texte
    assert "Un dossier sur papier reste un dossier" in texte
    for dit in (texte, apres):
        assert "Dans quelques mois" in dit
        assert "voir votre dossier" in dit


MOTIFS: dict[str, tuple[str, ...]] = {
    "mission": ("Elle n’écarte pas, à elle seule, l’opposition", "d’examiner les raisons"),
    "obligation_legale": ("Je vous prie de citer le texte", "Je vous demande la disposition précise"),
    "acte": ("s’il le fait expressément", "article 56 de la loi", "la disposition précise"),
    "imperieux": ("C’est à vous de les démontrer", "chacune des raisons que j’ai données"),
    "pas_personnel": ("Ma première lettre dit ce qui m’arrive, à moi.", "pourquoi vous ne la retenez pas", "sans justificatif"),
    "logiciel": ("parce qu’un logiciel est obligatoire",),
    "sans_aide": ("ne retire rien à mes demandes d’aide", "dire laquelle, et selon quel texte"),
    "justice": ("quelles pièces sont concernées",),
    "tiers": ("Ma demande ne porte pas sur elles.",),
    "identite": ("si vous avez des doutes raisonnables",),
    "excessif": ("C’est à vous de démontrer",),
    "mauvais_service": ("L114-2",),
    "prolongation": ("pendant le premier mois",),
}


@pytest.mark.parametrize("motif", MOTIFS)
def test_each_reason_to_refuse_an_opposition_has_its_answer(courriers_livres: Courriers, motif: str) -> None:
    demande = demande_of("opposition", (ENVOYE, RECU, REFUS), refus_forme="ecrit", refus_motifs=(motif,))
    raisons = read(courriers_livres, demande, "contestation_refus").split("Vos raisons", 1)[1]

    for dit in MOTIFS[motif]:
        assert dit in raisons
    for autre, dits in MOTIFS.items():
        if autre != motif:
            assert dits[0] not in raisons, autre


def test_every_reason_offered_is_answered(catalogue: Catalogue) -> None:
    (motifs,) = [question for question in catalogue.demarches["opposition"].questions if question.id == "refus_motifs"]

    assert set(motifs.choix) == {"sans_motif", *MOTIFS}


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_help_without_a_computer_rests_on_the_departement_s_duty_only_where_it_is_one(
    courriers_livres: Courriers, genre: GenreOrganisme
) -> None:
    demande = written_by("opposition", {"refus_motifs": ("sans_aide",)}, genre=genre)
    texte = read(courriers_livres, demande, "contestation_refus")

    assert ("L123-2" in texte) is (genre is GenreOrganisme.DEPARTEMENT)
    assert "L115-2" not in texte
    assert "L116-2" not in texte


def test_the_reasons_are_those_of_the_person_whoever_writes(courriers_livres: Courriers) -> None:
    demande = demande_of("opposition", (ENVOYE, RECU, REFUS), refus_motifs=("pas_personnel", "sans_aide"))

    pour_elle = read(courriers_livres, by(Qualite.MANDATAIRE, demande), "contestation_refus")
    assert "ce qui arrive à cette personne" in pour_elle
    assert "aux demandes d’aide de cette personne" in pour_elle
    agent = read(courriers_livres, by(Qualite.AGENT, demande), "contestation_refus")
    assert "Ma demande porte sur mon activité, et non sur une aide." in agent


@pytest.mark.parametrize("etape", ["demande", "relance", "complement", "contestation_refus"])
def test_an_aid_refused_meanwhile_keeps_its_own_delay(courriers_livres: Courriers, etape: str) -> None:
    reponses: Reponses = {"situations": ("proche",), "fait_proche": "Un fait."}
    conseil = "Une lettre refuse une aide : elle a son propre délai. Lisez-la vite."

    assert conseil in sheet(courriers_livres, written_by("opposition", reponses), etape)
    agent: Reponses = {"situations_agent": ("seul",), "faits_agent": "Un fait."}
    assert conseil not in sheet(courriers_livres, written_by("opposition", agent, qualite=Qualite.AGENT), etape)


def test_a_weightier_reason_is_asked_for_without_deciding_what_it_is_worth(courriers_livres: Courriers) -> None:
    demande = demande_of("opposition", (ENVOYE, RECU, REFUS), refus_motifs=("imperieux",))

    # A reason that holds for every file may still be one: only its weight is asked for.
    assert "tous les dossiers" not in read(courriers_livres, demande, "contestation_refus")


def test_the_end_of_the_freeze_is_answered_as_a_refusal(courriers_livres: Courriers) -> None:
    demande = demande_of("opposition", (ENVOYE, RECU, LEVEE))
    seule = read(courriers_livres, demande, "contestation_refus")

    assert "Le 28 octobre 2026, vous m’avez annoncé la fin de la limitation." in seule
    assert "J’ai reçu votre refus" not in seule
    assert "vaut pendant l’examen de l’opposition (article 18, paragraphe 1, point d, du RGPD)" in seule
    assert "Vous m’avez annoncé la fin de la limitation le 28 octobre 2026." in read(courriers_livres, demande, "relance")


def test_the_end_of_the_freeze_is_told_beside_a_refusal(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("opposition", (ENVOYE, RECU, LEVEE, REFUS)), "contestation_refus")

    assert "J’ai reçu votre refus le 20 novembre 2026." in texte
    assert texte.count("28 octobre 2026") == 1


@pytest.mark.parametrize("etape", ["relance", "contestation_refus"])
def test_the_freeze_of_another_demarche_is_not_that_of_an_opposition(courriers_livres: Courriers, etape: str) -> None:
    assert "fin de la limitation" not in read(courriers_livres, demande_of("rectification", (ENVOYE, RECU, LEVEE)), etape)
