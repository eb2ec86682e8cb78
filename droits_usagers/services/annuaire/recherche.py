"""What someone typed to name a body, read as kinds and places, in any order, and the entries that answer it, the best first."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import NamedTuple

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire, Succession
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.annuaire.entrees import DEPARTEMENT, MAIRIE, Entrees, unique
from droits_usagers.services.annuaire.lecture import CommuneAnnuaire, GenreAnnuaire
from droits_usagers.services.annuaire.lieux import LieuTrouve, Lieux
from droits_usagers.services.annuaire.mots import full, is_alike, split

#: From that many letters, the beginning of a kind is enough, at the end of what is typed.
_COMMENCE = 4
#: From that many letters, one may be wrong.
_FAUTE = 5
#: From that many, two may be changed over or one said twice: « mdhp », « caff ».
_SIGLE = 3
_DOUBLE = re.compile(r"(.)\1+")


def _is_fumbled(mot: str, voulu: str) -> bool:
    """True if a short word is the other with two letters changed over, or with one said twice."""
    return is_alike(mot, voulu) and (sorted(mot) == sorted(voulu) or _DOUBLE.sub(r"\1", mot) == _DOUBLE.sub(r"\1", voulu))


class GenresDits(NamedTuple):
    """The kinds that were named, the likeliest first, and the other words."""

    genres: tuple[str, ...]
    mots: tuple[str, ...]
    #: The words that named them.
    phrases: tuple[tuple[str, ...], ...] = ()


class Vocabulaire:
    """The words that people have for each kind. `is_place`: a word that names a place is not another one mistyped."""

    def __init__(self, genres: Sequence[GenreAnnuaire], is_place: Callable[[str], bool]) -> None:
        self._is_place = is_place
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        for genre in sorted(genres, key=lambda un: un.rang):
            for dits in genre.mots:
                self._phrases.setdefault(full(split(dits)), []).append(genre.id)
        self._longues = sorted(self._phrases, key=len, reverse=True)
        self._mots = frozenset(mot for phrase in self._phrases for mot in phrase)

    def read(self, mots: Sequence[str]) -> GenresDits:
        """Every kind named, each word once; « conseil dép » already is one."""
        genres: dict[str, None] = {}
        dites: list[tuple[str, ...]] = []
        restes: list[str] = []
        place = 0
        while place < len(mots):
            phrase, combien = self._at(mots[place:])
            if phrase:
                genres |= dict.fromkeys(genre for dite in phrase for genre in self._phrases[dite])
                dites += phrase
                place += combien
            else:
                restes.append(mots[place])
                place += 1
        return GenresDits(tuple(genres), tuple(restes), tuple(dites))

    def is_kind(self, mot: str) -> bool:
        """True if some kind is called by this word alone."""
        return (mot,) in self._phrases

    def is_word(self, mot: str) -> bool:
        """True if the name of some kind has this very word."""
        return mot in self._mots

    def _at(self, mots: Sequence[str]) -> tuple[list[tuple[str, ...]], int]:
        """The longest phrase that these words begin with, and of how many words it is; those that they only begin, else."""
        for phrase in self._longues:
            if len(phrase) <= len(mots) and self._same(mots[: len(phrase)], phrase):
                return [phrase], len(phrase)
        return [*self._begun(mots)], len(mots)

    def _same(self, mots: Sequence[str], phrase: Sequence[str]) -> bool:
        """The same words, one of them mistyped at most; alone, a town that is called so is meant."""
        autres = [(mot, voulu) for mot, voulu in zip(mots, phrase, strict=True) if mot != voulu]
        if len(autres) != 1:
            return not autres
        ((mot, voulu),) = autres
        if len(phrase) == 1 and self._is_place(mot):
            return False
        if min(len(mot), len(voulu)) < _FAUTE:
            return len(voulu) >= _SIGLE and _is_fumbled(mot, voulu)
        return is_alike(mot, voulu)

    def _begun(self, mots: Sequence[str]) -> Iterator[tuple[str, ...]]:
        if sum(map(len, mots)) < _COMMENCE or self._is_place(mots[-1]):
            return
        *avant, dernier = mots
        for phrase in self._longues:
            if len(phrase) >= len(mots) and phrase[: len(avant)] == tuple(avant) and phrase[len(avant)].startswith(dernier):
                yield phrase


#: Entries given back, unless told otherwise; words looked at, at most.
PLUS, _MOTS = 12, 8
#: With more words than that, none is taken for another mistyped once one was put aside.
_PEU = 4
#: Communes of which entries are shown, where many begin as what is typed.
_COMMUNES = 20
#: Entries of each, where many are called so.
_QUELQUES = 3
_POSTAL = re.compile(r"^\d{4,5}$")
_ARRONDISSEMENT = re.compile(r"^(\d{1,2})(?:e|er|eme|ieme|arr|ere)?$")
#: The towns of arrondissements, and how many they have.
_VILLES = {"paris": 20, "lyon": 9, "marseille": 16}
#: Their own département, which after their name is that, and not an arrondissement.
_SIENS = {"paris": "75", "lyon": "69", "marseille": "13"}
#: « leure », « daix »: an article whose apostrophe was left out, and how long that must be.
_COLLE, _ASSEZ = re.compile(r"^[ld][aeiouyh]"), 3
#: « 9.3 », « 9-3 »: the code of a département, as it is said.
_DIT = re.compile(r"\b(\d)[.-](\d)\b")
#: « c a f », « M D P H ».
_EPELE = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
#: « marie de Vitry », that nobody is called.
_MARIE = re.compile(r"^\s*marie(?=\s+d(?:e|u|es)?\b)", re.IGNORECASE)
_FIN = "\uffff"
_DU_LIEU = "lieu"
#: What a kind that is told apart by its place is, for a letter.
_IDENTIFIES = frozenset({GenreOrganisme.AUTRE, GenreOrganisme.DEPARTEMENT})


@dataclass(frozen=True, slots=True)
class Demandes:
    """What was read of it."""

    genres: tuple[str, ...]
    #: Départements that were named, by their codes.
    departements: tuple[str, ...]
    communes: tuple[LieuTrouve, ...]
    #: The words that name no kind.
    mots: tuple[str, ...]
    #: The words that name the kinds.
    phrases: tuple[tuple[str, ...], ...] = ()
    #: Who has the powers of the département, where it was named by this.
    autorite: str = ""
    #: True when a département and these communes have the same name.
    homonymes: bool = False
    #: True when some of the words that name the place had to be put aside.
    a_peu_pres: bool = False


class RechercheAnnuaire:
    """The entries, and how they are asked for. What is made of a text depends on nothing else."""

    def __init__(self, entrees: Entrees, lieux: Lieux, successions: Iterable[Succession]) -> None:
        self._entrees, self._lieux = entrees, lieux
        #: What became of those that these words were the name of.
        self._devenus = {full(split(mots)): une for une in successions if une.genre for mots in une.mots}
        self._vocabulaire = Vocabulaire([*entrees.genres.values()], lieux.is_word)
        self._par_mot: dict[str, list[int]] = {}
        self._noms = [full(split(f"{ligne.nom} {ligne.service}")) for ligne in entrees.nommees]
        for rang, noms in enumerate(self._noms):
            for mot in dict.fromkeys(noms):
                self._par_mot.setdefault(mot, []).append(rang)
        self._connus = sorted(self._par_mot)

    def search(self, texte: str, plus: int = PLUS) -> tuple[EntreeAnnuaire, ...]:
        """The entries that it may mean, each once; none for a text without words."""
        demandes = self._read(_typed(texte))
        trouvees = unique(self._answers(demandes), plus=plus)
        devenus = {une.genre: une.id for dite, une in self._devenus.items() if dite in demandes.phrases}
        if not devenus:
            return trouvees
        return tuple(entree._replace(succession=devenus.get(entree.genre, entree.succession)) for entree in trouvees)

    def lacks(self, texte: str, trouvees: Collection[EntreeAnnuaire]) -> bool:
        """True where it names kinds and none of what was found is of one of them: it only is at the same place."""
        genres = {"", *self._kinds(self._words(_typed(texte)))[1].genres}
        return len(genres) > 1 and bool(trouvees) and not any(entree.genre in genres for entree in trouvees)

    def identify(self, texte: str) -> str:
        """The one body that a name tells for sure, a kind that stands somewhere and one place, in whole words; else nothing.

        Never of a kind that there is everywhere, which tables have their own words for.
        """
        mots = split(texte)
        _, dits = self._kinds(self._words(mots))
        genre = self._entrees.genres.get(dits.genres[0]) if len(dits.genres) == 1 else None
        if genre is None or genre.portee != _DU_LIEU or genre.organisme not in _IDENTIFIES:
            return ""
        # Only then where it is, which takes longer.
        demandes = self._read(mots)
        lieux = [self._lieux.communes[lieu.commune] for lieu in demandes.communes if lieu.rang == 0]
        if demandes.a_peu_pres or len(lieux) != 1 or not self._is_said_by(demandes.mots, lieux[0]):
            return ""
        return f"{genre.id}|{lieux[0].code}" if any(True for _ in self._entrees.here(genre.id, lieux[0])) else ""

    def _is_said_by(self, mots: Sequence[str], commune: CommuneAnnuaire) -> bool:
        """True if these words are the name of the commune, all of it, its code or its postcode."""
        siens = full(split(commune.nom))
        codes = {commune.departement.lower(), *commune.postaux.split()}
        return {*siens} <= {*mots} <= {*siens, *codes}

    # What is asked

    def _words(self, mots: Sequence[str]) -> tuple[str, ...]:
        """Those that say something, each without the article that was stuck to it."""
        return tuple(part for mot in self._joined(full(_with_wards(mots))[:_MOTS]) for part in self._parted(self._unstuck(mot)))

    def _joined(self, mots: Sequence[str]) -> Iterator[str]:
        """« ca f », « mdp h »: a kind in two pieces."""
        restes = list(mots)
        while restes:
            mot = restes.pop(0)
            entier = mot + restes[0] if restes and len(mot) <= _SIGLE and len(restes[0]) <= _SIGLE else ""
            if entier and self._vocabulaire.is_kind(entier) and not self._vocabulaire.is_kind(mot):
                restes.pop(0)
                mot = entier
            yield mot

    def _parted(self, mot: str) -> tuple[str, ...]:
        """« mdphbouches », « mairieroubaix »: a kind and a place in one word."""
        if not self._is_word(mot):
            if entier := self._lieux.unglued(mot):
                return entier
            for fin in range(len(mot) - _ASSEZ, _ASSEZ - 1, -1):
                suite = mot[fin:]
                if self._vocabulaire.is_kind(mot[:fin]) and (self._lieux.names_place(suite) or self._lieux.unglued(suite)):
                    return mot[:fin], *(self._lieux.unglued(suite) or (suite,))
        return (mot,)

    def _unstuck(self, mot: str) -> str:
        colle = len(mot) >= _ASSEZ and _COLLE.match(mot) and not self._is_word(mot) and self._is_word(mot[1:])
        return mot[1:] if colle else mot

    def _is_word(self, mot: str) -> bool:
        return self._lieux.is_word(mot) or self._vocabulaire.is_word(mot)

    def _kinds(self, mots: Sequence[str]) -> tuple[tuple[str, ...], GenresDits]:
        """The départements that these words name by what they became, then the kinds that the others name.

        « Collectivité de Corse » names who answers there, where « Corse » may only be a place.
        """
        successeurs, sans = self._lieux.find_successors(mots)
        dits = self._vocabulaire.read(sans)
        pris = [mot for mot in mots if mot not in sans]
        if successeurs and dits.mots and not dits.genres and (len(pris) > 1 or any(len(mot) <= _SIGLE for mot in pris)):
            dits = dits._replace(genres=(DEPARTEMENT,))
        return successeurs, dits

    def _read(self, mots: Sequence[str]) -> Demandes:
        successeurs, dits = self._kinds(self._words(mots))
        postal = next((mot for mot in dits.mots if _POSTAL.match(mot)), "")
        codes = successeurs or tuple(code for mot in dits.mots for code in self._lieux.codes(mot))
        lettres = tuple(mot for mot in dits.mots if mot != postal and not (codes and self._lieux.codes(mot)))
        nommes, restes = self._lieux.find_departements(lettres)
        departements = codes or nommes
        communes, entiers = self._communes(restes if departements else lettres, dans=departements, postal=postal)
        # « Mayenne » is a town too.
        homonymes = bool(departements and not codes and not restes)
        if homonymes:
            communes = self._lieux.named(lettres)
        if not departements and not postal and (len(lettres) > 1 or not communes):
            departements = () if self._lieux.named(lettres) else self._lieux.begun_departements(lettres)
            communes = () if departements else communes
        autorite = self._lieux.autorites.get(successeurs[0], "") if successeurs else ""
        return Demandes(
            *(dits.genres, departements, communes, dits.mots, dits.phrases, autorite),
            homonymes=homonymes,
            a_peu_pres=not entiers,
        )

    def _communes(self, mots: Sequence[str], *, dans: Collection[str], postal: str) -> tuple[tuple[LieuTrouve, ...], bool]:
        """The communes that have all these words, or as many of them as can be; True when all of them counted."""
        if not mots and not postal:
            return (), True
        # All of them, all but one, then each: what is between would take as long as there are ways of choosing words.
        for combien in sorted({len(mots), max(len(mots) - 1, 0), min(len(mots), 1), 0 if postal else len(mots)}, reverse=True):
            fautes = combien == len(mots) or (combien > 1 and len(mots) <= _PEU)
            choix = [*combinations(mots, combien)]
            # The same without the articles that may be stuck to them: « daix en provence », though there is a Daix.
            for parmi in (
                (choix, [tuple(mot[1:] if _COLLE.match(mot) and self._is_word(mot[1:]) else mot for mot in mots)])
                if combien == len(mots)
                else (choix,)
            ):
                essais = ((self._lieux.find(gardes, dans=dans, postal=postal, fautes=fautes), gardes) for gardes in parmi)
                trouves, _ = min((essai for essai in essais if essai[0]), key=self._worth, default=((), ()))
                if trouves:
                    return tuple(trouves), combien == len(mots)
        return (), not mots

    def _worth(self, essai: tuple[Sequence[LieuTrouve], Sequence[str]]) -> tuple[int, int]:
        """Which words were worth keeping: those that are the whole name of the largest town."""
        trouves, gardes = essai
        nommees = self._lieux.named(gardes)
        return trouves[0].rang, nommees[0].commune if nommees else len(self._lieux.communes)

    # What answers

    def _answers(self, demandes: Demandes) -> Iterator[EntreeAnnuaire]:
        genres = self._entrees.genres
        for genre in demandes.genres:
            if genres[genre].portee == "pays":
                yield from self._entrees.national(genre)
        if demandes.a_peu_pres or not (demandes.communes or demandes.departements):
            yield from self._named(demandes)
        if demandes.genres:
            yield from self._of_kinds(demandes)
        yield from self._somewhere(demandes)
        yield from self._named(demandes)

    def _of_kinds(self, demandes: Demandes) -> Iterator[EntreeAnnuaire]:
        if not demandes.communes and not demandes.departements:
            # A place that nobody knows is not any other.
            if not demandes.mots:
                yield from self._everywhere(demandes.genres)
            return
        # A département and a town have the same name: the kind that is one for all of it tells which.
        if demandes.departements and (
            not demandes.communes or any(self._entrees.genres[genre].portee == "departement" for genre in demandes.genres)
        ):
            yield from self._in_departements(demandes)
        yield from sorted(self._in_communes(demandes), key=lambda entree: -_shared(demandes.mots, entree))
        yield from self._in_departements(demandes)

    def _in_communes(self, demandes: Demandes) -> Iterator[EntreeAnnuaire]:
        """In each commune; what is for the whole département only for those that are called best by what was typed."""
        meilleur = min((lieu.rang for lieu in demandes.communes), default=0)
        communes = [(lieu.rang, self._lieux.communes[lieu.commune]) for lieu in demandes.communes[:_COMMUNES]]
        meilleures = [commune for rang, commune in communes if rang == meilleur]
        autres = [commune for rang, commune in communes if rang != meilleur]
        for commune in meilleures:
            yield from (entree for genre in demandes.genres for entree in islice(self._entrees.here(genre, commune), PLUS))
        for commune in meilleures:
            yield from (
                entree for genre in demandes.genres for entree in islice(self._entrees.in_commune(genre, commune), PLUS)
            )
        for commune in autres:
            yield from (entree for genre in demandes.genres for entree in islice(self._entrees.here(genre, commune), PLUS))

    def _in_departements(self, demandes: Demandes) -> Iterator[EntreeAnnuaire]:
        for code in demandes.departements:
            for genre in demandes.genres:
                if genre in {MAIRIE, "ccas"}:
                    dans = (une for une in self._lieux.communes if une.departement == code)
                    yield from (entree for une in islice(dans, PLUS) for entree in self._entrees.in_commune(genre, une))
                else:
                    yield from self._entrees.in_departement(genre, code, demandes.autorite)

    def _everywhere(self, genres: Sequence[str]) -> Iterator[EntreeAnnuaire]:
        """The first ones of each kind in turn."""
        suites = [self._entrees.everywhere(genre) for genre in genres]
        yield from (entree for suite in suites for entree in islice(suite, PLUS))

    def _somewhere(self, demandes: Demandes) -> Iterator[EntreeAnnuaire]:
        """What is at the places that were named, whatever its kind."""
        if demandes.departements and not demandes.communes:
            yield from (entree for code in demandes.departements for entree in self._entrees.all_of(code, demandes.autorite))
            return
        communes = [(lieu, self._lieux.communes[lieu.commune]) for lieu in demandes.communes[:_COMMUNES]]
        if demandes.homonymes:
            yield from (entree for code in demandes.departements for entree in islice(self._entrees.all_of(code), 1))
        entieres = [commune for lieu, commune in communes if lieu.rang == 0 or len(communes) == 1]
        premiere = min((lieu.commune for lieu, _ in communes), default=0)
        for commune in entieres:
            seule = len(entieres) == 1 and commune is self._lieux.communes[premiere]
            yield from islice(self._entrees.all_in(commune), None if seule else _QUELQUES)
        yield from (entree for _, commune in communes for entree in self._entrees.in_commune(MAIRIE, commune))
        yield from (entree for _, commune in communes for entree in self._entrees.all_in(commune))

    # By their own names

    def _named(self, demandes: Demandes) -> Iterator[EntreeAnnuaire]:
        """Those whose name has all these words, or begins so; of the kinds that were named, if any."""
        mots = demandes.mots
        if not mots:
            return
        pivot = max(mots, key=len)
        candidats = {
            rang
            for connu in self._connus[bisect_left(self._connus, pivot) : bisect_left(self._connus, pivot + _FIN)]
            for rang in self._par_mot[connu]
        }
        for rang in sorted(candidats):
            voulue = not demandes.genres or self._entrees.nommees[rang].genre in demandes.genres
            if voulue and all(any(nom.startswith(mot) for nom in self._noms[rang]) for mot in mots):
                yield self._entrees.shown(self._entrees.nommees[rang])


def _typed(texte: str) -> list[str]:
    texte = _MARIE.sub("mairie", texte)
    return split(_EPELE.sub(lambda sigle: sigle[0].replace(" ", ""), _DIT.sub(r"\1\2", texte)))


def _shared(mots: Sequence[str], entree: EntreeAnnuaire) -> int:
    """How many of these words are in what an entry says of itself."""
    dits = split(" ".join((entree.nom, entree.service, *entree.adresse, entree.ville)))
    return sum(mot in dits for mot in mots)


def _with_wards(mots: Sequence[str]) -> list[str]:
    """« Paris 18 » and « Lyon 3ème » as the name of an arrondissement; « Paris 75 » and « Marseille 13 » are départements."""
    ville = next((mot for mot in mots if mot in _VILLES), "")
    if not ville:
        return [*mots]
    return [_ward(mot, ville) for mot in mots if mot not in {"arrondissement", "arr"}]


def _ward(mot: str, ville: str) -> str:
    trouve = _ARRONDISSEMENT.match(mot)
    if trouve is None or not 0 < int(trouve[1]) <= _VILLES[ville] or mot == _SIENS[ville]:
        return mot
    return f"{int(trouve[1])}{'er' if int(trouve[1]) == 1 else 'e'}"
