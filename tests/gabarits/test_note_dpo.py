"""A worker's note: nothing can be told in it, and nobody is named, whatever the program knows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.courriers import Courriers
from droits_usagers.services.lettre.formulaires import Section
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.lettres import demandes_of

ID = "note_dpo"
SUJETS = {
    "examen": "L’examen.",
    "attente": "L’attente.",
    "papier": "Le papier.",
    "reponse": "La réponse.",
    "accueil": "L’accueil.",
    "consigne": "La consigne.",
}
#: Someone whose letter of opposition was just written on the same computer.
USAGERE = Personne(
    Civilite.MME,
    "Fatoumata",
    "Zéphirin",
    nom_naissance="Quillévéré",
    naissance=dt.date(1983, 4, 17),
    reference_dossier="DOS-77881",
    adresse=("chez Baptistin", "9 impasse du Four", "76999 Port-Aubry"),
)
CONNU = ("Fatoumata", "Zéphirin", "Quillévéré", "1983", "DOS-77881", "Baptistin", "impasse")


def note(reponses: Reponses | None = None, genre: GenreOrganisme = GenreOrganisme.DEPARTEMENT) -> Demande:
    return demande_of(ID, reponses, qualite=Qualite.AGENT, genre=genre)


def all_of(questions: Sequence[Question]) -> list[Question]:
    return [*questions, *(ligne for question in questions for ligne in all_of(question.questions))]


def test_its_form_has_no_field_for_a_story(catalogue: Catalogue) -> None:
    """For every étape: no `suites` either, since theirs asks for words."""
    demarche = catalogue.demarches[ID]

    assert {question.genre for question in all_of(demarche.questions)} == {
        Genre.CHOIX,
        Genre.CHOIX_MULTIPLES,
        Genre.DATE,
        Genre.OUI_NON,
    }
    assert [etape.id for etape in demarche.etapes] == ["demande"]


def test_it_is_the_note_of_an_agent(catalogue: Catalogue) -> None:
    assert catalogue.demarches[ID].pour == (Qualite.AGENT,)
    assert catalogue.demarches[ID].delais == ()


@pytest.mark.parametrize("envoi", ["guichet", "simple", "courriel"])
@pytest.mark.parametrize("auteur", [Auteur(Qualite.AGENT), Auteur(Qualite.AGENT, Personne(prenom="Maud", nom="Sénéchal"))])
def test_nobody_is_named_whatever_is_known(courriers_livres: Courriers, auteur: Auteur, envoi: str) -> None:
    """Neither in the note nor in the pages that go with it; and the worker signs by hand."""
    demande = replace(
        note({"envoi": envoi, "transmission": "enveloppe", "jour": dt.date(2026, 11, 17)}),
        concerne=USAGERE,
        auteur=auteur,
        reponse_a=ReponseA("Mme Fatoumata Zéphirin", ("9 impasse du Four",), enveloppe_neutre=True),
    )
    pages = "\n".join(courriers_livres.text(exemplaire.document) for exemplaire in courriers_livres.kit(demande))

    assert [mot for mot in (*CONNU, "Maud", "Sénéchal") if mot in pages] == []
    assert "Nom et fonction" in pages


def test_no_reference_of_a_file_is_printed(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    for demande, variante in demandes_of(catalogue.demarches[ID]):
        texte = read(courriers_livres, demande)
        assert "Votre référence" not in texte, variante
        assert "Personne concernée" not in texte, variante


def test_it_goes_to_the_officer_with_a_copy_to_the_hierarchy_unless_refused(courriers_livres: Courriers) -> None:
    lignes = read(courriers_livres, note()).splitlines()

    assert lignes[lignes.index("Conseil départemental de la Seine-Saint-Denis") + 1] == "Délégué à la protection des données"
    assert "Copie : la hiérarchie du service" in lignes
    assert "la hiérarchie du service" not in read(courriers_livres, note({"copie_hierarchie": False}))


@pytest.mark.parametrize("sujet", SUJETS)
def test_one_box_asks_one_question(courriers_livres: Courriers, sujet: str) -> None:
    texte = read(courriers_livres, note({"demandes": (sujet,)}))

    assert [code for code, titre in SUJETS.items() if f". {titre}" in texte] == [sujet]


def test_nothing_ticked_asks_everything(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, note())

    assert all(f"{rang}. {titre}" in texte for rang, titre in enumerate(SUJETS.values(), start=1))
    for article in ("article 39", "article 21", "article 56", "article 18, paragraphe 1, point d", "article 12, paragraphe 3"):
        assert article in texte
    assert "Je ne connais pas de texte qui permette de subordonner l’accueil à l’informatisation." in texte


def test_a_day_that_would_give_someone_away_may_be_left_out(courriers_livres: Courriers) -> None:
    assert "Le 17 novembre 2026, une personne" in read(courriers_livres, note({"jour": dt.date(2026, 11, 17)}))
    assert "J’exerce dans ce service. Une personne que nous recevons" in read(courriers_livres, note())


@chaque("genre", GenreOrganisme)
@chaque("metier", [True, False])
def test_secrecy_is_that_of_whoever_writes(courriers_livres: Courriers, genre: GenreOrganisme, *, metier: bool) -> None:
    texte = read(courriers_livres, note({"metier": metier}, genre))

    publics = {GenreOrganisme.DEPARTEMENT, GenreOrganisme.CCAS, GenreOrganisme.MDPH}
    assert ("L121-6" in texte) is (genre in publics)
    assert ("L411-3" in texte) is metier


def test_only_what_was_done_is_said(courriers_livres: Courriers) -> None:
    assert "Ce qui a été fait" not in read(courriers_livres, note())
    texte = read(courriers_livres, note({"fait": ("rien_saisi",)}))
    assert "Rien n’a été saisi dans le logiciel, ni ses informations, ni la raison de son refus." in texte
    assert "a été reçue" not in texte


def test_no_protection_is_promised(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    attente = catalogue.textes_demarche(ID)("attente")

    assert "Cette note ne vous protège pas d’une sanction, et nous ne pouvons pas vous promettre" in attente
    assert "sanction" not in read(courriers_livres, note())


def test_whom_one_wrote_for_before_is_neither_asked_nor_kept_with_the_note(catalogue: Catalogue) -> None:
    """And is still there for the letter one goes back to."""
    assistant = Assistant(catalogue.demarches, lambda: dt.date(2026, 11, 24))
    assistant.choose("opposition")
    assistant.answer(Section.VOUS, "concerne_nom", "Zéphirin")
    assistant.answer(Section.VOUS, "reponse_ailleurs", valeur=True)
    assistant.answer(Section.VOUS, "reponse_nom", "Mme Zéphirin")

    assistant.choose(ID)
    kept = assistant.draft()

    assert [ecran.id for ecran in assistant.screens][:4] == ["situation", "attente", "danger", "organisme"]
    assert kept is not None
    assert (kept.concerne, kept.auteur, kept.reponse_a) == (Personne(), Auteur(Qualite.AGENT), None)

    assistant.choose("opposition")
    back = assistant.draft()
    assert back is not None
    assert back.concerne == Personne(nom="Zéphirin")
