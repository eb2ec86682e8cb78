"""What keeps an opened coffre safe: checking it, backing it up, changing its phrase, saying how it is."""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.meme_lieu import SavoirLieux
from droits_usagers.domain.dossier.dossiers import Action, LigneJournal, TeteJournal
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import proves
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import CalculSuivi, EtatCoffre, Sauvegarde, Verification
from droits_usagers.services.socle.travail import Unites, in_units

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.adresses import AdresseTenue
    from droits_usagers.services.coffre.phrases import Robustesse
    from droits_usagers.vault.depot import Depot
    from droits_usagers.vault.driver import Cle
    from droits_usagers.vault.sauvetage import Lacunes

#: At most one automatic backup in this time.
INTERVALLE_SAUVEGARDES = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavoirAdresses:
    """What the rest of the program knows of addresses, and is told of them."""

    #: What tells a place, however its address is written.
    lieux: SavoirLieux = field(default_factory=SavoirLieux)
    #: True for the address of a body that is shipped.
    is_body: Callable[[tuple[str, ...]], bool] = lambda _: False
    #: Told the places that are held in a coffre, and who was let go by name.
    tenir: "Callable[[tuple[AdresseTenue, ...]], None]" = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moyens:
    """What a coffre needs from the rest of the program."""

    today: Callable[[], dt.date]
    now: Callable[[], dt.datetime]
    suivre: CalculSuivi
    #: How strong a phrase is.
    strength: Callable[[str], "Robustesse"]
    #: A phrase ready to open files.
    cle: Callable[[str], "Cle"]
    #: Told the addresses of the coffre that nobody may read, before anything is made of many of its dossiers.
    entendre: Callable[[tuple[tuple[str, ...], ...]], None] = lambda _: None
    adresses: SavoirAdresses = field(default_factory=SavoirAdresses)


#: What the tables of a coffre hold, as people call it; what the others hold can be made again, or is looked at by nobody.
_TENUS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "dossiers": ("dossiers", "corbeille"),
        "personnes": ("personnes", "roles"),
        "organismes": ("organismes", "organismes_avant", "changements_organismes"),
        "faits": ("evenements",),
        "lettres": ("courriers",),
        "pieces": ("pieces", "pieces_jointes"),
        "notes": ("notes", "a_verifier", "attaches", "lignes_reprises"),
        "consignes": ("consignes",),
        "adresses": ("adresses_tues", "adresses_liberees"),
        "mandats": ("mandats",),
        "affaires": ("affaires", "lots"),
        "brouillons": ("brouillons",),
        "reglages": ("reglages",),
        "annuaire": ("annuaire", "annuaire_imports"),
    }
)


def lacunes_of(lacunes: "Lacunes | None") -> tuple[str, ...]:
    """What a damaged coffre lost, in whole or in part, as people call it (texts `coffre.lacunes.<quoi>`)."""
    perdues = frozenset[str]() if lacunes is None else lacunes.tables
    return tuple(quoi for quoi, tables in _TENUS.items() if not perdues.isdisjoint(tables))


class Gardien:
    """The part of `Coffre` that looks after the file rather than the dossiers."""

    def __init__(self, depot: "Depot", moyens: Moyens) -> None:
        self._depot = depot
        self._moyens = moyens
        depot.tell_addresses = self.tell_protected
        self.chemin: Path = depot.chemin
        self.lecture_seule = depot.lecture_seule is not None
        self.raison_lecture_seule: str = depot.lecture_seule or ""
        #: What could not be read, where this is all that could be of a damaged coffre (`Coffres.ouvrir_ce_qui_se_lit`).
        self.lacunes: Lacunes | None = depot.lacunes

    def tell_protected(self) -> None:
        """Tell the control every address of this coffre that nobody may read, whoever opened its dossier or not."""
        with self._depot.reading():
            adresses, repondues = self._depot.dossiers.protected_addresses(), self._depot.adresses.known()
            tenues = (*(une for une in repondues if not une.laissee), *self._depot.unanswered_addresses())
        self._moyens.entendre(adresses)
        self._moyens.adresses.tenir(tenues)

    def etat(self) -> EtatCoffre:
        """How many dossiers; whether a backup is due; whether the folder is synchronised."""
        from droits_usagers.vault.emplacement import synchronised_by

        with self._depot.reading():
            # A disk that was pulled out is said: what is asked of the engine may not have to read it.
            self.chemin.stat()
            due = not self._depot.sauvegardes.all() or (self._depot.journal.changed_since_backup() and self._is_time())
            return EtatCoffre(
                chemin=self.chemin,
                lecture_seule=self.lecture_seule,
                raison_lecture_seule=self.raison_lecture_seule,
                dossiers=self._depot.count(),
                sauvegarde_due=not self.lecture_seule and due,
                synchronise_par=synchronised_by(self.chemin),
                lacunes=lacunes_of(self.lacunes),
            )

    def verify(self) -> Verification:
        """Read every page and every link, and follow the journal from its first line."""
        return run_through(self.verifying())

    def verifying(self) -> Unites[Verification]:
        """The same in units, for what is asked of the coffre meanwhile not to wait until the end."""
        with self._depot.handling():
            degats = yield from in_units(self._depot.damage_by_parts())
            if degats.pages or degats.liens or self.lacunes is not None:
                return Verification(degats.pages, degats.liens)
            suite = yield from in_units(self._depot.journal.following())
            return Verification(0, 0, self._depot.journal.head(), suite.rompue)

    def journal(self, *, taille: int = 200) -> tuple[LigneJournal, ...]:
        """What the program did lately, newest first."""
        with self._depot.reading():
            return self._depot.journal.latest(taille)

    def holds_line(self, tete: TeteJournal) -> bool:
        """True if a line of the journal has the digest that was printed of it, as far as it was."""
        with self._depot.reading():
            empreinte = self._depot.journal.digest_of(tete.ligne)
        return empreinte is not None and bool(tete.empreinte) and empreinte.startswith(tete.empreinte)

    def backup(self) -> Sauvegarde:
        """Make a checked, encrypted copy beside the coffre; older ones are then thinned.

        Raises ExpectedError COPIE_INFIDELE, COFFRE_ABIME.
        """
        return run_through(self.backing_up())

    def backing_up(self) -> Unites[Sauvegarde]:
        """A copy beside the coffre, in units. Stopped before the end, it leaves none."""
        moment = self._moyens.now()
        self._depot.require_writable()
        with self._depot.handling():
            faite = yield from in_units(self._depot.sauvegardes.making(moment))
            self._depot.sauvegardes.thin(self._moyens.today())
            self._depot.sauvegardes.wanted = False
        with self._depot.writing():
            self._depot.journal.add(moment, Action.SAUVEGARDE)
        with self._depot.handling():
            return self.described((faite,))[0]

    def backups(self) -> tuple[Sauvegarde, ...]:
        """The backups beside the coffre, those that go furthest by what they hold first."""
        with self._depot.handling():
            return self.described(tuple(run_through(self._depot.sauvegardes.ordering())))

    def change_phrase(self, actuelle: str, nouvelle: str, *, accept_weak: bool = False) -> tuple[Sauvegarde, ...]:
        """Change the phrase, after a backup. Returns the backups that still open with the former one.

        Raises ExpectedError PHRASE_REFUSEE if `actuelle` is not the phrase, PHRASE_PAREILLE, PHRASE_TROP_FAIBLE under 60 bits
        unless accepted, PLACE_PHRASE; PHRASE_INCHANGEE whatever fails after that: the former phrase opens it then.
        """
        from droits_usagers.vault.changement import room_needed

        self._depot.require_writable()
        cle = self._moyens.cle(nouvelle)
        with self._depot.handling():
            if not self._depot.is_opened_by(self._moyens.cle(actuelle)):
                raise ExpectedError(Panne.PHRASE_REFUSEE, fichier=self.chemin.name)
            if cle == self._moyens.cle(actuelle):
                raise ExpectedError(Panne.PHRASE_PAREILLE)
            if not accept_weak:
                check_strength(self._moyens.strength(nouvelle))
            check_room(self.chemin, room_needed(self.chemin), Panne.PLACE_PHRASE)
        self.backup()
        with self._depot.handling():
            self._depot.change_key(cle, self._moyens.now())
        return tuple(sauvegarde for sauvegarde in self.backups() if not sauvegarde.phrase_actuelle)

    def remake_backups(self) -> Sauvegarde:
        """Make a backup under the current phrase, then remove those that open with a former one."""
        return run_through(self.remaking_backups())

    def remaking_backups(self) -> Unites[Sauvegarde]:
        """The same in units. Stopped before the end, it removes nothing."""
        nouvelle = yield from self.backing_up()
        with self._depot.handling():
            for sauvegarde in self.backups():
                if not sauvegarde.phrase_actuelle:
                    sauvegarde.chemin.unlink(missing_ok=True)
        return nouvelle

    @proves
    def is_closed(self) -> bool:
        """Looks if the file is closed indeed."""
        return self._depot.is_closed

    def close(self) -> None:
        """Close the file and give up the lock. Save the draft first. Calling it twice is harmless."""
        self._depot.close()

    def described(self, chemins: Sequence[Path]) -> tuple[Sauvegarde, ...]:
        """What is told of these backups. Inside `handling`."""
        sauvegardes = self._depot.sauvegardes
        faites, retirees = sauvegardes.all(), sauvegardes.removal_days()
        return tuple(
            Sauvegarde(
                chemin=chemin,
                faite_le=faites[chemin],
                phrase_actuelle=sauvegardes.opens_with_this_key(chemin),
                retiree_le=retirees[chemin],
            )
            for chemin in chemins
        )

    def _is_time(self) -> bool:
        """True once half an hour passed since the last backup; at once where it is of an hour to come: the clock was wrong."""
        derniere = self._depot.journal.last_backup()
        return derniere is None or not dt.timedelta() <= self._moyens.now() - derniere < INTERVALLE_SAUVEGARDES


def check_strength(robustesse: "Robustesse") -> None:
    """Refuse a phrase that could be found. Raises ExpectedError PHRASE_TROP_FAIBLE."""
    if robustesse.faible:
        raise ExpectedError(Panne.PHRASE_TROP_FAIBLE)


def check_room(chemin: Path, besoin: int, panne: Panne) -> None:
    """Refuse what would not fit, saying how much it takes and how much there is, in megabytes. Raises OSError."""
    libre = shutil.disk_usage(chemin.parent).free
    if libre < besoin:
        # Rounded so that what is said is enough, and never more than there is.
        raise ExpectedError(panne, fichier=chemin.name, besoin=str(-(-besoin // 10**6)), libre=str(libre // 10**6))
