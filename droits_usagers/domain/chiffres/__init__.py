"""Figures without names: what a union may show of the dossiers it follows, and that tells nothing of anyone.

What is protected
-----------------
People. A figure that counts fewer than ten of them is never shown, and must not be found again from those that are. Requests
that an organisation makes in its own name are about nobody: they are counted exactly, apart. Who, at the desk, did what is
not read.

Who attacks
-----------
Someone who has every table of a document: the rights, the organismes, the etats, their crossings, the shares, the times, and
the documents of other years. They know this program, and what an etat implies (a passed delay is out of time). They subtract,
they solve, they use that a number is whole and never negative. They may know one person of a table, and what became of them.

What holds
----------
- People are counted, not dossiers: three requests of one person make one person. Someone not named counts as one by dossier.
- An axis names only what ten people share; the rest is « autres », which counts ten people itself, and takes in the smallest
  of the others for that if it must (`axes`). The documents never say what « autres » is made of.
- Of a crossing, a cell under ten people is merged into its line's « autres », zero included: nought would say something of
  everyone else in the line. Another cell of its line and another line of its column are merged too, those that lose least,
  until each merged cell could be at least eleven different numbers (`protection`). That is proved by exchange: two dossiers
  swap their rights, every published count stays the same, and the cell has changed. The tables by organisme stay the same
  too, since a swap of rights changes no organisme, and the other way round. It needs no solver; a test attacks it with one.
- A share is a count like any other: « out of time » and « answered » are told, or not, line by line, by the same rule. What is
  left of them once the etats that imply them are taken away counts ten people too.
- A time is told where ten people at least were as fast, and ten as slow, however many answers one of them had: a median from
  twenty answers on, a ninth decile from a hundred on. These answers can be counted by anyone in the same table, so that its
  absence says nothing of hidden cells.
- Percentages and medians are rounded: that hides nothing, and is not counted on.
- Periods are whole calendar years, that share no dossier: a year minus a half-year would be a third table that nobody
  protects.

What does not
-------------
Two documents of one year, made on two days, differ by what happened in between: whoever has both reads it. The screen says
when the figures of a year were last saved. Someone who knows the program may rule out some of the eleven values (a merged cell
is either under ten, or the least costly company for one that is): a doubt is left, not the widest one. The medians of lines
are not kept by the exchanges; ten people on each side is what protects them. That an etat appears nowhere among the people
counted is shown as it is: of those that appear, ten people at least share each.
"""

from droits_usagers.domain.chiffres.calcul import compute_chiffres
from droits_usagers.domain.chiffres.valeurs import (
    AUTRES,
    SEUIL,
    SEUIL_DECILE,
    SEUIL_MEDIANE,
    Cas,
    Chiffres,
    Coulisses,
    Dates,
    Drapeau,
    LigneChiffres,
    LignePropre,
    Personnes,
    case_of,
)

__all__ = [
    "AUTRES",
    "SEUIL",
    "SEUIL_DECILE",
    "SEUIL_MEDIANE",
    "Cas",
    "Chiffres",
    "Coulisses",
    "Dates",
    "Drapeau",
    "LigneChiffres",
    "LignePropre",
    "Personnes",
    "case_of",
    "compute_chiffres",
]
