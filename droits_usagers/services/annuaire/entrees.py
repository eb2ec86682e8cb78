"""Entries by kind and place: what is shipped, and what a rule names beside it, never with an address of its own."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, LigneLue, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.annuaire.lecture import Autorite, CommuneAnnuaire, DonneesAnnuaire, GenreAnnuaire, LigneAnnuaire
from droits_usagers.services.annuaire.lieux import Lieux
from droits_usagers.services.annuaire.mots import full, split

MAIRIE, CCAS, DEPARTEMENT = "mairie", "ccas", "departement"
#: The kinds that stand for a whole département, in the order they are shown.
_DU_PAYS, _DU_DEPARTEMENT, _DU_LIEU = "pays", "departement", "lieu"
#: When each list was noted: the first of the month; of the CADA's, only the year is known.
_RELEVES = {"D": dt.date(2019, 10, 1), "C": dt.date(2019, 1, 1)}
_SOURCES = {"D": SourceAnnuaire.DILA, "C": SourceAnnuaire.CADA, "R": SourceAnnuaire.REGLE}
_ENTRE_LIGNES = " - "
#: Words of the name of a desk, that is not the seat.
_GUICHETS = frozenset({"accueil", "antenne"})
#: Kinds of which a letter must choose one, where a département has several.
_CAISSES = frozenset({"caf", "cpam"})
_TRIBUNAL = "tribunal_administratif"


class Entrees:
    """Every entry, found by its kind and its place."""

    def __init__(self, donnees: DonneesAnnuaire, lieux: Lieux) -> None:
        self._lieux = lieux
        self._lignes = donnees.lignes
        self.genres = {un.id: un for un in donnees.genres}
        self._par_commune: dict[tuple[str, str], list[LigneAnnuaire]] = {}
        self._par_departement: dict[tuple[str, str], list[LigneAnnuaire]] = {}
        #: The communes of the postcodes of a cedex.
        self._cedex: dict[str, str] = {}
        self._genres_de: dict[str, dict[str, None]] = {}
        self._autorites = {une.genre: une for une in donnees.autorites}
        #: Those that have a name of their own.
        self.nommees: list[LigneAnnuaire] = []
        for ligne in donnees.lignes:
            self._par_commune.setdefault((ligne.genre, ligne.commune), []).append(ligne)
            if ligne.code_postal:
                self._cedex.setdefault(ligne.code_postal, ligne.commune)
            if ligne.genre != MAIRIE:
                self._par_departement.setdefault((ligne.genre, ligne.departement), []).append(ligne)
                self._genres_de.setdefault(ligne.commune, {})[ligne.genre] = None
                self.nommees.append(ligne)
        for lignes in self._par_departement.values():
            lignes.sort(key=self._place)
        for un in donnees.departements:
            if un.tribunal_administratif:
                siege = self._par_departement[_TRIBUNAL, un.tribunal_administratif]
                self._par_departement[_TRIBUNAL, un.code] = siege
        #: The kind and the département of those of which there are several seats.
        self._plusieurs = {
            cle
            for cle, lignes in self._par_departement.items()
            if cle[0] in _CAISSES and len({ligne.nom for ligne in lignes if not _is_desk(ligne)}) > 1
        }

    def at(self, code_postal: str) -> Iterator[tuple[str, ...]]:
        """The addresses of those that have this postcode."""
        for ligne in self._lignes:
            if ligne.code_postal == code_postal:
                yield (*ligne.voie.split(_ENTRE_LIGNES), f"{code_postal} {ligne.ville}")
        for une in self._autorites.values():
            if une.code_postal == code_postal:
                yield (*une.adresse, f"{code_postal} {une.ville}")

    @cached_property
    def services(self) -> frozenset[str]:
        """What services are called, where they are told from the body that they are of."""
        du_departement = (un.nom for un in self.genres.values() if un.du_departement)
        return frozenset(filter(None, (*du_departement, *(ligne.service for ligne in self._lignes))))

    def _place(self, ligne: LigneAnnuaire) -> tuple[bool, int]:
        """The seat before its desks, then where more people live; the département before who has its powers in a part of it."""
        guichet = ligne.nom in self._lieux.autorites.values() or _is_desk(ligne)
        return guichet, self._lieux.rangs.get(ligne.commune, len(self._lieux.rangs))

    def communes(self, code_postal: str) -> tuple[CommuneAnnuaire, ...]:
        """The communes of a postcode, the most inhabited first; that of a cedex has one, where some body has it."""
        entiere = self._lieux.commune(self._cedex.get(code_postal, ""))
        return self._lieux.at(code_postal) or ((entiere,) if entiere else ())

    # What is somewhere

    def national(self, genre: str) -> Iterator[EntreeAnnuaire]:
        """A body of the whole country."""
        autorite = self._autorites.get(genre)
        if autorite is not None:
            yield self._authority(autorite)
        yield from map(self.shown, self._par_departement.get((genre, ""), ()))
        if genre == "cnaf":
            yield from map(self.shown, self._par_departement.get((genre, "75"), ()))

    def in_departement(self, genre: str, code: str, autorite: str = "") -> Iterator[EntreeAnnuaire]:
        """Those of a kind in a département; `autorite`: who has its powers at the place that is meant, first."""
        connu = self.genres[genre]
        if connu.du_departement:
            yield from self._service(connu, code, autorite)
        if genre == DEPARTEMENT and autorite:
            lignes = sorted(self._par_departement.get((genre, code), ()), key=lambda une: une.nom != autorite)
            yield from map(self.shown, lignes)
            return
        yield from map(self.shown, self._par_departement.get((genre, code), ()))

    def _service(self, genre: GenreAnnuaire, code: str, autorite: str) -> Iterator[EntreeAnnuaire]:
        """A service that every département has by law, at the address of its seat."""
        if not genre.nom:
            return
        siege = next(self.in_departement(DEPARTEMENT, code, autorite), None)
        if siege is not None:
            adressage = Adressage.DEPARTEMENT if siege.code_postal else Adressage.AUCUNE
            yield siege._replace(genre=genre.id, service=genre.nom, adressage=adressage)

    def in_commune(self, genre: str, commune: CommuneAnnuaire) -> Iterator[EntreeAnnuaire]:
        """Those of a kind in a commune: that of its département, where there is one for all of it."""
        connu = self.genres[genre]
        if connu.portee == _DU_PAYS:
            yield from self.national(genre)
        elif genre == MAIRIE:
            yield from self._town_hall(commune)
        elif genre == CCAS:
            yield from self._ccas(commune)
        else:
            ici = [*self.here(genre, commune)]
            yield from ici
            if not ici or connu.portee == _DU_DEPARTEMENT:
                yield from self.in_departement(genre, commune.departement, commune.autorite)

    def here(self, genre: str, commune: CommuneAnnuaire) -> Iterator[EntreeAnnuaire]:
        """Those of a kind that stand in this very commune, or in its arrondissements; for one of these, in its town too."""
        if genre in {MAIRIE, CCAS}:
            yield from self.in_commune(genre, commune)
            return
        ici = [ligne for code in self._lieux.parts(commune) for ligne in self._par_commune.get((genre, code), ())]
        yield from map(self.shown, () if genre == DEPARTEMENT else ici)

    def all_in(self, commune: CommuneAnnuaire) -> Iterator[EntreeAnnuaire]:
        """Everything there: the town hall, the CCAS, the département, then by kind."""
        du_departement = [genre.id for genre in self.genres.values() if genre.portee == _DU_DEPARTEMENT]
        dans_la_commune = (genre for code in self._lieux.parts(commune) for genre in self._genres_de.get(code, ()))
        premiers = dict.fromkeys((MAIRIE, CCAS, DEPARTEMENT, *du_departement, *dans_la_commune))
        for genre in sorted(premiers, key=lambda un: self.genres[un].rang):
            yield from self.in_commune(genre, commune)

    def all_of(self, code: str, autorite: str = "") -> Iterator[EntreeAnnuaire]:
        """What a whole département has."""
        for genre in sorted(self.genres.values(), key=lambda un: un.rang):
            if genre.portee == _DU_DEPARTEMENT:
                yield from self.in_departement(genre.id, code, autorite)

    def everywhere(self, genre: str) -> Iterator[EntreeAnnuaire]:
        """Those of a kind, where more people live first."""
        if self.genres[genre].portee == _DU_PAYS:
            yield from self.national(genre)
        elif genre in {MAIRIE, CCAS}:
            yield from (entree for commune in self._lieux.communes for entree in self.in_commune(genre, commune))
        else:
            yield from self._throughout(genre)

    def _throughout(self, genre: str) -> Iterator[EntreeAnnuaire]:
        yield from (entree for code in self._lieux.codes_by_size for entree in self.in_departement(genre, code))

    # An entry

    def shown(self, ligne: LigneAnnuaire) -> EntreeAnnuaire:
        """An entry as it is given to whoever asks."""
        plusieurs = (ligne.genre, ligne.departement) in self._plusieurs
        return entry_of(ligne, self.genres[ligne.genre].organisme)._replace(plusieurs=plusieurs)

    def _authority(self, autorite: Autorite) -> EntreeAnnuaire:
        return EntreeAnnuaire(
            autorite.nom,
            autorite.genre,
            adresse=autorite.adresse,
            code_postal=autorite.code_postal,
            ville=autorite.ville,
            source=SourceAnnuaire.PROGRAMME,
            adressage=Adressage.PROPRE,
            organisme=self.genres[autorite.genre].organisme,
        )

    def _town_hall(self, commune: CommuneAnnuaire) -> Iterator[EntreeAnnuaire]:
        nom = self.genres[MAIRIE].nom.format(de=commune.de)
        lignes = sorted(self._par_commune.get((MAIRIE, commune.code), ()), key=lambda une: une.nom)
        for ligne in lignes:
            # Its own name is written only where it is not that of its commune.
            siren = "" if ligne.nom else commune.siren
            yield self.shown(ligne)._replace(nom=ligne.nom or nom, siren=siren)
        entiere = self._lieux.whole(commune)
        if not lignes and not commune.postaux and entiere is not commune:
            # A part of a town that is no arrondissement.
            yield from self._town_hall(entiere)
        elif not lignes:
            yield EntreeAnnuaire(nom, MAIRIE, siren=commune.siren, departement=commune.departement)

    def _ccas(self, commune: CommuneAnnuaire) -> Iterator[EntreeAnnuaire]:
        """Its own address where it is known, that of the town hall else; a part of a commune has none."""
        entiere, genre = self._lieux.whole(commune), self.genres[CCAS]
        propres = self._par_commune.get((CCAS, entiere.code), ())
        yield from map(self.shown, propres)
        if propres or not entiere.siren:
            return
        mairie = next(self._town_hall(entiere))
        adresse = (genre.ligne, *mairie.adresse) if mairie.code_postal else ()
        yield mairie._replace(
            nom=genre.nom.format(de=entiere.de),
            genre=CCAS,
            siren="",
            adresse=adresse,
            adressage=Adressage.MAIRIE if adresse else Adressage.AUCUNE,
            incertaine=entiere.population < genre.obligatoire,
            organisme=genre.organisme,
        )


def _is_desk(ligne: LigneAnnuaire) -> bool:
    return not _GUICHETS.isdisjoint(split(ligne.nom))


def entry_of(ligne: LigneAnnuaire, organisme: GenreOrganisme = GenreOrganisme.AUTRE) -> EntreeAnnuaire:
    """An entry as shipped, as it is given to whoever asks."""
    return EntreeAnnuaire(
        ligne.nom,
        ligne.genre,
        service=ligne.service,
        adresse=tuple(filter(None, ligne.voie.split(_ENTRE_LIGNES))),
        code_postal=ligne.code_postal,
        ville=ligne.ville,
        departement=ligne.departement,
        source=_SOURCES[ligne.source],
        releve_le=_RELEVES[ligne.source] if ligne.code_postal else None,
        adressage=Adressage.PROPRE if ligne.code_postal else Adressage.AUCUNE,
        organisme=organisme,
        succession=ligne.succession,
    )


def unique(entrees: Iterable[EntreeAnnuaire], *, plus: int) -> tuple[EntreeAnnuaire, ...]:
    """The first ones, each once."""
    vues: dict[tuple[str, ...], EntreeAnnuaire] = {}
    for entree in entrees:
        vues.setdefault((entree.genre, entree.nom, entree.service, *entree.lignes), entree)
        if len(vues) >= plus:
            break
    return tuple(vues.values())


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
