"""Shut out by a screen: a request on paper, the text that imposes the screen, and no right to a counter that no text gives."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of, read

ID = "sans_internet"
ETAPES = ["demande", "hierarchie"]
PERSONNES = [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL]
PRIVES = {GenreOrganisme.ESSMS, GenreOrganisme.HEBERGEMENT, GenreOrganisme.SANTE, GenreOrganisme.AUTRE}
TOUT: Reponses = {"dit": ("compte", "courriel", "portable"), "jointe": True, "date_limite": dt.date(2026, 12, 10)}
#: What would claim a counter or paper as owed, or hold what no text says of accessibility.
RECLAME = re.compile(
    r"vous (?:devez|êtes tenu)|droit (?:à|au) (?:un )?(?:guichet|accueil|papier)|obligation de recevoir|illégal|interdit"
    r"|RGAA|2005-102"
)


@chaque("reponses", [{}, TOUT], ids=["blanche", "remplie"])
@chaque("etape", ETAPES)
@chaque("genre", GenreOrganisme)
@chaque("qualite", PERSONNES)
def test_it_asks_for_paper_and_for_the_text_that_imposes_the_screen_and_claims_no_counter(
    courriers_livres: Courriers, qualite: Qualite, genre: GenreOrganisme, etape: str, reponses: Reponses
) -> None:
    texte = read(courriers_livres, demande_of(ID, reponses, qualite=qualite, genre=genre), etape)

    assert "sur papier, et de l’étudier." in texte
    assert "Si un texte impose un site pour cette démarche, de me dire lequel" in texte
    assert "quelle autre voie existe pour qui ne peut pas s’en servir" in texte
    assert "tout envoyer par lettre, et rien par courriel ni dans un compte en ligne" in texte
    assert not RECLAME.search(texte)


@chaque("etape", ETAPES)
@chaque("genre", GenreOrganisme)
def test_the_code_is_that_of_an_administration_and_said_under_condition_to_others(
    courriers_livres: Courriers, genre: GenreOrganisme, etape: str
) -> None:
    texte = read(courriers_livres, demande_of(ID, TOUT, genre=genre), etape)
    prive = genre in PRIVES

    assert ("Si vous êtes une administration, ou chargés d’un service public administratif" in texte) is prive
    for article in ("L112-1 ", "L114-5", "R112-9-1"):
        assert (article in texte) is not prive, article
    assert ("L411-2" in texte) is (etape == "hierarchie" and not prive)


@pytest.mark.parametrize("etape", ETAPES)
def test_both_edges_of_the_law_are_shown(courriers_livres: Courriers, catalogue: Catalogue, etape: str) -> None:
    texte = read(courriers_livres, demande_of(ID), etape)

    assert "Le Conseil d’État a jugé que le code n’en fait pas une obligation (décision" in texte
    assert "n° 422516" in texte
    assert "Si un texte impose un site pour cette démarche, de me dire lequel" in texte
    assert "Je sais" not in texte
    # Admits an online service that is compulsory: explained to the person, cited by no letter.
    assert "452798" not in texte
    assert catalogue.droit.entrees["ce-452798"].ne_dit_pas
    volets = {volet.signe for volet in catalogue.demarches[ID].volets}
    assert volets == {"oui", "non", "attention"}
    textes = catalogue.textes_demarche(ID)
    assert "Un guichet. Nous ne connaissons pas de texte" in textes("volets.impossible.lignes")
    assert "a admis un site obligatoire" in textes("volets.double.lignes")


@pytest.mark.parametrize(
    ("code", "dit"),
    [
        ("compte", "pourquoi un compte en ligne serait nécessaire"),
        ("courriel", "pourquoi une adresse électronique serait nécessaire"),
        ("portable", "pourquoi un numéro de téléphone portable serait nécessaire"),
    ],
)
def test_what_is_asked_without_need_is_questioned_only_if_it_was_asked(
    courriers_livres: Courriers, code: str, dit: str
) -> None:
    demandee = read(courriers_livres, demande_of(ID, {"dit": (code,)}))
    autre = read(courriers_livres, demande_of(ID, {"dit": ("site", "ferme")}))

    assert dit in demandee
    assert "article 5, paragraphe 1, point c" in demandee
    assert ("R112-9-1" in demandee) is (code == "courriel")
    assert dit not in autre
    assert "RGPD" not in autre


def test_nobody_has_to_say_why(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    sans = read(courriers_livres, demande_of(ID))
    avec = read(courriers_livres, demande_of(ID, {"obstacles": ("langue", "compte"), "compte_quoi": "depuis mardi"}))

    assert "Je ne peux pas faire cette démarche sur un écran." in sans
    assert "- le français du site est difficile à comprendre" in avec
    assert "- un compte bloqué, ou un site qui ne marche pas : depuis mardi" in avec
    assert "Rien ne vous oblige à donner une raison" in catalogue.textes_demarche(ID)("questions.obstacles.pourquoi")
    assert not any(question.obligatoire for question in catalogue.demarches[ID].questions)


def test_the_postmark_is_called_upon_only_for_a_request_that_is_posted(courriers_livres: Courriers) -> None:
    for plus, dit in (({}, True), ({"jointe": False}, False), ({"envoi": "guichet"}, False)):
        texte = read(courriers_livres, demande_of(ID, {**TOUT, **plus}))
        assert "le 10 décembre 2026" in texte
        assert ("cachet de la poste" in texte) is dit, plus


def test_a_paper_that_was_turned_away_is_told(courriers_livres: Courriers) -> None:
    assert "n’a pas été prise" in read(courriers_livres, demande_of(ID, {"essaye": "refuse"}))
    assert "restée sans réponse" in read(courriers_livres, demande_of(ID, {"essaye": "silence"}))
    assert "déjà été présentée" not in read(courriers_livres, demande_of(ID, {"essaye": "jamais"}))


def test_the_request_joined_is_an_enclosure(courriers_livres: Courriers) -> None:
    assert "La demande, sur papier" in read(courriers_livres, demande_of(ID, {"jointe": True}))
    assert "La demande, sur papier" not in read(courriers_livres, demande_of(ID))


def test_the_head_of_the_body_is_told_what_became_of_the_letter(courriers_livres: Courriers) -> None:
    faits = ((dt.date(2026, 10, 1), TypeEvenement.ENVOYE), (dt.date(2026, 10, 20), TypeEvenement.REFUS))
    demande = replace(demande_of(ID), evenements=tuple(Evenement(jour, type_) for jour, type_ in faits))
    texte = read(courriers_livres, demande, "hierarchie")

    assert "À l’attention de la présidence" in texte
    assert "Son refus écrit m’est parvenu le 20 octobre 2026." in texte
    assert "S’il s’agit d’une décision, cette lettre est un recours hiérarchique" in texte


def test_what_silence_may_mean_is_said_to_be_arguable_and_the_aid_has_its_own_delays(
    courriers_livres: Courriers, catalogue: Catalogue
) -> None:
    attente = catalogue.textes_demarche(ID)("attente").replace("\u00a0", " ")

    assert catalogue.demarches[ID].delais == ("rejet_implicite", "recours_hierarchique", "recours_ta")
    assert "peuvent valoir un refus : c’est une lecture de la loi, qui se discute" in attente
    assert "L’aide ou le papier que vous demandez a ses propres délais." in attente
    assert "Cette lettre ne suffit pas à le contester." in attente
    for etape in ETAPES:
        (apres,) = [e for e in courriers_livres.kit(demande_of(ID), etape) if e.id == "apres"]
        page = courriers_livres.text(apres.document).replace("\u00a0", " ")
        assert "Deux mois sans réponse peuvent valoir un refus : cela se discute." in page
        assert len(courriers_livres.pages(apres.document)) == 1


def test_it_is_not_sent_by_mail(catalogue: Catalogue) -> None:
    assert "courriel" not in catalogue.demarches[ID].canaux


def test_the_mandate_is_about_a_request_and_no_data(courriers_livres: Courriers) -> None:
    demande = demande_of(ID, qualite=Qualite.MANDATAIRE)
    (mandat,) = [e for e in courriers_livres.kit(demande) if e.id == "mandat"]
    texte = courriers_livres.text(mandat.document)

    assert "que ma demande soit reçue et étudiée sur papier" in texte
    for jamais in ("2019-536", "CNIL", "santé", "droits sur des données"):
        assert jamais not in texte, jamais
    assert "2019-536" not in read(courriers_livres, demande)


def test_the_defenseur_knows_what_was_asked(courriers_livres: Courriers) -> None:
    demande = replace(
        demande_of("defenseur_droits", {"demarche_initiale": ID, "difficultes": ("internet",)}),
        evenements=(Evenement(dt.date(2026, 11, 2), TypeEvenement.ENVOYE),),
    )
    texte = read(courriers_livres, demande)

    assert "2 novembre 2026 : envoi de la lettre qui demande de pouvoir faire sans internet" in texte
    assert "Le service ne reçoit la demande que par internet, et je ne peux pas passer par là." in texte


def test_a_reminder_says_what_was_asked(courriers_livres: Courriers) -> None:
    faits = (Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE), Evenement(dt.date(2026, 10, 5), TypeEvenement.RECU))
    texte = read(courriers_livres, replace(demande_of(ID), evenements=faits), "relance")

    assert "je vous ai demandé de recevoir ma demande sur papier, et de me dire quel texte impose de passer" in texte


@pytest.mark.parametrize("etape", ETAPES)
def test_a_date_that_has_passed_is_not_said_to_come(courriers_livres: Courriers, etape: str) -> None:
    """The day this letter is sent would prove that it comes too late: the day it was first asked is what counts."""
    passee: Reponses = {**TOUT, "date_limite": dt.date(2026, 10, 2), "essaye": "refuse"}
    texte = read(courriers_livres, demande_of(ID, passee), etape)

    assert "Une date était à respecter : le 2 octobre 2026" in texte
    assert "retenir le jour où la demande a d’abord été présentée" in texte
    assert "retenir la date d’envoi" not in texte
    assert "Une date est à respecter : le 10 décembre 2026" in read(courriers_livres, demande_of(ID, TOUT), etape)
