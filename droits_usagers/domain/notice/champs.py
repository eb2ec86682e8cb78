"""What the values of a fiche de traitement are made of: each field, as its type tells it, and a few words beside that type.

The form that asks for a field, the way from its answer to a fiche and back, T.toml: all are read here, so that a field is
declared once, where it is. A type that nobody could ask for is refused as soon as it is read.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import KW_ONLY, MISSING, Field, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints


class PartieFiche(StrEnum):
    """The parts of a fiche, in the order in which one fills them. One that is a field of the fiche has its name."""

    FICHIER = "fichier"
    RESPONSABLE = "responsable"
    DPO = "dpo"
    FINALITES = "finalites"
    DONNEES = "donnees"
    SOURCES = "sources"
    DESTINATAIRES = "destinataires"
    CONSERVATIONS = "conservations"
    TRANSFERTS = "transferts"
    DECISION = "decision"
    DROITS = "droits"
    PRESENTATION = "presentation"
    AFFICHAGES = "affichages"
    CONTROLES = "controles"


class Sorte(StrEnum):
    """What a field holds, and so how it is asked for and read."""

    TEXTE = "texte"
    #: A text of several lines.
    LONG = "long"
    #: A text, line by line: an address.
    LISTE = "liste"
    OUI = "oui"
    CODE = "code"
    CODES = "codes"
    JOUR = "jour"
    MOIS = "mois"
    #: The name of a picture beside the fiche.
    IMAGE = "image"
    COULEUR = "couleur"
    #: Mentions declared not to apply: asked one by one, each where it is filled in.
    MENTIONS = "mentions"
    #: Where its lines come from, and which of them someone confirmed: kept, and asked line by line.
    ORIGINES = "origines"
    #: Values that have fields of their own: one of them, or as many as there are.
    TABLE = "table"
    LIGNES = "lignes"
    #: The same, with checks that are typed beside them.
    AFFICHES = "affiches"


@dataclass(frozen=True, slots=True)
class ChampFiche:
    """One field. Beside a type (`Annotated`), one says what the type does not tell, and only where it is not as usual."""

    #: Usually told by the type.
    sorte: Sorte = Sorte.TEXTE
    _: KW_ONLY
    #: The part in which it is asked, when it is not that of what holds it, or has not its name.
    partie: PartieFiche | None = None
    #: What T.toml calls it, when it is not by its name; what one of its lines is called, there and in the ids of its questions.
    cle: str = ""
    un: str = ""
    #: The mention that its question answers to, usually that of what holds it; those that are filled in here, though another
    #: question answers to them too, and comes first; the advices that are about it rather than about its mention.
    mention: str = ""
    remplit: tuple[str, ...] = ()
    conseils: tuple[str, ...] = ()
    #: The yes or no beside it without which it does not matter.
    apres: str = ""
    #: Of what has fields of its own: those that are asked first; those that are not asked; those that are not to be asked of
    #: the DPO; what ties one of its lines to what holds it, when they are typed apart.
    premiers: tuple[str, ...] = ()
    tus: tuple[str, ...] = ()
    surs: tuple[str, ...] = ()
    lien: str = ""
    #: True for what names another line, and is worded anew with it.
    suit: bool = False
    #: Why it changes what no sheet says; empty for what is printed.
    muet: str = ""
    #: Always told by the field itself: its name, whether it may be to be asked of the DPO, whether it is always there, its
    #: codes, what its own fields are those of.
    nom: str = ""
    inconnu: bool = False
    requis: bool = False
    codes: type[StrEnum] = StrEnum
    modele: type[Any] = object

    @property
    def has_lines(self) -> bool:
        """True for as many values as there are, each with its own fields."""
        return self.sorte in {Sorte.LIGNES, Sorte.AFFICHES}

    @property
    def prefixe(self) -> str:
        """What the ids of the questions about its own fields begin with."""
        return self.un or self.nom

    @property
    def asked(self) -> "tuple[ChampFiche, ...]":
        """Its own fields, in the order in which they are asked: neither those that are not, nor those asked in another part."""
        rangs = {nom: rang for rang, nom in enumerate(self.premiers)}
        poses = [champ for champ in champs_of(self.modele) if champ.partie is None and champ.nom not in self.tus]
        return tuple(sorted(poses, key=lambda champ: rangs.get(champ.nom, len(rangs))))

    @property
    def entier(self) -> tuple[str, ...]:
        """Those of its own fields that are all to be asked of the DPO when the whole of it is."""
        poses = (champ for champ in self.asked if champ.inconnu and not champ.apres)
        return tuple(champ.nom for champ in poses if champ.nom not in self.surs)


_SIMPLES: Mapping[object, Sorte] = {str: Sorte.TEXTE, bool: Sorte.OUI, dt.date: Sorte.JOUR}


def champs_of(modele: type[Any]) -> tuple[ChampFiche, ...]:
    """The fields of one of the values of a fiche, or of a fiche, in the order in which they are written.

    Raises TypeError for a field whose type does not tell how it is asked for: a number says what it counts (`Sorte.MOIS`).
    """
    return _told_by(modele)  # type: ignore[arg-type] # mypy does not know that a type can be hashed


@cache
def _told_by(modele: type[Any]) -> tuple[ChampFiche, ...]:
    types = get_type_hints(modele, include_extras=True)
    return tuple(_described(champ, types[champ.name]) for champ in fields(modele))


def _described(champ: "Field[Any]", type_: Any) -> ChampFiche:  # noqa: ANN401 - the type of a field
    dit = ChampFiche()
    if get_origin(type_) is Annotated:
        type_, dit = get_args(type_)
    # « Not said » and « to be asked » aside, a field holds one thing.
    parts = get_args(type_) if get_origin(type_) in {Union, UnionType} else (type_,)
    (tenu,) = (part for part in parts if part is not NoneType and get_origin(part) is not Literal)
    liste = get_origin(tenu) is tuple
    element = get_args(tenu)[0] if liste else tenu
    return replace(
        dit,
        nom=champ.name,
        cle=dit.cle or dit.un or champ.name,
        sorte=_sorte(element, liste=liste) if dit.sorte is Sorte.TEXTE else dit.sorte,
        inconnu=any(get_origin(part) is Literal for part in parts),
        requis=champ.default is MISSING,
        codes=element if issubclass(element, StrEnum) else StrEnum,
        modele=cast("type[Any]", element) if is_dataclass(element) else object,
    )


def _sorte(element: type, *, liste: bool) -> Sorte:
    if is_dataclass(element):
        return Sorte.LIGNES if liste else Sorte.TABLE
    if issubclass(element, StrEnum):
        return Sorte.CODES if liste else Sorte.CODE
    if liste and element is str:
        return Sorte.LISTE
    if element not in _SIMPLES:
        message = f"{element.__name__} does not tell what is asked for: give its field a Sorte"
        raise TypeError(message)
    return _SIMPLES[element]
