"""What a template knows of a demande: always the same names, and never anything but texts, lists and tables."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.droit.voies import Juge, Prealable, Voie
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Personne, Qualite, ReponseA
from droits_usagers.letters.lettre.contexte import Contexte, RedactionLettre, facts_of, schema_of, way_of
from tests.exchange.strategies import demandes
from tests.inventions import SEJOUR
from tests.letters.cas import BLANCHE, COMPLETE, ELODIE, ORDINAIRE, by

VISITES: tuple[Reponses, ...] = (
    {"jour": dt.date(2026, 5, 2), "refusee": True, "par_qui": "l'accueil"},
    {"par_qui": " "},
    {},
)


def context(demande: Demande, catalogue: Catalogue) -> Contexte:
    return RedactionLettre().context(demande, catalogue.demarches["acces"], etape="demande", pieces=("Mandat",))


def get(contexte: object, chemin: str) -> object:
    for nom in chemin.split("."):
        assert isinstance(contexte, Mapping)
        contexte = contexte[nom]
    return contexte


def assert_conforms(valeur: object, schema: object) -> None:
    """The value has every name of the schema, and no other."""
    if isinstance(schema, Mapping):
        assert isinstance(valeur, Mapping)
        assert set(valeur) == set(schema)
        for nom, sous in schema.items():
            assert_conforms(valeur[nom], sous)
    elif isinstance(schema, tuple):
        assert isinstance(valeur, list)
        for element in valeur:
            assert_conforms(element, schema[0])
    else:
        assert isinstance(valeur, str | bool)


@given(demandes)
def test_every_name_is_always_there_and_no_other(catalogue: Catalogue, demande: Demande) -> None:
    assert_conforms(context(demande, catalogue), schema_of(catalogue.demarches["acces"]))


def test_every_genre_of_question_has_its_place() -> None:
    demande = Demande(
        "sejour",
        reponses={
            "sujet": "Un sujet",
            "portee": "partie",
            "pieces": ("notes",),
            "depuis": dt.date(2026, 5, 1),
            "accompagne": False,
            "visite": VISITES,
        },
    )

    contexte = RedactionLettre().context(demande, SEJOUR, etape="demande", pieces=())

    assert_conforms(contexte, schema_of(SEJOUR))
    assert get(contexte, "reponses") == {
        "sujet": "Un sujet",
        "recit": "",
        "portee": "partie",
        "pieces": ["notes"],
        "depuis": "1er mai 2026",
        "accompagne": "non",
        "motif": "",
        "visite": [{"jour": "2 mai 2026", "refusee": "oui", "par_qui": "l'accueil"}],
        "duree": "",
        "envoi": "lrar",
        "retour": "",
        "reste": "",
    }


@pytest.mark.parametrize(
    ("chemin", "valeur"),
    [
        ("concerne.nom_complet", "Élodie Œuvrard"),
        ("concerne.ne_en", "1970"),
        ("concerne.ne_le", ""),
        ("concerne.adresse", ["12 rue des Lilas", "93000 Bobigny"]),
        ("signataire.nom", "Œuvrard"),
        ("auteur.qualite", "concerne"),
        ("demande.date", "24 novembre 2026"),
        ("organisme.genre", "departement"),
        ("envoi", "lrar"),
        ("pieces", ["Mandat"]),
        ("reponse_a.autre", False),
    ],
)
def test_an_ordinary_demande(catalogue: Catalogue, chemin: str, valeur: object) -> None:
    assert get(context(ORDINAIRE, catalogue), chemin) == valeur


def test_nothing_is_known_of_a_blank_demande(catalogue: Catalogue) -> None:
    contexte = context(BLANCHE, catalogue)

    assert get(contexte, "concerne.nom_complet") == ""
    assert get(contexte, "retours.cinq_semaines") == ""
    assert get(contexte, "a_venir") == []
    assert get(contexte, "reponses.types_documents") == []


def test_whoever_writes_for_someone_else_signs(catalogue: Catalogue) -> None:
    contexte = context(by(Qualite.MANDATAIRE), catalogue)

    assert get(contexte, "signataire.denomination") == "Syndicat du département"
    assert get(contexte, "auteur.qualite") == "mandataire"
    assert get(contexte, "concerne.nom") == "Œuvrard"


def test_a_whole_birth_date_is_written(catalogue: Catalogue) -> None:
    demande = dataclasses.replace(ORDINAIRE, concerne=dataclasses.replace(ELODIE, naissance=dt.date(1970, 3, 1)))

    assert get(context(demande, catalogue), "concerne.ne_le") == "1er mars 1970"


def test_another_address_for_the_answer(catalogue: Catalogue) -> None:
    assert get(context(COMPLETE, catalogue), "reponse_a.autre") is True
    assert get(context(dataclasses.replace(BLANCHE, reponse_a=ReponseA()), catalogue), "reponse_a.autre") is False


def test_an_answer_to_a_question_no_longer_asked_is_left_out(catalogue: Catalogue) -> None:
    demande = dataclasses.replace(BLANCHE, reponses={"consultation": False, "accompagnant": "ma sœur"})

    assert get(context(demande, catalogue), "reponses.accompagnant") == ""


def test_characters_that_no_file_holds_are_replaced_and_counted(catalogue: Catalogue) -> None:
    redaction = RedactionLettre()
    demande = dataclasses.replace(BLANCHE, lieu="Bo\x00bi\x07gny", concerne=Personne(nom="e\u0301"))

    contexte = redaction.context(demande, catalogue.demarches["acces"], etape="demande", pieces=())

    assert get(contexte, "demande.lieu") == "Bo\ufffdbi\ufffdgny"
    assert get(contexte, "concerne.nom") == "é"
    assert redaction.remplaces == 2


def test_what_is_only_spaces_is_nothing(catalogue: Catalogue) -> None:
    demande = dataclasses.replace(BLANCHE, lieu="  ", concerne=Personne(prenom="\u00a0", adresse=("", "  ", "  ici")))

    contexte = context(demande, catalogue)

    assert get(contexte, "demande.lieu") == ""
    assert get(contexte, "concerne.prenom") == ""
    assert get(contexte, "concerne.adresse") == ["  ici"]


def test_the_latest_of_each_fact_counts_and_a_wrong_addressee_does_not() -> None:
    faits = facts_of(
        [
            Evenement(dt.date(2026, 3, 9), TypeEvenement.RECU),
            Evenement(dt.date(2026, 3, 5), TypeEvenement.RECU),
            Evenement(dt.date(2026, 3, 12), TypeEvenement.RECU, organisme="initial"),
        ]
    )

    assert faits["recu"] == "9 mars 2026"
    assert faits["envoye"] == ""
    assert set(faits) == {type_.value for type_ in TypeEvenement}


def test_the_clocks_of_a_demarche_are_named(catalogue: Catalogue) -> None:
    sante = dataclasses.replace(ORDINAIRE, organisme=dataclasses.replace(ORDINAIRE.organisme, genre=GenreOrganisme.SANTE))

    assert get(context(ORDINAIRE, catalogue), "demande.horloges") == ["rgpd", "crpa"]
    assert get(context(sante, catalogue), "demande.horloges") == ["rgpd", "crpa", "csp"]


def test_the_clock_of_medical_files_runs_where_a_health_professional_holds_it(catalogue: Catalogue) -> None:
    pmi = dataclasses.replace(ORDINAIRE, demarche="dossier_medical", reponses={"detenteur": "sante"})
    service = dataclasses.replace(pmi, reponses={"detenteur": "service"})

    assert get(context(pmi, catalogue), "demande.horloges") == ["rgpd", "crpa", "csp"]
    assert get(context(service, catalogue), "demande.horloges") == ["rgpd", "crpa"]


VOIE = Voie(
    "rsa",
    frozenset(),
    frozenset(),
    frozenset(),
    Prealable.RAPO,
    Juge.ADMINISTRATIF,
    aupres="president",
    rectification="loi-1",
    suspensif="loi-2",
    motifs="loi-3",
    a_verifier=True,
)


def test_how_a_decision_is_contested_is_told_as_far_as_it_is_known() -> None:
    assert way_of(VOIE) == {
        "connue": True,
        "id": "rsa",
        "prealable": "rapo",
        "aupres": "president",
        "juge": "administratif",
        "suspensif": True,
        "rectification": True,
        "corrige": True,
        "observations": "",
        "motifs": "loi-3",
        "obligatoire": "",
        "silence": "",
        "a_verifier": True,
    }
    nue = dataclasses.replace(VOIE, rectification="", suspensif="", motifs="", a_verifier=False)
    assert {nom: valeur for nom, valeur in way_of(nue).items() if not valeur} == {
        "suspensif": False,
        "rectification": False,
        "corrige": False,
        "observations": "",
        "motifs": "",
        "obligatoire": "",
        "silence": "",
        "a_verifier": False,
    }
    # Several texts of several aids give these days, and none of them is named.
    plusieurs = way_of(dataclasses.replace(VOIE, partage=frozenset({"rectification"})))
    assert (plusieurs["rectification"], plusieurs["corrige"]) == (True, False)
    rien = dict.fromkeys(way_of(None), "") | dict.fromkeys(
        ("connue", "suspensif", "rectification", "corrige", "a_verifier"), False
    )
    assert way_of(None) == rien


def test_a_template_knows_what_is_asked_when_where_and_by_what_law(catalogue: Catalogue) -> None:
    demarche = catalogue.demarches["acces"]
    demande = get(context(ORDINAIRE, catalogue), "demande")

    assert demande == {
        "demarche": "acces",
        "etape": "demande",
        "date": "24 novembre 2026",
        "lieu": "Bobigny",
        "autorite": demarche.autorite,
        "horloges": ["rgpd", "crpa"],
        "fondements": list(demarche.fondements),
        "etablissement": False,
        "passes": [],
        "protegee": False,
        "domicile_tu": False,
        "ouverts": [],
        "changer_acces": False,
    }
