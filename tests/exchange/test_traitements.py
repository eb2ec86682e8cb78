"""T.toml: what is written reads back the same, whatever is left out or to be asked."""

import datetime as dt
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    MOIS_MAX,
    Affichage,
    Base,
    Conservation,
    ConstatAffichage,
    Contact,
    ControleAffiche,
    DecisionAutomatisee,
    Destinataire,
    Donnee,
    DroitNotice,
    Droits,
    FicheTraitement,
    Finalite,
    Provenance,
    SourceDonnees,
    Transfert,
)
from droits_usagers.exchange.toml import has_comments
from droits_usagers.exchange.traitements import read_fiche, write_fiche

T = TypeVar("T")
ASK = st.just(A_DEMANDER)
TEXTES = st.text(max_size=20).map(lambda texte: clean(texte).texte).filter(lambda texte: texte != A_DEMANDER.value)
MOTS = ASK | TEXTES
OUI = st.sampled_from([None, True, False, A_DEMANDER])
JOURS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31))
IMAGES = st.sampled_from(["", "logo.png", "Mon logo.SVG", "photo-1.jpg"])
CONTACTS = st.builds(
    Contact, nom=MOTS, service=MOTS, adresse=ASK | st.lists(TEXTES, max_size=3).map(tuple), courriel=MOTS, telephone=MOTS
)


def lists_of(elements: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(elements, max_size=3).map(tuple)


FICHES = st.builds(
    FicheTraitement,
    MOTS,
    MOTS,
    controle_mois=st.none() | st.integers(1, MOIS_MAX),
    logo=IMAGES,
    couleur=st.just("") | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
    sans_objet=st.sampled_from([(), ("dpo",), ("transferts", "retrait")]),
    responsable=st.none() | ASK | CONTACTS,
    dpo=st.none() | ASK | CONTACTS,
    finalites=ASK | lists_of(st.builds(Finalite, libelle=MOTS, base=st.none() | ASK | st.sampled_from(Base), texte=MOTS)),
    donnees=ASK | lists_of(st.builds(Donnee, libelle=MOTS, sensible=OUI, exception=MOTS, obligatoire=OUI, consequence=MOTS)),
    sources=ASK | lists_of(st.builds(SourceDonnees, genre=st.none() | ASK | st.sampled_from(Provenance), libelle=MOTS)),
    destinataires=ASK | lists_of(st.builds(Destinataire, libelle=MOTS, finalite=MOTS)),
    conservations=ASK | lists_of(st.builds(Conservation, donnees=MOTS, duree=MOTS, depart=MOTS)),
    transferts=ASK | lists_of(st.builds(Transfert, pays=MOTS, garanties=MOTS)),
    decision=st.none() | ASK | st.builds(DecisionAutomatisee, existe=OUI, logique=MOTS),
    droits=st.none()
    | ASK
    | st.builds(
        Droits,
        contact=MOTS,
        offerts=ASK | lists_of(st.sampled_from(DroitNotice)),
        reclamation_cnil=OUI,
        opposition_a_part=OUI,
        moins_de_15_ans=OUI,
    ),
    affichages=lists_of(
        st.builds(
            Affichage,
            TEXTES,
            TEXTES,
            pose_le=st.none() | JOURS,
            controles=lists_of(st.builds(ControleAffiche, JOURS, st.sampled_from(ConstatAffichage), photo=IMAGES)),
        )
    ),
)


@given(FICHES)
def test_what_is_written_reads_back_the_same(catalogue: Catalogue, fiche: FicheTraitement) -> None:
    assert read_fiche(write_fiche(fiche), "T.toml", catalogue.mentions.conditionnelles) == fiche


def test_a_whole_list_to_ask_is_not_taken_for_a_key_of_a_table(catalogue: Catalogue) -> None:
    longue = (
        "une source dont le nom est assez long pour que chaque table soit écrite sur ses propres lignes, l'une après l'autre"
    )
    fiche = FicheTraitement(sources=(SourceDonnees(None, longue), SourceDonnees(None, longue)), transferts=A_DEMANDER)

    assert b"[[source]]" in write_fiche(fiche)
    assert read_fiche(write_fiche(fiche), "T.toml", catalogue.mentions.conditionnelles) == fiche


@pytest.mark.parametrize(
    ("texte", "annote"),
    [
        ('a = "x # y"\n', False),
        ("a = 1 # z", True),
        ("a = '#'\nb = '''\n# no\n'''\nc = \"\"\"# \\\" # \"\"\"", False),
        ("# x\na = 1", True),
        ('a = "\\"#"', False),
        ('"#a" = 1', False),
        ("a = 'it' # b", True),
        ('a = "l\'eau" # b', True),
    ],
)
def test_a_comment_is_told_from_a_sign_in_a_text(texte: str, annote: bool) -> None:  # noqa: FBT001 - what is expected
    assert has_comments(texte.encode()) is annote


@given(FICHES)
def test_what_is_written_holds_no_comment(fiche: FicheTraitement) -> None:
    assert not has_comments(write_fiche(fiche))
