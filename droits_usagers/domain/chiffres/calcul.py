"""From requests to what may be published of them: axes, crossings, times."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import ge, le
from statistics import median
from typing import TypeVar

from droits_usagers.domain.chiffres.protection import (
    DRAPEAUX,
    AxeChiffres,
    Casier,
    GrilleChiffres,
    GroupeCompte,
    Implications,
    Protection,
    name_axis,
)
from droits_usagers.domain.chiffres.valeurs import (
    AUTRES,
    SEUIL,
    SEUIL_DECILE,
    SEUIL_MEDIANE,
    Cas,
    Chiffres,
    Coulisses,
    Drapeau,
    LigneChiffres,
    LignePropre,
    Personnes,
)
from droits_usagers.domain.dossier.etats import Etat

_T = TypeVar("_T")

#: As many as one reads on a page; the organismes after them are among « autres ».
_LIGNES_AU_PLUS = {"demarche": 15, "organisme": 12, "etat": 15}
_TOUT = "total"
_REPONDUS = frozenset({Etat.REPONDU_COMPLET, Etat.REPONDU_PARTIEL, Etat.REFUSE})
_ATTENTES = frozenset({Etat.EN_ATTENTE_DE_RECEPTION, Etat.EN_ATTENTE, Etat.SUSPENDU, Etat.PROLONGE})
_SANS_REPONSE = _ATTENTES | {Etat.BROUILLON, Etat.A_ENVOYER, Etat.DEPASSE, Etat.REFUS_TACITE}
#: What each etat says by itself of an answer, and of their last day.
_IMPLICATIONS = Implications(
    toujours={Drapeau.REPONSE: frozenset(_REPONDUS), Drapeau.HORS_DELAI: frozenset({Etat.DEPASSE.value})},
    jamais={Drapeau.REPONSE: frozenset(_SANS_REPONSE), Drapeau.HORS_DELAI: frozenset(_ATTENTES)},
)


def compute_chiffres(cas: Iterable[Cas], annee: int, au: dt.date) -> tuple[Chiffres, Coulisses]:
    """What may be published of the requests of a year, and what was merged for that."""
    liste = [*cas]
    personnes = [each for each in liste if not each.en_propre]
    tableaux = _Tableaux(personnes)
    publie = tableaux.publish() if tableaux.publiable else None
    coulisses = tableaux.coulisses if publie else Coulisses(trop_peu=bool(personnes))
    return Chiffres(annee, au, publie, _own([each for each in liste if each.en_propre])), coulisses


@dataclass(frozen=True, slots=True)
class _Croisement:
    """A crossing that is protected, and its axis."""

    axe: AxeChiffres
    grille: GrilleChiffres
    cas: Mapping[str, list[Cas]]


class _Tableaux:
    """The tables about people."""

    def __init__(self, cas: Sequence[Cas]) -> None:
        self._cas = cas
        self.publiable = len({each.personne for each in cas}) >= SEUIL
        self.coulisses = Coulisses()
        #: The flags that the total tells.
        self._connus: tuple[Drapeau, ...] = ()
        self._etats = _axis(cas, "etat")

    def publish(self) -> Personnes:
        """All of them. Raises nothing, whatever the requests."""
        total = self._total()
        self._connus = tuple(drapeau for drapeau in DRAPEAUX if drapeau not in total.grille.tus[_TOUT])
        croisements = [self._cross(_axis(self._cas, nom), _reader(nom), self._connus) for nom in ("demarche", "organisme")]
        self.coulisses = _merged_in(self._etats, croisements)
        (ligne,) = self._lines(total)
        droits, organismes = (self._lines(each) if len(each.axe.cles) > 1 else () for each in croisements)
        return Personnes(self._etats.nommees, ligne, droits, organismes)

    def _total(self) -> _Croisement:
        """All lines together. A column that cannot be told apart in it is one of the others, for every line."""
        while True:
            total = self._cross(AxeChiffres((_TOUT,)), lambda _: _TOUT, DRAPEAUX)
            repliees = total.grille.cachees[_TOUT] - {AUTRES}
            if not repliees:
                return total
            nommees = tuple(etat for etat in self._etats.nommees if etat not in repliees)
            self._etats = AxeChiffres(nommees, (*sorted(repliees), *self._etats.autres))

    def _cross(self, axe: AxeChiffres, place: Callable[[Cas], str], connus: Sequence[Drapeau]) -> _Croisement:
        cas: dict[str, list[Cas]] = {cle: [] for cle in axe.cles}
        for each in self._cas:
            cas[axe.place(place(each))].append(each)
        contenu = {cle: self._boxes(liste) for cle, liste in cas.items()}
        grille = GrilleChiffres(axe.cles, self._etats.cles, contenu, _IMPLICATIONS)
        Protection(grille, connus).settle()
        return _Croisement(axe, grille, cas)

    def _boxes(self, cas: Iterable[Cas]) -> dict[Casier, GroupeCompte]:
        return _groups(cas, lambda each: Casier(self._etats.place(each.etat), (each.repondue, each.hors_delai)))

    def _lines(self, croisement: _Croisement) -> tuple[LigneChiffres, ...]:
        return tuple(self._line(croisement, cle) for cle in croisement.axe.cles)

    def _line(self, croisement: _Croisement, cle: str) -> LigneChiffres:
        grille, cas = croisement.grille, croisement.cas[cle]
        cachees, tus = grille.cachees[cle], grille.tus[cle]
        cellules = [None if etat in cachees else grille.count(cle, etat) for etat in self._etats.nommees]
        reste = len(cas) - sum(cellule or 0 for cellule in cellules)
        reponses = None if Drapeau.REPONSE in tus else grille.flagged(cle, Drapeau.REPONSE)
        repondus = zip(self._etats.nommees, cellules, strict=True)
        certain = reponses or sum(cellule or 0 for etat, cellule in repondus if etat in _REPONDUS)
        mediane, decile, estimee = _times(cas, certain)
        return LigneChiffres(
            cle="" if cle == _TOUT and croisement.axe.nommees == (_TOUT,) else cle,
            demandes=len(cas),
            cellules=(*cellules, reste or None),
            reponses=reponses,
            hors_delai=None if Drapeau.HORS_DELAI in tus else grille.flagged(cle, Drapeau.HORS_DELAI),
            mediane=mediane,
            decile=decile,
            estimee=estimee,
        )


def _axis(cas: Iterable[Cas], nom: str) -> AxeChiffres:
    return name_axis(_groups(cas, _reader(nom)), au_plus=_LIGNES_AU_PLUS[nom])


def _reader(nom: str) -> Callable[[Cas], str]:
    return lambda cas: str(getattr(cas, nom))


def _groups(cas: Iterable[Cas], place: Callable[[Cas], _T]) -> dict[_T, GroupeCompte]:
    listes: dict[_T, list[int]] = defaultdict(list)
    for each in cas:
        listes[place(each)].append(each.personne)
    return {cle: GroupeCompte(len(personnes), frozenset(personnes)) for cle, personnes in listes.items()}


def _times(cas: Iterable[Cas], certain: int) -> tuple[int | None, int | None, bool]:
    """The median and the ninth decile, if ten people are on each side. `certain`: how many answers anyone can count."""
    dits = [(each.jours, each.personne) for each in cas if each.jours is not None]
    jours = sorted(duree for duree, _ in dits)
    personnes = len({personne for _, personne in dits})

    def told(seuil: int, temps: Callable[[], float]) -> int | None:
        if certain < seuil or personnes < seuil:
            return None
        valeur = temps()
        # Someone with many answers could be all there is on one side: it would be their own time.
        rapides, lents = ({qui for duree, qui in dits if cote(duree, valeur)} for cote in (le, ge))
        return _rounded(valeur) if min(len(rapides), len(lents)) >= SEUIL else None

    mediane = told(SEUIL_MEDIANE, lambda: median(jours))
    if mediane is None:
        return None, None, False
    decile = told(SEUIL_DECILE, lambda: jours[-(-9 * len(jours) // 10) - 1])
    return mediane, decile, any(each.estimee for each in cas if each.jours is not None)


def _rounded(jours: float) -> int:
    """Half a day is a day."""
    return int(jours + 0.5)


def _own(cas: Sequence[Cas]) -> tuple[LignePropre, ...]:
    """Exact: they are about nobody."""
    droits: dict[str, list[Cas]] = defaultdict(list)
    for each in cas:
        droits[each.demarche].append(each)
    return tuple(_own_line(cle, droits[cle]) for cle in sorted(droits, key=lambda cle: (-len(droits[cle]), cle)))


def _own_line(cle: str, cas: Sequence[Cas]) -> LignePropre:
    jours = [each.jours for each in cas if each.jours is not None]
    return LignePropre(
        cle=cle,
        demandes=len(cas),
        reponses=sum(each.repondue for each in cas),
        hors_delai=sum(each.hors_delai for each in cas),
        mediane=_rounded(median(jours)) if jours else None,
        estimee=any(each.estimee for each in cas),
    )


def _merged_in(etats: AxeChiffres, croisements: Sequence[_Croisement]) -> Coulisses:
    droits, organismes = croisements
    lus = [croisement.grille for croisement in croisements if len(croisement.axe.cles) > 1]
    return Coulisses(
        etats=tuple(sorted(etats.autres)),
        droits=tuple(sorted(droits.axe.autres)),
        organismes=tuple(sorted(organismes.axe.autres)),
        cellules=sum(len(cachees - {AUTRES}) for grille in lus for cachees in grille.cachees.values()),
        parts=sum(len(tus) for grille in lus for tus in grille.tus.values()),
    )
