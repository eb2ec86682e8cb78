"""Reads « organismes ayant désigné un délégué à la protection des données », of the CNIL: columns by their headings.

Of the delegate, who may be someone, nothing is read but the mailbox of an office.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.annuaire import LigneLue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.annuaire_champs import MotsImport, day_of, siren_of, text_of

_SEPARATEURS = ";,\t"
_JOUR = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})|^(\d{4})-(\d{2})-(\d{2})")
#: Without these two, the file is another one.
_PROPRES = ("nom", "siren")
#: What is read, in the order `_line` takes it.
_LUES = ("siren", "nom", "voie", "code_postal", "ville", "pays", "designe_le", "courriel")
_CELLULE_MAX = 131_072
#: Days kept at hand.
_JOURS = 8_192


class LecteurCnil:
    """One file. `premiere`: its line of headings."""

    def __init__(self, premiere: str, mots: MotsImport, *, fichier: str) -> None:
        self._mots, self._fichier = mots, fichier
        self._voulues = {cle: _heading(entete) for cle, entete in mots.cnil.items()}
        self._separateur, ecrites = max((_cut(premiere, un) for un in _SEPARATEURS), key=lambda paire: len(paire[1]))
        self._entetes = [_heading(ecrite) for ecrite in ecrites]
        #: The headings that nothing is read under.
        self.unread = tuple(
            ecrite for ecrite in ecrites if ecrite and _heading(ecrite) not in {*self._voulues.values(), *mots.cnil_autres}
        )

    @property
    def is_one(self) -> bool:
        """False for any other table."""
        return all(self._voulues[cle] in self._entetes for cle in _PROPRES)

    def ranks(self) -> Mapping[str, int]:
        """Where each thing is. Raises ExpectedError ANNUAIRE_COLONNE for a heading that is not there."""
        for cle, entete in self._voulues.items():
            if entete not in self._entetes:
                raise ExpectedError(Panne.ANNUAIRE_COLONNE, fichier=self._fichier, cle=self._mots.cnil[cle])
        return {cle: self._entetes.index(entete) for cle, entete in self._voulues.items()}

    def read(self, lignes: Iterable[str]) -> Iterator[LigneLue]:
        """What each line under the headings says, whatever its other columns hold. A body without a name has an empty one.

        Raises ExpectedError ANNUAIRE_COLONNE, or ANNUAIRE_ILLISIBLE.
        """
        rangs = self.ranks()
        dernier, voulues = max(rangs.values()) + 1, itemgetter(*(rangs[cle] for cle in _LUES))
        csv.field_size_limit(_CELLULE_MAX)
        try:
            for cellules in csv.reader(lignes, delimiter=self._separateur):
                if any(cellules):
                    completes = cellules if len(cellules) >= dernier else [*cellules, *[""] * dernier]
                    yield self._line(*voulues(completes))
        except csv.Error as error:
            raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=self._fichier) from error

    def _line(self, *dites: str) -> LigneLue:
        siren_dit, nom_dit, voie_dite, postal_dit, ville_dite, pays, jour, courriel = dites
        siren, nom, voie = siren_of(siren_dit), text_of(nom_dit), text_of(voie_dite)
        code_postal, ville = self._mots.place(postal_dit, ville_dite, pays)
        return LigneLue(
            nom,
            voie=(voie,) if voie else (),
            code_postal=code_postal,
            ville=ville,
            siren=siren,
            courriel=self._mots.office_mailbox(courriel),
            releve_le=_day(jour),
            cle=siren or f"{fold(nom)}|{code_postal}",
        )


def _cut(premiere: str, separateur: str) -> tuple[str, Sequence[str]]:
    return separateur, next(csv.reader([premiere.removeprefix("\ufeff")], delimiter=separateur), [])


def _heading(texte: str) -> str:
    return " ".join(fold(texte).split())


@lru_cache(_JOURS)
def _day(texte: str) -> dt.date | None:
    return day_of(_JOUR.match(texte.strip()))
