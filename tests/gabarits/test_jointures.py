"""Where two pieces of a letter meet: a sentence and the next one, an answer and our words, a name and the same name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import letter_obstacle
from droits_usagers.domain.lettre.lettre import Document, Lettre, SautDeLigne, Tableau, Texte
from droits_usagers.domain.lettre.lettre import Ligne as Inlines
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.letters.lettre.ecriture import lines_of
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.gabarits.lettres import answers, write_all
from tests.letters.cas import ORDINAIRE
from tests.letters.lecture import words
from tests.outils import besoin_de

#: An answer as people type theirs: without a capital or a full stop, or with a full stop after an acronym.
FINS = ("depuis le printemps 2023", "Aide au logement (RSA).")
#: A sign that ends a sentence or closes what was opened, then a word, stuck to it.
COLLE = re.compile(r"(?<=[\w)»%])[.;:!?)»…,]+(?=[^\W\d_]{2})|»(?=\w)|\)(?=\w)")
#: What ends twice: « 2020.. », « (en juin 2020.). ».
DEUX_FINS = re.compile(r"[.!?]\.(?!\.)|\w\.\)\.")
#: What begins a sentence without a capital.
SANS_CAPITALE = re.compile(r"(?<=\w{2}[.!?] |\w\)[.!?] )[a-zà-ÿ]")
#: « de Lille de Lille ».
ECHO = re.compile(r"\b((?:de|du|des|d’|à|au|aux|par|pour|chez) ?(?:la |les? |l’)?[\w’-]{3,}) \1\b", re.IGNORECASE)
#: A name on the web has its dots inside.
ADRESSES = re.compile(r"\S*(?:www\.|@|\.fr\b)\S*")
_FINALES = (".", "!", "?", "…", ":", ";", ",", "»", ")")


def lines(document: Document) -> Iterator[Inlines]:
    """Every line of a document, those around the body of a letter too."""
    if isinstance(document, Lettre):
        yield from (*document.expediteur, *document.destinataire, document.objet, *document.references, *document.signature)
    yield from lines_of(document.corps)


def flat(ligne: Inlines) -> str:
    """A line as it is read; a line break is one."""
    textes = (un.texte if isinstance(un, Texte) else "\n" if isinstance(un, SautDeLigne) else "XX" for un in ligne)
    return ADRESSES.sub("X", "".join(textes))


def badly_joined(document: Document, saisi: str) -> Iterator[str]:
    """What is stuck, ends twice, or goes on without having ended."""
    for ligne in lines(document):
        texte = flat(ligne)
        for trouve in (un for motif in (COLLE, DEUX_FINS, ECHO, SANS_CAPITALE) for un in motif.finditer(texte)):
            yield texte[max(0, trouve.start() - 20) : trouve.end() + 20]
        for un, suivant in pairwise(ligne):
            tape = isinstance(un, Texte) and un.saisi and un.texte == saisi and not saisi.endswith(_FINALES)
            if tape and isinstance(suivant, Texte) and re.match(r"\s+[A-ZÀ-Ý]", suivant.texte):
                yield f"{saisi}{suivant.texte[:25]}"


def documents(courriers: Courriers, demande: Demande, etape: str) -> Iterator[Document]:
    """A letter, and all that goes with it."""
    yield courriers.compose(demande, etape)
    yield from (un.document for un in courriers.kit(demande, etape))


@pytest.mark.lent
@pytest.mark.parametrize("saisi", FINS)
def test_each_sentence_ends_once_and_the_next_one_is_apart(
    catalogue: Catalogue, courriers_livres: Courriers, saisi: str
) -> None:
    mal = {
        f"{lettre.demande.demarche}/{lettre.etape}: {faute}"
        for lettre in write_all(catalogue, courriers_livres, saisi)
        for faute in badly_joined(lettre.document, saisi)
    }

    assert sorted(mal) == []


def test_the_papers_of_the_invented_cases_are_well_joined(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    mal = {
        f"{cas.id}/{etape}: {faute}"
        for cas in load_cas(catalogue)
        for etape in cas.etapes
        for document in documents(courriers_livres, cas.demande, etape)
        for faute in badly_joined(document, "")
    }

    assert sorted(mal) == []


def blocks_of(document: Document) -> Iterator[list[str]]:
    """What names someone once: who sends a letter, a column of a table."""
    if isinstance(document, Lettre):
        yield [*map(flat, document.expediteur)]
    for bloc in document.corps:
        if isinstance(bloc, Tableau):
            yield from ([*colonne] for colonne in zip(*(map(flat, rang) for rang in bloc.lignes), strict=True))


@pytest.mark.parametrize("nom", ["Mme Odile Brassens-Roy", "chez Brassens-Roy Odile"])
@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE])
def test_who_answers_under_their_own_name_is_named_once(
    catalogue: Catalogue, courriers_livres: Courriers, qualite: Qualite, nom: str
) -> None:
    elle = Personne(Civilite.MME, "Odile", "Brassens-Roy")
    auteur = None if qualite is Qualite.CONCERNE else Auteur(qualite, elle)
    demande = replace(ORDINAIRE, auteur=auteur, reponse_a=ReponseA(nom, ("31 rue de la Charité", "45000 Orléans")))
    demande = replace(demande, concerne=demande.concerne if auteur else elle)
    for demarche in (une for une in catalogue.demarches.values() if qualite in une.pour):
        sienne = replace(demande, demarche=demarche.id, reponses=answers(demarche.questions, 1))
        if letter_obstacle(demarche, sienne.reponses, contexte_of(sienne)) is None:
            for document in documents(courriers_livres, sienne, demarche.etapes[0].id):
                for bloc in blocks_of(document):
                    assert sum("Brassens" in ligne for ligne in bloc) <= 1, (demarche.id, bloc)


@besoin_de("pdftotext")
@pytest.mark.parametrize("denomination", ["Ligue des droits", "Permanence interdépartementale d'accompagnement administratif"])
def test_no_word_of_a_table_runs_over_the_next_column(courriers_livres: Courriers, tmp_path: Path, denomination: str) -> None:
    longue = Personne(
        Civilite.M, "Paul", "Vasseur", denomination=denomination,
        adresse=("permanence.juridique.departementale@association-un-toit.fr", "93000 Bobigny"),
    )  # fmt: skip
    demande = replace(ORDINAIRE, demarche="mandat", auteur=Auteur(Qualite.MANDATAIRE, longue))
    for document in (
        courriers_livres.compose(demande),
        *documents(courriers_livres, replace(demande, demarche="acces"), "demande"),
    ):
        chemin = tmp_path / "papier.pdf"
        chemin.write_bytes(courriers_livres.render(document, Format.PDF).contenu)
        mots = words(chemin)
        assert [
            (un.texte, autre.texte)
            for un, autre in pairwise(mots)
            if un.page == autre.page
            and un.gauche < autre.gauche < un.droite - 0.3
            and un.haut < autre.bas - 1
            and autre.haut < un.bas - 1
        ] == []


def test_a_stop_is_not_left_before_our_parenthesis_nor_doubled_after_a_space(courriers_livres: Courriers) -> None:
    """« Le compte rendu. (date : … », « certificat. .»: as people type, a space after the last stop included."""
    refuses = ({"refuse_quoi": "Le compte rendu de la visite. ", "refuse_quand": "Mars 2025. "},)
    cada = courriers_livres.text(
        courriers_livres.compose(replace(ORDINAIRE, demarche="saisine_cada", reponses={"documents_refuses": refuses}))
    )
    assert "- Le compte rendu de la visite (date : Mars 2025)" in cada.replace("\u00a0", " ")
    refus = {"reponse_recue": "refus", "refus_mots": "Revenez avec un certificat. "}
    lettre = courriers_livres.text(courriers_livres.compose(replace(ORDINAIRE, reponses=refus), "contestation_refus"))
    assert "certificat.\u00a0»" in lettre
