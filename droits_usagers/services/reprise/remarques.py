"""What is written freely on the lines of a table, and what a person made of it: until they have read it, no home is written to.

Some of it is heard as a warning without anyone; that the rest is none, only someone who reads it can say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.services.reprise.trouvailles import A_LIRE, ENTENDUE, ENTENDUE_PEUT_ETRE, tidy

if TYPE_CHECKING:
    from droits_usagers.services.reprise.lignes import LigneReprise
    from droits_usagers.services.reprise.reprise import Essai


@dataclass(frozen=True, slots=True)
class RemarqueMontree:
    """The same words, once, with the lines where they are."""

    texte: str = field(repr=False)
    entendue: bool
    lignes: tuple[int, ...]


def remarks_of(essai: "Essai") -> tuple[RemarqueMontree, ...]:
    """Those of the lines that may be taken over, in the order of the table; those that are heard come first."""
    lignes = sorted((*essai.a_reprendre, *(double.ligne for double in essai.doublons)), key=lambda ligne: ligne.numero)
    numeros: dict[str, list[int]] = {}
    entendues: set[str] = set()
    for ligne in lignes:
        for une in ligne.remarques:
            numeros.setdefault(une.texte, []).append(ligne.numero)
            entendues.update([une.texte] if une.entendue else [])
    dites = (RemarqueMontree(texte, texte in entendues, tuple(ou)) for texte, ou in numeros.items())
    # Nor does anything come before what is about every line.
    return tuple(sorted(dites, key=lambda une: not une.entendue and len(une.lignes) < len(lignes)))


def decide(essai: "Essai", decisions: Mapping[str, bool]) -> "Essai":
    """The dry run once someone said of these words whether they withhold the address: what nobody spoke of still does."""
    return replace(
        essai,
        a_reprendre=tuple(_decided(ligne, decisions) for ligne in essai.a_reprendre),
        doublons=tuple(replace(double, ligne=_decided(double.ligne, decisions)) for double in essai.doublons),
    )


def _decided(ligne: "LigneReprise", decisions: Mapping[str, bool]) -> "LigneReprise":
    nouveau = ligne.nouveau
    if nouveau is None or nouveau.demande.concerne is None or decisions.keys().isdisjoint(une.texte for une in ligne.remarques):
        return ligne
    tue = any(decisions.get(une.texte, True) for une in ligne.remarques)
    gardes = [
        (doute, cellule)
        for doute, cellule in zip(ligne.doutes, nouveau.a_verifier, strict=True)
        if doute.id not in {ENTENDUE_PEUT_ETRE, A_LIRE} or decisions.get(tidy(doute.valeur), True)
    ]
    concerne = replace(nouveau.demande.concerne, adresse_protegee=tue)
    return replace(
        ligne,
        nouveau=replace(
            nouveau,
            demande=replace(nouveau.demande, concerne=concerne),
            a_verifier=tuple(cellule for _, cellule in gardes),
        ),
        doutes=tuple(doute for doute, _ in gardes),
        avis=tuple(avis for avis in ligne.avis if tue or avis.id != ENTENDUE),
        remarques=tuple(une for une in ligne.remarques if une.texte not in decisions),
    )
