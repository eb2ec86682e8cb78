"""Who writes for an adult under protection: a guardian acts for the person, a curator assists, and the person signs too."""

import re

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

#: Where one makes and ends a mandate.
SANS_MESURE = {"mandat", "revocation_mandat"}
MESURES = {
    "tutelle": ("en qualité de tuteur", "tuteur, pour Mme Élodie Œuvrard", "jugement qui me permet de représenter"),
    "assiste": (
        "que j’assiste en vertu du jugement joint",
        "en assistance de",
        "Mme Élodie Œuvrard, qui signe aussi : …",
        "jugement qui me permet d’assister",
    ),
    "represente": ("en qualité de représentant légal", "pour Mme Élodie Œuvrard", "jugement qui me permet de représenter"),
    "parent": ("en qualité de représentant légal", "pour Mme Élodie Œuvrard", "document qui me permet d’agir"),
    "": ("en qualité de représentant légal", "pour Mme Élodie Œuvrard", "document qui me permet d’agir"),
}


@pytest.mark.parametrize("mesure", MESURES)
def test_a_guardian_and_a_curator_are_named_as_such_in_every_letter(
    courriers_livres: Courriers, catalogue: Catalogue, mesure: str
) -> None:
    pour_un_autre = [demarche for demarche in catalogue.demarches.values() if Qualite.REPRESENTANT_LEGAL in demarche.pour]
    for demarche in pour_un_autre:
        if demarche.id in SANS_MESURE | {"opposition"}:  # an objection is not made without its reasons
            continue
        texte = read(
            courriers_livres, demande_of(demarche.id, {"titre_representant": mesure}, qualite=Qualite.REPRESENTANT_LEGAL)
        )
        for dit in MESURES[mesure]:
            assert dit in texte, (demarche.id, dit)
        for autre, mot in (("tutelle", "tuteur"), ("assiste", "j’assiste")):
            assert (mot in texte) is (autre == mesure), (demarche.id, mot)


@pytest.mark.parametrize("base", ["consentement", "inconnue"])
@pytest.mark.parametrize(
    ("genre", "accord"),
    [
        (GenreOrganisme.DEPARTEMENT, ""),
        *((GenreOrganisme.ESSMS, accord) for accord in ("", "accepte", "refuse", "rien", "inconnu")),
    ],
)
def test_who_assists_withdraws_nothing_in_the_name_of_someone(
    courriers_livres: Courriers, base: str, genre: GenreOrganisme, accord: str
) -> None:
    reponses = {"titre_representant": "assiste", "base": base, "accord_essms": accord}
    demande = demande_of("retrait_consentement", reponses, qualite=Qualite.REPRESENTANT_LEGAL, genre=genre)
    texte = read(courriers_livres, demande)
    assert not re.search(r"en son nom|au nom de cette personne|\bje (?:le )?(?:retire|révoque|refuse)\b", texte.lower())
