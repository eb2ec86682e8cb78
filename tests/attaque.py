"""Someone who has every published table, and a solver: what they know of what is hidden."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from droits_usagers.domain.chiffres import AUTRES, Cas, Drapeau, LigneChiffres, Personnes

_RIEN = 1e-9
#: A request as they see it: by right, by organisme, by etat, answered, out of time.
Boite = tuple[str, str, str, bool, bool]


Choix = Callable[[Boite], bool]


class Attaque:
    """Knows the names on the tables, that « autres » may be any other etat, and what an etat implies."""

    def __init__(self, publie: Personnes) -> None:
        self.publie = publie
        self.droits = [ligne.cle for ligne in publie.droits] or [AUTRES]
        self.organismes = [ligne.cle for ligne in publie.organismes] or [AUTRES]
        self.etats = [*publie.etats, AUTRES] if publie.total.cellules[-1] else [*publie.etats]
        self.boites = [
            boite
            for boite in product(self.droits, self.organismes, self.etats, (False, True), (False, True))
            if is_possible(*boite[2:])
        ]
        dits = [(choix, compte) for _, choix, compte in self._counts() if compte is not None]
        self.simplexe = Simplexe([self._row(choix) for choix, _ in dits], [float(compte) for _, compte in dits])

    def hidden(self) -> Iterator[tuple[str, Choix]]:
        """What is not told of each line, and which boxes it is made of; but what the names of the columns say by themselves."""
        for nom, choix, compte in self._counts():
            tous = {choix(boite) for boite in self.boites}
            if compte is None and len(tous) > 1 and not self._is_named(choix):
                yield nom, choix

    def _is_named(self, choix: Choix) -> bool:
        """True for a flag that every column implies, or none."""
        return len({choix(boite) for boite in self.boites if self._lines_of(choix)(boite)}) == 1

    def _lines_of(self, choix: Choix) -> Choix:
        lignes = {boite[:2] for boite in self.boites if choix(boite)}
        return lambda boite: boite[:2] in lignes

    def _counts(self) -> Iterator[tuple[str, Choix, int | None]]:
        for nom, qui, ligne in self._lines():
            comptes: list[tuple[str, Choix, int | None]] = [("demandes", _always, ligne.demandes)]
            comptes += [(etat, _at(2, etat), compte) for etat, compte in zip(self.publie.etats, ligne.cellules, strict=False)]
            comptes += [("reponse", _at(3, valeur=True), ligne.reponses), ("hors_delai", _at(4, valeur=True), ligne.hors_delai)]
            for quoi, choix, compte in comptes:
                yield f"{nom} {quoi}", _both(qui, choix), compte

    def _lines(self) -> Iterator[tuple[str, Choix, LigneChiffres]]:
        yield "total", _always, self.publie.total
        yield from ((f"droit {ligne.cle}", _at(0, ligne.cle), ligne) for ligne in self.publie.droits)
        yield from ((f"organisme {ligne.cle}", _at(1, ligne.cle), ligne) for ligne in self.publie.organismes)

    def _row(self, choix: Choix) -> list[float]:
        return [float(choix(boite)) for boite in self.boites]

    def bounds(self, choix: Choix) -> tuple[float, float]:
        """The least and the most that it can be."""
        objectif = self._row(choix)
        return -self.simplexe.most([-each for each in objectif]), self.simplexe.most(objectif)


def _always(_: Boite) -> bool:
    return True


def _at(rang: int, valeur: object) -> Choix:
    return lambda boite: boite[rang] == valeur


def _both(un: Choix, autre: Choix) -> Choix:
    return lambda boite: un(boite) and autre(boite)


def is_possible(etat: str, repondue: bool, hors_delai: bool) -> bool:  # noqa: FBT001 - a fact each
    """What an etat implies."""
    if etat.startswith("repondu") or etat == "refuse":
        return repondue
    if etat == "depasse":
        return hors_delai and not repondue
    return not (etat == "en_attente" and (repondue or hors_delai)) and not (etat == "refus_tacite" and repondue)


class Simplexe:
    """The most that a sum of unknowns can be, none negative, knowing others. Bland's rule: it ends."""

    def __init__(self, lignes: Sequence[Sequence[float]], seconds: Sequence[float]) -> None:
        self._n = len(lignes[0])
        artificielles = len(lignes)
        self._tableau = [
            [*ligne, *(float(rang == autre) for autre in range(artificielles)), second]
            for rang, (ligne, second) in enumerate(zip(lignes, seconds, strict=True))
        ]
        self._base = [self._n + rang for rang in range(artificielles)]
        reste = self._maximise([0.0] * self._n + [-1.0] * artificielles, self._tableau, self._base)
        assert abs(reste) < 1e-6, "what is published must be possible"
        self._drop_artificial()

    def most(self, objectif: Sequence[float]) -> float:
        """The greatest value of a sum."""
        tableau, base = [ligne[:] for ligne in self._tableau], self._base[:]
        return self._maximise([*objectif], tableau, base)

    def _drop_artificial(self) -> None:
        gardees = []
        for rang, variable in enumerate(self._base):
            if variable >= self._n:
                pivot = next((j for j in range(self._n) if abs(self._tableau[rang][j]) > _RIEN), None)
                if pivot is None:
                    continue
                _pivot(self._tableau, self._base, rang, pivot)
            gardees.append(rang)
        self._tableau = [[*self._tableau[rang][: self._n], self._tableau[rang][-1]] for rang in gardees]
        self._base = [self._base[rang] for rang in gardees]

    @staticmethod
    def _maximise(objectif: list[float], tableau: list[list[float]], base: list[int]) -> float:
        while True:
            couts = objectif[:]
            for rang, variable in enumerate(base):
                if objectif[variable]:
                    couts = [c - objectif[variable] * a for c, a in zip(couts, tableau[rang], strict=False)]
            entrante = next((j for j, cout in enumerate(couts) if cout > _RIEN), None)
            if entrante is None:
                return sum(objectif[variable] * tableau[rang][-1] for rang, variable in enumerate(base))
            rapports = [
                (ligne[-1] / ligne[entrante], base[rang], rang) for rang, ligne in enumerate(tableau) if ligne[entrante] > _RIEN
            ]
            _pivot(tableau, base, min(rapports)[2], entrante)


def _pivot(tableau: list[list[float]], base: list[int], rang: int, colonne: int) -> None:
    pivot = tableau[rang][colonne]
    tableau[rang] = [valeur / pivot for valeur in tableau[rang]]
    for autre, ligne in enumerate(tableau):
        facteur = ligne[colonne]
        if autre != rang and abs(facteur) > _RIEN:
            tableau[autre] = [a - facteur * b for a, b in zip(ligne, tableau[rang], strict=True)]
    base[rang] = colonne


def populations(cas: Iterable[Cas], publie: Personnes) -> Mapping[tuple[str, str], set[int]]:
    """Whom each published count is about: by line (its axis and key), then by what is counted."""
    personnes: dict[tuple[str, str], set[int]] = defaultdict(set)
    droits, organismes = ({ligne.cle for ligne in lignes} for lignes in (publie.droits, publie.organismes))
    for each in cas:
        droit = each.demarche if each.demarche in droits else AUTRES
        organisme = each.organisme if each.organisme in organismes else AUTRES
        etat = each.etat if each.etat in publie.etats else AUTRES
        for ligne in ("total", f"droit {droit}", f"organisme {organisme}"):
            for quoi in (
                "demandes",
                etat,
                *(d.value for d, dit in zip(Drapeau, (each.repondue, each.hors_delai), strict=True) if dit),
            ):
                personnes[ligne, quoi].add(each.personne)
    return personnes
