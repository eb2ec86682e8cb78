"""Puts what a fiche says into our sentences. What it does not say is a hole that shows, never a blank."""

import string
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Liste, Paragraphe, SautDeLigne, Tableau, Texte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.mots.typographie import apostrophes
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    ADemander,
    Base,
    Contact,
    Droits,
    FicheTraitement,
    Finalite,
    Mot,
)

_T = TypeVar("_T")
_Valeur = Mot | Ligne

OPPOSABLES = frozenset({Base.MISSION, Base.INTERETS_LEGITIMES})


class Redaction:
    """A fiche and the sentences of one language. `bref`, `coupe`: as `ajustement.Redacteur`."""

    def __init__(self, fiche: FicheTraitement, textes: Textes, *, bref: bool = False, coupe: int | None = None) -> None:
        self.fiche = fiche
        self.textes = textes
        self.bref = bref
        self._coupe = coupe
        #: How many holes were left so far.
        self.trous = 0

    def say(self, id_: str, /, **valeurs: "_Valeur") -> Ligne:
        """A sentence of ours, with what the fiche says in its place."""
        return tuple(self._inlines(id_, valeurs))

    def _inlines(self, id_: str, valeurs: "dict[str, _Valeur]") -> "Iterable[Texte | SautDeLigne]":
        for fixe, nom, _, _ in string.Formatter().parse(self.textes(id_)):
            if fixe:
                yield Texte(fixe)
            if nom:
                valeur = valeurs[nom]
                yield from valeur if isinstance(valeur, tuple) else self.word(valeur)  # type: ignore[misc]

    def word(self, mot: Mot) -> Ligne:
        """What someone typed, or the hole that shows that nobody did."""
        if mot is not A_DEMANDER and mot.strip():
            return (Texte(apostrophes(mot.strip()), saisi=True),)
        self.trous += 1
        return (Texte(self.textes("trou.a_demander" if mot is A_DEMANDER else "trou.absent"), gras=True),)

    def paragraph(self, id_: str, /, **valeurs: "_Valeur") -> Paragraphe:
        """A sentence as a paragraph of its own."""
        return Paragraphe(self.say(id_, **valeurs))

    def hole(self, mot: Mot) -> Paragraphe:
        """A text as a paragraph of its own: most often, the hole there is instead."""
        return Paragraphe(self.word(mot))

    def each(self, valeurs: "Sequence[_T] | ADemander", write: Callable[[_T], Ligne]) -> tuple[Ligne, ...]:
        """A line for each value, or for the hole there is instead."""
        if valeurs is A_DEMANDER:
            return (self.word(A_DEMANDER),)
        return tuple(map(write, valeurs)) or (self.word(""),)

    def enumerate(self, lignes: Sequence[Ligne], *, numbered: bool = False) -> Bloc:
        """Lines as a list, cut if it must be; one alone as a paragraph."""
        lignes = self.cut(lignes)
        if len(lignes) == 1:
            return Paragraphe(lignes[0])
        return Liste(tuple((Paragraphe(ligne),) for ligne in lignes), ordonnee=numbered)

    def aside(self, lignes: Sequence[Ligne]) -> Ligne:
        """Lines side by side, cut if they must be."""
        premiere, *suite = self.cut(lignes)
        return (*premiere, *(morceau for ligne in suite for morceau in (Texte("\u00a0• "), *ligne)))

    def is_cut(self, nombre: int) -> bool:
        """True where so many lines are more than a list keeps."""
        return self._coupe is not None and nombre > self._coupe

    def cut(self, lignes: Sequence[Ligne]) -> tuple[Ligne, ...]:
        """The first lines, then how many there are in the complete notice."""
        if self._coupe is None or not self.is_cut(len(lignes)):
            return tuple(lignes)
        restent = len(lignes) - self._coupe
        id_ = "commun.et_un_autre" if restent == 1 else "commun.et_autres"
        return (*lignes[: self._coupe], self.say(id_, nombre=(Texte(str(restent)),)))

    def table(self, entetes: Sequence[str], lignes: Sequence[Sequence[Ligne]]) -> Tableau:
        """A table, its headings by id."""
        return Tableau(tuple(self.say(entete) for entete in entetes), tuple(map(tuple, lignes)))

    def reach(self, contact: "Contact | ADemander | None") -> tuple[Ligne, ...]:
        """The ways of reaching someone, each on its line."""
        if not isinstance(contact, Contact):
            return (self.word(A_DEMANDER if contact is A_DEMANDER else ""),)
        dites = (moyen for moyen in contact.coordonnees if moyen and moyen is not A_DEMANDER)
        lignes = tuple(self.word(", ".join(moyen) if isinstance(moyen, tuple) else moyen) for moyen in dites)
        return lignes or (self.word(A_DEMANDER if A_DEMANDER in contact.coordonnees else ""),)

    @property
    def responsable(self) -> Ligne:
        """Whose processing it is, in a line: the body, then its service."""
        contact = self.fiche.responsable
        if not isinstance(contact, Contact):
            return self.word(A_DEMANDER if contact is A_DEMANDER else "")
        return (
            self.say("commun.de_qui", nom=contact.nom, service=contact.service) if contact.service else self.word(contact.nom)
        )

    @property
    def version(self) -> str:
        """Which version this is; no law asks for it, so that none is no hole."""
        version = self.fiche.version
        return "" if version is A_DEMANDER else version.strip()

    @property
    def contact(self) -> Mot:
        """Whom to write to for one's rights."""
        droits = self.fiche.droits
        return droits.contact if isinstance(droits, Droits) else (A_DEMANDER if droits is A_DEMANDER else "")

    @property
    def opposables(self) -> "tuple[Finalite, ...]":
        """The purposes to which one may object."""
        finalites = self.fiche.finalites
        return () if finalites is A_DEMANDER else tuple(f for f in finalites if f.base in OPPOSABLES)

    @property
    def opposable_en_partie(self) -> bool:
        """True when the right to object does not run for every purpose: which ones is then said."""
        finalites = self.fiche.finalites
        return finalites is not A_DEMANDER and 0 < len(self.opposables) < len(finalites)

    def base(self, finalite: Finalite, table: str) -> Ligne:
        """On what a purpose rests, in our words."""
        if isinstance(finalite.base, Base):
            return self.say(f"{table}.{finalite.base.name.lower()}")
        return self.word(finalite.base or "")


def broken(lignes: Iterable[Ligne]) -> Ligne:
    """Lines one under the other, in one paragraph."""
    sortie: list[Texte | SautDeLigne] = []
    for rang, ligne in enumerate(lignes):
        sortie += [SautDeLigne()] if rang else []
        sortie += ligne  # type: ignore[arg-type]
    return tuple(sortie)


def strong(ligne: Ligne) -> Ligne:
    """The same in bold."""
    return tuple(Texte(i.texte, gras=True, italique=i.italique, saisi=i.saisi) if isinstance(i, Texte) else i for i in ligne)
