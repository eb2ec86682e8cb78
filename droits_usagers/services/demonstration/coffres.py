"""Coffres of invented dossiers, as large as one wants: to see the Suivi full, to measure it, to draw the documentation.

Each dossier is drawn from its rank alone, in a coffre of a given size: the same number of dossiers gives the same dossiers.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite
from droits_usagers.services.coffre.valeurs import NouveauDossier

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.questions import Reponses, Valeur
    from droits_usagers.domain.demonstration.invention import HistoireInventee, Invention
    from droits_usagers.services.coffres import Coffres

_T = TypeVar("_T")

#: Dossiers by person, more or less.
_PAR_PERSONNE = 1.4
#: How much of them is recent: 1 would spread them evenly.
_RECENTS = 1.6
_NOM_DOUBLE = 0.08
#: Of the people, those who say when they were born.
_NAISSANCE = 0.4
_MAJORITE, _ECART_AGES = 1946, 60
_RUE_MAX = 120
#: Of the letters, those that go out without a receipt.
_SANS_SUIVI = 0.15
_ENVOIS = frozenset({TypeEvenement.ENVOYE, TypeEvenement.RELANCE_ENVOYEE})
#: Of the dossiers, those with a note, those of a story.
_NOTE, _AFFAIRE = 0.1, 0.12
#: Of the mandats: those that nobody kept, those still to be signed, those that end, and after how many days.
_SANS_MANDAT, _A_SIGNER, _MANDAT_BORNE = 0.2, 0.1, 0.7
_DUREES_MANDATS = (180, 365, 730)
_RECOMMANDE = "lrar"
_MATIN = dt.time(9, tzinfo=dt.UTC)


class Inventeur:
    """Draws the dossiers of a coffre of `nombre`; `jour`: the day their histories stop, by default that of the data."""

    def __init__(self, catalogue: "Catalogue", nombre: int, jour: dt.date | None = None) -> None:
        self._invention: Invention = catalogue.invention
        self.nombre = nombre
        self._jour = jour or self._invention.jour
        self._demarches = catalogue.demarches
        #: What may be written by each kind of author.
        self._de = {
            auteur.qualite: [
                (id_, poids) for id_, poids in self._invention.demarches if auteur.qualite in catalogue.demarches[id_].pour
            ]
            for auteur in self._invention.auteurs
        }
        self._questions = {
            id_: {question.id for question in catalogue.demarches[id_].questions} for id_, _ in self._invention.demarches
        }

    def dossier(self, rang: int) -> NouveauDossier:
        """The one of that rank."""
        invention, alea = self._invention, _drawn(f"dossier {rang} {self.nombre}")
        part = 1 - (rang + 0.5) / self.nombre
        debut = self._jour - dt.timedelta(days=round(invention.duree * part**_RECENTS))
        auteur = _choice(alea, invention.auteurs, lambda item: item.poids)
        demarche = _choice(alea, self._de[auteur.qualite], lambda item: item[1])[0]
        code, departement = alea.choice(invention.departements)
        organisme = self._organisme(alea, code, departement)
        concerne = None
        if auteur.qualite is not Qualite.ORGANISATION:
            concerne = self._personne(alea.randrange(max(1, int(self.nombre / _PAR_PERSONNE))), code)
        evenements = self._facts(alea, _choice(alea, invention.histoires, lambda item: item.poids), debut)
        demande = Demande(
            demarche,
            date=debut,
            lieu=organisme.adresse[-1].partition(" ")[2],
            concerne=concerne,
            auteur=self._auteur(auteur.qualite, auteur.denomination, code),
            organisme=organisme,
            reponses=self._reponses(alea, demarche),
            evenements=evenements,
        )
        return NouveauDossier(
            demande,
            dt.datetime.combine(debut, _MATIN),
            recommandes=_numbers(alea, demande),
            note=alea.choice(invention.notes) if alea.random() < _NOTE else "",
            affaire=alea.choice(invention.affaires) if alea.random() < _AFFAIRE else "",
            mandat=self._mandat(alea, demande, debut),
        )

    def _mandat(self, alea: random.Random, demande: Demande, debut: dt.date) -> Mandat | None:
        """Given by most of those someone writes for; signed or not yet, without end or ended."""
        if demande.qualite is not Qualite.MANDATAIRE or demande.concerne is None or alea.random() < _SANS_MANDAT:
            return None
        signe = debut - dt.timedelta(days=alea.randrange(10)) if alea.random() >= _A_SIGNER else None
        fin = debut + dt.timedelta(days=alea.choice(_DUREES_MANDATS)) if alea.random() < _MANDAT_BORNE else None
        return Mandat(demande.concerne.nom_complet, demande.signataire.nom_complet, signe, fin)

    def _organisme(self, alea: random.Random, code: str, departement: str) -> Organisme:
        genre = _choice(alea, self._invention.genres, lambda item: item.poids)
        rang = alea.randrange(genre.par)
        service = alea.choice(genre.services)
        # Its name and its address are its own, whoever writes to it.
        sien = _drawn(f"organisme {genre.genre} {code} {rang}")
        ville = self._ville(sien)
        return Organisme(
            nom=genre.nom.format(ville=ville, departement=departement),
            genre=genre.genre,
            service=service.format(ville=ville),
            adresse=self._adresse(sien, code, ville),
            territoire=code,
        )

    def _personne(self, numero: int, code: str) -> Personne:
        noms, alea = self._invention.noms, _drawn(f"personne {numero} {code}")
        civilite = alea.choice((Civilite.MME, Civilite.M, Civilite.MME, None))
        prenom = alea.choice(noms.hommes if civilite is Civilite.M else noms.femmes)
        nom = _last_name(alea, noms.debuts, noms.fins)
        if alea.random() < _NOM_DOUBLE:
            nom = f"{nom}-{_last_name(alea, noms.debuts, noms.fins)}"
        naissance = _MAJORITE + alea.randrange(_ECART_AGES) if alea.random() < _NAISSANCE else None
        return Personne(civilite, prenom, nom, naissance=naissance, adresse=self._adresse(alea, code, self._ville(alea)))

    def _auteur(self, qualite: Qualite, denomination: str, code: str) -> Auteur | None:
        if qualite is Qualite.CONCERNE:
            return None
        if not denomination:
            return Auteur(qualite)
        alea = _drawn(f"auteur {code}")
        return Auteur(qualite, Personne(denomination=denomination, adresse=self._adresse(alea, code, self._ville(alea))))

    def _facts(self, alea: random.Random, histoire: "HistoireInventee", debut: dt.date) -> tuple[Evenement, ...]:
        faits, jour = [], debut
        for pas in histoire.pas:
            jour += dt.timedelta(days=alea.randint(pas.debut, pas.fin))
            if jour > self._jour:
                break
            faits.append(Evenement(jour, pas.type, pas.organisme))
        return tuple(faits)

    def _reponses(self, alea: random.Random, demarche: str) -> "Reponses":
        possibles: dict[str, Valeur] = {
            "suivi_par": alea.choice(self._invention.suivis),
            "periode": alea.choice(self._invention.periodes),
        }
        if alea.random() >= _SANS_SUIVI:
            possibles |= {"envoi": _RECOMMANDE}
        return {id_: valeur for id_, valeur in possibles.items() if id_ in self._questions[demarche]}

    def _ville(self, alea: random.Random) -> str:
        return alea.choice(self._invention.noms.villes_debuts) + alea.choice(self._invention.noms.villes_fins)

    def _adresse(self, alea: random.Random, code: str, ville: str) -> tuple[str, ...]:
        return (f"{alea.randrange(1, _RUE_MAX)} {alea.choice(self._invention.noms.voies)}", f"{code[:2]}999 {ville}")


def write_coffre(
    coffres: "Coffres", chemin: Path, inventeur: Inventeur, *, phrase: str, tell: Callable[[int], None] = lambda _: None
) -> None:
    """Make a coffre of invented dossiers; stopped before the end, it leaves none. Raises ExpectedError as `Coffres.create`.

    `tell` is told, as each is taken in, how many there are.
    """
    coffre = coffres.create(chemin, phrase)
    entier = False
    try:
        # At once: pages that many dossiers share are written a single time, and none has to be saved first in a journal.
        coffre.dossiers.create_all(_counted(inventeur, tell))
        entier = True
    finally:
        coffre.close()
        if not entier:
            chemin.unlink(missing_ok=True)


def _counted(inventeur: Inventeur, tell: Callable[[int], None]) -> Iterator[NouveauDossier]:
    for rang in range(inventeur.nombre):
        yield inventeur.dossier(rang)
        tell(rang + 1)


def _numbers(alea: random.Random, demande: Demande) -> Mapping[TypeEvenement, str]:
    """Those of its registered letters, in a range that is given to none."""
    envois = {fait.type for fait in demande.evenements if fait.type in _ENVOIS}
    return {type_: _number(alea) for type_ in sorted(envois) if alea.random() >= _SANS_SUIVI}


def _number(alea: random.Random) -> str:
    numero = f"{alea.randrange(10**8):08}"
    return f"2C 999 {numero[:3]} {numero[3:6]} {numero[6]} {numero[7]}"


def _drawn(quoi: str) -> random.Random:
    """What is drawn for something: always the same."""
    return random.Random(quoi)  # noqa: S311 - nothing secret: it must be the same each time


def _last_name(alea: random.Random, debuts: Sequence[str], fins: Sequence[str]) -> str:
    return alea.choice(debuts) + alea.choice(fins)


def _choice(alea: random.Random, parmi: Sequence[_T], poids: Callable[[_T], int]) -> _T:
    return alea.choices(parmi, [poids(item) for item in parmi])[0]
