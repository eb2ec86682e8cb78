"""Refused reception: on what text, in writing; a recourse to the head of the body; nothing that no text says."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.composer import plain
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import addressee, demande_of, read

ID = "refus_accueil"
ETAPES = ["demande", "hierarchie"]
PERSONNES = [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL]
PRIVES = {GenreOrganisme.ESSMS, GenreOrganisme.HEBERGEMENT, GenreOrganisme.SANTE, GenreOrganisme.AUTRE}
_T = TypeEvenement
ENVOYEE: Reponses = {"opposition": "lettre", "opposition_date": dt.date(2026, 10, 19)}


@chaque("etape", ETAPES)
@chaque("genre", GenreOrganisme)
@chaque("qualite", PERSONNES)
def test_it_asks_on_what_text_reception_depends_on_a_computer(
    courriers_livres: Courriers, qualite: Qualite, genre: GenreOrganisme, etape: str
) -> None:
    texte = read(courriers_livres, demande_of(ID, qualite=qualite, genre=genre), etape)

    assert "Je ne connais pas de texte qui permette de subordonner l’accueil à l’informatisation." in texte
    assert "Si vous en appliquez un, merci de l’indiquer." in texte
    assert ("L123-2" in texte) is (genre is GenreOrganisme.DEPARTEMENT)
    assert ("L211-2" in texte) is (genre not in PRIVES)
    assert "L115-1" in texte
    assert not re.search(r"L115-2|L116-2|pénal|discrimination", texte)


@pytest.mark.parametrize("etape", ETAPES)
def test_it_takes_nothing_away_from_other_requests(courriers_livres: Courriers, etape: str) -> None:
    moi = read(courriers_livres, demande_of(ID), etape)
    autre = read(courriers_livres, demande_of(ID, qualite=Qualite.MANDATAIRE), etape)

    assert "Ma demande ne retire rien à mes autres demandes d’aide." in moi
    assert "Ma demande ne retire rien aux autres demandes d’aide de cette personne." in autre


def test_what_was_refused_is_asked_again_and_the_words_are_dated(courriers_livres: Courriers) -> None:
    ligne: Reponses = {
        "fait_date": dt.date(2026, 11, 6),
        "fait_lieu": "à l'accueil",
        "fait_fonction": "la responsable",
        "fait_mots": "pas d'ordinateur, pas de rendez-vous",
    }
    reponses: Reponses = {
        "refuses": ("rendez_vous", "demande_aide"),
        "aide_quoi": "une aide pour la facture",
        "condition": "ordinateur",
        "faits_dits": (ligne,),
    }
    texte = read(courriers_livres, demande_of(ID, reponses))

    assert "- de prendre une demande d’aide, ou de l’étudier : une aide pour la facture" in texte
    assert "- 6 novembre 2026, à l'accueil (la responsable) : pas d'ordinateur, pas de rendez-vous" in texte
    assert "De prendre ma demande d’aide et de l’étudier." in texte
    assert "Si un fichier prévu par la loi est nécessaire pour l’étudier, je vous prie de me dire lequel" in texte
    assert "De remettre le papier" not in texte


@pytest.mark.parametrize(
    ("condition", "dit"), [("information", "à quoi sert cette information"), ("signature", "cette signature")]
)
def test_another_condition_has_its_own_question(courriers_livres: Courriers, condition: str, dit: str) -> None:
    assert dit in read(courriers_livres, demande_of(ID, {"condition": condition}))
    assert dit not in read(courriers_livres, demande_of(ID, {"condition": "ordinateur"}))


@pytest.mark.parametrize("etape", ETAPES)
def test_an_opposition_is_recalled_only_if_it_was_sent(courriers_livres: Courriers, etape: str) -> None:
    envoyee = read(courriers_livres, demande_of(ID, {**ENVOYEE, "opposition_suite": "attente"}), etape)

    assert "Le 19 octobre 2026, une opposition" in envoyee
    assert "article 18, paragraphe 1, point d" in envoyee
    assert "sauf dans les quatre cas prévus (article 18, paragraphe 2" in envoyee
    assert "article 12, paragraphe 4" in envoyee
    assert "Cette lettre ne la remplace pas, et ne change rien à son délai." in envoyee
    # Her reasons are for those who examine them, and not for the counter that turned her away.
    assert "Copie de ma lettre d’opposition" not in envoyee
    assert "Elle n’est pas jointe : ses raisons sont pour ceux qui l’examinent." in envoyee
    for reponses in ({}, {"opposition": "oral"}, {"opposition": "rien"}):
        texte = read(courriers_livres, demande_of(ID, dict(reponses)), etape)
        assert "RGPD" not in texte
        assert "d’opposition" not in texte


def test_once_answered_an_opposition_is_no_longer_being_examined(courriers_livres: Courriers) -> None:
    for suite in ("refusee", "acceptee"):
        texte = read(courriers_livres, demande_of(ID, {**ENVOYEE, "opposition_suite": suite}))
        assert "point d" not in texte
        # What the answer says of reception is not known here.
        assert "elle ne dit pas" not in texte


def test_an_aid_is_asked_to_be_examined_and_not_given(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of(ID, {"condition": "signature"}))

    assert "je demande que l’aide soit étudiée sans elle" in texte


def test_the_head_of_the_body_is_written_to_with_what_happened(courriers_livres: Courriers) -> None:
    faits = ((dt.date(2026, 10, 1), _T.ENVOYE), (dt.date(2026, 10, 5), _T.RECU), (dt.date(2026, 10, 20), _T.REFUS))
    demande = replace(demande_of(ID), evenements=tuple(Evenement(jour, type_) for jour, type_ in faits))
    texte = read(courriers_livres, demande, "hierarchie")

    assert "À l’attention de la présidence" in texte
    assert "J’ai écrit à ce service le 1er octobre 2026. Ma lettre a été reçue le 5 octobre 2026." in texte
    assert "Son refus écrit m’est parvenu le 20 octobre 2026." in texte
    assert "Copie de ma lettre au service" in texte
    assert "Copie de la réponse du service" in texte
    assert addressee(courriers_livres, demande)[1] == "Service social départemental"


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_it_is_a_recourse_only_if_there_is_a_decision_of_an_administration(
    courriers_livres: Courriers, genre: GenreOrganisme
) -> None:
    texte = read(courriers_livres, demande_of(ID, genre=genre), "hierarchie")

    assert ("S’il s’agit d’une décision, cette lettre est un recours hiérarchique (article L411-2" in texte) is (
        genre not in PRIVES
    )
    assert "interromp" not in texte


def test_what_silence_may_mean_is_said_to_be_arguable_and_the_delay_of_a_refused_aid_is_pointed_at(
    courriers_livres: Courriers, catalogue: Catalogue
) -> None:
    attente = catalogue.textes_demarche(ID)("attente")

    assert catalogue.demarches[ID].delais == ("rejet_implicite", "recours_hierarchique", "recours_ta")
    assert "Deux mois sans réponse peuvent valoir un refus" in attente
    assert "qui se discute" in attente
    # A refusal does not always say it, and a recourse that must come first is not replaced by this letter (CRPA L412-3).
    assert "Il est en général écrit sur la lettre de refus : ne le laissez pas passer." in attente.replace("\u00a0", " ")
    assert "Cette lettre ne suffit pas à le contester." in attente
    assert "Certaines aides ne peuvent être étudiées qu’avec un fichier que la loi prévoit." in attente
    for etape in ETAPES:
        (apres,) = [e for e in courriers_livres.kit(demande_of(ID), etape) if e.id == "apres"]
        page = courriers_livres.text(apres.document).replace("\u00a0", " ")
        assert "Deux mois sans réponse peuvent valoir un refus : cela se discute." in page
        assert "Une lettre refuse une aide : elle a son propre délai. Lisez-la vite." in page
        assert len(courriers_livres.pages(apres.document)) == 1


def test_functions_are_asked_for_and_not_names(catalogue: Catalogue) -> None:
    textes = catalogue.textes_demarche(ID)

    assert "Écrivez les fonctions, pas les noms" in textes("questions.faits_dits.aide")
    assert "pas son nom" in textes("questions.fait_fonction.libelle")


def test_the_defenseur_knows_what_was_asked(courriers_livres: Courriers) -> None:
    demande = replace(
        demande_of("defenseur_droits", {"demarche_initiale": ID}), evenements=(Evenement(dt.date(2026, 11, 2), _T.ENVOYE),)
    )

    assert "2 novembre 2026 : envoi de la lettre sur le refus d’accueil" in read(courriers_livres, demande)


@pytest.mark.parametrize("demarche", ["refus_accueil", "sans_internet"])
def test_a_town_hall_and_a_ccas_are_written_to_by_who_heads_both(courriers_livres: Courriers, demarche: str) -> None:
    demande = demande_of(demarche, genre=GenreOrganisme.CCAS)
    mairie = replace(demande, organisme=replace(demande.organisme, nom="Mairie de Pont-Salé"))
    lettre = courriers_livres.compose(mairie, "hierarchie")
    assert isinstance(lettre, Lettre)
    assert any("du maire ou de la présidence" in plain(ligne) for ligne in lettre.destinataire)
    for etape in ("demande", "hierarchie"):
        texte = read(courriers_livres, mairie, etape)
        assert "CCAS" not in texte
        assert "mission de service public" not in texte
