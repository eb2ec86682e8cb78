"""The bodies that a coffre knows by itself: those of files taken in, each to be taken back, and those someone corrected."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, ImportAnnuaire, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.recherche import IndexMots, expression_with

_AJOUTER = """INSERT INTO annuaire (import, cle, nom, genre, organisme, service, adresse, code_postal, ville, siren,
    departement, courriel, source, releve_le, mots, empreinte)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)"""
# Every row of the bodies that one of their rows is found by. What someone corrected is never among those left out.
_TROUVER = """SELECT cle, nom, genre, organisme, service, adresse, code_postal, ville, siren, departement, courriel, source,
    releve_le, mots FROM annuaire WHERE cle IN (SELECT cle FROM annuaire WHERE id IN (
        SELECT rowid FROM annuaire_recherche WHERE annuaire_recherche MATCH ?1 LIMIT ?2) OR (import IS NULL AND id IN (
        SELECT rowid FROM annuaire_recherche WHERE annuaire_recherche MATCH ?1)))
    ORDER BY import IS NOT NULL, id DESC"""
_INDEXER = "INSERT INTO annuaire_recherche (rowid, mots) SELECT id, mots FROM annuaire WHERE id > ?"
#: Rows looked at, of which the best are given.
_CANDIDATS = 300
#: Digits of a postcode.
_POSTAL = 5
#: Length of an imprint, in bytes; what stands between two of the texts it is made of, and is in none that was cleaned.
_OCTETS, _ENTRE = 12, "\x1f"

_EN_JSON = json.JSONEncoder().encode

#: An entry, and the words it is found by.
EntreeRangee: TypeAlias = tuple[EntreeAnnuaire, tuple[str, ...]]


class AnnuaireGarde:
    """That of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db, self._index = db, IndexMots(db, "annuaire_recherche")

    def begin(self, source: SourceAnnuaire, moment: dt.datetime) -> int:
        """Make room for a file. Returns its number."""
        sql = "INSERT INTO annuaire_imports (source, fait_le) VALUES (?, ?) RETURNING id"
        return int(scalar(self._db, sql, (source.value, moment.isoformat(timespec="seconds"))))

    def known(self) -> set[bytes]:
        """What tells all that it has, word for word: for `add`."""
        return {bytes(empreinte) for (empreinte,) in rows(self._db, "SELECT empreinte FROM annuaire")}

    def add(self, rangees: Iterable[EntreeRangee], *, numero: int | None, connues: set[bytes]) -> int:
        """Keep these, but those that are known, which those that were added now are too. Returns how many were added."""
        nouvelles = []
        for entree, mots in rangees:
            dites, empreinte = _values(entree)
            if empreinte not in connues:
                connues.add(empreinte)
                nouvelles.append((numero, *dites, " ".join(mots), empreinte))
        if nouvelles:
            dernier = int(scalar(self._db, "SELECT coalesce(max(id), 0) FROM annuaire"))
            self._db.conn.executemany(_AJOUTER, nouvelles)
            run(self._db, _INDEXER, (dernier,))
        return len(nouvelles)

    def imports(self) -> tuple[ImportAnnuaire, ...]:
        """The files taken in, the latest first."""
        lues = rows(
            self._db,
            """SELECT annuaire_imports.id, annuaire_imports.source, fait_le, count(annuaire.id) FROM annuaire_imports
               LEFT JOIN annuaire ON import = annuaire_imports.id GROUP BY annuaire_imports.id
               ORDER BY annuaire_imports.id DESC""",
        )
        return tuple(
            ImportAnnuaire(numero, SourceAnnuaire(source), dt.datetime.fromisoformat(fait_le), entrees)
            for numero, source, fait_le, entrees in lues
        )

    def remove_some(self, numero: int, combien: int) -> int:
        """Take away so many entries of a file. Returns how many were."""
        sql = "DELETE FROM annuaire WHERE id IN (SELECT id FROM annuaire WHERE import = ? ORDER BY id LIMIT ?)"
        return run(self._db, sql, (numero, combien))

    def forget(self, numero: int) -> None:
        """That a file was taken in. Harmless if it was not."""
        self._index.forget()
        run(self._db, "DELETE FROM annuaire_imports WHERE id = ?", (numero,))

    def replace(self, rangee: EntreeRangee) -> None:
        """Keep what someone corrected, in place of what they had corrected of the same body."""
        self.forget_corrected(rangee[0].cle)
        self.add([rangee], numero=None, connues=set())

    def forget_corrected(self, cle: str) -> bool:
        """Take away what someone corrected of a body; False if nobody did."""
        return bool(run(self._db, "DELETE FROM annuaire WHERE cle = ? AND import IS NULL", (cle,)))

    def at(self, adresse: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The addresses of bodies that have the postcode of this one."""
        codes = [mot for ligne in adresse for mot in ligne.replace(",", " ").split() if len(mot) == _POSTAL and mot.isdecimal()]
        if not codes:
            return ()
        sql = """SELECT DISTINCT adresse, code_postal, ville FROM annuaire WHERE id IN (
                     SELECT rowid FROM annuaire_recherche WHERE annuaire_recherche MATCH ?) AND code_postal = ?"""
        lues = rows(self._db, sql, (codes[-1], codes[-1]))
        return tuple((*json.loads(lignes), f"{code} {ville}") for lignes, code, ville in lues)

    def find(self, mots: Sequence[str], plus: int) -> tuple[EntreeAnnuaire, ...]:
        """The bodies that have all these words (of letters and digits), or words that begin so: what is nearest to them first.

        Where there is none, those that have words that look like them.

        Of a body that several rows tell about, what someone corrected, else what was taken in last.
        """
        if not mots:
            return ()
        expression = expression_with(tuple(mots))
        lues = rows(self._db, _TROUVER, (expression.fts, _CANDIDATS)) or rows(
            self._db, _TROUVER, (self._index.widened(expression).fts, _CANDIDATS)
        )
        premieres: dict[str, tuple[int, str, Sequence[str]]] = {}
        for cle, *valeurs, textes in lues:
            if cle not in premieres:
                nom, service = valeurs[0], valeurs[3]
                premieres[cle] = _distance(mots, textes.split()), service or nom, valeurs
        rangees = sorted(premieres.items(), key=lambda paire: paire[1][:2])
        return tuple(_entry(cle, valeurs) for cle, (_, _, valeurs) in rangees[:plus])


def _distance(mots: Sequence[str], siens: Sequence[str]) -> int:
    """How many of these words are only the beginning of its own, then how many others it has."""
    entiers = sum(mot not in siens for mot in mots)
    return entiers * 1000 + len(siens)


def _values(entree: EntreeAnnuaire) -> tuple[tuple[str, ...], bytes]:
    """What a row says of a body, and the imprint of all that."""
    dites = (
        entree.cle,
        entree.nom,
        entree.genre,
        str(entree.organisme),
        entree.service,
        # As `json` writes a list: one line at a time, it is six times as fast.
        f"[{', '.join(map(_EN_JSON, entree.adresse))}]",
        entree.code_postal,
        entree.ville,
        entree.siren,
        entree.departement,
        entree.courriel,
        str(entree.source),
        entree.releve_le.isoformat() if entree.releve_le else "",
    )
    texte = _ENTRE.join(dites)
    if not texte.replace(_ENTRE, "").isprintable():
        dites = cleaned(dites)
        texte = _ENTRE.join(dites)
    return dites, hashlib.blake2s(texte.encode(), digest_size=_OCTETS).digest()


def _entry(cle: str, valeurs: Sequence[str]) -> EntreeAnnuaire:
    nom, genre, organisme, service, adresse, code_postal, ville, siren, departement, courriel, source, releve_le = valeurs
    lue = EntreeAnnuaire(
        nom,
        genre,
        service=service,
        adresse=tuple(json.loads(adresse)),
        code_postal=code_postal,
        ville=ville,
        siren=siren,
        departement=departement,
        source=SourceAnnuaire(source),
        releve_le=dt.date.fromisoformat(releve_le) if releve_le else None,
        adressage=Adressage.PROPRE if code_postal else Adressage.AUCUNE,
        organisme=GenreOrganisme(organisme),
        courriel=courriel,
    )
    return lue if lue.cle == cle else lue._replace(remplace=cle)
