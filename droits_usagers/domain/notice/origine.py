"""Which lines of a fiche are still those of the model it was made from, and who says that they are true here: nobody, yet.

A model is a proposal. Its lines are those of a service that does not exist, until someone of this one writes what is done
here, or says that it is so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Final

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.notice.champs import ChampFiche, Sorte, champs_of
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement

#: Nobody writes by themselves two lines of as many words as a model has them.
_LIGNES, _MOTS = 2, 4
#: What it makes a notice leave out, or say, to declare that one of these does not apply: the others follow from the bases.
DECLAREES_DITES: Final = frozenset({"dpo", "transferts", "decision_automatisee"})


@dataclass(frozen=True, slots=True)
class LigneFiche:
    """One line that a notice prints: what is said there, field by field."""

    champ: str
    mention: str
    cle: str
    #: Its words as they are written, and all that it says however it is written.
    mots: Mapping[str, str] = field(repr=False, hash=False)
    dits: Mapping[str, object] = field(repr=False, hash=False)

    def quoted(self, champs: Iterable[str]) -> str:
        """What is written in these fields; nothing where only boxes are ticked."""
        return " : ".join(self.mots[nom] for nom in champs if nom in self.mots)

    @property
    def nom(self) -> str:
        """How T.toml calls it, once someone said that it is true here."""
        texte = self.quoted(self.dits)
        return f"{self.cle} : {texte}" if texte else self.cle

    def is_from(self, modele: "LigneFiche") -> bool:
        """True if nothing that a line of a model says is said otherwise here, and some of its words still are.

        What it left blank may have been filled in, and what it said left out: what remains is its own.
        """
        memes = (self.champ, self.mention) == (modele.champ, modele.mention)
        communs = self.dits.keys() & modele.dits.keys()
        if not memes or any(self.dits[nom] != modele.dits[nom] for nom in communs):
            return False
        return not communs.isdisjoint(modele.mots or modele.dits)


@dataclass(frozen=True, slots=True)
class LigneProposee:
    """A line that is as its model has it, and whether someone said that it is true here. `texte`: what the model says of it."""

    ligne: LigneFiche
    nom: str
    texte: str = field(repr=False)
    confirmee: bool


def proposed(fiche: FicheTraitement, modeles: Mapping[str, FicheTraitement]) -> Iterator[LigneProposee]:
    """The lines of a fiche that are still those of its models, in its order. Those of a model nobody knows: all of them."""
    connus = [modeles.get(id_) for id_ in dict.fromkeys((*fiche.modeles, *_recognised(fiche, modeles)))]
    if not connus:
        return
    dits = {_bare(nom) for nom in fiche.confirmees}
    proposees = [ligne for modele in connus if modele is not None for ligne in lines_of_fiche(modele)]
    trouvees: list[tuple[LigneFiche, LigneFiche]] = []
    for ligne in lines_of_fiche(fiche):
        origine = next((une for une in proposees if ligne.is_from(une)), ligne if None in connus else None)
        if origine is not None:
            trouvees.append((ligne, origine))
    nombres = Counter(_bare(ligne.quoted(origine.dits)) for ligne, origine in trouvees)
    for ligne, origine in trouvees:
        texte = ligne.quoted(origine.dits)
        # As the window names it; or by its words alone, as they are quoted, where no other line has them.
        noms = [origine.nom, *([texte] if texte and nombres[_bare(texte)] == 1 else [])]
        yield LigneProposee(ligne, origine.nom, texte, not dits.isdisjoint(map(_bare, noms)))


def _recognised(fiche: FicheTraitement, modeles: Mapping[str, FicheTraitement]) -> Iterator[str]:
    """The models that a fiche does not name, and has lines of: it was written before fiches named them, or lost their names."""
    lignes = lines_of_fiche(fiche)
    for id_, modele in modeles.items():
        # One that does not name itself is made of lines that anyone may quote.
        if id_ in modele.modeles:
            parlantes = [une for une in lines_of_fiche(modele) if len(une.quoted(une.dits).split()) >= _MOTS]
            if sum(any(ligne.is_from(une) for ligne in lignes) for une in parlantes) >= _LIGNES:
                yield id_


@cache
def lines_of_fiche(fiche: FicheTraitement) -> tuple[LigneFiche, ...]:
    """Everything that a notice prints of a fiche, line by line."""
    return tuple(_lines(fiche))


def _lines(fiche: FicheTraitement) -> Iterator[LigneFiche]:
    for champ in champs_of(FicheTraitement):
        valeur = getattr(fiche, champ.nom)
        if champ.sorte is Sorte.MENTIONS:
            for mention in valeur:
                if mention in DECLAREES_DITES:
                    yield LigneFiche(champ.nom, mention, f"{champ.cle}_{mention}", {}, {"": mention})
        elif champ.mention and not _is_hole(valeur):
            for une in valeur if champ.has_lines else (valeur,):
                dits = dict(_told(champ, une))
                mots = {nom: dit.strip() for nom, dit in dits.items() if isinstance(dit, str) and not isinstance(dit, Enum)}
                if dits:
                    pareil = {nom: _bare(dit) for nom, dit in dits.items()}
                    yield LigneFiche(champ.nom, champ.mention, champ.cle, mots, pareil)


def _told(champ: ChampFiche, valeur: object) -> Iterator[tuple[str, object]]:
    """What a line says by itself: not what follows another line that it names."""
    if champ.sorte not in {Sorte.TABLE, Sorte.LIGNES}:
        yield champ.nom, valeur
        return
    for dedans in champs_of(champ.modele):
        dit = getattr(valeur, dedans.nom)
        if not dedans.suit and not _is_hole(dit):
            yield dedans.nom, dit


def _is_hole(valeur: object) -> bool:
    return valeur is None or valeur is A_DEMANDER or valeur in ("", ())


def _bare(valeur: object) -> object:
    """What is left of it once case, spaces and full stops are put aside: no way of writing makes a line someone's own."""
    if isinstance(valeur, tuple):
        return frozenset(map(_bare, valeur))
    if isinstance(valeur, str) and not isinstance(valeur, Enum):
        return "".join(signe for signe in fold(valeur) if signe.isalnum())
    return valeur
