"""What a coffre would be mended from: its backups, as they read today, and the copies that are known to have left.

The program makes a backup by itself after what was done to many dossiers, and before a table or a file is taken in. Where it
cannot, nothing of what was asked for is lost, nor waits: that it could not is told, once.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.valeurs import CopieEnConflit, CopieSortie, EtatProtection, SauvegardeLue, SauvegardeRemise
from droits_usagers.services.socle.travail import Avancement, in_units

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.coffre.gardien import Gardien, Moyens
    from droits_usagers.services.socle.travail import Unites
    from droits_usagers.vault.depot import Depot

#: Where the coffre keeps which copies of it left: when, on what, which file, under which salt.
_CLE = "copies.sorties"
#: Until when a copy made elsewhere holds nearly all there is.
_RECENTE = dt.timedelta(days=31)
#: Copies remembered at most; the oldest are forgotten.
_RETENUES = 100
#: What keeps a backup from being made or rewritten now, perhaps not tomorrow, and does nothing to the coffre.
SANS_DOMMAGE = frozenset({Panne.DISQUE_PLEIN, Panne.MEMOIRE_PLEINE, Panne.COPIE_INFIDELE, Panne.COFFRE_INACCESSIBLE})


class ProtectionCoffre:
    """That of an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens", gardien: "Gardien") -> None:
        self._depot = depot
        self._moyens = moyens
        self._gardien = gardien
        self._manquee: ExpectedError | None = None

    # What there is.

    def reading(self) -> "Unites[EtatProtection]":
        """What it would be mended from, in units: the newest backup is read back, page by page, unless it was already."""
        from droits_usagers.vault.emplacement import conflicting_copies, synchronised_by

        faite_le, abimees = yield from self._newest()
        copies = [copie for copie in self.copies() if copie.ailleurs]
        with self._depot.handling():
            voisins = conflicting_copies(self._depot.chemin)
        conflits = []
        for voisin in voisins:
            yield Avancement(0)
            conflits.append(self._compared(voisin))
        return EtatProtection(
            faite_le,
            abimees,
            copies[-1] if copies else None,
            conflits=tuple(conflits),
            synchronise_par=synchronised_by(self._depot.chemin),
        )

    def _newest(self) -> "Unites[tuple[dt.datetime | None, int]]":
        """When the last backup that reads back was made, in units, and how many after it do not; the last by what they hold."""
        abimees, sauvegardes = 0, self._depot.sauvegardes
        with self._depot.handling():
            faites = yield from in_units(sauvegardes.ordering())
        for chemin, moment in faites.items():
            # One that a former phrase opens is no backup for whoever only knows the present one.
            with self._depot.handling():
                siennes = sauvegardes.is_of_this_key(chemin)
                if siennes and (yield from in_units(sauvegardes.reading_back(chemin))):
                    return moment, abimees
            abimees += siennes
        return None, abimees

    def _compared(self, voisin: Path) -> CopieEnConflit:
        with self._depot.handling():
            vue = self._depot.sauvegardes.compared_to(voisin)
        return CopieEnConflit(voisin.name, vue.parente, vue.ecrite_le, vue.depuis, plus_recente=vue.plus_recente)

    def copies(self) -> tuple[CopieSortie, ...]:
        """The copies that are known to have left, the oldest first: what becomes of them, nobody here knows."""
        with self._depot.reading():
            sel = self._salt()
            return tuple(
                CopieSortie(
                    faite_le=dt.datetime.fromisoformat(une["faite_le"]),
                    lieu=une["lieu"],
                    fichier=Path(une["fichier"]),
                    ailleurs=une["ailleurs"],
                    phrase_actuelle=une["sel"] == sel,
                )
                for une in self._kept()
            )

    # Copies.

    def copying(self, dossier: Path, lieu: str = "") -> "Unites[CopieSortie]":
        """Make a copy in a folder, on a stick for example, in units; it is read back before it counts.

        It is called by the moment it is made. `lieu`: what the disk is called. Raises ExpectedError FICHIER_EXISTE,
        DOSSIER_INACCESSIBLE, DISQUE_PLEIN, COPIE_INFIDELE, COFFRE_ABIME.
        """
        from droits_usagers.vault.sauvegardes import copy_name

        return (yield from self.copying_as(dossier / copy_name(self._moyens.now()), lieu))

    def copying_as(self, fichier: Path, lieu: str = "") -> "Unites[CopieSortie]":
        """The same, in that very file."""
        moment = self._moyens.now()
        with self._depot.reading():
            ici = self._depot.chemin.stat().st_dev
        # Not inside `handling`: a stick that fails says nothing of the coffre.
        yield from in_units(self._depot.copying_to(fichier))
        fichier = fichier.resolve()
        ailleurs = fichier.stat().st_dev != ici
        copie = CopieSortie(moment.replace(tzinfo=None), lieu or _name_of_disk(fichier), fichier, ailleurs=ailleurs)
        if self._depot.lecture_seule is None:
            self._remember(copie, moment)
        return copie

    def _remember(self, copie: CopieSortie, moment: dt.datetime) -> None:
        """The copy is made, whether the coffre has room to remember it or not."""
        try:
            with self._depot.writing():
                dite = {
                    "faite_le": copie.faite_le.isoformat(),
                    "lieu": copie.lieu,
                    "fichier": str(copie.fichier),
                    "ailleurs": copie.ailleurs,
                    "sel": self._salt(),
                }
                self._depot.reglages.keep(_CLE, [*self._kept(), dite][-_RETENUES:])
                self._depot.journal.add(moment, Action.COPIE_SORTIE)
        except ExpectedError as error:
            if self._depot.rompu is not None or error.panne not in SANS_DOMMAGE:
                raise

    # By itself.

    @property
    def wanted(self) -> bool:
        """Many dossiers were written at once, and no backup holds that yet. From any thread."""
        return self._depot.sauvegardes.wanted and self._depot.lecture_seule is None

    def after_bulk(self) -> "Unites[None]":
        """The backup that is wanted, if one is; tried once."""
        if self.wanted:
            self._depot.sauvegardes.wanted = False
            yield from self._trying()

    def before_import(self) -> "Unites[None]":
        """A backup of the coffre as it is, unless the newest one is. Stopped before its end, what follows is not begun."""
        self._depot.require_writable()
        with self._depot.reading():
            due = self._depot.journal.changed_since_backup()
        if not due:
            # The one that holds all of it may not read back any more: an older one does not hold it.
            faite_le, abimees = yield from self._newest()
            due = faite_le is None or abimees > 0
        if due:
            yield from self._trying()

    def take_missed(self) -> ExpectedError | None:
        """Why the last backup that was wanted could not be made, told once."""
        manquee, self._manquee = self._manquee, None
        return manquee

    def _trying(self) -> "Unites[None]":
        try:
            yield from _silent(self._gardien.backing_up())
        except ExpectedError as error:
            # What is said of the coffre itself stops everything; that of the disk does nothing to it.
            if self._depot.rompu is not None or error.panne is Panne.COFFRE_ABIME:
                raise
            self._manquee = error

    # Inside a transaction, or `handling`.

    def _kept(self) -> "Sequence[dict[str, Any]]":
        return self._depot.reglages.read(_CLE) or ()

    def _salt(self) -> str:
        from droits_usagers.vault.driver import salt_of

        return salt_of(self._depot.chemin).hex()


def said(protection: EtatProtection, textes: "Textes", today: dt.date, *, disque: str) -> str:
    """In one sentence. `disque`: what the disk of the coffre is, a `SorteDisque`: « sur cette clé seulement »."""
    dire = textes.under("coffre_ecran.protection")
    quand = dire("jamais") if protection.faite_le is None else _when(dire, protection.faite_le.date(), today)
    copie = protection.copie
    if copie is not None:
        id_ = ("copie_seule" if protection.faite_le is None else "copie") if copie.phrase_actuelle else "copie_ancienne"
        return dire(id_, quand=quand, date=date_courte(copie.faite_le.date()), lieu=copie.lieu)
    if protection.faite_le is None:
        return quand
    if protection.synchronise_par:
        return dire("synchronise", quand=quand, programme=protection.synchronise_par)
    return dire(disque, quand=quand)


def is_elsewhere(protection: EtatProtection, today: dt.date) -> bool:
    """True while a copy made elsewhere is of less than a month: one disk does not take nearly all of it away."""
    return protection.copie is not None and dt.timedelta() <= today - protection.copie.faite_le.date() <= _RECENTE


def said_of(conflit: CopieEnConflit, textes: "Textes") -> str:
    """Which file, which of the two is newer, that nothing is merged, and what to do."""
    id_ = conflit.parente
    if id_ in {"divergente", "inconnue"}:
        id_ = f"{id_}_{'autre' if conflit.plus_recente else 'ici'}"
    depuis = date_courte((conflit.depuis or conflit.ecrite_le).date())
    return textes(f"coffre_ecran.conflit.{id_}", fichier=conflit.nom, date=date_courte(conflit.ecrite_le.date()), depuis=depuis)


def said_put_back(remise: SauvegardeRemise, textes: "Textes") -> str:
    """Which backup is in place, what it holds, and which others go further or hold more."""
    dire = textes.under("coffre_ecran.secours")
    dite = dire("mise", laquelle=said_moment(remise.mise, textes), contenu=said_content(remise.mise, textes))
    if not remise.autres:
        return dite
    autres = " ; ".join(
        f"{said_moment(une, textes)} ({said_content(une, textes) if une.lisible else dire('abimee')})" for une in remise.autres
    )
    return f"{dite} {dire('mieux', lesquelles=autres)}"


def said_moment(une: SauvegardeLue, textes: "Textes") -> str:
    """The day and the hour it was made, as the clock said then."""
    heure = textes("coffre_ecran.etat.heure", heures=une.date.hour, minutes=f"{une.date.minute:02}")
    return textes("coffre_ecran.etat.faite_le", date=date_courte(une.date.date()), heure=heure)


def said_content(une: SauvegardeLue, textes: "Textes") -> str:
    """How many dossiers and letters, and the last day something changed."""
    dire = textes.under("coffre_ecran.secours")
    dits = [
        dire(f"{quoi}_un" if nombre == 1 else quoi, nombre=nombre)
        for quoi, nombre in (("dossiers", une.dossiers), ("lettres", une.lettres))
    ]
    return ", ".join([*dits, *([] if une.dernier is None else [dire("dernier", date=date_courte(une.dernier))])])


def said_missed(error: ExpectedError, textes: "Textes") -> str:
    """Why there is no backup, and that nothing is lost."""
    return textes(f"coffre_ecran.manquee.{'disque_plein' if error.panne is Panne.DISQUE_PLEIN else 'autre'}")


def _when(dire: "Callable[..., str]", faite_le: dt.date, today: dt.date) -> str:
    """How long ago; the date itself when the clock was wrong, then or now: nobody knows how long ago that is."""
    jours = (today - faite_le).days
    if jours < 0:
        return dire("a_venir", date=date_courte(faite_le))
    return dire({0: "aujourdhui", 1: "hier"}.get(jours, "jours"), jours=jours)


def _silent(unites: "Generator[Avancement, None, object]") -> "Unites[None]":
    """The same units, that say nothing of how far what was asked for is."""
    for _ in unites:
        yield Avancement(0)


def _name_of_disk(fichier: Path) -> str:
    """What the disk of a file is called, as far as its folders tell: the first of them that is on it."""
    ici = fichier.stat().st_dev
    racine = next(dossier for dossier in fichier.parents if dossier.parent == dossier or dossier.parent.stat().st_dev != ici)
    return racine.name or str(racine)
