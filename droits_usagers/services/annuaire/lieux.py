"""Communes and départements, by their words, their codes and their postcodes."""

import itertools
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple, TypeVar

from droits_usagers.domain.personnes.annuaire import Succession
from droits_usagers.services.annuaire.lecture import CommuneAnnuaire, DepartementAnnuaire
from droits_usagers.services.annuaire.mots import alike, full, is_alike, split

_T = TypeVar("_T")
#: Communes given back, at most; the two letters under which those that begin so are known beforehand.
_PLUS, _DEBUT = 40, 2
#: More unknown words than that name nothing that is here.
_INCONNUS = 2
#: A whole name goes before longer ones that have it, unless those are of towns that many times as large.
_ENTIER = 8
#: The digits of a postcode that tell a part of a département.
ZONE = 3
#: From that many letters, the beginning of a word of a département is enough.
_COMMENCE = 3
#: A name no longer than that is never mistyped: « Lot » would be half of the country.
_COURT = 4
#: Corrections tried for words that go together nowhere.
_ESSAIS = 12
#: After every word that begins so.
_FIN = "\uffff"
#: Those of Paris, Lyon and Marseille; and the parts of a town that are called as if they were communes: Hellemmes and Lomme.
_VILLES = {"751": "75056", "693": "69123", "132": "13055"}
_ASSOCIEES = {"59298": "59350", "59355": "59350"}
#: In a name no longer than that, the first letter is right.
_PREMIERE = 5
#: Beside other words of a name, one that begins so may be cut short or ended badly.
_COMMUN = 5
_CORSE = {"20": ("2A", "2B")}


class LieuTrouve(NamedTuple):
    """A commune that was found, by its rank; `rang`: 0 for its whole name, 1 for whole words, 2 for beginnings, 3 mistyped."""

    rang: int
    commune: int


class Lieux:
    """Places, in memory. Communes are known by their rank, the most inhabited first."""

    def __init__(
        self,
        communes: Sequence[CommuneAnnuaire],
        departements: Sequence[DepartementAnnuaire],
        successions: Mapping[str, Succession],
    ) -> None:
        self.communes, self.departements = communes, {un.code: un for un in departements}
        self.rangs = {une.code: rang for rang, une in enumerate(communes)}
        self._par_postal = _ranks((postal, rang) for rang, une in enumerate(communes) for postal in une.postaux.split())
        self._arrondissements = {
            ville: [code for code in self.rangs if code.startswith(debut)] for debut, ville in _VILLES.items()
        }
        self._postaux = sorted(self._par_postal)
        #: The départements, that of the most inhabited commune first.
        self.codes_by_size = tuple(dict.fromkeys(une.departement for une in communes))
        self._mots_departements = {un.code: full(split(un.nom)) for un in departements}
        self._autres = [
            (full(split(mots)), un.code)
            for un in departements
            if un.succession in successions
            for mots in (un.autorite, *successions[un.succession].mots)
            if mots
        ]
        #: Who has the powers of a département in a part of it, by the code of this one.
        self.autorites = {une.departement: une.autorite for une in communes if une.autorite}

    # Made with the first words that are looked for: whoever has a code or a postcode does without.

    @cached_property
    def _mots(self) -> list[tuple[str, ...]]:
        return [full(split(une.nom)) or tuple(split(une.nom)) for une in self.communes]

    @cached_property
    def _entiers(self) -> dict[tuple[str, ...], list[int]]:
        return _ranks((mots, rang) for rang, mots in enumerate(self._mots))

    @cached_property
    def _par_mot(self) -> dict[str, list[int]]:
        return _ranks((mot, rang) for rang, mots in enumerate(self._mots) for mot in dict.fromkeys(mots))

    @cached_property
    def _connus(self) -> list[str]:
        return sorted(self._par_mot)

    @cached_property
    def _debuts(self) -> dict[str, list[int]]:
        return {
            debut: nsmallest(_PLUS, self._all(debut)) for debut in {mot[:fin] for mot in self._connus for fin in (1, _DEBUT)}
        }

    @cached_property
    def _colles(self) -> dict[str, tuple[str, ...]]:
        """Names of several words, as one: of the most inhabited that is written so."""
        ecrits = ((split(une.nom), mots) for une, mots in zip(self.communes, self._mots, strict=True))
        noms = [(mots, siens) for mots, siens in ecrits if len(mots) > 1]
        return {"".join(mots): siens for mots, siens in reversed(noms)}

    # By code

    def commune(self, code: str) -> CommuneAnnuaire | None:
        """The commune of that code, if it is known."""
        rang = self.rangs.get(code)
        return None if rang is None else self.communes[rang]

    def whole(self, commune: CommuneAnnuaire) -> CommuneAnnuaire:
        """The commune itself: that of an arrondissement is the whole town."""
        ville = _VILLES.get(commune.code[:3]) or _ASSOCIEES.get(commune.code, "")
        return self.commune(ville) or commune if not commune.siren else commune

    def at(self, code_postal: str) -> tuple[CommuneAnnuaire, ...]:
        """The communes of a postcode, the most inhabited first; none for that of a cedex."""
        return tuple(self.communes[rang] for rang in self._par_postal.get(code_postal, ()) if self.communes[rang].siren)

    def departement_around(self, code_postal: str) -> str:
        """The code of the département of the postcodes that begin the same: a cedex has none of its own. Empty for none."""
        voisines = self._of_postal(code_postal[:ZONE]) if len(code_postal) > ZONE else []
        return self.communes[voisines[0]].departement if voisines else ""

    def codes(self, mot: str) -> tuple[str, ...]:
        """The départements that a word is the code of."""
        code = mot.upper()
        return _CORSE.get(code) or ((code,) if code in self.departements else ())

    # By words

    def find_departements(self, mots: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The départements whose whole name is among these words, the longest name; and the words that are left."""
        return self._longest(((noms, code) for code, noms in self._mots_departements.items()), mots)

    def find_successors(self, mots: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The same by the names of what départements became, and the words people have for it."""
        return self._longest(self._autres, mots)

    def _longest(
        self, nommes: Iterable[tuple[tuple[str, ...], str]], mots: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the longest names that are among these words, and the words that are left."""
        trouves = [
            # « Loiret » is not « Loire » with a letter too many.
            ((len(noms), all(nom in mots for nom in noms)), code, restes)
            for noms, code in nommes
            if (restes := self._without(noms, mots)) is not None
        ]
        meilleur = max((trouve[0] for trouve in trouves), default=(0, False))
        gardes = [trouve for trouve in trouves if trouve[0] == meilleur]
        return tuple(dict.fromkeys(code for _, code, _ in gardes)), gardes[0][2] if gardes else tuple(mots)

    def _without(self, noms: Sequence[str], mots: Sequence[str]) -> tuple[str, ...] | None:
        """What is left of these words once a whole name is taken from them, mistyped or not; None when it is not among them."""
        if not noms or len(noms) > len(mots):
            return None
        restes = list(mots)
        for nom in noms:
            pris = nom if nom in restes else next(self._mistaken(nom, restes, seul=len(noms) == 1), None)
            if pris is None:
                return None
            restes.remove(pris)
        return tuple(restes)

    def _mistaken(self, nom: str, mots: Sequence[str], *, seul: bool) -> Iterator[str]:
        """The words that may be this one mistyped; alone, a town that is called so is meant."""
        if len(nom) > _COURT:
            semblables = (mot for mot in mots if is_alike(mot, nom) and not (seul and self.is_word(mot)))
            yield from (mot for mot in semblables if len(nom) > _PREMIERE or mot[:1] == nom[:1])
            # « Loire atlantik », « Alpes marit ».
            yield from (mot for mot in mots if not seul and mot[:_COMMUN] == nom[:_COMMUN] and not self.is_word(mot))

    def named(self, mots: Sequence[str]) -> tuple[LieuTrouve, ...]:
        """The communes that are called by these words, all of them and no other."""
        return tuple(LieuTrouve(0, rang) for rang in self._entiers.get(tuple(mots), ()))

    def called(self, nom: str) -> tuple[CommuneAnnuaire, ...]:
        """The same, for a name as it is written; those that are still communes."""
        communes = (self.communes[lieu.commune] for lieu in self.named(full(split(nom))))
        return tuple(commune for commune in communes if commune.siren)

    def parts(self, commune: CommuneAnnuaire) -> tuple[str, ...]:
        """The codes under which what stands in a commune may be: its own, and those of its arrondissements or of its town."""
        return tuple(dict.fromkeys((commune.code, self.whole(commune).code, *self._arrondissements.get(commune.code, ()))))

    def begun_departements(self, mots: Sequence[str]) -> tuple[str, ...]:
        """Those whose name these words are the beginning of, in order."""
        if not mots or max(map(len, mots)) < _COMMENCE:
            return ()
        return tuple(
            code
            for code, noms in self._mots_departements.items()
            if len(mots) <= len(noms) and all(nom.startswith(mot) for mot, nom in zip(mots, noms, strict=False))
        )

    def find(
        self, mots: Sequence[str], *, dans: Collection[str] = (), postal: str = "", fautes: bool = True
    ) -> list[LieuTrouve]:
        """The communes that have all these words or begin so, the best first; `dans`: in these départements only.

        When there is none and `fautes` allows it, those that have words like these.
        """
        base = self._of_postal(postal) if postal else None
        if not mots:
            # « 75018 » is an arrondissement before it is Paris.
            return [LieuTrouve(0, rang) for rang in sorted(base or (), key=lambda rang: (not self._is_ward(rang), rang))]
        trouves = self._having(mots, dans, base) or (self._mistyped(mots, dans, base) if fautes else [])
        return self._promoted(sorted(trouves, key=self._order)[:_PLUS])

    def _is_ward(self, rang: int) -> bool:
        une = self.communes[rang]
        return (
            une.code[:3] in _VILLES
            and une.code not in _VILLES.values()
            and not une.siren
            and "arrondissement" in self._mots[rang]
        )

    def _order(self, lieu: LieuTrouve) -> tuple[bool, int, int]:
        """Whole words before beginnings; then where more people live."""
        poids = self.communes[lieu.commune].population * (1 if lieu.rang else _ENTIER)
        return lieu.rang > 1, -poids, lieu.commune

    def _promoted(self, trouves: Sequence[LieuTrouve]) -> list[LieuTrouve]:
        """The first one is what is meant, when its words are whole."""
        return [lieu._replace(rang=0) if not rang and lieu.rang == 1 else lieu for rang, lieu in enumerate(trouves)]

    def _of_postal(self, postal: str) -> list[int]:
        debut, fin = bisect_left(self._postaux, postal), bisect_left(self._postaux, postal + _FIN)
        rangs = {rang for code in self._postaux[debut:fin] for rang in self._par_postal[code]}
        return nsmallest(_PLUS, rangs)

    def _having(self, mots: Sequence[str], dans: Collection[str], base: Collection[int] | None) -> list[LieuTrouve]:
        parmi = self._candidates(mots) if base is None else base
        voulus = (rang for rang in parmi if not dans or self.communes[rang].departement in dans)
        gardes = itertools.islice((rang for rang in voulus if base is None or _all_in(mots, self._mots[rang])), _PLUS)
        entiers = [
            rang
            for rang in self._entiers.get(tuple(mots), ())
            if (not dans or self.communes[rang].departement in dans) and (base is None or rang in base)
        ]
        return [LieuTrouve(self._rank(mots, rang), rang) for rang in dict.fromkeys((*entiers, *gardes))]

    def _rank(self, mots: Sequence[str], rang: int) -> int:
        siens = self._mots[rang]
        if tuple(mots) == siens:
            return 0
        return 1 if all(mot in siens for mot in mots) else 2

    def _candidates(self, mots: Sequence[str]) -> Iterable[int]:
        """Those that have or begin like every word, the most inhabited first; the first ones only, for a single short word."""
        pivot = min(mots, key=self._weight)
        if len(mots) == 1:
            return self._debuts.get(pivot, ()) if len(pivot) <= _DEBUT else sorted(self._all(pivot))
        autres = [mot for mot in mots if mot is not pivot]
        return [rang for rang in sorted(self._all(pivot)) if _all_in(autres, self._mots[rang])]

    def _range(self, debut: str) -> list[str]:
        return self._connus[bisect_left(self._connus, debut) : bisect_left(self._connus, debut + _FIN)]

    def _weight(self, mot: str) -> int:
        return sum(len(self._par_mot[connu]) for connu in self._range(mot))

    def _all(self, debut: str) -> set[int]:
        return set(itertools.chain.from_iterable(self._par_mot[connu] for connu in self._range(debut)))

    def _mistyped(self, mots: Sequence[str], dans: Collection[str], base: Collection[int] | None) -> list[LieuTrouve]:
        """The same with other words in the place of those that nothing is called by."""
        proches = [rang for place in range(len(mots)) for rang in self._but_one(mots, place, dans)] if len(mots) > 1 else []
        if proches and base is None:
            return [LieuTrouve(3, rang) for rang in dict.fromkeys(proches)]
        inconnus = [mot for mot in mots if not self._range(mot)]
        essais = self._corrected(mots, inconnus) if 0 < len(inconnus) <= _INCONNUS else ()
        trouves = {lieu.commune: None for essai in essais for lieu in sorted(self._having(essai, dans, base))}
        return [LieuTrouve(3, rang) for rang in trouves]

    def _but_one(self, mots: Sequence[str], place: int, dans: Collection[str]) -> Iterator[int]:
        """Those that have every word but one, which is one of theirs mistyped."""
        faux = mots[place]
        if faux in self._par_mot:
            return
        for rang in self._candidates([*mots[:place], *mots[place + 1 :]]):
            voulue = not dans or self.communes[rang].departement in dans
            if voulue and any(is_alike(faux, nom) for nom in self._mots[rang]):
                yield rang

    def _corrected(self, mots: Sequence[str], inconnus: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """These words, with one known in the place of each that is not."""
        proches = [alike(mot, self._connus)[: _ESSAIS // len(inconnus)] for mot in inconnus]
        for choisis in itertools.product(*proches):
            corriges = dict(zip(inconnus, choisis, strict=True))
            yield tuple(corriges.get(mot, mot) for mot in mots)

    def unglued(self, mot: str) -> tuple[str, ...]:
        """The words of the commune whose name is written as one: « basseterre ». None for any other."""
        return self._colles.get(mot, ())

    def names_place(self, mot: str) -> bool:
        """True if some commune or département has this very word in its name."""
        return self.is_word(mot) or any(mot in noms for noms in self._mots_departements.values())

    def is_word(self, mot: str) -> bool:
        """True if some commune has this very word in its name."""
        return mot in self._par_mot


def _ranks(paires: Iterable[tuple[_T, int]]) -> dict[_T, list[int]]:
    """By key, the ranks that have it, in order."""
    trouves: dict[_T, list[int]] = {}
    for cle, rang in paires:
        trouves.setdefault(cle, []).append(rang)
    return trouves


def _all_in(mots: Sequence[str], noms: Sequence[str]) -> bool:
    return all(any(nom.startswith(mot) for nom in noms) for mot in mots)
