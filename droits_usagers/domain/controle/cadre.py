"""What the control is told besides what leaves: who is concerned, what must not be said, what happened, what was confirmed."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from droits_usagers.domain.controle.valeurs import Passage, Regle
from droits_usagers.domain.demarche.questions import NumeroAdmis
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Consigne, Personne, ReponseA


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was left as it is, by its words and signs (`lecture.key_of`). Nothing keeps them beyond the sitting."""

    #: Lines, whole.
    laissees: frozenset[str] = field(default=frozenset(), repr=False)
    #: Lines that resemble what must not be known, by a second gesture.
    malgre: frozenset[str] = field(default=frozenset(), repr=False)
    #: What was taken out, as typed: no name of file says it.
    retirees: frozenset[str] = field(default=frozenset(), repr=False)
    #: True where each line is shown: who writes and where to answer are then decided too.
    chaque_ligne: bool = False

    def leaves(self, cle: str, *, proche: bool) -> bool:
        """True for a line that was left."""
        return cle in self.malgre or (not proche and cle in self.laissees)


#: As one begins.
RIEN_DE_DECIDE = Decisions()


@dataclass(frozen=True, slots=True)
class Sortant:
    """What is about to leave, finished: documents by id (« lettre », « mandat »…), and whatever is not one, as passages."""

    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)
    #: Cells of a table, entries of an agenda, a text to copy, the name of a file.
    passages: tuple[Passage, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Cadre:
    """Nothing is required: what is unknown is not checked."""

    demarche: str = ""
    etape: str = ""
    #: The names of file that we propose for it: they say nothing of anyone.
    noms_proposes: tuple[str, ...] = field(default=(), repr=False)
    concerne: Personne | None = field(default=None, repr=False)
    auteur: Auteur | None = field(default=None, repr=False)
    reponse_a: ReponseA | None = field(default=None, repr=False)
    organisme: Organisme = field(default_factory=Organisme, repr=False)
    copies: tuple[Copie, ...] = field(default=(), repr=False)
    evenements: tuple[Evenement, ...] = ()
    #: Addresses nobody may read, as their lines.
    adresses_protegees: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    #: True where someone must not find who writes: each line that was typed is decided before it leaves.
    ferme: bool = field(default=False, repr=False)
    #: What was decided of them.
    decisions: Decisions = field(default_factory=Decisions, repr=False)
    #: The home of who did not say who must not know: read for in this letter, and remembered for nothing else.
    adresses_retenues: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    #: The same, of dossiers that are not this one: of these, only what says where someone lives by itself.
    adresses_d_autres: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    #: The same, held in every dossier of the coffre: said of a place, whoever lives there.
    adresses_tenues: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    #: The same where nobody answered: held in the letters of all but who lives there.
    adresses_d_office: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    #: True for the address of a body: of these, only what one answered is held.
    is_body: Callable[[tuple[str, ...]], bool] = field(default=lambda _: False, repr=False, compare=False)
    #: True for a service as our annuaire calls it: it tells nothing of who writes there.
    is_service: Callable[[str], bool] = field(default=lambda _: False, repr=False, compare=False)
    #: Places and names added to what must not be said.
    a_taire: tuple[str, ...] = field(default=(), repr=False)
    consignes: tuple[Consigne, ...] = field(default=(), repr=False)
    #: The day of the letter, or the one it is looked at when it has none: it cannot be sent sooner.
    jour: dt.date | None = field(default=None, repr=False)
    #: In what capacity someone writes for another, as answered (« parent », « tutelle »…); None where it is never asked.
    mesure: str | None = field(default=None, repr=False)
    #: Numbers that a question asked for.
    admis: frozenset[NumeroAdmis] = frozenset()
    #: The reasons given for an opposition, by id of their question; empty when this letter gives none.
    raisons: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: Registered-letter numbers of this dossier.
    recommandes: tuple[str, ...] = field(default=(), repr=False)
    #: What was typed in answer to the questions of the demarche, by id: where to go to mend it.
    saisies: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: The field to begin with when the body has dotted lines.
    a_completer: str = ""
    #: How many of the findings in this letter nobody confirmed.
    constats_a_confirmer: int = 0
    #: How many of the papers it announces the coffre keeps, and are not with it.
    pieces_absentes: int = 0
    #: True: everything is invented, and what leaves says so (the demonstration).
    invente: bool = False
    #: What the person confirmed for this document.
    confirmees: frozenset[Regle] = frozenset()
