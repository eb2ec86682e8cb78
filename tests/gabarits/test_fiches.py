"""What the fiches say, and what they must not."""

import re
import statistics

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.letters.lettre import fiches
from droits_usagers.letters.lettre.gabarits import Gabarits
from droits_usagers.letters.lettre.verification import check_template, cited_ids, parse
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of

_CITATION = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_PHRASE = re.compile(r"(?<=[.?;:])\s+")


def written(courriers: Courriers, id_: str) -> str:
    return courriers.text(courriers.fiche(id_)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def ids(gabarits_livres: Gabarits) -> list[str]:
    return [id_.split("/")[1] for id_ in gabarits_livres.ours if id_.startswith(f"{fiches.DOSSIER}/")]


def test_a_fiche_only_uses_the_names_it_has(gabarits_livres: Gabarits, ids: list[str]) -> None:
    for id_ in ids:
        gabarit = gabarits_livres.ours[f"fiches/{id_}"]
        check_template(gabarit, fiches.SCHEMA)
        assert gabarit.is_sheet


def test_of_what_no_letter_may_cite_only_the_penal_code_is_cited(
    gabarits_livres: Gabarits, catalogue: Catalogue, ids: list[str]
) -> None:
    for id_ in ids:
        gabarit = gabarits_livres.ours[f"fiches/{id_}"]
        for article in cited_ids(parse(gabarit.fichier, gabarit.corps)):
            entree = catalogue.droit.entrees[article]
            assert entree.organismes or article.startswith("penal-"), article


def test_sentences_are_short(courriers_livres: Courriers, ids: list[str]) -> None:
    for id_ in ids:
        lignes = [_CITATION.sub("", ligne) for ligne in re.split(r"[\n|]", written(courriers_livres, id_))]
        longueurs = sorted(
            len(phrase.split()) for ligne in lignes for phrase in _PHRASE.split(ligne) if len(phrase.split()) > 1
        )
        assert statistics.median(longueurs) <= 20
        assert longueurs[int(len(longueurs) * 0.9)] <= 32
        assert longueurs[-1] <= 45


def test_what_each_is_for_is_said_in_short_sentences(courriers_livres: Courriers, ids: list[str]) -> None:
    for id_ in ids:
        assert all(len(phrase.split()) <= 15 and phrase.endswith(".") for phrase in courriers_livres.fiche(id_).en_clair)


def test_they_are_two_pages_at_most(courriers_livres: Courriers, ids: list[str]) -> None:
    for id_ in ids:
        assert len(courriers_livres.pages(courriers_livres.fiche(id_))) <= 2


def test_secrecy_says_who_holds_it_and_whom_it_protects(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "secret")

    for dit in (
        "L411-3", "L221-6", "L133-5", "L121-6 du code général de la fonction publique", "226-13", "226-14", "L226-2-2",
        "Être suivi par un service social est déjà un secret.", "Le secret ne lui est pas opposable.", "enveloppe neutre",
        "police", "bailleur", "employeur", "mairie", "collègue",
    ):  # fmt: skip
        assert dit in texte, dit


def test_secrecy_does_not_let_one_keep_silent_before_a_danger(courriers_livres: Courriers) -> None:
    devoirs = written(courriers_livres, "secret").split("Quand il faut parler")[-1].split("Que répondre")[0]

    for dit in (
        "transmet sans délai l’information préoccupante", "L226-2-1", "L221-6", "président du conseil départemental",
        "sauf si l’intérêt de l’enfant", "223-6", "Ce texte ne fait pas d’exception pour le secret.", "434-3",
        "à vérifier avec le service juridique",
    ):  # fmt: skip
        assert dit in devoirs, dit


def test_sharing_is_told_with_what_it_does_not_protect(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "secret")

    assert "L121-6-2" in texte
    assert "Ce texte n’est pas un bouclier" in texte
    assert "le maire et le président du conseil départemental" in texte
    assert "deuxième alinéa" in texte
    assert "nécessaires à quoi, et pour qui ?" in texte


def test_writing_says_that_it_will_be_read_and_what_never_to_write(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "ecrits")

    for dit in (
        "L’usager pourra lire.", "28 février 2019", "objectif", "La santé", "Les infractions", "Un jugement",
        "Le numéro de sécurité sociale", "titre de séjour", "comptes rendus", "hypothèse", "tiers", "observations",
    ):  # fmt: skip
        assert dit in texte, dit


def test_writing_does_not_claim_that_no_service_may_use_the_number(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "ecrits")

    assert "un décret dit qui l’utilise, et pour quoi" in texte
    assert "interdit" not in texte


def test_a_refusal_is_received_told_its_rights_and_passed_on_without_a_story(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "refus")

    for dit in (
        "Nous ne connaissons pas de texte qui permette de subordonner l’accueil à l’informatisation",
        "article 21", "article 18", "article 12", "article 56", "226-13", "L121-6", "L411-3",
        "Ne saisissez pas la raison de son refus", "demandez une consigne écrite", "une note sans récit", "enveloppe fermée",
        "la file d’impression", "comité social territorial ou sa formation spécialisée", "Nommer un usager au syndicat",
        "Sortir une pièce d’un dossier",
    ):  # fmt: skip
        assert dit in texte, dit


def test_what_one_risks_is_said_without_a_promise(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "refus")

    assert "manifestement illégal et de nature à compromettre gravement un intérêt public" in texte
    assert "Nous ne pouvons pas vous dire que c’est le cas ici." in texte
    assert "Une sanction est possible si vous refusez une consigne. Rien, dans cette fiche, ne vous en protège." in texte
    assert not re.search(r"L115-2|L116-2|lanceur|droit de retrait|ne risquez rien|en toute légalité", texte)


def test_stopping_to_type_together_is_neither_called_for_nor_promised_anything(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "saisie")

    for dit in (
        "Cette page n’y appelle pas.", "Nous ne connaissons pas de texte qui protège, en général, celui qui cesse de saisir.",
        "L121-10", "manifestement illégal et de nature à compromettre gravement un intérêt public", "L121-6", "226-13",
        "danger grave et imminent", "préavis", "Une sanction, pour chaque agent", "Une aide perdue ou retardée",
        "Demander la consigne écrite", "Interroger le délégué", "Saisir le comité social territorial", "R254-43",
        "Nous n’avons pas relu les textes sur la grève, le retrait et la discipline : à vérifier avec le syndicat.",
    ):  # fmt: skip
        assert dit in texte, dit
    # No article that nobody read, and no promise.
    assert not re.search(r"L530|L114-|5-1 du décret|lanceur|ne risquez rien|en toute légalité|vous protège", texte)


def test_nobody_is_told_to_stop_typing_nor_left_without_what_waiting_costs(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "refus")

    # It is an order to disobey that no text supports, and it may delay the very aid.
    assert "Ne saisissez ni ses informations" not in texte
    assert "Si attendre retarde son aide, dites-le-lui : c’est elle qui choisit." in texte
    assert "Une aide en cours qui en a besoin peut être retardée" in texte


def test_the_card_for_the_counter_answers_what_is_said_there(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "guichet")

    for dit in (
        "On ne peut pas s’opposer", "Le service doit examiner mes raisons", "Sans ordinateur, pas de rendez-vous",
        "Sur quel texte", "C’est la loi.", "Laquelle", "Dites-moi pourquoi", "C’est dans ma lettre", "Merci de ne rien taper",
        "Signez ici", "Je lis d’abord", "tamponner", "La fonction de la personne", "Les mots exacts", "CNIL",
        "Défenseur des droits",
    ):  # fmt: skip
        assert dit in texte, dit


def test_the_card_for_the_counter_does_not_promise_too_much(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, "guichet")

    assert "C’est parfois vrai, pour certaines aides." in texte
    assert "Une peur que tout le monde pourrait avoir ne suffit pas." in texte
    assert "Une aide que la loi oblige à traiter avec un fichier y reste." in texte
    assert "Tout cela est gratuit" not in texte
    assert "son nom" not in texte  # what is noted of an agent is a function
    assert "le délai pour contester peut être court" in texte


def test_the_card_for_the_counter_is_one_page(courriers_livres: Courriers) -> None:
    assert len(courriers_livres.pages(courriers_livres.fiche("guichet"))) == 1


def test_no_page_to_fill_by_hand_tells_to_aim_at_an_eve_that_may_be_a_sunday(courriers_livres: Courriers) -> None:
    for texte in (written(courriers_livres, "calendrier"), courriers_livres.text(_after_a_letter(courriers_livres))):
        assert "Visez la veille" not in texte
        assert "Visez le dernier jour ouvert avant" in texte


def _after_a_letter(courriers: Courriers) -> Document:
    """« Et après ? » of a letter that has not left."""
    return next(un.document for un in courriers.kit(demande_of("acces")) if un.id == "apres")
