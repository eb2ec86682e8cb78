"""From a line of a file to an entry, and to the words it is found by: named as the shipped ones are, where a rule tells."""

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, LigneLue, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.annuaire.entrees import DEPARTEMENT, MAIRIE, Entrees
from droits_usagers.services.annuaire.mots import full, split

if TYPE_CHECKING:
    from droits_usagers.services.annuaire.lecture import GenreAnnuaire
    from droits_usagers.services.annuaire.lieux import Lieux

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
        self._mots_departements = {code: full(split(f"{code} {un.nom}")) for code, un in lieux.departements.items()}
        #: How many words the names of kinds have that begin with each.
        self._longueurs: dict[str, set[int]] = {}
        for phrase in filter(None, self._phrases):
            self._longueurs.setdefault(phrase[0], set()).add(len(phrase))
        self._departement = lru_cache(_LIEUX)(self._departement_of)
        self._mots_du_lieu = lru_cache(_LIEUX)(self._words_around)

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
        propres = full(split(f"{entree.nom} {entree.service} {entree.remplace.replace('|', ' ')}"))
        genre = entree.genre or self._kind_in(propres)
        lieu = self._mots_du_lieu(entree.ville, entree.code_postal, entree.departement)
        dits = (*propres, *lieu, entree.siren, *self._mots_genres.get(genre, ()))
        return tuple(filter(None, dict.fromkeys(dits)))

    def _named(self, entree: EntreeAnnuaire, genre: "GenreAnnuaire", ligne: LigneLue) -> EntreeAnnuaire:
        """The département answers for its services; a town hall is called by its commune."""
        if genre.id == MAIRIE:
            commune = self._lieux.commune(ligne.commune)
            return entree._replace(nom=genre.nom.format(de=commune.de)) if commune and commune.siren else entree
        if genre.id != DEPARTEMENT and not genre.du_departement:
            return entree
        siege = next(self._entrees.in_departement(DEPARTEMENT, entree.departement), None) if entree.departement else None
        if siege is None:
            return entree
        est_le_siege = genre.id == DEPARTEMENT and self._phrases.get(full(split(ligne.nom))[:2]) == DEPARTEMENT
        return entree._replace(nom=siege.nom, service="" if est_le_siege else ligne.nom)

    def _kind_in(self, mots: tuple[str, ...]) -> str:
        """The kind whose name, the longest, is in these words; empty for none."""
        trouve, plus_long = "", 0
        for debut, mot in enumerate(mots):
            for longueur in self._longueurs.get(mot, ()):
                if plus_long < longueur <= len(mots) - debut:
                    genre = self._phrases.get(mots[debut : debut + longueur], "")
                    trouve, plus_long = (genre, longueur) if genre else (trouve, plus_long)
        return trouve

    def _departement_of(self, commune: str, code_postal: str) -> str:
        connue = self._lieux.commune(commune)
        if connue is not None:
            return connue.departement
        communes = self._entrees.communes(code_postal) if code_postal else ()
        return communes[0].departement if communes else self._lieux.departement_around(code_postal)

    def _words_around(self, ville: str, code_postal: str, departement: str) -> tuple[str, ...]:
        return (*full(split(ville)), code_postal.lower(), *self._mots_departements.get(departement, ()))


def _organisme(code: str) -> GenreOrganisme:
    return GenreOrganisme(code) if code in _GENRES else GenreOrganisme.AUTRE
