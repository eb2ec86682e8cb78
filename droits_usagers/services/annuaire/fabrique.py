"""From a line of a file to an entry, and to the words it is found by: named as the shipped ones are, where a rule tells."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, LigneLue, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.annuaire.entrees import DEPARTEMENT, MAIRIE, Entrees
from droits_usagers.services.annuaire.mots import full, split

if TYPE_CHECKING:
    from droits_usagers.services.annuaire.lecture import GenreAnnuaire
    from droits_usagers.services.annuaire.lieux import Lieux

#: Words of the longest name of a kind that is looked for in a name.
_PHRASE = 6
#: Places kept at hand while a file is read.
_LIEUX = 65_536
_GENRES = frozenset(GenreOrganisme)


class FabriqueEntrees:
    """Makes entries. What a file does not say stays empty."""

    def __init__(self, entrees: Entrees, lieux: "Lieux") -> None:
        self._entrees, self._lieux = entrees, lieux
        self._genres = entrees.genres
        self._phrases: dict[tuple[str, ...], str] = {}
        for genre in sorted(self._genres.values(), key=lambda un: un.rang):
            for dits in genre.mots:
                self._phrases.setdefault(full(split(dits)), genre.id)
        self._mots_genres = {genre.id: full(split(" ".join(genre.mots))) for genre in self._genres.values()}
        self._departement = lru_cache(_LIEUX)(self._departement_of)
        self._premiers = frozenset(phrase[0] for phrase in self._phrases if phrase)
        self._mots_ville = lru_cache(_LIEUX)(_words_of_place)
        self._mots_departement = lru_cache(_LIEUX)(self._words_of_departement)

    def made(self, ligne: LigneLue, source: SourceAnnuaire, *, today: dt.date | None = None) -> EntreeAnnuaire:
        """The entry of a line. `today`: when it is said, where the file does not tell."""
        genre = self._genres.get(ligne.genre)
        code_postal = ligne.code_postal if ligne.ville else ""
        entree = EntreeAnnuaire(
            ligne.nom,
            genre.id if genre else "",
            service=ligne.service,
            adresse=ligne.voie if code_postal else (),
            code_postal=code_postal,
            ville=ligne.ville if code_postal else "",
            siren=ligne.siren,
            departement=self._departement(ligne.commune, ligne.code_postal),
            source=source,
            releve_le=(ligne.releve_le or today) if code_postal else None,
            adressage=Adressage.PROPRE if code_postal else Adressage.AUCUNE,
            organisme=genre.organisme if genre else _organisme(ligne.genre),
            courriel=ligne.courriel,
        )
        return self._named(entree, genre, ligne) if genre else entree

    def words_of(self, entree: EntreeAnnuaire) -> tuple[str, ...]:
        """The words it is found by, each once: its own, those of its kind, of its place, and of its département.

        Those of the entry in whose place it was written too.
        """
        dits = filter(None, (entree.nom, entree.service, entree.remplace.replace("|", " ")))
        propres = full(split(" ".join(dits)))
        siens = propres + self._mots_ville(entree.ville)
        genre = entree.genre or self._kind_in(propres)
        autres = (*self._mots_genres.get(genre, ()), *self._mots_departement(entree.departement))
        return tuple(dict.fromkeys(filter(None, (*siens, entree.code_postal.lower(), entree.siren, *autres))))

    def _named(self, entree: EntreeAnnuaire, genre: "GenreAnnuaire", ligne: LigneLue) -> EntreeAnnuaire:
        """The département answers for its services; a town hall is called by its commune."""
        if genre.id == MAIRIE:
            commune = self._lieux.commune(ligne.commune)
            return replace(entree, nom=genre.nom.format(de=commune.de)) if commune and commune.siren else entree
        if genre.id != DEPARTEMENT and not genre.du_departement:
            return entree
        siege = next(self._entrees.in_departement(DEPARTEMENT, entree.departement), None) if entree.departement else None
        if siege is None:
            return entree
        est_le_siege = genre.id == DEPARTEMENT and self._phrases.get(full(split(ligne.nom))[:2]) == DEPARTEMENT
        return replace(entree, nom=siege.nom, service="" if est_le_siege else ligne.nom)

    def _kind_in(self, mots: Sequence[str]) -> str:
        """The kind whose name, the longest, is in these words; empty for none."""
        debuts = [rang for rang, mot in enumerate(mots) if mot in self._premiers]
        for longueur in range(min(_PHRASE, len(mots)) if debuts else 0, 0, -1):
            for debut in debuts:
                genre = self._phrases.get(tuple(mots[debut : debut + longueur]))
                if genre:
                    return genre
        return ""

    def _departement_of(self, commune: str, code_postal: str) -> str:
        connue = self._lieux.commune(commune)
        if connue is not None:
            return connue.departement
        communes = self._entrees.communes(code_postal) if code_postal else ()
        return communes[0].departement if communes else self._lieux.departement_around(code_postal)

    def _words_of_departement(self, code: str) -> tuple[str, ...]:
        connu = self._lieux.departements.get(code)
        return full(split(f"{code} {connu.nom}")) if connu else ()


def _words_of_place(ville: str) -> tuple[str, ...]:
    return full(split(ville))


def _organisme(code: str) -> GenreOrganisme:
    return GenreOrganisme(code) if code in _GENRES else GenreOrganisme.AUTRE
