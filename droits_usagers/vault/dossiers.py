"""Dossiers: what is asked, of whom, by whom. Read whole, written whole."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import DossierLu, Fait, GenreLot, Lot
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.adresses import AdressesTues
from droits_usagers.vault.attaches import AttachesGardees
from droits_usagers.vault.consignes import ConsignesGardees
from droits_usagers.vault.encodage import cleaned, day_of, decode_reponses, encode, home_of, iso_of
from droits_usagers.vault.faits import Faits
from droits_usagers.vault.moteur import Database, rows, run, scalar
from droits_usagers.vault.personnes import Organismes, PersonnesCoffre
from droits_usagers.vault.pieces import Pieces
from droits_usagers.vault.releves import PourRegles, read_for_rules


class Dossiers:
    """The dossiers of an opened coffre. Those in the bin are read like the others: the Suivi does not list them."""

    def __init__(self, db: Database, chemin: Path, adresses: AdressesTues) -> None:
        self._db = db
        self.faits = Faits(db)
        self.attaches = AttachesGardees(db)
        self.consignes = ConsignesGardees(db)
        self.pieces = Pieces(db, chemin)
        self._personnes = PersonnesCoffre(db, adresses)
        self._organismes = Organismes(db)

    def protected_addresses(self) -> tuple[tuple[str, ...], ...]:
        """The addresses that nobody may read, of all of them."""
        return self._personnes.protected_addresses()

    def number_of(self, reference: str) -> int:
        """The number of a dossier. Raises ExpectedError DOSSIER_INCONNU."""
        numero = scalar(self._db, "SELECT id FROM dossiers WHERE reference = ?", (reference,))
        if numero is None:
            raise ExpectedError(Panne.DOSSIER_INCONNU)
        return int(numero)

    def has_key(self, cle: str) -> bool:
        """True if a dossier was made under this key."""
        return bool(scalar(self._db, "SELECT EXISTS (SELECT 1 FROM dossiers WHERE cle = ?)", (cle,)))

    def insert(
        self,
        demande: Demande,
        moment: dt.datetime,
        *,
        cle: str,
        affaire: int | None = None,
        lot: int | None = None,
        mandat: int | None = None,
        recommandes: Mapping[TypeEvenement, str] = MappingProxyType({}),
    ) -> int:
        """Make a dossier under a random key, with the facts the demande brings. Returns its number."""
        propre = cleaned(demande)
        quand = moment.isoformat(timespec="seconds")
        numero = int(
            scalar(
                self._db,
                """INSERT INTO dossiers
                   (cle, reference, demarche, date, lieu, domicile, organisme, adresse_relevee, affaire, lot, mandat, reponses,
                    cree_le, modifie_le)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                (
                    cle,
                    self._next_reference(moment.year),
                    propre.demarche,
                    iso_of(propre.date),
                    propre.lieu,
                    propre.domicile or "",
                    self._organismes.find_or_add(propre.organisme),
                    iso_of(propre.organisme.adresse_relevee),
                    affaire,
                    lot,
                    mandat,
                    encode(propre.reponses),
                    quand,
                    quand,
                ),
            )
        )
        self._personnes.add(numero, propre)
        self.faits.record_all(numero, propre.evenements, moment, recommandes=recommandes)
        return numero

    def update(self, numero: int, demande: Demande, moment: dt.datetime) -> None:
        """Replace everything but the facts."""
        propre = cleaned(demande)
        ancien = int(scalar(self._db, "SELECT organisme FROM dossiers WHERE id = ?", (numero,)))
        run(
            self._db,
            """UPDATE dossiers SET demarche = ?, date = ?, lieu = ?, domicile = ?, organisme = ?, adresse_relevee = ?,
                   reponses = ?, modifie_le = ?
               WHERE id = ?""",
            (
                propre.demarche,
                iso_of(propre.date),
                propre.lieu,
                propre.domicile or "",
                self._organismes.find_or_add(propre.organisme),
                iso_of(propre.organisme.adresse_relevee),
                encode(propre.reponses),
                moment.isoformat(timespec="seconds"),
                numero,
            ),
        )
        self._organismes.forget(ancien)
        consignes = self.consignes.of(numero)
        self._personnes.write(numero, propre)
        self.consignes.follow(numero, consignes)

    def join(self, numero: int, affaire: int | None) -> None:
        """Say to which affaire a dossier belongs; None: to none."""
        run(self._db, "UPDATE dossiers SET affaire = ? WHERE id = ?", (affaire, numero))

    def affaire_of(self, numero: int) -> int | None:
        """To which affaire a dossier belongs, if it does."""
        ((affaire,),) = rows(self._db, "SELECT affaire FROM dossiers WHERE id = ?", (numero,))
        return None if affaire is None else int(affaire)

    def look_again(self, numero: int, jour: dt.date | None) -> dt.date | None:
        """Say when to look at this dossier again; None: when its dates say so. Returns the day there was."""
        avant = day_of(scalar(self._db, "SELECT revoir_le FROM dossiers WHERE id = ?", (numero,)))
        run(self._db, "UPDATE dossiers SET revoir_le = ? WHERE id = ?", (iso_of(jour), numero))
        return avant

    def touch(self, numero: int, moment: dt.datetime) -> None:
        """Say that something happened to this dossier."""
        run(self._db, "UPDATE dossiers SET modifie_le = ? WHERE id = ?", (moment.isoformat(timespec="seconds"), numero))

    def read(self, numero: int) -> DossierLu:
        """A dossier, whole, without the content of its files."""
        lu = self.read_light(numero)
        demande = replace(lu.demande, recommandes=self.faits.registered(numero))
        return replace(lu, demande=demande, courriers=self.pieces.letters_of(numero), pieces=self.pieces.of(numero))

    def read_light(self, numero: int) -> DossierLu:
        """A dossier without its letters and files: what computing and listing it needs."""
        ((reference, demarche, date, lieu, domicile, organisme, relevee, affaire, mandat, lot, reponses, *moments),) = rows(
            self._db,
            """SELECT reference, demarche, date, lieu, domicile, organisme, adresse_relevee, affaire, mandat, lot,
                   reponses, modifie_le, cree_le, revoir_le
               FROM dossiers WHERE id = ?""",
            (numero,),
        )
        modifie_le, cree_le, revoir_le = moments
        parties = self._personnes.read(numero)
        faits, consignes = self.faits.of(numero), self.consignes.of(numero)
        return DossierLu(
            reference=reference,
            numero=numero,
            demande=Demande(
                demarche=demarche,
                date=None if date is None else dt.date.fromisoformat(date),
                lieu=lieu,
                domicile=home_of(domicile),
                concerne=parties.concerne,
                auteur=parties.auteur,
                reponse_a=parties.reponse_a,
                organisme=replace(self._organismes.read(organisme), adresse_relevee=day_of(relevee)),
                copies=parties.copies,
                reponses=decode_reponses(reponses),
                evenements=in_force(faits),
                consignes=consignes.toutes,
                commencee_le=dt.datetime.fromisoformat(cree_le).date(),
            ),
            faits=faits,
            courriers=(),
            pieces=(),
            modifie_le=dt.datetime.fromisoformat(modifie_le),
            affaire=affaire,
            mandat=mandat,
            lot=lot,
            attaches=self.attaches.of(numero),
            consignes=consignes,
            cree_le=dt.datetime.fromisoformat(cree_le).date(),
            revoir_le=day_of(revoir_le),
        )

    def for_rules(self, numeros: Sequence[int]) -> Iterator[PourRegles]:
        """What the rules look at in those of these dossiers that are listed."""
        return read_for_rules(self._db, numeros)

    def keys_of(self, numeros: Sequence[int]) -> tuple[str, ...]:
        """The random keys of dossiers, by which they are erased everywhere."""
        marques = ", ".join("?" * len(numeros))
        return tuple(
            ligne[0]
            for ligne in rows(self._db, f"SELECT cle FROM dossiers WHERE id IN ({marques})", numeros)  # noqa: S608 - only marks
        )

    def _next_reference(self, annee: int) -> str:
        rang = scalar(
            self._db,
            """INSERT INTO compteurs (annee, dernier) VALUES (?, 1)
               ON CONFLICT (annee) DO UPDATE SET dernier = dernier + 1 RETURNING dernier""",
            (annee,),
        )
        return f"{annee}-{rang:04d}"


def in_force(faits: Sequence[Fait]) -> tuple[Evenement, ...]:
    """The facts that count: those nobody cancelled."""
    return tuple(fait.evenement for fait in faits if not fait.annule)


class Lots:
    """The lots of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, genre: GenreLot, moment: dt.datetime) -> int:
        """Make one. Returns its number."""
        sql = "INSERT INTO lots (genre, fait_le) VALUES (?, ?) RETURNING id"
        return int(scalar(self._db, sql, (genre, moment.isoformat(timespec="seconds"))))

    def all(self) -> tuple[Lot, ...]:
        """Every lot that still has dossiers outside the bin, latest first, with how many."""
        lues = rows(
            self._db,
            """SELECT lots.id, genre, fait_le, count(dossiers.id) FROM lots JOIN dossiers ON lot = lots.id
               WHERE dossiers.id NOT IN (SELECT dossier FROM corbeille) GROUP BY lots.id ORDER BY lots.id DESC""",
        )
        return tuple(
            Lot(numero, GenreLot(genre), dt.datetime.fromisoformat(fait_le), dossiers)
            for numero, genre, fait_le, dossiers in lues
        )

    def dossiers_of(self, lot: int) -> tuple[tuple[int, str, bool], ...]:
        """Number and reference of its dossiers outside the bin, and whether something happened to each since it was made."""
        lues = rows(
            self._db,
            """SELECT id, reference, modifie_le <> cree_le FROM dossiers
               WHERE lot = ? AND id NOT IN (SELECT dossier FROM corbeille) ORDER BY id""",
            (lot,),
        )
        return tuple((numero, reference, bool(touche)) for numero, reference, touche in lues)
