"""E.toml: the facts of a dossier."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.echeances import Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, phrase
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.demandes import read_demande
from droits_usagers.exchange.faits import read_faits
from droits_usagers.services.lettre.formulaires import ADRESSE_ORGANISME
from droits_usagers.services.lettre.saisies import read_organisme
from droits_usagers.services.socle.suivant import Suivant

RECU = 'demarche = "acces"\n[[evenement]]\ntype = "recu"\ndate = 2026-11-24\n'


def test_the_facts_are_read_with_the_delays_of_their_demarche(catalogue: Catalogue) -> None:
    faits = read_faits(
        b"""
        demarche = "acces"
        territoire = "2a"
        canal = "electronique"
        genre = "sante"
        qualite = "organisation"
        pieces_medicales = [2020-01-02, "2026-03-04"]
        [[evenement]]
        type = "recu"
        date = 2026-11-24
        """,
        "E.toml",
        catalogue.demarches,
    )

    assert faits.demarche == "acces"
    assert faits.delais == frozenset(catalogue.demarches["acces"].delais)
    assert faits.evenements == (Evenement(dt.date(2026, 11, 24), TypeEvenement.RECU),)
    assert (faits.territoire, faits.canal) == ("2A", Canal.ELECTRONIQUE)
    assert (faits.genre, faits.qualite) == (GenreOrganisme.SANTE, Qualite.ORGANISATION)
    assert faits.pieces_medicales == (dt.date(2020, 1, 2), dt.date(2026, 3, 4))
    assert faits.etapes == frozenset({"demande", "relance", "complement", "contestation_refus"})


@pytest.mark.parametrize(
    ("qualite", "court"), [("concerne", True), ("mandataire", True), ("agent", False), ("organisation", False)]
)
def test_no_month_runs_from_a_question_on_nobodys_data_in_particular(
    catalogue: Catalogue, qualite: str, *, court: bool
) -> None:
    faits = read_faits(f'demarche = "question_dpo"\nqualite = "{qualite}"'.encode(), "E.toml", catalogue.demarches)

    assert ("reponse" in faits.delais) is court


def test_what_is_not_said_is_ordinary(catalogue: Catalogue) -> None:
    faits = read_faits(b'demarche = "acces"', "E.toml", catalogue.demarches)

    assert (faits.evenements, faits.territoire, faits.canal) == ((), "", Canal.POSTAL)
    assert (faits.genre, faits.qualite, faits.pieces_medicales) == (GenreOrganisme.AUTRE, Qualite.CONCERNE, ())


@pytest.mark.parametrize(
    ("texte", "panne", "cle"),
    [
        ("", Panne.CLE_ABSENTE, "demarche"),
        ('demarche = "achat"', Panne.DEMARCHE_INCONNUE, "demarche"),
        ('demarche = "acces"\nlieu = "A"', Panne.CLE_INCONNUE, "lieu"),
        ('demarche = "acces"\ncanal = "pigeon"', Panne.VALEUR_REFUSEE, "canal"),
        ('demarche = "acces"\ngenre = "mairie"', Panne.VALEUR_REFUSEE, "genre"),
        ('demarche = "acces"\nqualite = "voisin"', Panne.VALEUR_REFUSEE, "qualite"),
        ('demarche = "acces"\nterritoire = "00"', Panne.TERRITOIRE_INCONNU, "territoire"),
        ('demarche = "acces"\npieces_medicales = ["hier"]', Panne.DATE_REFUSEE, "pieces_medicales"),
        ('demarche = "acces"\nformat = 3', Panne.FORMAT_PLUS_RECENT, "format"),
        # A key written after the first event belongs to that event.
        (f"{RECU}canal = 'postal'", Panne.CLE_INCONNUE, "evenement[1].canal"),
    ],
)
def test_what_does_not_fit_is_refused_naming_the_key(texte: str, panne: Panne, cle: str, catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError) as refus:
        read_faits(texte.encode(), "E.toml", catalogue.demarches)

    assert refus.value.panne is panne
    assert refus.value.faits == {"fichier": "E.toml", "cle": cle}


def test_a_month_alone_is_a_date_known_to_the_month(catalogue: Catalogue) -> None:
    contenu = b'demarche = "acces"\n[[evenement]]\ntype = "recu"\ndate = "2026-06"\n'
    (fait,) = read_faits(contenu, "E.toml", catalogue.demarches).evenements
    assert isinstance(fait.date, MoisConnu)
    assert fait.date.isoformat() == "2026-06"


def test_an_aid_that_is_none_is_refused_naming_those_that_are(catalogue: Catalogue) -> None:
    faits = read_faits(b'demarche = "aide_refusee"\ndecision = "refus"\naide = "chomage"', "E.toml", catalogue.demarches)
    assert faits.contestee.aides == {"chomage"}

    with pytest.raises(ExpectedError) as refus:
        read_faits(b'demarche = "aide_refusee"\naide = "are"', "E.toml", catalogue.demarches)
    assert refus.value.panne is Panne.AIDE_INCONNUE
    assert {"chomage", "rsa", "prime_activite"} < set(str(refus.value.faits["attendu"]).split(", "))


@pytest.mark.parametrize("territoire", ["986", "987", "988"])
def test_a_letter_to_a_body_of_the_pacific_keeps_where_it_is(catalogue: Catalogue, territoire: str) -> None:
    # It was refused in R.toml, and thrown away by the window: with it, the month of the distance (CJA R421-7).
    texte = f'demarche = "effacement"\n[organisme]\nnom = "Direction des solidarités"\nterritoire = "{territoire}"'
    demande = read_demande(texte.encode(), "R.toml", catalogue.demarches)
    saisie = read_organisme({ADRESSE_ORGANISME: f"{territoire}13 Papeete"}, Organisme())

    assert Suivant(catalogue).faits(demande).territoire == saisie.territoire == territoire


@pytest.mark.parametrize("territoire", ["986", "987", "988"])
def test_a_body_of_the_pacific_is_far_and_its_days_are_not_sure(catalogue: Catalogue, territoire: str) -> None:
    lignes = ['demarche = "effacement"', f'territoire = "{territoire}"', 'demeure = "59"', 'genre = "departement"']
    texte = "\n".join([*lignes, "[[evenement]]", 'type = "recu"', "date = 2026-11-24"])
    regles = Regles(catalogue.delais, catalogue.feries, catalogue.voies)
    echeances = compute_echeances(read_faits(texte.encode(), "E.toml", catalogue.demarches), regles)
    (juge,) = [une for une in echeances if une.code is Code.RECOURS_TA]
    # The first of March 2027 is no day off; one more month, and a day, for who lives across the sea (CJA R421-7).
    assert (juge.date, juge.fin) == (dt.date(2027, 3, 24), dt.date(2027, 4, 26))
    assert all(une.a_verifier and (phrase("note.feries_pacifique"),) in une.explication for une in echeances)
