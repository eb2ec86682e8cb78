"""T.toml: a fiche de traitement as a file. Any key, list or table may be « a_demander » instead of what it should hold."""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from typing import TypeVar

from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.notice.couleurs import is_colour
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    MOIS_MAX,
    ADemander,
    Affichage,
    Base,
    Conservation,
    ConstatAffichage,
    Contact,
    ControleAffiche,
    DecisionAutomatisee,
    Destinataire,
    Donnee,
    DroitNotice,
    Droits,
    FicheTraitement,
    Finalite,
    Mot,
    Oui,
    Provenance,
    SourceDonnees,
    Transfert,
    is_image_name,
)
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange.toml import parse

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


def read_fiche(contenu: bytes, fichier: str, conditionnelles: Collection[str]) -> FicheTraitement:
    """What T.toml describes; `conditionnelles` are the mentions that may be declared not to apply.

    Raises ExpectedError, always of the kind `is_input`: CLE_INCONNUE, VALEUR_REFUSEE, FORMAT_PLUS_RECENT…
    """
    root = parse(contenu, fichier)
    fiche = FicheTraitement(
        nom=_word(root, "nom"),
        version=_word(root, "version"),
        controle_mois=_read_months(root),
        logo=_file(root, "logo"),
        couleur=_colour(root),
        sans_objet=_read_sans_objet(root, conditionnelles),
        responsable=_table(root, "responsable", _read_contact),
        dpo=_table(root, "dpo", _read_contact),
        finalites=_tables(root, "finalite", _read_finalite),
        donnees=_tables(root, "donnee", _read_donnee),
        sources=_tables(root, "source", _read_source),
        destinataires=_tables(root, "destinataire", _read_destinataire),
        conservations=_tables(root, "conservation", _read_conservation),
        transferts=_tables(root, "transfert", _read_transfert),
        decision=_table(root, "decision_automatisee", _read_decision),
        droits=_table(root, "droits", _read_droits),
        affichages=tuple(_all(root.tables("affichage"), _read_affichage)),
    )
    root.close()
    return fiche


def _read_sans_objet(root: Table, conditionnelles: Collection[str]) -> tuple[str, ...]:
    declares = root.texts("sans_objet")
    if any(mention not in conditionnelles for mention in declares):
        raise root.refusal(Panne.VALEUR_REFUSEE, "sans_objet")
    return declares


def _read_months(root: Table) -> int | None:
    if "controle_mois" not in root:
        return None
    mois = root.count("controle_mois")
    if not 1 <= mois <= MOIS_MAX:
        raise root.refusal(Panne.VALEUR_REFUSEE, "controle_mois")
    return mois


def _colour(root: Table) -> str:
    couleur = root.text("couleur")
    if couleur and not is_colour(couleur):
        raise root.refusal(Panne.VALEUR_REFUSEE, "couleur")
    return couleur


def _file(table: Table, cle: str) -> str:
    """The name of a picture beside the fiche: never a way to another folder."""
    nom = table.text(cle)
    if nom and not is_image_name(nom):
        raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    return nom


def _read_contact(table: Table) -> Contact:
    return Contact(
        _word(table, "nom"),
        _word(table, "service"),
        adresse=A_DEMANDER if _is_asked(table, "adresse") else table.texts("adresse"),
        courriel=_word(table, "courriel"),
        telephone=_word(table, "telephone"),
    )


def _read_finalite(table: Table) -> Finalite:
    return Finalite(_word(table, "libelle"), _code(table, "base", Base), _word(table, "texte"))


def _read_donnee(table: Table) -> Donnee:
    return Donnee(
        _word(table, "libelle"),
        _yes(table, "sensible"),
        _word(table, "exception"),
        _yes(table, "obligatoire"),
        _word(table, "consequence"),
    )


def _read_source(table: Table) -> SourceDonnees:
    return SourceDonnees(_code(table, "genre", Provenance), _word(table, "libelle"))


def _read_destinataire(table: Table) -> Destinataire:
    return Destinataire(_word(table, "libelle"), _word(table, "finalite"))


def _read_conservation(table: Table) -> Conservation:
    return Conservation(_word(table, "donnees"), _word(table, "duree"), _word(table, "depart"))


def _read_transfert(table: Table) -> Transfert:
    return Transfert(_word(table, "pays"), _word(table, "garanties"))


def _read_decision(table: Table) -> DecisionAutomatisee:
    return DecisionAutomatisee(_yes(table, "existe"), _word(table, "logique"))


def _read_droits(table: Table) -> Droits:
    return Droits(
        _word(table, "contact"),
        A_DEMANDER if _is_asked(table, "offerts") else table.codes("offerts", DroitNotice),
        *(_yes(table, cle) for cle in ("reclamation_cnil", "opposition_a_part", "moins_de_15_ans")),
    )


def _read_affichage(table: Table) -> Affichage:
    return Affichage(
        table.text("lieu"),
        table.text("version"),
        pose_le=table.date("pose_le"),
        controles=tuple(_all(table.tables("controles"), _read_controle)),
    )


def _read_controle(table: Table) -> ControleAffiche:
    return ControleAffiche(table.required_date("date"), table.code("constat", ConstatAffichage), _file(table, "photo"))


def _is_asked(table: Table, cle: str) -> bool:
    """True when this is one of the things to ask of the DPO."""
    return table.raw(cle) == A_DEMANDER.value


def _word(table: Table, cle: str) -> Mot:
    return A_DEMANDER if _is_asked(table, cle) else table.text(cle)


def _yes(table: Table, cle: str) -> Oui:
    if cle not in table:
        return None
    return A_DEMANDER if _is_asked(table, cle) else table.boolean(cle)


def _code(table: Table, cle: str, codes: type[_E]) -> _E | ADemander | None:
    if not table.raw(cle):
        return None
    return A_DEMANDER if _is_asked(table, cle) else table.code(cle, codes)


def _table(root: Table, cle: str, read: Callable[[Table], _T]) -> _T | ADemander | None:
    if _is_asked(root, cle):
        return A_DEMANDER
    table = root.table(cle)
    return None if table is None else _closed(table, read)


def _tables(root: Table, cle: str, read: Callable[[Table], _T]) -> tuple[_T, ...] | ADemander:
    if _is_asked(root, cle):
        return A_DEMANDER
    return tuple(_all(root.tables(cle), read))


def _all(tables: Iterable[Table], read: Callable[[Table], _T]) -> Iterable[_T]:
    return (_closed(table, read) for table in tables)


def _closed(table: Table, read: Callable[[Table], _T]) -> _T:
    valeur = read(table)
    table.close()
    return valeur
