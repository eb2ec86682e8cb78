"""The words people write at the top of columns and in cells, and what they mean here: compared without case or accents."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.dates import month_of
from droits_usagers.domain.mots.pliage import PARTICULES, fold, words
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve
from droits_usagers.domain.reprise.adresses import MotsAdresse
from droits_usagers.domain.reprise.champs import CODES, DATES, FINIES, LIBRES, SAUF, ChampReprise

#: Whatever is longer says something.
_COURT = 30
#: « CD93 » is two words.
_PARTS = re.compile(r"[0-9]+|[^0-9]+")
#: Words that change nothing to what is said.
CREUX = frozenset({"de", "du", "des", "d", "le", "la", "les", "l", "a", "au", "aux", "en", "et", "pour", "e"})
#: Cells that say no, under a heading that says the rest.
_NON = frozenset(
    {"non", "n", "0", "faux", "no", "false", "neant", "aucun", "aucune", "sans objet", "nc", "n a", "na", "pas", "ras", "rien"}
)
#: …and that say yes, and nothing else.
_OUI = frozenset({"oui", "o", "1", "vrai", "true", "yes", "y", "ok"})
#: A cell of these alone is empty.
_TIRETS = " \t\u00a0-–—_./☐□"
#: …or says no more than that one does not know.
_SANS_SIGNE = f"{_TIRETS}?\N{HORIZONTAL ELLIPSIS}"
#: Of a plural; « CGSS » loses no more than one letter, or it would be « CG ».
_FINALE = re.compile(r"[sx]$")
#: What a spreadsheet shows of a date that its column is too narrow for: something is there.
_TROP_ETROIT = "###"
#: Ticks and arrows, that tables are full of; and what stands for a character that could not be read.
COCHES = frozenset("✓✔✅☑☒✗✘❌☐□■●•→➔★☆\N{REPLACEMENT CHARACTER}")
#: What stands between words and says nothing; ticks and arrows are as good as words.
_SIGNES = COCHES | frozenset("\t\n.,;:/'&+_|\"\N{DEGREE SIGN}\N{MASCULINE ORDINAL INDICATOR}")
_DE_PONCTUATION = frozenset({"Zs", "Pd", "Ps", "Pe", "Pi", "Pf"})
#: What the list of names says of first and last ones.
_NOMMANTS = frozenset("pn")
_PERSONNES = frozenset({ChampReprise.PRENOM_NOM, ChampReprise.NOM, ChampReprise.PRENOM})
#: Headings of what is to be done, or not.
_CONSIGNES = frozenset({ChampReprise.PROTEGEE, ChampReprise.CONSIGNE})
#: As spreadsheets name a sheet that nobody named.
_PAR_DEFAUT = re.compile(r"(?:feuil|feuille|sheet|tabelle|hoja|foglio|folha|planilha|blad|arkusz)[\s_]*\d*")
#: Where the person lives, or is answered.
_LIEUX = frozenset({ChampReprise.ADRESSE, ChampReprise.CODE_POSTAL, ChampReprise.VILLE, ChampReprise.REPONSE_ADRESSE})
#: « N° » is written in several ways.
_NUMERO = frozenset({"n", "no", "num"})


@dataclass(frozen=True, slots=True)
class SensTexte:
    """What a text may mean."""

    code: str
    #: How many of its words say so: the more, the surer.
    mots: int
    #: True when nothing else is said.
    exact: bool
    #: Where the first of them stands.
    rang: int


@dataclass(frozen=True, slots=True)
class Lexique:
    """Codes, each with its ways of being written."""

    #: Of a heading: the codes are the `ChampReprise`.
    entetes: Mapping[str, tuple[str, ...]]
    #: Of a cell, by champ.
    valeurs: Mapping[ChampReprise, Mapping[str, tuple[str, ...]]]
    #: What is written in a cell that says nothing.
    vides: tuple[str, ...] = ()
    #: Words that deny the others of their cell.
    negations: tuple[str, ...] = ()
    #: What is written in a cell that says what the one above it says.
    pareil: tuple[str, ...] = ()
    #: What is written beside an address that nobody may know; the first is what we write ourselves.
    protegees: tuple[str, ...] = ()
    #: What is written beside days that are not to be believed: « pas parti », « date à vérifier ».
    doutes: tuple[str, ...] = ()
    #: Words that no name has, and addresses do.
    lieux: tuple[str, ...] = ()
    #: Words of a column of statuses that several things may be meant by: only a person says which.
    a_confirmer: tuple[str, ...] = ()
    #: Words that change nothing to what a heading of days says happened then: « écrite », « par la CAF ».
    neutres: tuple[str, ...] = ()
    #: What may stand before a day without changing it, for it says again what its column says: « AR 03/02 », « parti le 3/2 ».
    devant: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Words of a heading that say it is not what its other words say: « de l'avocat »; by the champs of `SAUF`.
    sauf: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Words of headings that say nothing of a home nor of who may know it: a telephone, an age.
    indifferentes: tuple[str, ...] = ()
    #: Those of them whose days are known to be of nothing that was written: when someone comes.
    rencontres: tuple[str, ...] = ()
    #: Kinds of bodies, each with its ways of being written in a name; and those that a letter had better not bear.
    organismes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abreges: tuple[str, ...] = ()
    #: What addresses are made of.
    adresses: MotsAdresse = field(default_factory=MotsAdresse, repr=False)
    #: Words, folded, beside which someone may be in danger: whoever reads them decides.
    prudence: frozenset[str] = field(default=frozenset(), repr=False)
    #: Words, folded, that bodies and their services are called by.
    corps: frozenset[str] = field(default=frozenset(), repr=False)
    #: …and those of them after which one has a name of its own: « Foyer Les Hirondelles ».
    nommants: frozenset[str] = field(default=frozenset(), repr=False)
    #: Ordinary French, and the words that name people.
    francais: LexiqueReleve | None = field(default=None, repr=False, compare=False)
    _sans_nom: set[str] = field(default_factory=set, repr=False, compare=False)
    _vides: set[str] = field(default_factory=set, repr=False, compare=False)
    _avant: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)
    _racines: dict[str, tuple[tuple[str, frozenset[str]], ...]] = field(default_factory=dict, repr=False, compare=False)

    def champs_of(self, entete: str) -> tuple[SensTexte, ...]:
        """What a heading may announce, the surest first."""
        return meanings(entete, self._forms("", self.entetes))

    def says_only(self, entete: str, champ: ChampReprise) -> bool:
        """True for a heading whose other words change nothing: « Relance prévue » does not say the day of a reminder."""
        if champ is ChampReprise.ETABLI:
            # « Courrier CAF du »: theirs, or ours.
            return False
        neutres = {racine for _, racines in self._forms("neutres", {"": self.neutres}) for racine in racines}
        dits = {racine for racine in roots(entete) if not (len(racine) == 1 and racine.isdigit())} - neutres
        formes = self._forms("", self.entetes)
        presents = set(roots(entete))
        return any(dits <= racines <= presents for code, racines in formes if code == champ)

    def denies(self, entete: str, champ: ChampReprise) -> bool:
        """True for a heading that says more than this: someone else's name, birth or address."""
        cles = [cle for cle, champs in SAUF.items() if champ in champs]
        return any(meanings(entete, self._forms(f"sauf.{cle}", {cle: self.sauf.get(cle, ())})) for cle in cles)

    def is_heading(self, entete: str) -> bool:
        """True for one of ours, and nothing else."""
        return any(sens.exact for sens in self.champs_of(entete))

    def says_by_itself(self, entete: str, champ: ChampReprise | None) -> bool:
        """True for a heading that may say something of its own: « Ne pas écrire », « 🔒 », « Adresse à taire ».

        Nothing has to be known of what it says: only what says nothing is known.
        """
        if not entete.strip():
            return False
        if any(un.code in _CONSIGNES for un in self.champs_of(entete)):
            return True
        if self.is_heading(entete):
            return any(map(_is_more, entete))
        dits = {racine for racine in roots(entete) if not racine.isdigit()}
        # Under a heading of ours, so say the words of the others; of where someone lives, or is answered, nothing else does.
        connus = self._of_headings(DATES if champ is None else frozenset(ChampReprise), libres=champ not in _LIEUX)
        return not dits or not dits <= connus or any(map(_is_more, entete))

    def is_indifferent(self, entete: str) -> bool:
        """True for a heading that says nothing of a dossier: « Tél. 2 », « Date du RDV »."""
        dits = {racine for racine in roots(entete) if not racine.isdigit()}
        sans = {racine for _, racines in self._forms("indifferentes", {"": self.indifferentes}) for racine in racines}
        neutres = {racine for _, racines in self._forms("neutres", {"": self.neutres}) for racine in racines}
        return not dits.isdisjoint(sans) and dits <= sans | neutres and not any(map(_is_more, entete))

    def is_of_meetings(self, entete: str) -> bool:
        """True for a heading that says nothing of a dossier, nor do its days: « Prochain RDV »."""
        dits = frozenset(roots(entete))
        return self.is_indifferent(entete) and any(
            forme <= dits for _, forme in self._forms("rencontres", {"": self.rencontres})
        )

    def _of_headings(self, champs: Collection[str], *, libres: bool) -> frozenset[str]:
        formes = self._forms("", self.entetes)
        dites = {racine for code, racines in formes if code in champs and code not in _CONSIGNES for racine in racines}
        autres = (("indifferentes", self.indifferentes), ("neutres", self.neutres)) if libres else ()
        return frozenset(dites.union(*(racines for id_, mots in autres for _, racines in self._forms(id_, {"": mots}))))

    def names_a_table(self, texte: str) -> bool:
        """True for the name of a sheet that says nothing of its lines: « Feuil1 », « Demandes 2026 »; « CLOS » does."""
        if _PAR_DEFAUT.fullmatch(fold(texte)):
            return True
        formes = self._forms("", self.entetes)
        connus = {racine for code, racines in formes if code not in DATES | _CONSIGNES for racine in racines}
        dits = [mot for mot in words(texte) if not mot.isdigit() and month_of(mot) is None]
        return connus.issuperset(roots(" ".join(dits))) and not any(map(_is_more, texte))

    def codes_of(self, champ: ChampReprise, texte: str) -> tuple[SensTexte, ...]:
        """What a cell may mean, the surest first. What it denies it does not mean: « non communiqué »."""
        formes = self._forms(champ, self.valeurs.get(champ, {}))
        nies = frozenset(roots(texte)).intersection(racine for negation in self.negations for racine in roots(negation))
        return meanings(texte, ((code, forme) for code, forme in formes if nies <= forme) if nies else formes)

    def code_of(self, champ: ChampReprise, texte: str) -> str | None:
        """What a cell means; None when nothing or several things are as likely."""
        trouves = self.codes_of(champ, texte)
        if not trouves:
            return None
        egaux = {sens.code for sens in trouves if (sens.exact, sens.mots) == (trouves[0].exact, trouves[0].mots)}
        return trouves[0].code if len(egaux) == 1 else None

    def says_more(self, champ: ChampReprise, texte: str) -> bool:
        """True for a cell with a word, or a sign, of no whole way of writing what its column is for."""
        racines = {racine for racine in roots(texte) if not racine.isdigit()}
        if not racines.isdisjoint({"numero"}) and not any(map(str.isdigit, texte)):
            # « No mail » is the number of nothing.
            return True
        dits = (racine for _, forme in self._forms(f"dits.{champ}", self._ways(champ)) if forme <= racines for racine in forme)
        return bool(racines.difference(dits)) or any(map(_is_more, texte))

    def _ways(self, champ: ChampReprise) -> Mapping[str, Iterable[str]]:
        autres: Iterable[Mapping[str, Iterable[str]]] = (self.devant, {"": (*self.neutres, *self.vides)})
        if champ in DATES or champ is ChampReprise.ISSUE:
            autres = (*autres, *(self.valeurs.get(autre, {}) for autre in (ChampReprise.CANAL, ChampReprise.ISSUE)))
        elif champ in CODES or champ is ChampReprise.TERRITOIRE:
            autres = (
                self.organismes,
                *(self.valeurs.get(autre, {}) for autre in (ChampReprise.GENRE, ChampReprise.TERRITOIRE)),
            )
        dites = (self.valeurs.get(champ, {}), {"": self.entetes.get(champ, ())}, *autres)
        return {f"{rang}.{code}": formes for rang, ecrits in enumerate(dites) for code, formes in ecrits.items()}

    def is_no_name(self, mot: str) -> bool:
        """True for a word, folded, of a warning or a place: also the name of people, who have few others."""
        if not self._sans_nom:
            self._sans_nom.update(self.prudence, map(fold, self.lieux))
        return mot in self._sans_nom

    def names_nobody(self, mot: str) -> bool:
        """True for a word, folded, of ordinary French that nobody is called by: neither a first nor a last name."""
        if self.francais is None:
            return False
        parts = [
            part for part in re.split(r"[-'\N{RIGHT SINGLE QUOTATION MARK}]", mot) if len(part) > 1 and part not in PARTICULES
        ]
        return bool(parts) and all(map(self._is_ordinary, parts))

    def is_common(self, mot: str) -> bool:
        """True for a word, folded, of ordinary French, whatever else it may name."""
        return self.francais is not None and self.francais.ordinaires.find(mot) is not None

    def _is_ordinary(self, mot: str) -> bool:
        if self.francais is None or self.francais.ordinaires.find(mot) is None or mot in self.francais.civilites:
            return False
        return _NOMMANTS.isdisjoint((self.francais.noms.find(mot) or "").casefold()) and mot not in self._of_people()

    def _of_people(self) -> frozenset[str]:
        """Words that stand for someone, as headings say: « Usager 12 »."""
        formes = self._forms("", self.entetes)
        return frozenset(racine for code, racines in formes if code in _PERSONNES and len(racines) == 1 for racine in racines)

    def says_nothing(self, texte: str, champ: ChampReprise | None = None) -> bool:
        """True for an empty cell, a dash; « néant » too, where it is neither a name nor a note."""
        if _TROP_ETROIT in texte:
            return False
        if champ in LIBRES:
            return not key_of(texte)
        if champ is ChampReprise.ISSUE and not key_of(texte):
            # A sign means something to who put it there.
            return not texte.strip(_TIRETS)
        if not self._vides:
            self._vides.update({""}, map(key_of, self.vides))
        return len(texte) < _COURT and key_of(texte) in self._vides

    def says_as_above(self, texte: str) -> bool:
        """True for « idem », which is of no use where lines may be sorted: nobody is called so."""
        return texte.strip() in self.pareil or key_of(texte) in filter(None, map(key_of, self.pareil))

    def doubts_days(self, texte: str) -> bool:
        """True for a remark that takes away from what the days of its line say."""
        return bool(meanings(texte, self._forms("doutes", {"": self.doutes})))

    def day_alone(self, champ: ChampReprise, texte: str) -> str:
        """A cell of days without what only says again what its column says; as it is where it says anything else."""
        if champ not in self.devant:
            return texte
        if champ not in self._avant:
            mots = "|".join(re.escape(fold(mot)) for mot in sorted(self.devant[champ], key=len, reverse=True))
            self._avant[champ] = re.compile(rf"(?:(?:{mots})[.\s]*[:.]?\s*)+(?:(?:le|du)\s+)?(?=\d)")
        plie = fold(texte).strip()
        trouve = self._avant[champ].match(plie)
        return plie[trouve.end() :] if trouve else texte

    def says_over(self, mot: str) -> bool:
        """True for what says of a dossier, and nothing else, that it is over: « ok » says nothing of the whole."""
        premier = next(iter(self.codes_of(ChampReprise.ISSUE, mot)), None)
        if premier is None or not premier.exact or premier.code not in FINIES:
            return False
        return premier.code == TypeEvenement.CLOS or premier.mots > 1

    def is_ambiguous(self, champ: ChampReprise, texte: str) -> bool:
        """True for a status that nobody but who wrote it knows the meaning of."""
        return champ is ChampReprise.ISSUE and key_of(texte) in map(key_of, self.a_confirmer)

    def _forms(self, id_: str, ecrits: Mapping[str, Iterable[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
        if id_ not in self._racines:
            self._racines[id_] = tuple(
                (code, racines) for code, formes in ecrits.items() for forme in formes if (racines := frozenset(roots(forme)))
            )
        return self._racines[id_]


def _is_more(signe: str) -> bool:
    """True for a sign that stands for words: « * », « ! »."""
    return not signe.isalnum() and signe not in _SIGNES and unicodedata.category(signe) not in _DE_PONCTUATION


def roots(texte: str) -> tuple[str, ...]:
    """The words that matter, without the endings that gender and number give them.

    >>> roots("Date d'envoi de la demande (envoyée)")
    ('dat', 'envoi', 'demand', 'envoy')
    """
    parts = (part for mot in words(texte) for part in _PARTS.findall(mot))
    mots = ("numero" if part in _NUMERO else part for part in parts)
    return tuple(_FINALE.sub("", mot).rstrip("e") or mot for mot in mots if mot not in CREUX)


def key_of(texte: str) -> str:
    """What two ways of writing the same value have in common."""
    return " ".join(words(texte))


def says_yes(texte: str) -> bool:
    """True for a cell that says anything but no, under a heading that says the rest.

    >>> says_yes("oui"), says_yes("✓"), says_yes("depuis 2024"), says_yes("Non"), says_yes("-")
    (True, True, True, False, False)
    """
    return bool(texte.strip(_TIRETS)) and key_of(texte) not in _NON


def is_tick(texte: str) -> bool:
    """True for a cell that only says yes, or no more than a sign or a letter would.

    >>> is_tick("X"), is_tick("✓"), is_tick("oui"), is_tick("⚠"), is_tick("non"), is_tick("le mari"), is_tick("12")
    (True, True, True, True, False, False, False)
    """
    cle = key_of(texte)
    return says_yes(texte) and (len(cle) <= 1 or cle in _OUI or set(cle) == {"x"})


def is_left_out(texte: str) -> bool:
    """True for signs that stand where words are expected, and for « X »: something is left out there, or ticked.

    >>> is_left_out("***"), is_left_out("✔"), is_left_out("(x)"), is_left_out("-"), is_left_out("?"), is_left_out("12")
    (True, True, True, False, False, False)
    """
    cle = key_of(texte).replace(" ", "")
    if cle:
        return set(cle) == {"x"}
    return any(_is_more(signe) or signe in COCHES for signe in texte.strip(_SANS_SIGNE))


def is_mark(texte: str) -> bool:
    """True for a tick that is neither a word, nor a number, nor a letter that may stand for one.

    >>> is_mark("x"), is_mark("✓"), is_mark("oui"), is_mark("1"), is_mark("B"), is_mark("-")
    (True, True, False, False, False, False)
    """
    return is_tick(texte) and set(key_of(texte)) <= {"x"}


def meanings(texte: str, formes: Iterable[tuple[str, frozenset[str]]]) -> tuple[SensTexte, ...]:
    """The codes one of whose forms has all of its words in this text, the surest first."""
    racines = roots(texte)
    presents = frozenset(racines)
    trouves = [
        SensTexte(code, len(forme), len(forme) == len(presents), min(racines.index(racine) for racine in forme))
        for code, forme in formes
        if forme <= presents
    ]
    return tuple(sorted(trouves, key=lambda sens: (not sens.exact, -sens.mots, sens.rang)))
