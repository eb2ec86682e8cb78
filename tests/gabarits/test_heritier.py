"""After a death: what LIL 85 gives an heir, the documents that may be given, and no right of access."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read


def letter(courriers: Courriers, reponses: Reponses | None = None) -> str:
    return read(courriers, demande_of("heritier", reponses, qualite=Qualite.HERITIER))


def test_an_heir_settles_the_estate_and_has_the_death_taken_into_account(courriers_livres: Courriers) -> None:
    texte = letter(courriers_livres)

    for dit in ("article 85", "de noter le décès", "Pour régler la succession", "Les directives laissées"):
        assert dit in texte
    # Nothing argues against who signs.
    assert "s’éteignent" not in texte
    assert "RGPD" not in texte
    assert "gratuite" not in texte


def test_documents_are_asked_without_claiming_what_is_for_the_person_alone(courriers_livres: Courriers) -> None:
    texte = letter(courriers_livres, {"papiers": ({"papier_quoi": "la décision de 2024"},)})

    assert "s’ils peuvent m’être communiqués :\n\n- la décision de 2024" in texte
    assert "réservé à l’intéressé" not in texte
    assert "je vous prie de la masquer et de communiquer le reste (article L311-7" in texte
    assert "un mois de silence vaut refus" in texte


def test_a_will_makes_whoever_writes_no_less_of_an_heir(courriers_livres: Courriers) -> None:
    """LIL 85 is for heirs: the letter does not concede that a thing was left, and no more."""
    texte = letter(courriers_livres, {"lien": "testament"})

    assert "Son testament me désigne." in texte
    assert "un bien" not in texte


def test_what_a_family_remembers_by_is_asked_for(courriers_livres: Courriers) -> None:
    assert "souvenirs de famille : photographies" in letter(courriers_livres, {"buts": ("souvenirs",)}).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("directives", "dit"),
    [
        ("connues", "une copie est jointe. Je vous prie de suivre ce qu’elles disent"),
        ("aucune", "À ma connaissance, elle n’en a pas laissé."),
        ("inconnu", "Je ne sais pas si elle en a laissé."),
    ],
)
def test_what_the_person_wrote_comes_first(courriers_livres: Courriers, directives: str, dit: str) -> None:
    assert dit in letter(courriers_livres, {"directives": directives})


@pytest.mark.parametrize(
    ("preuve", "piece"),
    [
        ("notoriete", "Copie de l’acte de notoriété"),
        ("attestation", "Attestation signée de tous les héritiers"),
        ("livret", "Copie du livret de famille ou des actes de naissance"),
        ("testament", "Copie du testament"),
        ("", "Preuve de la qualité d’héritier"),
    ],
)
def test_the_death_and_the_heirship_are_proved(courriers_livres: Courriers, preuve: str, piece: str) -> None:
    texte = letter(courriers_livres, {"preuve_qualite": preuve})

    assert "Copie de l’acte de décès" in texte
    assert piece in texte


def test_no_month_of_the_regulation_runs(catalogue: Catalogue) -> None:
    demarche = catalogue.demarches["heritier"]

    assert demarche.pour == (Qualite.HERITIER,)
    assert "reponse" not in demarche.delais
    assert not [id_ for id_ in demarche.fondements if id_.startswith("rgpd")]


def test_it_can_be_filled_in_by_hand(courriers_livres: Courriers) -> None:
    assert "une personne décédée, dont je suis" in read(courriers_livres, demande_of("heritier"))
