"""The rights that a notice may promise: those the fiche offers and its legal bases open, no other."""

from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Paragraphe, Texte
from droits_usagers.domain.notice.traitements import A_DEMANDER, ADemander, Base, DroitNotice, Droits
from droits_usagers.letters.notice.parties import bullets
from droits_usagers.letters.notice.redaction import OPPOSABLES, Redaction
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

#: Opened by some bases only.
_OUVERTS: Final = {
    DroitNotice.OPPOSITION: OPPOSABLES,
    DroitNotice.PORTABILITE: frozenset({Base.CONSENTEMENT, Base.CONTRAT}),
    DroitNotice.RETRAIT: frozenset({Base.CONSENTEMENT}),
}


def offered(redaction: Redaction) -> "tuple[DroitNotice, ...] | ADemander":
    """The rights to tell, in the order in which people use them; objection is told apart."""
    droits = redaction.fiche.droits
    if not isinstance(droits, Droits):
        return A_DEMANDER if droits is A_DEMANDER else ()
    if droits.offerts is A_DEMANDER:
        return A_DEMANDER
    return tuple(
        droit
        for droit in DroitNotice
        if droit is not DroitNotice.OPPOSITION and droit in droits.offerts and _is_open(droit, redaction.fiche.bases)
    )


def _is_open(droit: DroitNotice, bases: frozenset[Base]) -> bool:
    return droit not in _OUVERTS or bool(bases & _OUVERTS[droit])


def rights(redaction: Redaction, forme: str) -> tuple[Ligne, ...]:
    """A line for each."""
    return redaction.each(offered(redaction), lambda droit: redaction.say(f"{forme}.{droit}"))


def objection(redaction: Redaction, forme: str, *phrases: str, volet: str = "") -> tuple[PartieNotice, ...]:
    """The frame of the right to object, where some purpose opens it; which ones, when it is not all."""
    if not redaction.opposables:
        return ()
    blocs: list[Bloc] = [redaction.paragraph(f"{forme}.{phrase}") for phrase in phrases or ("opposition_texte",)]
    if not is_offered(redaction):
        droits = redaction.fiche.droits
        demande = droits is A_DEMANDER or (isinstance(droits, Droits) and droits.offerts is A_DEMANDER)
        blocs = [redaction.hole(A_DEMANDER if demande else "")]
    elif redaction.opposable_en_partie:
        # A short sentence a line, where that is the rule.
        numeros = f"{forme}.opposition_numeros"
        if numeros in redaction.textes and is_numbered(redaction):
            blocs.append(redaction.paragraph(numeros, numeros=(Texte(_numbers(redaction)),)))
        else:
            blocs += _only_for(redaction, f"{forme}.opposition_pour", en_ligne=not phrases)
    titre = redaction.say(f"{forme}.opposition")
    return (PartieNotice("opposition", GenrePartie.CADRE, titre, tuple(blocs), picto="opposition", volet=volet),)


def _only_for(redaction: Redaction, id_: str, *, en_ligne: bool) -> tuple[Bloc, ...]:
    """The purposes to which one may object; `en_ligne`: on the same line when there is only one."""
    lignes = redaction.each(redaction.opposables, lambda finalite: redaction.word(finalite.libelle))
    if not en_ligne:
        return redaction.paragraph(id_), bullets(lignes)
    if len(lignes) == 1:
        return (Paragraphe((*redaction.say(id_), Texte(" "), *lignes[0])),)
    return redaction.paragraph(id_), redaction.enumerate(lignes)


def is_numbered(redaction: Redaction) -> bool:
    """True where several purposes, and not all, are open to objection: a number is shorter than saying each again."""
    finalites = redaction.fiche.finalites
    return (
        finalites is not A_DEMANDER
        and redaction.opposable_en_partie
        and len(redaction.opposables) > 1
        and not redaction.is_cut(len(finalites))
        and is_offered(redaction)
    )


def _numbers(redaction: Redaction) -> str:
    finalites = redaction.fiche.finalites
    buts = () if finalites is A_DEMANDER else finalites
    return ", ".join(str(rang) for rang, finalite in enumerate(buts, 1) if finalite.base in OPPOSABLES)


def is_offered(redaction: Redaction) -> bool:
    """True when the fiche says that one may object."""
    droits = redaction.fiche.droits
    return isinstance(droits, Droits) and droits.offerts is not A_DEMANDER and DroitNotice.OPPOSITION in droits.offerts
