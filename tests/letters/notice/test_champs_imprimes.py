"""Each field of a fiche changes what some sheet says, or its declaration says why none does."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice.champs import ChampFiche, Sorte, champs_of
from droits_usagers.domain.notice.notices import Forme, Papier
from droits_usagers.domain.notice.origine import DECLAREES_DITES
from droits_usagers.domain.notice.traitements import (
    Affichage,
    Base,
    ConstatAffichage,
    Contact,
    ControleAffiche,
    DecisionAutomatisee,
    Donnee,
    FicheTraitement,
    Finalite,
    SourceDonnees,
    Transfert,
)
from droits_usagers.letters.notice.composition import Manques, compose
from droits_usagers.letters.notice.lecture import write
from droits_usagers.letters.notice.valeurs import CommandeNotice
from tests.notices import SOUND

QUI = {"adresse": ("1 rue Neuve",), "courriel": "a@exemple.fr", "telephone": "01 00 00 00 00"}
#: Everything is said in it, and matters.
PLEINE = replace(
    SOUND,
    controle_mois=3,
    responsable=Contact("Département de l'Arance", "Service social", **QUI),  # type: ignore[arg-type]
    dpo=Contact("Déléguée", **QUI),  # type: ignore[arg-type]
    finalites=(Finalite("Verser l'aide", Base.MISSION, "CASF L123-2"), Finalite("Suivre", Base.OBLIGATION, "CASF L116-2")),
    donnees=(
        Donnee("Santé", sensible=True, exception="9.2.h", obligatoire=True, consequence="la demande attend"),
        Donnee("Loyer", sensible=False, obligatoire=False),
    ),
    sources=(*SOUND.sources, SourceDonnees()) if isinstance(SOUND.sources, tuple) else (),
    sans_objet=(),
    transferts=(Transfert("Suisse", "décision d'adéquation"),),
    decision=DecisionAutomatisee(existe=True, logique="le loyer"),
    affichages=(
        Affichage(
            "Accueil",
            "2025-01",
            dt.date(2026, 1, 5),
            (ControleAffiche(dt.date(2026, 2, 5), ConstatAffichage.PRESENTE, "photo.jpg"),),
        ),
    ),
)
#: Printed as a colour and a picture, or as « PROJET »: what the services make of them is tested there.
AILLEURS = frozenset({Sorte.IMAGE, Sorte.COULEUR, Sorte.ORIGINES})


@pytest.fixture(scope="module")
def says(catalogue: Catalogue) -> Any:  # noqa: ANN401 - a function
    textes, langues = catalogue.textes_notice("fr"), tuple(catalogue.langues_notice().values())[:1]

    def says(fiche: FicheTraitement) -> Mapping[Forme, str]:
        commande = {forme: CommandeNotice(forme, Papier.A4, "", langues, dt.date(2026, 11, 24)) for forme in Forme}
        return {forme: write(compose(fiche, textes, une, constats=(), manques=Manques())) for forme, une in commande.items()}

    return says


def changed(champ: ChampFiche, valeur: Any) -> Iterator[Any]:  # noqa: ANN401 - what the field holds
    """The same field, saying something else."""
    match champ.sorte:
        case Sorte.OUI:
            yield not valeur
        case Sorte.CODE:
            yield from (code for code in champ.codes if code is not valeur)
        case Sorte.CODES:
            yield valeur[1:]
        case Sorte.JOUR:
            yield dt.date(2024, 6, 7)
        case Sorte.MOIS:
            yield 7
        case Sorte.LISTE:
            yield ("9 place Autre",)
        case _:
            yield "Tout autre chose"


def variants(objet: Any, chemin: str = "") -> Iterator[tuple[str, ChampFiche, list[Any]]]:  # noqa: ANN401 - any of the values of a fiche
    """Of each field, by its place: how it is declared, and the same fiche where it says something else."""
    for champ in champs_of(type(objet)):
        valeur, ici = getattr(objet, champ.nom), f"{chemin}{champ.nom}"
        if champ.sorte is Sorte.MENTIONS:
            yield ici, champ, [replace(objet, **{champ.nom: (mention,)}) for mention in sorted(DECLAREES_DITES)]
        elif champ.sorte is Sorte.TABLE:
            for dedans, le_champ, autres in variants(valeur, f"{ici}."):
                yield dedans, le_champ, [replace(objet, **{champ.nom: autre}) for autre in autres]
        elif champ.has_lines:
            yield ici, champ, [replace(objet, **{champ.nom: valeur[1:]})]
            for dedans, le_champ, autres in variants(valeur[0], f"{ici}."):
                yield dedans, le_champ, [replace(objet, **{champ.nom: (autre, *valeur[1:])}) for autre in autres]
        elif champ.sorte not in AILLEURS or champ.nom == "photo":
            yield ici, champ, [replace(objet, **{champ.nom: autre}) for autre in changed(champ, valeur)]


def bare_of(fiche: FicheTraitement, chemin: str) -> list[FicheTraitement]:
    """Where what a declaration leaves out is not said otherwise."""
    return [fiche, replace(fiche, transferts=(), decision=None, dpo=None)] if chemin == "sans_objet" else [fiche]


def test_every_field_is_printed_or_says_why_not(says: Any) -> None:  # noqa: ANN401 - a function
    fautes: list[str] = []
    for chemin, champ, autres in variants(PLEINE):
        imprime = any(
            says(depart) != says(arrivee)
            for autre in autres
            for depart, arrivee in zip(bare_of(PLEINE, chemin), bare_of(autre, chemin), strict=True)
        )
        if imprime is bool(champ.muet):
            fautes.append(f"{chemin}: {'printed, and said not to be' if imprime else 'asked, saved, and printed nowhere'}")
    assert fautes == []


def test_a_field_that_nothing_prints_is_seen() -> None:
    """The test above can fail: a field of no sheet is found, whatever it is called."""
    champs = {chemin for chemin, _, _ in variants(PLEINE)}

    assert {"nom", "responsable.telephone", "donnees.consequence", "affichages.controles.photo", "droits.contact"} <= champs
    assert len(champs) > 40
