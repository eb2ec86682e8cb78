"""Which column says what, and what each word of it means: guessed first, then said by a person, and remembered."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType

from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.reprise.champs import COCHABLES, CODES, CONSTANTES, DATES, PLUSIEURS, ChampReprise
from droits_usagers.domain.reprise.jours import cut_day, looks_like_a_date
from droits_usagers.domain.reprise.lexique import COCHES, Lexique, SensTexte, is_tick, key_of
from droits_usagers.domain.socle.tableaux import Cellule, Rangee, is_empty, shown

#: « ne pas », « n'ouvre pas »: but for what did not happen (« n'a pas répondu »).
_DEFENSE = re.compile(
    r"(?<!\w)(?:ne\s+|n\s*')(?!(?:y\s+)?(?:a|ai|as|ont|avait|avaient|aura|est|sont|etait|etaient|sera)\b)"
    r"|(?<!\w)(?:pas|plus|jamais|rien|aucune?)\s+(?:\w+\s+)?(?!encore\b)\w{2,}(?:er|ir|re)(?!\w)"
    r"|(?<!\w)(?:pas|plus|aucun)\s+(?:de\s+|d\s*')?(?:courriers?|lettres?|appels?|sms|messages?)(?!\w)|pas\s+au\s+courant"
)
_LETTRES, _CRIES = 3, 2


def may_warn(texte: str, mots: Collection[str], *, cries: bool = True) -> bool:
    """True for what someone had better read before anything is sent. `cries`: capitals are not what the column is written in.

    >>> may_warn("relancé le 3", ()), may_warn("ne rien envoyer", ()), may_warn("PAS CHEZ ELLE", ()), may_warn("⚠", ())
    (False, True, True, True)
    """
    return forbids(texte) or says_one_of(texte, mots) or (cries and shouts(texte))


def forbids(texte: str) -> bool:
    """True for words, or a sign, that one writes to be obeyed."""
    return bool(_DEFENSE.search(fold(texte))) or any(map(_is_sign, texte))


def says_one_of(texte: str, mots: Collection[str]) -> bool:
    """True for a text that has one of these words, or a sign."""
    return not set(words(texte)).isdisjoint(mots) or any(map(_is_sign, texte))


_MOT, _COURRIEL = re.compile(r"[^\W\d_]{2}"), re.compile(r"\S+@\S+\.\w+")


def is_remark(texte: str, lexique: Lexique) -> bool:
    """True for words in a cell that nothing is read of: neither a letter, nor a number, nor an address of mail is one."""
    return not lexique.says_nothing(texte) and in_words(texte)


def in_words(texte: str) -> bool:
    """True for a cell that neither a letter, nor a number, nor an address of mail is all of."""
    return not is_mailbox(texte) and bool(_MOT.search(texte))


def is_mailbox(texte: str) -> bool:
    """True for an address of mail, and nothing else."""
    return _COURRIEL.fullmatch(texte) is not None


def _is_sign(signe: str) -> bool:
    return signe == "!" or (unicodedata.category(signe) in {"So", "Cs", "Co"} and signe not in COCHES)


def shouts(texte: str) -> bool:
    """True for words in capitals."""
    mots = [mot for mot in re.findall(r"[^\W\d_]+", texte) if len(mot) >= _LETTRES]
    return len(mots) >= _CRIES and all(mot.isupper() for mot in mots)


#: The line of headings is looked for among so many.
_LIGNES_D_ENTETE = 20
#: Rows whose cells are looked at to guess what a column says.
_ECHANTILLON = 200
#: Shares of dates in a column.
_DES_DATES, _RIEN_QUE_DES_DATES = 1 / 3, 2 / 3
#: The name of the person, whole or not.
_NOMS = frozenset({ChampReprise.NOM, ChampReprise.PRENOM_NOM})
#: What is asked most of all.
DEMARCHE_COURANTE = "acces"
_RIEN: Mapping[str, str] = MappingProxyType({})
#: Length of an imprint.
_OCTETS = 10
#: Typed freely about one table, and may name someone: true of it alone, never remembered.
_LIBRES = frozenset({ChampReprise.SERVICE, ChampReprise.AUTEUR, ChampReprise.AFFAIRE})
_GARDEES = frozenset(CONSTANTES) - _LIBRES


@dataclass(frozen=True, slots=True)
class CorrespondanceColonnes:
    """What a person says of their table."""

    #: By rank of column; None: nothing is read under it.
    colonnes: tuple[ChampReprise | None, ...] = ()
    #: A text, or the code of a champ of `CODES`, that holds for every line.
    constantes: Mapping[ChampReprise, str] = field(default_factory=dict, repr=False)
    #: By champ and `imprint` of the value: its code; empty for a value that says nothing here.
    sens: Mapping[ChampReprise, Mapping[str, str]] = field(default_factory=dict, repr=False)
    #: Columns that nothing is read under, and whose cells are kept to be checked; the others stay in the table.
    gardees: frozenset[int] = frozenset()

    def columns_of(self, champ: ChampReprise) -> tuple[int, ...]:
        """Ranks of the columns that say it."""
        return tuple(rang for rang, dit in enumerate(self.colonnes) if dit is champ)

    def says(self, champ: ChampReprise) -> bool:
        """True if a column or a constant says it."""
        return champ in self.colonnes or bool(self.constantes.get(champ))

    def with_column(self, rang: int, champ: ChampReprise | None, *, garde: bool = False) -> "CorrespondanceColonnes":
        """The same with one more thing said of a column; what only one column can say is taken from the other, which is kept.

        `garde`: nothing is read under it, and its cells are kept to be checked.
        """
        seul = champ is not None and champ not in PLUSIEURS
        prises = {autre for autre in self.columns_of(champ) if autre != rang} if seul and champ is not None else set[int]()
        autres = [None if autre in prises else dit for autre, dit in enumerate(self.colonnes)]
        autres[rang] = champ
        gardees = (self.gardees | prises) - {rang} | ({rang} if garde else frozenset())
        return replace(self, colonnes=tuple(autres), gardees=gardees)

    def with_constant(self, champ: ChampReprise, valeur: str) -> "CorrespondanceColonnes":
        """The same, with a value for every line; empty: none any more."""
        autres = {dit: texte for dit, texte in self.constantes.items() if dit is not champ}
        return replace(self, constantes=autres | ({champ: valeur} if valeur else {}))

    def is_said(self, champ: ChampReprise, valeur: str) -> bool:
        """True where a person said what this value means, or that another holds for every line."""
        return imprint(valeur) in self.sens.get(champ, _RIEN) or self.constantes.get(champ) == valeur

    def with_meaning(self, champ: ChampReprise, valeur: str, code: str) -> "CorrespondanceColonnes":
        """The same, where this value means that code."""
        return replace(self, sens={**self.sens, champ: {**self.sens.get(champ, {}), imprint(valeur): code}})


def guess_heading(rangees: Sequence[Rangee], lexique: Lexique) -> int:
    """The rank of the line of headings: that of which most cells are known headings."""
    debut = rangees[:_LIGNES_D_ENTETE]
    notes = [len({champs[0].code for cellule in rangee if (champs := lexique.champs_of(shown(cellule)))}) for rangee in debut]
    if max(notes, default=0) > 1:
        return notes.index(max(notes))
    pleines = (rang for rang, rangee in enumerate(debut) if sum(not is_empty(cellule) for cellule in rangee) > 1)
    return next(pleines, 0)


def headings(rangees: Sequence[Rangee], rang: int) -> tuple[str, ...]:
    """The headings, one for each column there is, empty where there is none."""
    largeur = max(map(len, rangees), default=0)
    ligne = rangees[rang] if 0 <= rang < len(rangees) else ()
    return tuple(" ".join(shown(cellule).split()) for cellule in ligne) + ("",) * (largeur - len(ligne))


def guess(entetes: Sequence[str], lignes: Sequence[Rangee], lexique: Lexique) -> CorrespondanceColonnes:
    """What columns seem to say, by their headings and by whether they hold dates."""
    candidats: list[tuple[bool, tuple[bool, int, int], int, ChampReprise]] = []
    for rang, entete in enumerate(entetes):
        part = _share_of_dates(cellule for cellule in _column(lignes, rang) if not lexique.says_nothing(shown(cellule)))
        for sens in _told(entete, lexique):
            champ = ChampReprise(sens.code)
            # One that holds no date is only that for want of anything else: its cells will then be refused, and said. The end
            # of a dossier is ticked as often as dated.
            doute = champ in DATES and champ is not ChampReprise.CLOS and part is not None and part < _DES_DATES
            # Nor is « Suivi » a status where another column is.
            doute |= champ is ChampReprise.ISSUE and lexique.is_indifferent(entete)
            coches = not sens.exact and champ not in COCHABLES and _is_mostly_ticked(_column(lignes, rang))
            if champ in DATES or part is None or part < _RIEN_QUE_DES_DATES or champ is ChampReprise.NAISSANCE:
                candidats += [] if coches else [(doute, (not sens.exact, -sens.mots, sens.rang), rang, champ)]
    colonnes: list[ChampReprise | None] = [None] * len(entetes)
    for *_, rang, champ in sorted(candidats):
        if colonnes[rang] is None and (champ in PLUSIEURS or champ not in colonnes):
            colonnes[rang] = champ
    dits = tuple(_of_one_person(colonnes, entetes, lexique))
    inconnues = (rang for rang, champ in enumerate(dits) if champ is None)
    gardees = frozenset(rang for rang in inconnues if _may_say(entetes[rang], _column(lignes, rang), lexique))
    return CorrespondanceColonnes(dits, gardees=gardees)


def _of_one_person(
    colonnes: Sequence[ChampReprise | None], entetes: Sequence[str], lexique: Lexique
) -> Sequence[ChampReprise | None]:
    """The same, without the heading that says more than a name (« Nom de l'enfant ») where another says just that."""
    noms = {champ: rang for rang, champ in enumerate(colonnes) if champ in _NOMS}
    exacts = {champ for champ, rang in noms.items() if any(sens.exact for sens in lexique.champs_of(entetes[rang]))}
    autres = _NOMS - exacts if exacts and len(noms) > 1 else frozenset()
    return [None if champ in autres else champ for champ in colonnes]


def _may_say(entete: str, cellules: Sequence[Cellule], lexique: Lexique) -> bool:
    """True for a column that nothing is read under and that may say something of its lines, be it that they are over.

    Nothing has to be known of what it says: only what says nothing is known.
    """
    if not entete:
        # Numbers alone are those of the lines.
        return any(not shown(cellule).strip().isdigit() for cellule in cellules if not is_empty(cellule))
    dits = [cellule for cellule in cellules if not lexique.says_nothing(shown(cellule))]
    if dits and all(is_mailbox(shown(cellule).strip()) for cellule in dits):
        return False
    part = _share_of_dates(dits)
    dates = part is not None and part >= _DES_DATES
    return not lexique.is_indifferent(entete) or (dates and not lexique.is_of_meetings(entete))


def _is_mostly_ticked(cellules: Iterable[Cellule]) -> bool:
    """True for a column of ticks and days: « Suivi terminé : ✓ » is the number of no registered letter."""
    ecrites = [cellule for cellule in cellules if not is_empty(cellule)]
    return 2 * sum(is_tick(shown(cellule)) or looks_like_a_date(cellule) for cellule in ecrites) > len(ecrites)


def _told(entete: str, lexique: Lexique) -> Iterable[SensTexte]:
    """What a heading may announce: of a day, if it says nothing else; of anything else, if it does not deny it."""
    for sens in lexique.champs_of(entete):
        champ = ChampReprise(sens.code)
        if sens.exact or (lexique.says_only(entete, champ) if champ in DATES else not lexique.denies(entete, champ)):
            yield sens


def _column(lignes: Iterable[Rangee], rang: int) -> list[Cellule]:
    """What is written in a column, in its first rows."""
    return [rangee[rang] for rangee in islice(lignes, _ECHANTILLON) if rang < len(rangee)]


def _share_of_dates(cellules: Iterable[Cellule]) -> float | None:
    dates = [looks_like_a_date(cellule) for cellule in cellules]
    return sum(dates) / len(dates) if dates else None


@dataclass(frozen=True, slots=True)
class Valeur:
    """A word met in a column of codes: how often, and what it means so far (None: a person must say)."""

    champ: ChampReprise
    texte: str = field(repr=False)
    lignes: int
    code: str | None
    #: True when a person or the very word says so, false when it is only likely.
    sure: bool = True
    #: True when a person said so.
    dite: bool = False

    @property
    def a_montrer(self) -> bool:
        """True for a word to be seen before anything is made of it: not understood, only likely, or any status.

        A status implies more than it says.
        """
        return not self.dite and (self.code is None or not self.sure or self.champ is ChampReprise.ISSUE)


def values_to_map(correspondance: CorrespondanceColonnes, lignes: Sequence[Rangee], lexique: Lexique) -> tuple[Valeur, ...]:
    """Every word of the columns of codes: those nobody understands first, then the likely ones, statuses, and the others."""
    trouvees: dict[tuple[ChampReprise, str], tuple[str, int]] = {}
    for champ in CODES:
        for rang in correspondance.columns_of(champ):
            for rangee in lignes:
                texte = shown(rangee[rang]).strip() if rang < len(rangee) else ""
                if not lexique.says_nothing(texte, champ):
                    texte = word_of(champ, texte)
                    cle = champ, key_of(texte)
                    premier, fois = trouvees.get(cle, (texte, 0))
                    trouvees[cle] = premier, fois + 1
    valeurs = [
        Valeur(
            champ,
            texte,
            fois,
            *meaning(correspondance, champ, texte, lexique=lexique),
            dite=correspondance.is_said(champ, texte),
        )
        for (champ, _), (texte, fois) in trouvees.items()
    ]
    return tuple(
        sorted(
            valeurs, key=lambda une: (not une.a_montrer, une.code is not None, une.sure, CODES.index(une.champ), -une.lignes)
        )
    )


def word_of(champ: ChampReprise, texte: str) -> str:
    """What a person explains of a cell once for all: of a status, without the day beside it."""
    return cut_day(texte)[0] if champ is ChampReprise.ISSUE else texte


def meaning(
    correspondance: CorrespondanceColonnes, champ: ChampReprise, texte: str, *, lexique: Lexique
) -> tuple[str | None, bool]:
    """What a word of a cell means (None: nobody knows), and whether that is sure."""
    dit = correspondance.sens.get(champ, _RIEN).get(imprint(texte))
    if dit is not None:
        return dit, True
    code = lexique.code_of(champ, texte)
    if lexique.is_ambiguous(champ, texte):
        return code, False
    return code, code is None or any(sens.exact and sens.code == code for sens in lexique.codes_of(champ, texte))


def likely_demarche(correspondance: CorrespondanceColonnes, lignes: Iterable[Rangee], lexique: Lexique) -> str:
    """What is asked most in a table: where a line that does not say it is put, to be checked."""
    comptes = Counter[str]()
    if commune := correspondance.constantes.get(ChampReprise.DEMARCHE):
        return commune
    for rang in correspondance.columns_of(ChampReprise.DEMARCHE):
        textes = Counter(key_of(shown(rangee[rang])) for rangee in lignes if rang < len(rangee))
        for texte, fois in textes.items():
            code, _ = meaning(correspondance, ChampReprise.DEMARCHE, texte, lexique=lexique)
            if code:
                comptes[code] += fois
    return max(comptes, key=lambda code: (comptes[code], code == DEMARCHE_COURANTE), default=DEMARCHE_COURANTE)


# What is remembered.


def imprint(texte: str) -> str:
    """What recognises a heading or a word without telling it: it may name someone, who may ask to be forgotten."""
    return hashlib.blake2s((key_of(texte) or texte.strip()).encode(), digest_size=_OCTETS).hexdigest()


@dataclass(frozen=True, slots=True)
class EmpreinteLigne:
    """What recognises a line of a table wherever its columns stand, without telling it."""

    #: Of what is read of it; then how many lines of its table say the same, with this one.
    dite: str = field(repr=False)
    rang: int
    #: Of all that is written on it; former versions kept none.
    entiere: str = field(default="", repr=False)
    #: Of each of its cells.
    cellules: frozenset[str] = field(default=frozenset(), repr=False)

    def is_same_line(self, autre: "EmpreinteLigne") -> bool:
        """True if all that is written on both is the same."""
        return (self.dite, self.rang, self.entiere) == (autre.dite, autre.rang, autre.entiere)


def imprint_of(dits: Iterable[tuple[str, str]]) -> str:
    """What recognises a line by what its cells say under their headings, without telling it."""
    texte = "\0".join(f"{entete}\0{dit}" for entete, dit in dits)
    return hashlib.blake2s(texte.encode(), digest_size=2 * _OCTETS).hexdigest()


def signature(entetes: Sequence[str]) -> str:
    """What recognises a table by its headings, in whatever order they stand."""
    return imprint("|".join(sorted(filter(None, map(key_of, entetes)))))


def to_memory(correspondance: CorrespondanceColonnes, entetes: Sequence[str]) -> dict[str, object]:
    """The correspondance as plain values, columns by their headings."""
    return {
        "colonnes": {imprint(entetes[rang]): champ for rang, champ in enumerate(correspondance.colonnes) if champ},
        "constantes": {champ: texte for champ, texte in correspondance.constantes.items() if champ not in _LIBRES},
        "sens": {champ: dict(sens) for champ, sens in correspondance.sens.items()},
        "gardees": [imprint(entetes[rang]) for rang in sorted(correspondance.gardees)],
    }


def from_memory(memoire: object, entetes: Sequence[str]) -> CorrespondanceColonnes | None:
    """What was remembered, for a table of these headings; None if it is not what this version writes."""
    if not isinstance(memoire, Mapping):
        return None
    colonnes, constantes, sens = (_texts(memoire.get(cle)) for cle in ("colonnes", "constantes", "sens"))
    dits = [_champ(colonnes.get(imprint(entete))) if entete else None for entete in entetes]
    ecrites = memoire.get("gardees")
    gardees = ecrites if isinstance(ecrites, list) else []
    return CorrespondanceColonnes(
        tuple(dit if dit is None or dit in PLUSIEURS or dit not in dits[:rang] else None for rang, dit in enumerate(dits)),
        {champ: texte for cle, texte in constantes.items() if (champ := _champ(cle)) in _GARDEES and isinstance(texte, str)},
        {champ: _codes(mots) for cle, mots in sens.items() if (champ := _champ(cle)) in CODES},
        frozenset(rang for rang, dit in enumerate(dits) if dit is None and imprint(entetes[rang]) in gardees),
    )


def _texts(valeur: object) -> Mapping[str, object]:
    return valeur if isinstance(valeur, Mapping) else {}


def _codes(mots: object) -> Mapping[str, str]:
    return {mot: code for mot, code in _texts(mots).items() if isinstance(code, str) and len(mot) == 2 * _OCTETS}


def _champ(id_: object) -> ChampReprise | None:
    return next((champ for champ in ChampReprise if champ == id_), None)
