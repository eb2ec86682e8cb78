"""T.toml: a fiche de traitement as a file. Any key, list or table may be « a_demander » instead of what it should hold."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.notice.champs import ChampFiche, Sorte, champs_of
from droits_usagers.domain.notice.traitements import A_DEMANDER, MOIS_MAX, FicheTraitement, is_colour, is_image_name
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange.demandes import dump
from droits_usagers.exchange.toml import parse


def read_fiche(
    contenu: bytes, fichier: str, conditionnelles: Collection[str], *, modele: type[FicheTraitement] = FicheTraitement
) -> FicheTraitement:
    """What T.toml describes; `conditionnelles` are the mentions that may be declared not to apply.

    Raises ExpectedError, always of the kind `is_input`: CLE_INCONNUE, VALEUR_REFUSEE, FORMAT_PLUS_RECENT…
    """
    fiche: FicheTraitement = _LecteurFiche(conditionnelles).read(parse(contenu, fichier), modele)
    return fiche


class _LecteurFiche:
    """Reads each field of a value of a fiche by what it holds (`domain/notice/champs.py`)."""

    def __init__(self, conditionnelles: Collection[str]) -> None:
        self._conditionnelles = conditionnelles

    def read(self, table: Table, modele: type[Any]) -> Any:  # noqa: ANN401 - one of that type
        """What a table describes, and nothing else it holds."""
        objet = modele(**{champ.nom: self._value(table, champ) for champ in champs_of(modele)})
        table.close()
        return objet

    def _value(self, table: Table, champ: ChampFiche) -> Any:  # noqa: ANN401 - what the field holds
        if champ.inconnu and table.raw(champ.cle) == A_DEMANDER.value:
            return A_DEMANDER
        match champ.sorte:
            case Sorte.TABLE:
                dedans = table.table(champ.cle)
                return None if dedans is None else self.read(dedans, champ.modele)
            case Sorte.LIGNES | Sorte.AFFICHES:
                return tuple(self.read(ligne, champ.modele) for ligne in table.tables(champ.cle))
            case Sorte.MENTIONS:
                declares = table.texts(champ.cle)
                if any(mention not in self._conditionnelles for mention in declares):
                    raise table.refusal(Panne.VALEUR_REFUSEE, champ.cle)
                return declares
            case _:
                return _LECTURES.get(champ.sorte, _text)(table, champ)


def _text(table: Table, champ: ChampFiche) -> str:
    return table.text(champ.cle)


def _image(table: Table, champ: ChampFiche) -> str:
    """The name of a picture beside the fiche: never a way to another folder."""
    nom = table.text(champ.cle)
    if nom and not is_image_name(nom):
        raise table.refusal(Panne.VALEUR_REFUSEE, champ.cle)
    return nom


def _colour(table: Table, champ: ChampFiche) -> str:
    couleur = table.text(champ.cle)
    if couleur and not is_colour(couleur):
        raise table.refusal(Panne.VALEUR_REFUSEE, champ.cle)
    return couleur


def _months(table: Table, champ: ChampFiche) -> int | None:
    if champ.cle not in table:
        return None
    mois = table.count(champ.cle)
    if not 1 <= mois <= MOIS_MAX:
        raise table.refusal(Panne.VALEUR_REFUSEE, champ.cle)
    return mois


_LECTURES: dict[Sorte, Callable[[Table, ChampFiche], object]] = {
    Sorte.IMAGE: _image,
    Sorte.COULEUR: _colour,
    Sorte.MOIS: _months,
    Sorte.OUI: lambda table, champ: table.boolean(champ.cle) if champ.cle in table else None,
    Sorte.JOUR: lambda table, champ: (table.required_date if champ.requis else table.date)(champ.cle),
    # An empty code is none, but where there must be one.
    Sorte.CODE: lambda table, champ: table.code(champ.cle, champ.codes) if champ.requis or table.raw(champ.cle) else None,
    Sorte.CODES: lambda table, champ: table.codes(champ.cle, champ.codes),
    Sorte.LISTE: lambda table, champ: table.texts(champ.cle),
    Sorte.ORIGINES: lambda table, champ: table.texts(champ.cle),
}


def write_fiche(fiche: FicheTraitement) -> bytes:
    """T.toml. What it reads back is the same fiche."""
    # Whole lists that are to be asked go before the first table: TOML would take them for one of its keys.
    return dump(dict(sorted(_said(fiche), key=lambda paire: _is_table(paire[1]))))


def _is_table(valeur: object) -> bool:
    return isinstance(valeur, dict) or (isinstance(valeur, list) and any(isinstance(item, dict) for item in valeur))


def _said(objet: Any) -> Iterable[tuple[str, Any]]:  # noqa: ANN401 - any of the values of a fiche
    for champ in champs_of(type(objet)):
        valeur = getattr(objet, champ.nom)
        if valeur is not None and valeur not in ("", ()):
            yield champ.cle, _plain(valeur)


def _plain(valeur: object) -> object:
    if valeur is A_DEMANDER or isinstance(valeur, Enum):
        return valeur.value
    if isinstance(valeur, tuple):
        return [_plain(item) for item in valeur]
    return dict(_said(valeur)) if is_dataclass(valeur) else valeur
