"""Which dossier a line is that of: two people of one name have two, and nothing that is said of one goes to the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.services.reprise.reprise import read_colle
from droits_usagers.services.reprise.sans_ecran import as_read, try_table
from tests.coffres import PHRASE, Horloge, make_coffres, simple
from tests.services.reprises import AUJOURDHUI
from tests.tableaux import as_text
from tests.vault.contenu import jour, sent

UNE = {
    "Nom": "Marchal",
    "Prénom": "Claire",
    "Né(e) le": "02/05/1961",
    "Adresse": "11 rue Pasteur",
    "CP": "54000",
    "Ville": "Nancy",
    "Démarche": "accès",
    "Organisme": "CAF de Meurthe-et-Moselle",
    "Envoyé le": "08/09/2026",
    "N° allocataire": "7200110",
}
#: Who has the same name.
HOMONYME = {**UNE, "Né(e) le": "19/11/1988", "Adresse": "47 avenue Foch", "N° allocataire": "7200225"}
SANS_NAISSANCE = [{**une, "Né(e) le": ""} for une in (UNE, HOMONYME)]
EFFACEMENT = {**UNE, "Démarche": "effacement"}
DIT = "jamais rien par écrit"


@pytest.fixture
def coffre(tmp_path: Path, horloge: Horloge) -> Iterator[Coffre]:
    coffre = make_coffres(horloge).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def take(coffre: Coffre, catalogue: Catalogue, lignes: Sequence[Mapping[str, str]], *, lu: bool = False) -> list[list[str]]:
    """What each dossier has to be checked, once the table is taken over."""
    table = read_colle(as_text((tuple(UNE), *(tuple(ligne.values()) for ligne in lignes))))
    essai = try_table(coffre, catalogue, table, fichier="a", today=AUJOURDHUI)[1]
    essai = as_read(essai) if lu else essai
    for _ in coffre.reprise.creating(Reprise(essai.chosen(), ajouts=essai.added())):
        pass
    references = sorted(ligne.reference for ligne in coffre.liste.page().lignes)
    return [[une.texte for une in coffre.dossiers.read(reference).a_verifier] for reference in references]


@pytest.mark.parametrize("lignes", [(UNE, HOMONYME), SANS_NAISSANCE])
def test_two_people_of_one_name_are_two_dossiers(
    coffre: Coffre, catalogue: Catalogue, lignes: Sequence[Mapping[str, str]]
) -> None:
    assert len(take(coffre, catalogue, lignes)) == 2
    assert len(take(coffre, catalogue, lignes)) == 2


@pytest.mark.parametrize("lu", [False, True])
@pytest.mark.parametrize("autre", [HOMONYME, EFFACEMENT])
def test_what_a_line_comes_to_say_goes_to_its_own_dossier(
    coffre: Coffre, catalogue: Catalogue, autre: Mapping[str, str], *, lu: bool
) -> None:
    take(coffre, catalogue, (UNE, autre), lu=True)
    dite = f"{autre['Démarche']}, {DIT}"
    premier, second = take(coffre, catalogue, (UNE, {**autre, "Démarche": dite}), lu=lu)
    assert second == [dite]
    assert dite not in premier


def test_two_lines_that_are_not_understood_any_more_are_two_dossiers(coffre: Coffre, catalogue: Catalogue) -> None:
    autre = {**EFFACEMENT, "N° allocataire": "7200110 A"}
    take(coffre, catalogue, (UNE, autre), lu=True)
    dites = "voir avec Odile", DIT
    lues = [{**ligne, "Démarche": dite} for ligne, dite in zip((UNE, autre), dites, strict=True)]
    assert take(coffre, catalogue, lues, lu=True) == [[dite] for dite in dites]


@pytest.mark.parametrize(
    "autre",
    [
        HOMONYME,
        SANS_NAISSANCE[1],
        {**HOMONYME, "Démarche": f"accès, {DIT}"},
        # In one home: a mother and her daughter.
        {**HOMONYME, "Adresse": UNE["Adresse"]},
    ],
)
def test_whoever_comes_with_a_name_that_is_there_has_a_dossier_of_their_own(
    coffre: Coffre, catalogue: Catalogue, autre: Mapping[str, str]
) -> None:
    take(coffre, catalogue, [UNE])
    premier, _ = take(coffre, catalogue, [autre])
    assert premier == []


@pytest.mark.parametrize("corrigee", [{"Né(e) le": "05/02/1961"}, {"Adresse": "47 avenue Foch"}, {"N° allocataire": "7200111"}])
def test_a_line_that_was_corrected_is_the_same(coffre: Coffre, catalogue: Catalogue, corrigee: Mapping[str, str]) -> None:
    take(coffre, catalogue, [UNE])
    assert len(take(coffre, catalogue, [{**UNE, **corrigee}])) == 1


@pytest.mark.parametrize(
    "avant", [{"Né(e) le": "", "N° allocataire": "720 0110"}, {"N° allocataire": "7200111"}], ids=["spaces", "same-birth"]
)
def test_who_has_moved_is_the_same_by_a_number_written_otherwise_or_a_day_of_birth(
    coffre: Coffre, catalogue: Catalogue, avant: Mapping[str, str]
) -> None:
    take(coffre, catalogue, [{**UNE, **avant}])
    ailleurs = {**UNE, "Né(e) le": avant.get("Né(e) le", UNE["Né(e) le"]), "Adresse": f"47 avenue Foch, {DIT}"}
    (dites,) = take(coffre, catalogue, [ailleurs])
    assert any(DIT in dite for dite in dites)


def connus(coffre: Coffre, *demandes: Demande) -> tuple[str, ...]:
    return coffre.reprise.connus([NouveauDossier(une) for une in demandes])


def test_one_who_is_not_named_is_like_nobody_and_a_body_not_named_like_none(coffre: Coffre) -> None:
    sans_personne, sans_organisme = Demande("acces", organisme=Organisme("CCAS")), simple("Œuvrard")
    for demande in (sans_personne, sans_organisme):
        coffre.dossiers.create(demande)
    assert connus(coffre, sans_personne, sans_organisme, Demande("acces")) == ("", "", "")


def test_the_first_dossier_that_is_like_another_is_the_one_told(coffre: Coffre) -> None:
    organisme = Organisme("CCAS de Pantin")
    envoyee, jamais = sent("Œuvrard", jour(1), organisme="CCAS de Pantin"), replace(simple(), organisme=organisme)
    for demande in (envoyee, envoyee, jamais, replace(envoyee, demarche="opposition")):
        coffre.dossiers.create(demande)
    deux_fois = replace(envoyee, evenements=(Evenement(jour(5), TypeEvenement.ENVOYE), *envoyee.evenements))
    assert connus(
        coffre,
        jamais,
        envoyee,
        replace(envoyee, organisme=Organisme("pantin, de CCAS")),
        deux_fois,
        sent("Œuvrard", jour(2), organisme="CCAS de Pantin"),
        replace(envoyee, concerne=Personne()),
        replace(envoyee, organisme=Organisme()),
    ) == ("2026-0003", "2026-0001", "2026-0001", "2026-0001", "", "", "")
