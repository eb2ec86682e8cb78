"""What is typed comes back as it was, from a draft as from a dossier."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, ReponseA
from droits_usagers.services.coffres import Coffre
from droits_usagers.vault.encodage import cleaned, decode_demande, encode
from tests.coffres import full

TEXTE = st.text(st.characters(), max_size=30)
ADRESSE = st.lists(TEXTE, max_size=3).map(tuple)
CLE = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
DATE = st.dates()
SIMPLE = TEXTE | st.booleans() | DATE | st.lists(TEXTE, max_size=3).map(tuple)
REPONSES = st.dictionaries(
    CLE, SIMPLE | st.lists(st.dictionaries(CLE, SIMPLE, min_size=1, max_size=3), max_size=3).map(tuple), max_size=4
)
PERSONNE = st.builds(
    Personne, prenom=TEXTE, nom=TEXTE, naissance=st.none() | DATE | st.integers(1000, 2100), denomination=TEXTE, adresse=ADRESSE
)
DEMANDE = st.builds(
    Demande,
    demarche=st.just("acces"),
    date=st.none() | DATE,
    lieu=TEXTE,
    concerne=st.none() | PERSONNE,
    auteur=st.none() | st.builds(Auteur, personne=PERSONNE),
    reponse_a=st.none() | st.builds(ReponseA, nom=TEXTE, adresse=ADRESSE, enveloppe_neutre=st.booleans()),
    organisme=st.builds(Organisme, nom=TEXTE, service=TEXTE, adresse=ADRESSE),
    copies=st.lists(st.builds(Copie, nom=TEXTE, adresse=ADRESSE), max_size=2).map(tuple),
    reponses=REPONSES,
    evenements=st.lists(st.builds(Evenement, date=DATE), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(DEMANDE)
def test_a_draft_comes_back_exactly_as_it_was_typed_half_characters_included(demande: Demande) -> None:
    assert decode_demande(encode(demande)) == demande


@settings(deadline=None)
@given(DEMANDE)
def test_cleaning_makes_every_text_storable_and_changes_nothing_twice(demande: Demande) -> None:
    propre = cleaned(demande)
    assert cleaned(propre) == propre
    assert propre.lieu == clean(demande.lieu).texte
    encode(propre).encode()


def test_dates_numbers_and_flags_are_not_taken_for_texts() -> None:
    lu = decode_demande(encode(full()))
    assert lu.reponses["depuis"] == dt.date(2020, 2, 29)
    assert lu.reponses["accompagne"] is True
    assert lu.concerne is not None
    assert lu.concerne.naissance == dt.date(1970, 3, 2)
    assert lu.auteur is not None
    assert lu.auteur.personne.naissance == 1950


def test_names_from_anywhere_are_kept(coffre: Coffre) -> None:
    noms = (
        "Œuvrard",
        "Nguyễn Thị Ánh",
        "محمد",
        "יוסף",
        "தமிழ்",
        "𠮷野家",
        "👩🏽‍🦽",
        "O'Connor--; DROP",
        "a\u202eb",
        "  blancs  ",
        "\t",
    )
    for nom in noms:
        demande = Demande("acces", concerne=Personne(nom=nom))
        assert coffre.dossiers.read(coffre.dossiers.create(demande)).demande == cleaned(demande)


def test_what_cannot_be_stored_is_replaced_in_a_dossier_and_kept_in_a_draft(coffre: Coffre) -> None:
    demande = Demande("acces", lieu="moitié \ud800, nul \0")
    coffre.brouillons.save(demande)
    assert coffre.brouillons.latest()[0].demande == demande
    assert coffre.dossiers.read(coffre.dossiers.create(demande)).demande == replace(demande, lieu="moitié \ufffd, nul \ufffd")
