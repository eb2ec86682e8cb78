"""What a grille is made of, what the rules are told, and what they answer."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.mots.durees import Durees
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, TriReleve
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve


class GenreSource(StrEnum):
    """What a source is: the column of the grille."""

    DECLARATION = "declaration"
    REGISTRE = "registre"
    AIPD = "aipd"
    AFFICHE = "affiche"
    NOTE = "note"
    COURRIER = "courrier"
    COURRIER_CNIL = "courrier_cnil"
    COMPTE_RENDU = "compte_rendu"
    SYNDICAT = "syndicat"
    LOGICIEL = "logiciel"
    TEMOIGNAGE = "temoignage"
    OBSERVATION = "observation"


class NaturePassage(StrEnum):
    """What a passage is, which decides what it may show: a question never proves, nor does a fear."""

    #: What one says that one does, or will do.
    ANNONCE = "annonce"
    #: A rule, what a note asks for, a reminder by the CNIL.
    EXIGE = "exige"
    FAIT = "fait"
    #: Someone says that someone else said or did it.
    RAPPORTE = "rapporte"
    CRAINT = "craint"
    DEMANDE = "demande"
    CONSTATE_CNIL = "constate_cnil"
    #: Who says so is still to be said: it shows nothing until someone does.
    A_DEMANDER = "a_demander"


#: What shows by itself that a thing is so.
NATURES_ETABLIES = frozenset({NaturePassage.FAIT, NaturePassage.CONSTATE_CNIL})

#: What says how things should be; the other sources say how they are.
GENRES_ANNONCES = frozenset(
    {
        GenreSource.DECLARATION,
        GenreSource.REGISTRE,
        GenreSource.AIPD,
        GenreSource.AFFICHE,
        GenreSource.NOTE,
        GenreSource.COURRIER,
        GenreSource.COURRIER_CNIL,
    }
)
#: What a body says of its own file: the CNIL tells neither what is announced nor, by itself, what is done, but what it found.
GENRES_DECLARES = GENRES_ANNONCES - {GenreSource.COURRIER_CNIL}
#: What tells those whose data it is, or would be shown to them: an internal note is not such a thing.
GENRES_PUBLICS = GENRES_ANNONCES - {GenreSource.NOTE, GenreSource.COURRIER, GenreSource.COURRIER_CNIL}
#: What a passage is taken for until someone says, by the kind of its source.
NATURE_DU_GENRE: Mapping[GenreSource, NaturePassage] = {
    GenreSource.DECLARATION: NaturePassage.ANNONCE,
    GenreSource.REGISTRE: NaturePassage.ANNONCE,
    GenreSource.AIPD: NaturePassage.ANNONCE,
    GenreSource.AFFICHE: NaturePassage.ANNONCE,
    GenreSource.NOTE: NaturePassage.EXIGE,
    GenreSource.COURRIER: NaturePassage.ANNONCE,
    GenreSource.COURRIER_CNIL: NaturePassage.A_DEMANDER,
    GenreSource.COMPTE_RENDU: NaturePassage.RAPPORTE,
    GenreSource.SYNDICAT: NaturePassage.RAPPORTE,
    GenreSource.LOGICIEL: NaturePassage.FAIT,
    GenreSource.TEMOIGNAGE: NaturePassage.FAIT,
    GenreSource.OBSERVATION: NaturePassage.FAIT,
}


class Point(StrEnum):
    """What a source is asked about: the row of the grille."""

    FINALITE = "finalite"
    PUBLIC_VISE = "public_vise"
    DONNEES = "donnees"
    COMMENTAIRES = "commentaires"
    ORIGINE = "origine"
    DESTINATAIRES = "destinataires"
    HABILITATIONS = "habilitations"
    CONSERVATION = "conservation"
    INFORMATION = "information"
    SENSIBLES = "sensibles"
    STATISTIQUES = "statistiques"
    EVALUATION_AGENTS = "evaluation_agents"
    SECURITE = "securite"
    COMPTES_RENDUS = "comptes_rendus"
    FORMALITES = "formalites"
    REFUS = "refus"


class RubriqueGrille(StrEnum):
    """A question of the checklist, put twice: to what is announced, and to what is seen."""

    PUBLIC = "public"
    BUTS = "buts"
    DONNEES = "donnees"
    IDENTIFIANTS = "identifiants"
    COMMENTAIRES = "commentaires"
    APPRECIATIONS = "appreciations"
    ORIGINE = "origine"
    DESTINATAIRES = "destinataires"
    DUREE = "duree"
    INFORMATION = "information"
    DEBUT = "debut"
    REGISTRE = "registre"
    AIPD = "aipd"
    CHIFFRES = "chiffres"
    AGENTS = "agents"
    REFUS = "refus"


@dataclass(frozen=True, slots=True)
class Source:
    """A dated document, or what someone saw or told."""

    id: str
    genre: GenreSource
    date: dt.date | None = None
    #: A path beside the file, to the document itself.
    fichier: str = ""
    #: What people call it: « Annexe 11 ». Empty: its kind and its date.
    nom: str = field(default="", repr=False)
    auteur: str = field(default="", repr=False)
    #: The day for which it was promised, and that on which it came.
    promis_le: dt.date | None = None
    recu_le: dt.date | None = None
    #: SHA-256 of its text, by which one knows that it is still the one that was marked; empty when none was.
    empreinte: str = ""
    #: Where the program proposed to mark something, and someone said no: as the places of passages.
    refus: tuple[tuple[int, int], ...] = ()

    @property
    def age(self) -> tuple[bool, dt.date]:
        """By which sources are put in order: from the oldest, and what has no date last."""
        return self.date is None, self.date or dt.date.min


@dataclass(frozen=True, slots=True)
class PassageMarque:
    """What one source says on one point: in a cell of the grille, or marked in the text of the source."""

    source: str
    point: Point
    texte: str = field(repr=False)
    #: What someone said that it is; None until then.
    nature: NaturePassage | None = None
    #: By which a finding calls it; empty when none may.
    id: str = ""
    #: From, to: code points of the NFC text of the source; None when it was not marked there.
    place: tuple[int, int] | None = None
    #: Of the document, from 1; zero when it has none.
    page: int = 0
    #: The question of the checklist that it was written for; None: it was only marked.
    rubrique: RubriqueGrille | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class EcartSaisi:
    """A finding of the user's own, or what was decided about that of a rule: reworded, or dropped."""

    regle: str = ""
    phrase: str = field(default="", repr=False)
    ecarte: bool = False
    point: Point | None = None
    sources: tuple[str, ...] = ()
    #: Zero: as the rule has it, or the lightest.
    gravite: int = 0
    articles: tuple[str, ...] = ()
    #: True: someone looked at it again in its sources, and says that it is so.
    confirme: bool = False
    #: The passages to quote, by their ids, whatever the rule would quote; none: what the rule quotes.
    passages: tuple[str, ...] = ()
    #: The seal of what was confirmed: said otherwise, it is to be looked at again. Empty: whatever it says.
    vu: str = ""


@dataclass(frozen=True, slots=True)
class Grille:
    """A whole grille."""

    titre: str = ""
    organisme: Organisme = field(default_factory=Organisme)
    sources: tuple[Source, ...] = ()
    passages: tuple[PassageMarque, ...] = ()
    saisis: tuple[EcartSaisi, ...] = ()
    #: What was decided of what is not ordinary French in it, for what leaves. No file keeps it.
    tri: TriReleve = RIEN_DE_TRIE


@dataclass(frozen=True, slots=True)
class Ecart:
    """A finding. `sources` are ids of the grille's; `articles`, ids of `resources/droit/`."""

    regle: str
    point: Point
    sources: tuple[str, ...]
    gravite: int
    articles: tuple[str, ...]
    #: What the sources show; the user's own words once they said it otherwise.
    fait: str = field(repr=False)
    #: The rule, in words.
    droit: str = field(default="", repr=False)
    #: What is asked, to be said after « de »; empty when the user did not say.
    demande: str = field(default="", repr=False)
    #: The three in one paragraph, or the user's own words alone.
    phrase: str = field(default="", repr=False)
    #: What the sources say, from the oldest, without a word of ours; empty for the user's own words.
    cites: str = field(default="", repr=False)
    #: A heading; empty for a finding of the user's own.
    titre: str = ""
    #: The cells of the grille that it rests on: an id of a source, and a point.
    cases: tuple[tuple[str, Point], ...] = ()
    #: True: someone looked at it again; a letter takes no other.
    confirme: bool = False
    #: The passages quoted, by their ids.
    passages: tuple[str, ...] = ()
    #: True: someone chose them, and the rule would quote others.
    choisis: bool = False
    #: What is heard and shows nothing until someone says so: each passage by its id, with what is heard in it; and what to say.
    a_confirmer: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    a_dire: str = ""
    #: True: it rests on nothing else.
    indecis: bool = False
    #: A digest of the documents and passages that it rests on; empty until it is known.
    appui: str = field(default="", repr=False, compare=False)

    @property
    def sceau(self) -> str:
        """What tells this finding, as it is said and weighed and with what it rests on, from any other."""
        return hashlib.sha256(f"{self.gravite}\n{self.fait}\n{self.appui}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class RegleGrille:
    """What a rule says when it finds something. `{citations}` and other facts of `fait` are filled in."""

    id: str
    point: Point
    gravite: int
    articles: tuple[str, ...]
    fait: str
    droit: str = ""
    demande: str = ""
    titre: str = ""
    #: The same as `demande`, as a question.
    question: str = ""
    #: It touches those who work with the file.
    agents: bool = False
    #: The only points on which a passage that someone marked may serve it; empty: those on which it looks.
    points: frozenset[Point] = frozenset()
    #: What someone has to say of a passage of which words alone show nothing.
    a_confirmer: str = ""


@dataclass(frozen=True, slots=True)
class LibelleNotion:
    """Something to recognise in a text, and its name in a sentence."""

    id: str
    nom: str
    notion: Notion
    #: Of a kind of data: how a purpose that needs it speaks.
    buts: Notion | None = None
    #: …and how one that may need it does.
    explique: Notion | None = None
    #: Of a kind of data: one of those of RGPD 9(1); one whose need does not go without saying.
    sensible: bool = False
    a_expliquer: bool = False


@dataclass(frozen=True, slots=True)
class RubriqueListe:
    """Where the answers to a question of the checklist are found, and the rules that compare them."""

    id: RubriqueGrille
    #: The first is where an answer is noted.
    points: tuple[Point, ...]
    regles: tuple[str, ...]
    #: How many beginnings of an answer are offered on each side.
    annonces: int
    vus: int
    #: The notion that a passage says when several questions share its point; empty: all of it answers.
    notion: str = ""
    #: True: an answer names things one after the other.
    liste: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceGrille:
    """The rules in the order in which they are shown, the words they look for, and those of their sentences."""

    regles: Mapping[str, RegleGrille]
    notions: Mapping[str, Notion]
    #: donnees, acteurs, provenances, mentions.
    familles: Mapping[str, tuple[LibelleNotion, ...]]
    durees: Durees
    #: How sentences are put together: `citation`, `question`, `contredit`, `et`…
    mots: Mapping[str, str]
    #: The words of these sentences that name nobody, folded: with a capital too, they tell no body from another.
    communs: frozenset[str]
    #: What tells a number or an address from ordinary French.
    releve: LexiqueReleve
    #: In months: a retention recommended as a mark, and a year of statistics.
    repere: int
    annee: int
    #: The questions of the checklist, in their order.
    rubriques: tuple[RubriqueListe, ...] = ()
    #: Words that name the same thing in a list: « domicile », « adresse ».
    synonymes: tuple[tuple[str, ...], ...] = ()
