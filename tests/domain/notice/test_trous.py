"""Whatever is missing, vague or to be asked in a notice, one is told of which mention, and what to do about it."""

import itertools
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from typing import Any

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice import Statut, check_notice, missing
from droits_usagers.domain.notice.champs import PartieFiche, champs_of
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Base,
    DecisionAutomatisee,
    Donnee,
    DroitNotice,
    FicheTraitement,
    Transfert,
)
from tests.chaque import chaque
from tests.domain.notice.test_mentions import DROITS, SAINE, without

#: A fiche where all that may be said is said.
PLEINE = replace(
    SAINE,
    sans_objet=(),
    donnees=(
        *(Donnee("Ressources", sensible=False, obligatoire=True, consequence="La demande ne peut pas être instruite."),),
        *(Donnee("Santé", sensible=True, exception="9.2.h", obligatoire=False),),
    ),
    transferts=(Transfert("Canada", "Décision d'adéquation"),),
    decision=DecisionAutomatisee(existe=True, logique="Un barème additionne les ressources."),
    droits=replace(DROITS, moins_de_15_ans=True, offerts=tuple(DroitNotice)),
)


def holed(valeur: Any) -> Iterator[Any]:  # noqa: ANN401 - any value of a fiche
    """The same with one thing to be asked, emptied, or that says nothing; in each of its lines too."""
    for champ in champs_of(type(valeur)):
        tenu = getattr(valeur, champ.nom)
        autres: list[Any] = [A_DEMANDER] if champ.inconnu else []
        if isinstance(tenu, bool):
            autres += [None, not tenu]
        elif isinstance(tenu, str):
            autres += ["", "etc."]
        elif isinstance(tenu, tuple):
            autres.append(())
            autres += [
                (*tenu[:rang], autre, *tenu[rang + 1 :])
                for rang, un in enumerate(tenu)
                if is_dataclass(un)
                for autre in holed(un)
            ]
        elif is_dataclass(tenu):
            autres += [None, *holed(tenu)]
        yield from (replace(valeur, **{champ.nom: autre}) for autre in autres)


def every_fiche() -> Iterator[FicheTraitement]:
    """The whole one, each of its holes, and those of its purpose on each other basis."""
    yield from (PLEINE, *holed(PLEINE))
    (but,) = SAINE.finalites if isinstance(SAINE.finalites, tuple) else ()
    for base in Base:
        autre = replace(but, base=base)
        yield from (replace(PLEINE, finalites=(une,)) for une in (autre, *holed(autre)))


def test_each_hole_is_told_with_what_to_do_about_it(catalogue: Catalogue) -> None:
    for fiche in every_fiche():
        for constat in check_notice(fiche, catalogue.mentions):
            assert constat.statut is Statut.PRESENTE or constat.conseil, constat
            assert not constat.conseil or f"mentions.conseils.{constat.conseil}" in catalogue.textes


@chaque("champ", ["responsable", "dpo", "droits", "decision", "finalites", "destinataires", "conservations"])
def test_what_is_to_be_asked_is_always_missing(catalogue: Catalogue, champ: str) -> None:
    assert missing(check_notice(without(**{champ: A_DEMANDER}), catalogue.mentions))


def test_a_length_said_of_the_same_data_in_two_ways_is_questioned_only_when_both_are_lengths(catalogue: Catalogue) -> None:
    (une,) = SAINE.conservations if isinstance(SAINE.conservations, tuple) else ()

    def told(*durees: Any) -> Statut:  # noqa: ANN401 - to be asked, too
        fiche = without(conservations=tuple(replace(une, duree=duree) for duree in durees))
        return {constat.mention: constat.statut for constat in check_notice(fiche, catalogue.mentions)}["conservation"]

    assert told("2 ans", "24 mois") is Statut.PRESENTE
    assert told("2 ans", "3 ans") is told("3 ans", "2 ans") is Statut.CONTRADICTOIRE
    for rien, dit in itertools.permutations(("jusqu'à la majorité", "2 ans")):
        assert told(rien, dit) is Statut.PRESENTE
    assert told(A_DEMANDER, "2 ans") is told("2 ans", A_DEMANDER) is Statut.A_DEMANDER


def test_every_part_of_a_fiche_is_where_one_of_its_fields_is_asked() -> None:
    champs = [*champs_of(FicheTraitement)]
    for champ in champs:
        champs += champs_of(champ.modele) if is_dataclass(champ.modele) else ()
    noms = {champ.nom for champ in champs}
    dites = {champ.partie for champ in champs}

    assert {partie for partie in PartieFiche if partie not in dites and partie.value not in noms} == set()
