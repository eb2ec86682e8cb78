"""The sentences of printed notices, their pictures, and the invented fiches one may begin from."""

import dataclasses
import datetime as dt
import re
import string
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.notice import Statut, check_notice, missing
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Affichage,
    Base,
    Conservation,
    ConstatAffichage,
    Contact,
    ControleAffiche,
    DecisionAutomatisee,
    Donnee,
    DroitNotice,
    Droits,
    FicheTraitement,
    Forme,
    Papier,
    Provenance,
    SourceDonnees,
    Transfert,
)
from droits_usagers.letters.notice.composition import Manques, compose
from droits_usagers.letters.notice.simplifiee import MOTS_MAX
from droits_usagers.letters.notice.valeurs import CommandeNotice
from droits_usagers.places import Places, find_places
from droits_usagers.services.demonstration.papiers import FICHES
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.notices import Impression, Notices
from droits_usagers.services.socle.lecture import read_fiche
from tests.notices import EMPTY, SOUND, with_bases
from tests.outils import besoin_de

MODELES = sorted((find_places().resources / "modeles_fiches").glob("*.toml"))
LA_PLUS_LONGUE = "Suivi des enfants confiés ou accompagnés"
INVENTEES = sorted((find_places().resources / FICHES).glob("*.toml"))


@pytest.fixture(scope="module")
def textes(catalogue: Catalogue) -> Textes:
    return catalogue.textes_notice("fr")


@pytest.fixture(params=INVENTEES, ids=lambda chemin: chemin.stem)
def fiche(request: pytest.FixtureRequest, catalogue: Catalogue) -> FicheTraitement:
    return read_fiche(request.param, catalogue)


def test_there_is_a_fiche_for_each_kind_of_place() -> None:
    assert {chemin.stem for chemin in MODELES} >= {
        "service-social", "aide-sociale-enfance", "mdph", "ccas", "permanence-syndicale",
    }  # fmt: skip


@pytest.mark.parametrize("chemin", MODELES, ids=lambda chemin: chemin.stem)
def test_an_untouched_model_misses_who_and_where_and_invents_nobody(chemin: Path, catalogue: Catalogue) -> None:
    fiche = read_fiche(chemin, catalogue)
    manquent = {constat.mention for constat in missing(check_notice(fiche, catalogue.mentions))}

    assert {"responsable", "droits"} <= manquent
    assert "dpo" in manquent or "dpo" in fiche.sans_objet
    assert not re.search(r"exemple\.|\b\d{5} |00 00|@", chemin.read_text(encoding="utf-8"))


@besoin_de("pdftotext")
def test_the_poster_of_an_untouched_model_is_a_draft(catalogue: Catalogue, places: Places) -> None:
    notices = Notices(catalogue, places)
    for chemin in MODELES:
        for forme in (Forme.AFFICHE, Forme.DEPLIANT):
            contenu = notices.render(read_fiche(chemin, catalogue), Impression(forme, forme.papiers[0]), Format.PDF).contenu
            lu = subprocess.run(["pdftotext", "-", "-"], input=contenu, check=True, capture_output=True).stdout.decode()
            assert "PROJET" in lu, (chemin.stem, forme)


def test_an_invented_fiche_says_everything(fiche: FicheTraitement, catalogue: Catalogue) -> None:
    assert {constat.statut for constat in check_notice(fiche, catalogue.mentions)} == {Statut.PRESENTE}


def test_an_invented_fiche_fits_on_every_paper(fiche: FicheTraitement, catalogue: Catalogue, places: Places) -> None:
    notices = Notices(catalogue, places)
    for forme in Forme:
        for papier in forme.papiers:
            langues = tuple(langue.code for langue in notices.langues()) if forme is Forme.LANGUES else ()
            impression = Impression(forme, papier, adresse="https://www.exemple.fr/vos-donnees", langues=langues)
            rendu = notices.render(fiche, impression, Format.PDF)
            dites = {remarque.id for remarque in rendu.remarques}
            # The largest poster has no room for telephones: said, and nothing else is left out.
            breve = {"notice_breve"} if forme is Forme.AFFICHE and fiche.nom == LA_PLUS_LONGUE else set()
            assert dites <= {"notice_phrases_longues", "notice_non_relue"} | breve, (forme, papier)


def test_the_fiches_are_of_places_that_do_not_exist() -> None:
    for chemin in INVENTEES:
        contenu = chemin.read_text(encoding="utf-8")
        assert all(code[2:] == "999" for code in re.findall(r'"(\d{5}) ', contenu)), chemin.name
        assert all(adresse.endswith(".exemple.fr") for adresse in re.findall(r"@([\w.-]+)", contenu)), chemin.name


def test_simplified_sentences_are_short_and_one_a_line(textes: Textes) -> None:
    for id_ in (id_ for id_ in textes if id_.startswith("simplifiee.")):
        for phrase in re.split(r"(?<=[.?])\s+(?=[A-ZÀ-Ý])", textes(id_)):
            assert len(phrase.split()) <= MOTS_MAX, id_


def test_nothing_is_threatening_or_shouted(textes: Textes) -> None:
    interdits = re.compile(r"\bveuillez\b|\bmise en demeure\b|!|\bFALC\b", re.IGNORECASE)

    assert [id_ for id_ in textes if interdits.search(textes(id_))] == []


def test_every_right_and_every_basis_has_its_words(textes: Textes) -> None:
    for forme in ("affiche", "depliant", "complete", "simplifiee"):
        for droit in DroitNotice:
            # A poster leaves what happens after death to the complete notice.
            assert (forme, droit) == ("affiche", DroitNotice.DECES) or f"{forme}.{droit}" in textes
    for table in ("bases", "bases_courtes", "simplifiee.base", "simplifiee.bases"):
        assert all(f"{table}.{base.name.lower()}" in textes for base in Base)


class Temoin(dict[str, str]):
    """Texts that remember which of them were asked for."""

    def __init__(self, textes: Textes) -> None:
        super().__init__({id_: textes(id_) for id_ in textes})
        self.lus: set[str] = set()

    def get(self, cle: str, *_: object) -> str:
        self.lus.add(cle)
        return self[cle]


def test_no_sentence_is_left_over(textes: Textes, catalogue: Catalogue) -> None:
    """Every sentence is written for some fiche; what is said of a refusal is not printed."""
    temoin = Temoin(textes)
    tout = dataclasses.replace(
        with_bases(*Base),
        sans_objet=("dpo", "decision_automatisee"),
        dpo=None,
        donnees=(
            Donnee("Nom", sensible=True, exception="9.2.h", obligatoire=True, consequence="rien"),
            Donnee("Âge", obligatoire=False),
        ),
        sources=tuple(SourceDonnees(genre, "la CAF") for genre in Provenance),
        conservations=(Conservation(duree="1 an", depart="la fin"), Conservation("Dossier", "2 ans", "la fin")),
        transferts=(Transfert("Suisse", "décision d'adéquation"),),
        decision=DecisionAutomatisee(existe=True, logique="le loyer"),
        droits=Droits("a@exemple.fr", tuple(DroitNotice), reclamation_cnil=True, moins_de_15_ans=True),
    )
    directe = dataclasses.replace(SOUND, sources=(SourceDonnees(Provenance.PERSONNE, "vous"),), droits=None)
    indirecte = dataclasses.replace(SOUND, sources=(SourceDonnees(Provenance.TIERS, "la CAF"),), droits=None)
    libre = dataclasses.replace(SOUND, donnees=(Donnee("Âge", obligatoire=False),), version="")
    fiches = [tout, SOUND, EMPTY, directe, indirecte, libre, *(with_bases(base, base) for base in Base)]
    fiches += [dataclasses.replace(SOUND, dpo=A_DEMANDER), with_bases(Base.OBLIGATION, Base.MISSION, Base.MISSION)]
    vues = tuple(ControleAffiche(dt.date(2026, 11, rang), constat) for rang, constat in enumerate(ConstatAffichage, 1))
    posees = (Affichage("Accueil", "2025-01", dt.date(2026, 1, 5), vues), Affichage())
    fiches += [dataclasses.replace(SOUND, affichages=posees, controle_mois=mois) for mois in (None, 1, 3)]
    # A duration is counted from a moment, whatever the first word of what it is.
    mots = (id_.removeprefix("affiche.apres.") for id_ in temoin if id_.startswith("affiche.apres."))
    fiches += [dataclasses.replace(SOUND, conservations=(Conservation(duree="1 an", depart=f"{mot}'été"),)) for mot in mots]
    fiches.append(dataclasses.replace(SOUND, dpo=Contact("Délégué", telephone="01 00 00 00 00")))
    langues = tuple(catalogue.langues_notice().values())
    trou, ligne = ("t", "s", "c"), ("t", "d")
    manques = [Manques([trou]), Manques(proposees=[ligne]), Manques(proposees=[ligne, ligne])]
    for rang, fiche in enumerate(fiches):
        for forme in Forme:
            for adresse, coupe in (("", 1), ("https://exemple.fr", 5)):
                compose(
                    fiche,
                    Textes("fr", temoin),
                    CommandeNotice(forme, Papier.A4, adresse, langues, dt.date(2026, 11, 24)),
                    constats=(),
                    manques=manques[rang % len(manques)],
                    coupe=coupe,
                )

    assert {id_ for id_ in temoin if not id_.startswith("debordement.")} - temoin.lus == set()


def test_a_sentence_is_filled_by_names_alone(textes: Textes) -> None:
    for id_ in textes:
        for _, nom, _, _ in string.Formatter().parse(textes(id_)):
            assert nom is None or nom.isidentifier(), id_


def test_every_picture_is_drawn_in_the_colour_it_is_given(places: Places) -> None:
    pictos = sorted((places.resources / "mise_en_page" / "pictos").glob("*.svg"))
    assert len(pictos) >= 20
    for picto in pictos:
        racine = etree.fromstring(picto.read_bytes())
        assert racine.get("viewBox") == "0 0 24 24", picto.name
        assert not re.search(r"#[0-9a-fA-F]{3}|https?://(?!www\.w3\.org)", picto.read_text("utf-8")), picto.name


def test_a_poster_has_every_paper_and_the_rest_one() -> None:
    assert Forme.AFFICHE.papiers == tuple(Papier)
    assert all(forme.papiers == (Papier.A4,) for forme in Forme if forme is not Forme.AFFICHE)
