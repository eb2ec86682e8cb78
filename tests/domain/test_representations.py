"""What is typed, read in a file or found in a text is not told by the repr of what is made of it, nor is what we looked for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle import cadre
from droits_usagers.domain.controle import valeurs as controle
from droits_usagers.domain.controle.adresse import signs_of_address
from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.valeurs import Passage, Regle
from droits_usagers.domain.demarche import demande as demandes
from droits_usagers.domain.demarche import demarches, mandats
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.mandats import Mandat, etat_of
from droits_usagers.domain.dossier import dossiers
from droits_usagers.domain.droit.veille import ArticleOfficiel, versions
from droits_usagers.domain.echeances import Regles
from droits_usagers.domain.grille.lecture import Lecture
from droits_usagers.domain.grille.lexique import sentences
from droits_usagers.domain.grille.valeurs import Ecart, EcartSaisi, PassageMarque, Point
from droits_usagers.domain.lettre import lettre
from droits_usagers.domain.lettre.lettre import Feuille, Lettre
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.notice import check_notice
from droits_usagers.domain.notice.traitements import Conservation
from droits_usagers.domain.personnes import personnes
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import (
    Auteur,
    Civilite,
    CodeConsigne,
    Consigne,
    Personne,
    Qualite,
    ReponseA,
)
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes, imprint, values_to_map
from droits_usagers.domain.reprise.noms import SavoirNoms, read_name
from droits_usagers.domain.socle.fichiers_recus import PageImage, genre_of
from droits_usagers.domain.socle.tableaux import Classeur, FeuilleTableau, trimmed
from tests.chaque import chaque
from tests.domain.notice.test_mentions import without
from tests.domain.test_reprise import LEXIQUE
from tests.ecarts import grille

SECRET = "Zoubida"
JOUR = dt.date(2026, 11, 24)
#: Of what is loaded, whole: hundreds of times less than it holds.
BREF = 1000


def personne() -> Personne:
    toutes = Personne(
        prenom=SECRET,
        nom=SECRET,
        nom_naissance=SECRET,
        denomination=SECRET,
        reference_dossier=SECRET,
        adresse=(SECRET,),
    )
    assert toutes.nom_complet == f"{SECRET} {SECRET}"
    return toutes


def demande() -> Demande:
    toute = Demande(
        "acces",
        lieu=SECRET,
        concerne=personne(),
        auteur=Auteur(Qualite.MANDATAIRE, personne()),
        reponse_a=ReponseA(SECRET, (SECRET,)),
        organisme=Organisme(nom=SECRET),
        copies=(Copie(SECRET, (SECRET,)),),
        reponses={"quoi": SECRET},
        a_taire=(SECRET,),
        consignes=(Consigne(CodeConsigne.AUTRE, SECRET),),
        recommandes=(SECRET,),
    )
    assert contexte_of(toute)
    return toute


def mandat() -> Mandat:
    donne = Mandat(SECRET, SECRET, signe_le=JOUR)
    assert etat_of(donne, JOUR)
    return donne


def tableau() -> list[object]:
    colonnes = CorrespondanceColonnes((ChampReprise.DEMARCHE,)).with_constant(ChampReprise.NOTE, SECRET)
    colonnes = colonnes.with_meaning(ChampReprise.DEMARCHE, SECRET, "acces")
    feuille = FeuilleTableau(SECRET, trimmed(((SECRET,),)))
    valeurs = values_to_map(colonnes, feuille.rangees, LEXIQUE)
    assert [valeur.texte for valeur in valeurs] == [SECRET]
    nom = read_name(f"{SECRET} {SECRET.upper()} {SECRET}", SavoirNoms(), is_title=SECRET.__eq__)
    assert (nom.civilite, nom.prenom, nom.nom) == (SECRET, SECRET, SECRET.upper())
    return [colonnes, feuille, Classeur((feuille,), (SECRET,)), *valeurs, nom]


def fichier() -> PageImage:
    octets = SECRET.encode()
    assert genre_of(octets)
    return PageImage(1, 1, octets)


@chaque(
    "make",
    [
        personne,
        lambda: ReponseA(personne().nom, (SECRET,)),
        lambda: Auteur(personne=personne()),
        lambda: Consigne(CodeConsigne.AUTRE, personne().nom),
        demande,
        mandat,
        tableau,
        fichier,
        lambda: clean(SECRET),
        lambda: versions([ArticleOfficiel("1993", SECRET, etat="VIGUEUR")], dt.date(2026, 11, 30)),
    ],
)
def test_what_someone_typed_or_read_is_told_by_no_repr(make: Callable[[], object]) -> None:
    assert SECRET not in repr(make())
    assert SECRET.upper() not in repr(make())


def test_not_even_the_imprint_of_a_word_is_told_by_a_repr() -> None:
    assert imprint(SECRET) not in repr(CorrespondanceColonnes().with_meaning(ChampReprise.DEMARCHE, SECRET, "acces"))


def test_what_a_grille_says_is_told_by_no_repr_of_its_sentences(catalogue: Catalogue) -> None:
    dit = f"Pourquoi {SECRET} ? Parce que {SECRET} est partie, mais {SECRET} reviendra."
    lecture = Lecture(grille(("note", "refus", dit)), catalogue.ecarts)
    phrases, passages = sentences(dit), lecture.passages(lambda _: True)

    assert all(SECRET.lower() in phrase.mots for phrase in phrases)
    assert all(SECRET in passage.texte for passage in passages)
    assert SECRET not in repr((phrases, passages))


def test_a_constat_that_is_read_does_not_show_its_sentences_in_a_repr(catalogue: Catalogue) -> None:
    (releve,) = Lecture(grille(("note", "refus", "On refuse. On exige.")), catalogue.ecarts).releves

    assert "On refuse" not in repr(replace(releve, passage=PassageMarque("note", Point.REFUS, "")))
    assert "Point.REFUS" not in repr(replace(releve, passage=PassageMarque("note", Point.FINALITE, "")))


def test_a_birth_is_told_by_no_repr_and_neither_is_a_gender() -> None:
    nee = Personne(civilite=Civilite.MME, naissance=1985)

    assert not nee.nom_complet
    assert repr(nee) == repr(Personne())


def test_an_address_looked_for_is_told_by_no_repr(catalogue: Catalogue) -> None:
    motifs = signs_of_address(("12 rue des Mimosas", "18000 Rivière"), catalogue.controle.open_lexique())

    assert motifs
    assert not any(mot in repr(motifs).lower() for mot in ("mimosa", "18000", "riviere"))


def test_a_vague_word_of_a_notice_is_told_by_no_repr(catalogue: Catalogue) -> None:
    constats = check_notice(
        without(conservations=(Conservation(SECRET, f"quelques mois, dit {SECRET}", SECRET),)), catalogue.mentions
    )

    assert any(SECRET in constat.extrait for constat in constats)
    assert SECRET not in repr(constats)


def test_what_is_read_in_our_own_files_fills_no_log(catalogue: Catalogue, regles: Regles) -> None:
    """A rule, a law or a language that fails says which, and not all it holds."""
    langue = catalogue.langues_notice()["ar"]
    assert regles.version
    assert {delai.in_force(JOUR).a_partir_du <= JOUR for delai in catalogue.droit.delais.values()} == {True}
    assert langue.relue is (langue.relue_le is not None)
    for connu in (regles, catalogue.droit, catalogue.controle, langue):
        assert len(repr(connu)) < BREF


def test_what_was_read_once_is_the_same_as_before_it_was(catalogue: Catalogue) -> None:
    lexique = replace(catalogue.lexique_reprise)
    neuf = replace(lexique, _vides=set(), _racines={})
    assert lexique.says_nothing("-")
    assert lexique.champs_of("Nom")
    controle = catalogue.controle
    assert controle.prepared(Regle.CRAINTE_GENERALE, len)
    vierge = replace(controle, _prepares={})

    assert (lexique, repr(lexique)) == (neuf, repr(neuf))
    assert (controle, repr(controle)) == (vierge, repr(vierge))


@chaque(
    ("classe", "dits"),
    [
        (Lettre, {"gabarit", "mentions", "en_clair", "remarques"}),
        (Feuille, {"titre", "gabarit", "corps_pt", "en_clair", "remarques"}),
        (
            Cadre,
            {
                "demarche",
                "etape",
                "evenements",
                "a_completer",
                "constats_a_confirmer",
                "pieces_absentes",
                "invente",
                "admis",
                "confirmees",
            },
        ),
        (Sortant, set[str]()),
        (Passage, {"lieu", "a_completer"}),
        (PassageMarque, {"source", "point", "nature", "id", "place", "page"}),
        (EcartSaisi, {"regle", "ecarte", "point", "sources", "gravite", "articles", "confirme", "passages", "vu"}),
        (
            Ecart,
            {
                "regle",
                "point",
                "sources",
                "gravite",
                "articles",
                "titre",
                "cases",
                "confirme",
                "passages",
                "choisis",
                "a_dire",
                "indecis",
            },
        ),
        (Demande, {"demarche", "date", "evenements"}),
        (Personne, {"adresse_protegee"}),
        (Auteur, {"qualite"}),
        (ReponseA, {"enveloppe_neutre"}),
        (Copie, set[str]()),
    ],
)
def test_a_repr_tells_what_it_must_and_nothing_else(classe: type[Any], dits: set[str]) -> None:
    assert SECRET not in repr(classe(**{champ.name: "dit" if champ.name in dits else SECRET for champ in fields(classe)}))


#: Text of ours, or drawn at random: all the other text of these values is someone's.
DE_NOUS = frozenset(
    {
        "reference",
        "demarche",
        "etat",
        "etape",
        "prochaine_etape",
        *("votre_delai", "leur_delai", "delai"),
        "genre",
        "territoire",
        "cle",
        "code",
        "empreinte",
    }
    | {"confirmees", "document", "cas", "champ", "a_completer", "id", "version"}
)


#: What a file of `resources/demarches` describes: nobody typed it.
DECRITES = {"Demarche", "Etape", "Issue", "PieceJointe", "Volet"}


@pytest.mark.parametrize("module", [cadre, controle, demandes, lettre, mandats, demarches, dossiers, personnes])
def test_no_repr_shows_what_was_typed(module: ModuleType) -> None:
    montres = {
        f"{nom}.{champ.name}"
        for nom, classe in vars(module).items()
        if isinstance(classe, type) and classe.__module__ == module.__name__ and is_dataclass(classe) and nom not in DECRITES
        for champ in fields(classe)
        if champ.repr and champ.name not in DE_NOUS and champ.type in (str, tuple[str, ...], str | None)
    }

    assert montres == set()
