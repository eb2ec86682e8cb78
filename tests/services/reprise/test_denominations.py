"""Names of bodies are made of what real ones are called by: nothing else of their cell is printed before it is read."""

import csv
import lzma

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.reprise.denominations import Denominations
from droits_usagers.domain.reprise.lexique import key_of
from droits_usagers.services.annuaire.lecture import appellations

#: Acronyms of danger, people, orders: none of them has to be known.
DE_TROP = [
    *("Service social - MGF", "PMI (TS)", "ASE - EDV 12", "MDS - IVG", "CMS (MP)", "Service social NPC", "CAF VSS", "PMI Bar"),
    *("Accueil BATTUE", "UTAS - EN CAVALE", "Service social - mariage forcé", "Archives, fille cachée", "PMI sortie de traite"),
    *("Service social Mme Kervella", "Bureau de M. Zubkov", "Unité Rozenn-Kervella", "ASE M. ZUBKOV", "Secteur Zubkov"),
    *(
        "MDS Nord n'appeler que le matin",
        "Service social pas de courrier",
        "CCAS hébergée",
        "Aide en suspens",
        "Service social/rupture",
    ),
    *("CCAS VIF", "CCAS Vif", "CAF Bar", "France Travail Zubkov"),
    *("pmi vif", "Foyer HONNEUR", "Centre CAVALE", "CCAS 3919", "Service social Z", "Mise à l'abri", "Ordonnance", "Zubkov"),
]
LIGNES = [
    *("Service social", "Archives départementales", "DPO", "Délégué à la protection des données", "Service RSA", "PMI", "DRH"),
    *("Direction générale des services", "MDS de Creil", "UTAS de Saint-Quentin", "Aide sociale à l'enfance", "Bureau 214"),
    *(
        "Secrétariat général",
        "Cabinet du président",
        "Madame la Présidente",
        "M. le Maire",
        "Service état civil",
        "Guichet unique",
    ),
    *("CCAS - pôle social", "Maison de la solidarité de Mâcon", "Commission de recours amiable", "Agence de Béziers", "CRIP"),
    *("Direction des systèmes d'information", "CMS d'Oyonnax", "Unité enfance famille", "Secteur 3", "Service des tutelles"),
    *("Lycée Jules-Ferry", "Foyer Les Glycines", "EHPAD Les Marronniers", "Centre social Camille-Claudel", "Mairie de Vif"),
    *("CPAM 69", "caf du nord", "CCAS DE PAU", "Hôpital Saint-Louis", "URSSAF Bretagne", "Département de la Côte-d'Or"),
    *("France Travail Dax", "Pôle emploi Pau", "Conseil départemental Gap", "Mairie Ham"),
    *("MSA Ardèche Drôme Loire", "Ville de Lyon", "Croix-Rouge française", "La Poste", "115 / SIAO 75", "Défenseur des droits"),
]


@pytest.fixture
def denominations(catalogue: Catalogue) -> Denominations:
    return Denominations(catalogue.lexique_reprise, appellations(catalogue.resources))


def test_what_no_body_is_called_by_is_no_part_of_a_name(denominations: Denominations) -> None:
    for texte in DE_TROP:
        nom = denominations.cut(texte)
        assert key_of(nom) != key_of(texte), texte
        assert not any(mot in nom for mot in ("Kervella", "Zubkov", "ZUBKOV", "BATTUE", "CAVALE", "HONNEUR", "forcé")), texte


def test_less_than_a_part_of_a_name_is_no_name(denominations: Denominations) -> None:
    assert [denominations.cut(texte) for texte in ("Protection lointaine", "Mesure judiciaire", "Service caché")] == [
        "",
        "",
        "",
    ]
    assert denominations.cut("Service social introuvable") == "Service social"
    assert denominations.cut("PMI - introuvable") == "PMI"


def test_real_names_and_ordinary_lines_are_whole(denominations: Denominations, catalogue: Catalogue) -> None:
    contenu = (catalogue.resources / "annuaire" / "services.csv.xz").read_bytes()
    reels = {ligne[3] for ligne in csv.reader(lzma.decompress(contenu).decode().splitlines()[1:], delimiter=";")} - {""}
    retenus = [nom for nom in sorted(reels)[::20] if key_of(denominations.cut(nom)) != key_of(nom)]
    assert 100 * len(retenus) <= len(reels) // 20, retenus
    assert [texte for texte in LIGNES if denominations.cut(texte) != texte] == []
