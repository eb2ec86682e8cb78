"""What the use cases of a coffre give back, and what they ask for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.dossier.dossiers import AVerifier, Filtre, Suivi, TeteJournal
from droits_usagers.domain.dossier.oubli import DouteOubli
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.domain.reprise.correspondance import EmpreinteLigne
from droits_usagers.domain.socle.promesses import proves

#: Everything that is not in the bin.
TOUS = Filtre()
#: How long a dossier stays in the bin before it is erased.
SEJOUR_CORBEILLE = dt.timedelta(days=30)


class CalculSuivi(Protocol):
    """Where a demande stands that day; `version` changes when the rules of law do, and makes every line be computed again."""

    @property
    def version(self) -> int:
        """The version of the rules."""
        ...

    def __call__(
        self, demande: Demande, today: dt.date, *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None
    ) -> Suivi:
        """The etat, the dates that count and the next step; with the day someone chose, and that when it was made."""
        ...


@dataclass(frozen=True, slots=True)
class FaitANoter:
    """Something that happened to a dossier, and the number of the registered letter it is about, if there is one."""

    reference: str
    evenement: Evenement
    recommande: str = field(default="", repr=False)
    #: The reasons of a refusal, none given included; None where the demarche asks for none.
    motifs: Sequence[str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FaitPris:
    """A fact that was noted, and what it took the place of."""

    reference: str
    numero: int
    #: The day on which the dossier was to be looked at again, if one had chosen it.
    revoir_le: dt.date | None = None
    #: Former answers about the refusal, by question; None where the fact said nothing of it.
    reponses: Mapping[str, Valeur] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NouveauDossier:
    """A dossier to make with several others, and what is known of it that is not in its demande."""

    demande: Demande
    #: When it was made, if it was before now.
    moment: dt.datetime | None = None
    #: Numbers of registered letters, by the fact that each is about.
    recommandes: Mapping[TypeEvenement, str] = field(default_factory=dict, repr=False)
    note: str = field(default="", repr=False)
    consignes: Consignes = field(default_factory=Consignes)
    #: The story it belongs to, made if it is not there: the same title is the same story.
    affaire: str = field(default="", repr=False)
    #: Cells of a table that were not read for sure.
    a_verifier: tuple[AVerifier, ...] = ()
    #: What recognises the line of a table it comes from; None when it comes from none.
    empreinte: EmpreinteLigne | None = field(default=None, repr=False)
    #: The mandat it rests on: kept once for the dossiers that are made with the same one.
    mandat: Mandat | None = None


@dataclass(frozen=True, slots=True)
class Sauvegarde:
    """A backup beside the coffre."""

    chemin: Path
    #: In local time.
    faite_le: dt.datetime
    #: False after the phrase was changed: it opens with the former one only.
    phrase_actuelle: bool
    #: The day thinning removes it; None for the newest, which always stays.
    retiree_le: dt.date | None


@dataclass(frozen=True, slots=True)
class SauvegardeLue:
    """A backup beside a damaged coffre, and what it holds: nothing told when it is not `lisible`."""

    chemin: Path
    #: When it was made, in local time.
    date: dt.datetime
    #: It opens with the phrase, and every page of it is what was written.
    lisible: bool = False
    #: Outside the bin.
    dossiers: int = 0
    lettres: int = 0
    #: The last day something happened to one of its dossiers.
    dernier: dt.date | None = None
    #: Dossiers it has and the damaged coffre does not give any more, and the other way round; None when they cannot be counted.
    en_plus: int | None = None
    en_moins: int | None = None

    @property
    def difference(self) -> int | None:
        """How many dossiers it has more than the damaged coffre (less, under zero); None when they cannot be counted."""
        return None if self.en_plus is None or self.en_moins is None else self.en_plus - self.en_moins


@dataclass(frozen=True, slots=True)
class Secours:
    """What a damaged coffre can be mended from."""

    chemin: Path
    #: How many dossiers can still be read of it, those in the bin too; None when none can be counted.
    dossiers: int | None
    #: Those that go furthest by what they hold first.
    sauvegardes: tuple[SauvegardeLue, ...] = ()


@dataclass(frozen=True, slots=True)
class SauvegardeRemise:
    """A backup that was put in place of a coffre."""

    #: Where the former file was moved; None if there was none.
    ancien: Path | None
    mise: SauvegardeLue
    #: Of those beside the coffre, what goes further or holds more dossiers; not `lisible` where one of their pages is damaged.
    autres: tuple[SauvegardeLue, ...] = ()


@dataclass(frozen=True, slots=True)
class EtatCoffre:
    """What the window shows about an opened coffre."""

    chemin: Path
    #: Everything can be read, nothing changed.
    lecture_seule: bool
    #: Why, when it is so: `ouvert_ailleurs`, `dossier_protege`, `sans_verrou` or `abime` (`coffre.lecture_seule.<raison>`).
    raison_lecture_seule: str
    #: Outside the bin.
    dossiers: int
    #: Something changed since the last backup, and it is time for another one.
    sauvegarde_due: bool
    #: The folder is copied elsewhere by a synchronisation program (its name), or an empty string.
    synchronise_par: str = ""
    #: What a damaged coffre lost, in whole or in part (texts `coffre.lacunes.<quoi>`).
    lacunes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a full check found: nothing, or damaged pages (each is 4096 bytes) and broken links; and how the journal follows."""

    pages_abimees: int
    liens_rompus: int
    #: The last line of the journal; None where nothing is left of it, or where it was not looked at, the file being damaged.
    tete: TeteJournal | None = None
    #: The number of the first line of the journal that does not follow from those before it; 0 where all do.
    journal_rompu: int = 0

    @property
    def saine(self) -> bool:
        """True when every page is what was written."""
        return not self.pages_abimees and not self.liens_rompus


@dataclass(frozen=True, slots=True)
class CopieSortie:
    """A copy that was made and read back elsewhere than beside the coffre."""

    #: In local time.
    faite_le: dt.datetime
    #: On what, as people call it: a stick, another disk.
    lieu: str = field(repr=False)
    fichier: Path = field(repr=False)
    #: On another disk than the coffre.
    ailleurs: bool = True
    #: False once the phrase was changed: it opens with the former one.
    phrase_actuelle: bool = True


@dataclass(frozen=True, slots=True)
class CopieEnConflit:
    """Another version of a coffre, that a synchronisation program left beside it: nothing of it is merged."""

    nom: str
    #: What it is to this one, a `Parente`: `coffre_ecran.conflit.<parente>`.
    parente: str
    #: When something was last written in it.
    ecrite_le: dt.datetime
    #: When both were still the same, where that is known.
    depuis: dt.datetime | None = None
    #: It was written to after this one.
    plus_recente: bool = False


@dataclass(frozen=True, slots=True)
class EtatProtection:
    """What a coffre would be mended from today, if its file or its disk were lost."""

    #: When the newest backup beside it, every page of which was just read, was made, in local time; None when there is none.
    faite_le: dt.datetime | None
    #: Newer ones that are damaged.
    abimees: int = 0
    #: The last copy known to have been made elsewhere.
    copie: CopieSortie | None = None
    #: Other versions of it beside it.
    conflits: tuple[CopieEnConflit, ...] = ()
    #: The program that copies its folder elsewhere, or an empty string.
    synchronise_par: str = ""


@dataclass(frozen=True, slots=True)
class Effacement:
    """What was erased for good, and what could not be reached."""

    dossiers: int
    #: Backups that another phrase protects, of a former format, or damaged, each with the day thinning removes it.
    sauvegardes_hors_de_portee: tuple[Sauvegarde, ...] = ()
    #: Files moved aside when a backup was restored, copies left by a synchronisation program: nobody removes them but a person.
    autres_copies: tuple[Path, ...] = ()
    #: Copies that left, to a stick for example: nobody here knows what became of them.
    copies_sorties: tuple[CopieSortie, ...] = ()
    #: False when the disk was too full to make the file smaller; what was erased is overwritten all the same.
    compacte: bool = True
    #: Backups that still hold it for want of room, and how many bytes to free; `Coffre.tidying` goes on with them.
    sauvegardes_en_attente: tuple[Sauvegarde, ...] = ()
    place_manquante: int = 0
    #: How many things half typed about them went with them.
    saisies: int = 0
    #: What may be about them, and stays until someone decides (`EffacementCoffre.give_up`).
    doutes: tuple[DouteOubli, ...] = field(default=(), repr=False)


@proves
def reads_whole(verification: Verification) -> bool:
    """What the reading of the whole file found: every page as it was written, and a journal that follows."""
    return verification.saine and verification.tete is not None and not verification.journal_rompu


@proves
def is_nowhere_else(effacement: Effacement) -> bool:
    """What going through the coffre and every file beside it found: none of them may still hold what was erased."""
    restes = (effacement.sauvegardes_hors_de_portee, effacement.autres_copies, effacement.sauvegardes_en_attente)
    return not any(restes)
