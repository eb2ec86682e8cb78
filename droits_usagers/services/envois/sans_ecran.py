"""The letters of many dossiers, made without a screen: looked at, decided of together as one says it, then written.

Those in which something is left to decide are put aside; the others are made, and remembered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import Decisions
from droits_usagers.domain.controle.lignes import holds
from droits_usagers.domain.controle.valeurs import Poids
from droits_usagers.domain.releve.tri import sentence_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.envois.chantier import Chantier, ChantierFichiers, DepartEnvois, LieuDePas
from droits_usagers.services.envois.controle import (
    ECRITES,
    LettreVue,
    PhraseADecider,
    looking,
    sentences_to_decide,
    written_otherwise,
)
from droits_usagers.services.envois.tri import Geste, Trieur

if TYPE_CHECKING:
    from pathlib import Path

    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.domain.releve.tri import Decidee
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.ensemble import Services
    from droits_usagers.services.envois.tri import LigneTriee


@dataclass(frozen=True, slots=True)
class DitsLot:
    """What was said of the lines of all these letters, as typed; and the rules to pass in them."""

    laisses: tuple[str, ...] = field(default=(), repr=False)
    retires: tuple[str, ...] = field(default=(), repr=False)
    confirmees: "frozenset[Regle]" = frozenset()


@dataclass(frozen=True, slots=True)
class LotDecide:
    """Letters as they are to be made, what was found in them, and what is left as it is in each."""

    lignes: "tuple[LigneTriee, ...]" = field(repr=False)
    vues: Mapping[str, LettreVue] = field(repr=False)
    decisions: Decisions = field(repr=False)
    gestes: Mapping[str, Gestes] = field(repr=False)
    #: What was taken out, each once.
    otees: tuple[PhraseADecider, ...] = field(repr=False)

    @property
    def phrases(self) -> tuple[PhraseADecider, ...]:
        """What is left to decide, each once."""
        laissees = self.decisions.laissees
        return tuple(phrase for phrase in sentences_to_decide(self.vues) if not phrase.is_left(laissees))

    @property
    def decidees(self) -> "tuple[Decidee, ...]":
        """What is marked in each sentence, and whether it is left; nothing as long as something is to decide."""
        if self.phrases or self.proches:
            return ()
        laissees = ((phrase.releves, True) for phrase in sentences_to_decide(self.vues))
        return *laissees, *((phrase.releves, False) for phrase in self.otees)

    @property
    def proches(self) -> tuple[tuple[PhraseADecider, tuple[str, ...]], ...]:
        """What resembles a hidden address, each once, and in which dossiers it is decided."""
        return tuple((une, tuple(self._which_say(une))) for une in sentences_to_decide(self.vues, proches=True))

    def _which_say(self, phrase: PhraseADecider) -> Iterator[str]:
        for reference, vue in self.vues.items():
            if any(ligne.proche and ligne.cle in phrase.formes for ligne in vue.lignes):
                yield reference


def sort(services: "Services", coffre: "Coffre", geste: Geste, *, references: Sequence[str] = ()) -> "list[LigneTriee]":
    """What becomes of these dossiers, or of all of them, the most urgent first."""
    lignes: list[LigneTriee] = []
    voulues = references or coffre.liste.references()
    trieur = Trieur(services.catalogue, services.suivant)
    _run(trieur.examining(coffre, voulues, geste, today=services.today(), lignes=lignes))
    return lignes


def decide(services: "Services", lignes: "Sequence[LigneTriee]", dits: DitsLot) -> LotDecide:
    """What becomes of these letters. Raises ExpectedError RETRAIT_ABSENT_DU_LOT (`texte`)."""
    vues = _look(services, lignes)
    otees = _taken_out(vues, dits.retires)
    avant_retrait = {une.cle: une for proches in (True, False) for une in sentences_to_decide(vues, proches=proches)}
    faites = tuple(written_otherwise(ligne, otees[ligne.reference], services.catalogue) for ligne in lignes)
    vues |= _look(services, [apres for avant, apres in zip(lignes, faites, strict=True) if apres != avant])
    cles = frozenset(map(sentence_key, dits.laisses))
    phrases = sentences_to_decide(vues)
    dites = [phrase for phrase in phrases if sentence_key(phrase.texte) in cles]
    laissees = frozenset(cle for phrase in dites for cle in phrase.formes)
    decisions = Decisions(laissees=laissees, retirees=frozenset(dits.retires).union(*otees.values()))
    gestes = {ref: _kept(vue, decisions, dits.confirmees) for ref, vue in vues.items()}
    restent = {phrase.cle for phrase in phrases}
    return LotDecide(faites, vues, decisions, gestes, tuple(une for cle, une in avant_retrait.items() if cle not in restent))


def write(services: "Services", coffre: "Coffre", lot: LotDecide, *, dossier: "Path") -> Chantier:
    """One Word file for each letter that may leave, remembered in the coffre; says which were put aside, and why."""
    depart = DepartEnvois(services.courriers, services.departs, lot.gestes)
    chantier = ChantierFichiers(depart=depart, lignes=lot.lignes, dossier=dossier)
    try:
        for pas in chantier.pas():
            pas.faire(*([coffre] if pas.lieu is LieuDePas.COFFRE else []))
    except BaseException:
        chantier.undo()
        raise
    coffre.liste.relist([fait.reference for fait in chantier.faits])
    return chantier


def _look(services: "Services", lignes: "Sequence[LigneTriee]") -> dict[str, LettreVue]:
    vues: dict[str, LettreVue] = {}
    _run(looking(services.departs, lignes, vues))
    return vues


def _run(unites: Iterator[object]) -> None:
    for _ in unites:
        pass


def _taken_out(vues: Mapping[str, LettreVue], retires: Sequence[str]) -> dict[str, dict[str, str]]:
    """By dossier, the keys of the lines to decide that hold one of these, and nothing in their place."""
    lignes = {ref: {ligne.cle for ligne in vue.lignes if ligne.genre in ECRITES} for ref, vue in vues.items()}
    toutes = {cle for cles in lignes.values() for cle in cles}
    for dit in retires:
        if not any(holds(dit, cle) for cle in toutes):
            raise ExpectedError(Panne.RETRAIT_ABSENT_DU_LOT, texte=dit)
    return {ref: {cle: "" for cle in cles if any(holds(dit, cle) for dit in retires)} for ref, cles in lignes.items()}


def _kept(vue: LettreVue, decisions: Decisions, confirmees: "frozenset[Regle]") -> Gestes:
    gestes = Gestes(decisions)
    for alerte in vue.said(gestes):
        if alerte.poids is Poids.A_CONFIRMER and alerte.regle in confirmees:
            gestes.keep(alerte)
    return gestes
