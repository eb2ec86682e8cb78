"""Each field of a fiche changes what some sheet says, or its declaration says why none does."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice.champs import ChampFiche, Sorte, champs_of
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
    Forme,
    Papier,
    SourceDonnees,
    Transfert,
)
from droits_usagers.letters.notice.composition import Manques, compose
from droits_usagers.letters.notice.ordre import write
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


#: Each sheet by a letter, and what it leaves out.
FEUILLES = {
    "a": Forme.AFFICHE,  # read standing: neither what is collected nor what is not there; of whom to write to, one way
    "d": Forme.DEPLIANT,  # what anyone asks: neither the texts, nor what a jurist checks
    "c": Forme.COMPLETE,  # everything the law asks to be told
    "s": Forme.SIMPLIFIEE,  # short sentences: one way to reach the délégué, not which purpose each recipient serves
    "l": Forme.CLAUSE,  # under a form that the person fills: who holds it is above, sources and addresses are not repeated
    "t": Forme.ATTESTATION,  # that one was given the notice: which, by whom, and where to ask
    "g": Forme.LANGUES,  # the sentences that were translated, and what needs no translation
    "j": Forme.JOURNAL,  # where and when posters were seen
}
#: Which of them each field changes. A sheet that says one thing more, or less, is to be looked at.
IMPRIMENT = {
    "nom": "adcsltgj",
    "version": "adcsltgj",
    "controle_mois": "j",
    "sans_objet": "dcsl",
    "responsable.nom": "adcsltgj",
    "responsable.service": "adcsltgj",
    "responsable.adresse": "adc",
    "responsable.courriel": "dc",
    "responsable.telephone": "adc",
    "dpo.nom": "dc",
    "dpo.service": "dc",
    "dpo.adresse": "adc",
    "dpo.courriel": "dcl",
    "dpo.telephone": "adcs",
    "finalites": "adcslg",
    "finalites.libelle": "adcsl",
    "finalites.base": "adcslg",
    "finalites.texte": "c",
    "donnees": "dcsl",
    "donnees.libelle": "dcsl",
    "donnees.sensible": "c",
    "donnees.exception": "c",
    "donnees.obligatoire": "dcsl",
    "donnees.consequence": "dcsl",
    "sources": "dcs",
    "sources.genre": "c",
    "sources.libelle": "dcs",
    "destinataires": "adcsl",
    "destinataires.libelle": "adcsl",
    "destinataires.finalite": "dc",
    "conservations": "adcsl",
    "conservations.donnees": "adcsl",
    "conservations.duree": "adcsl",
    "conservations.depart": "adcsl",
    "transferts": "dcsl",
    "transferts.pays": "dcsl",
    "transferts.garanties": "dcsl",
    "decision.existe": "dcsl",
    "decision.logique": "dcsl",
    "droits.contact": "adcsltg",
    "droits.offerts": "adcslg",
    "droits.reclamation_cnil": "adcsl",
    "droits.moins_de_15_ans": "c",
    "affichages": "j",
    "affichages.lieu": "j",
    "affichages.version": "j",
    "affichages.pose_le": "j",
    "affichages.controles": "j",
    "affichages.controles.date": "j",
    "affichages.controles.constat": "j",
    "affichages.controles.photo": "j",
}


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


def sheets(says: Any, chemin: str, autres: list[Any]) -> str:  # noqa: ANN401 - a function, and fiches
    """Those that say something else when this field does."""
    paires = [paire for autre in autres for paire in zip(bare_of(PLEINE, chemin), bare_of(autre, chemin), strict=True)]
    dites = [(says(depart), says(arrivee)) for depart, arrivee in paires]
    return "".join(lettre for lettre, forme in FEUILLES.items() if any(avant[forme] != apres[forme] for avant, apres in dites))


def test_every_field_is_printed_on_its_sheets_or_says_why_not(says: Any) -> None:  # noqa: ANN401 - a function
    assert set(FEUILLES.values()) == set(Forme)
    dites = {chemin: sheets(says, chemin, autres) for chemin, _, autres in variants(PLEINE)}
    muets = {chemin for chemin, champ, _ in variants(PLEINE) if champ.muet}

    assert {chemin for chemin, feuilles in dites.items() if not feuilles} == muets
    assert {chemin: feuilles for chemin, feuilles in dites.items() if feuilles} == IMPRIMENT
