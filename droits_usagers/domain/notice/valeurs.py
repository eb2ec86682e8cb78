"""What the checker of notices is told, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.durees import Durees

if TYPE_CHECKING:
    from droits_usagers.domain.notice.traitements import FicheTraitement


class Statut(StrEnum):
    """How a mention stands, from the best to the worst."""

    PRESENTE = "presente"
    #: As a model has it: nobody said yet that it is true here.
    PROPOSEE = "proposee"
    A_DEMANDER = "a_demander"
    VAGUE = "vague"
    CONTRADICTOIRE = "contradictoire"
    ABSENTE = "absente"


RANG = {statut: rang for rang, statut in enumerate(Statut)}


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention a notice must carry."""

    id: str
    #: Ids of `resources/droit/`: for data collected from the person, and from elsewhere.
    articles_directs: tuple[str, ...]
    articles_indirects: tuple[str, ...]
    #: True when it may be declared not to apply.
    conditionnelle: bool


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that say nothing, where they stand for everything, and the id of what to write instead."""

    conseil: str
    #: Where: finalites, categories, source, destinataires, conservation, transferts, decision_automatisee.
    ou: frozenset[str]
    #: Found anywhere in what is written, unless a list of names follows; or being the whole of it.
    contient: tuple[str, ...]
    entier: tuple[str, ...]
    #: Found anywhere, even where names are given (« partenaires : la CAF, etc. »).
    toujours: tuple[str, ...] = ()
    #: Where one of these is written, none of it counts (« sans le numéro… »).
    sauf: tuple[str, ...] = ()
    #: Those of a house that has a name are known.
    logee: bool = False
    #: Words, in the singular: what is made of nothing else, and of `ReferenceMentions.creux`, says nothing.
    creux: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceMentions:
    """The mentions there are, in the order in which they are shown, the vague words, and how lengths of time are written."""

    mentions: tuple[Mention, ...]
    vagues: tuple[Vague, ...]
    durees: Durees
    #: What may stand before the whole of what is written (« un score »); words that tell that children are concerned.
    articles: tuple[str, ...] = ()
    enfants: frozenset[str] = frozenset()
    #: Words of the data of RGPD 9(1), unless one of `ordinaires` is there (« mutuelle santé »).
    sensibles: tuple[str, ...] = ()
    ordinaires: tuple[str, ...] = ()
    #: How the names of public bodies begin; places outside the Union.
    publics: tuple[str, ...] = ()
    pays: tuple[str, ...] = ()
    #: Beginnings of words that tell when data stop being kept, where no length is given.
    criteres: tuple[str, ...] = ()
    #: Beginnings of what tells, after a name, what it is.
    apposes: tuple[str, ...] = ()
    #: Houses that may have a name of their own.
    maisons: tuple[str, ...] = ()
    #: Words for whose data these are, in the singular.
    porteurs: tuple[str, ...] = ()
    #: Words that never tell who, what or how long by themselves, whatever is asked.
    creux: tuple[str, ...] = ()
    #: The fiches that one may start from, by id.
    modeles: Mapping[str, "FicheTraitement"] = field(default_factory=dict, hash=False, kw_only=True)

    @property
    def conditionnelles(self) -> frozenset[str]:
        """The mentions that a fiche may declare not to apply."""
        return frozenset(mention.id for mention in self.mentions if mention.conditionnelle)


@dataclass(frozen=True, slots=True)
class FauteMention:
    """One thing that will not do about a mention, what is written there, and the id of what to do."""

    statut: Statut
    extrait: str = field(default="", repr=False)
    conseil: str = ""


@dataclass(frozen=True, slots=True)
class ConstatMention:
    """How one mention stands: as its worst fault. `conseil` is an id of `[mentions.conseils]`, or empty."""

    mention: str
    statut: Statut
    articles: tuple[str, ...]
    extrait: str = field(default="", repr=False)
    conseil: str = ""
    #: True if something of it is missing or to be asked, whatever else is worse.
    incomplet: bool = False
    #: Every one of them, in the order of the fiche.
    fautes: tuple[FauteMention, ...] = ()

    @property
    def each(self) -> "tuple[ConstatMention, ...]":
        """One for each fault; itself where there is none."""
        return tuple(
            replace(self, statut=une.statut, extrait=une.extrait, conseil=une.conseil, fautes=(une,)) for une in self.fautes
        ) or (self,)
