"""A coffre against a dictionary: whatever is done, in whatever order, both say the same."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, precondition, rule

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from tests.coffres import PHRASE, Horloge, erase, make_coffres

DEMANDE = st.builds(
    lambda nom: Demande("acces", concerne=Personne(nom=nom)), st.sampled_from(["Diallo", "Œuvrard", "Nguyễn", "O'Brien"])
)


class CoffreEtModele(RuleBasedStateMachine):
    """The model: demandes with their facts by reference, the bin, the drafts; and as they were at the last backup."""

    references = Bundle("references")
    cles = Bundle("cles")

    def __init__(self) -> None:
        super().__init__()
        self.dossier = Path(tempfile.mkdtemp())
        self.chemin = self.dossier / "modele.coffre"
        self.horloge = Horloge()
        self.coffres = make_coffres(self.horloge)
        self.coffre = self.coffres.create(self.chemin, PHRASE, accept_weak=True)
        self.dossiers: dict[str, Demande] = {}
        self.jetes: set[str] = set()
        self.brouillons: dict[str, Demande] = {}
        #: The key of the draft that each dossier was, if it was one.
        self.venus_de: dict[str, str] = {}
        self.sauve: tuple[dict[str, Demande], set[str], dict[str, Demande], dict[str, str]] | None = None

    def teardown(self) -> None:
        assert self.coffre.verify().saine
        self.coffre.close()
        shutil.rmtree(self.dossier)

    @rule(target=references, demande=DEMANDE)
    def create(self, demande: Demande) -> str:
        reference = self.coffre.dossiers.create(demande)
        assert reference not in self.dossiers
        self.dossiers[reference] = demande
        return reference

    @rule(target=cles, demande=DEMANDE)
    def draft(self, demande: Demande) -> str:
        cle = self.coffre.brouillons.save(demande)
        self.brouillons[cle] = demande
        return cle

    @rule(cle=cles, demande=DEMANDE)
    def type_on(self, cle: str, demande: Demande) -> None:
        if cle in self.brouillons:
            self.coffre.brouillons.save(demande, cle=cle)
            self.brouillons[cle] = demande

    @rule(target=references, cle=cles)
    def finish(self, cle: str) -> object:
        if cle not in self.brouillons:
            return multiple()
        demande = self.brouillons.pop(cle)
        reference = self.coffre.dossiers.create(demande, brouillon=cle)
        self.dossiers[reference] = demande
        self.venus_de[reference] = cle
        return reference

    @rule(reference=references, demande=DEMANDE)
    def edit(self, reference: str, demande: Demande) -> None:
        if reference in self.dossiers:
            self.coffre.dossiers.update(reference, demande)
            self.dossiers[reference] = replace(demande, evenements=self.dossiers[reference].evenements)

    @rule(reference=references, type_=st.sampled_from([TypeEvenement.ENVOYE, TypeEvenement.RECU, TypeEvenement.REFUS]))
    def record(self, reference: str, type_: TypeEvenement) -> None:
        if reference in self.dossiers:
            fait = Evenement(self.horloge.today(), type_)
            self.coffre.faits.take(FaitANoter(reference, fait))
            connus = self.dossiers[reference].evenements
            self.dossiers[reference] = replace(self.dossiers[reference], evenements=(*connus, fait))

    @rule(reference=references)
    def cancel_last(self, reference: str) -> None:
        if reference in self.dossiers and self.dossiers[reference].evenements:
            numero = max(fait.numero for fait in self.coffre.dossiers.read(reference).faits if not fait.annule)
            self.coffre.faits.give_back(FaitPris(reference, numero))
            self.dossiers[reference] = replace(self.dossiers[reference], evenements=self.dossiers[reference].evenements[:-1])

    @rule(reference=references)
    def discard(self, reference: str) -> None:
        if reference in self.dossiers:
            self.coffre.corbeille.put(reference)
            self.jetes.add(reference)

    @rule(reference=references)
    def take_back(self, reference: str) -> None:
        if reference in self.dossiers:
            self.coffre.corbeille.take_back(reference)
            self.jetes.discard(reference)

    @rule(reference=references)
    def erase(self, reference: str) -> None:
        if reference in self.dossiers:
            erase(self.coffre, [reference])
            del self.dossiers[reference]
            self.jetes.discard(reference)
            brouillon = self.venus_de.pop(reference, "")
            if self.sauve is not None:
                self.sauve[0].pop(reference, None)
                self.sauve[1].discard(reference)
                # The draft it came from said the same of the same person: it goes from backups too.
                self.sauve[2].pop(brouillon, None)
                self.sauve[3].pop(reference, None)

    @rule()
    def back_up(self) -> None:
        self.horloge.advance(minutes=1)
        self.coffre.backup()
        self.sauve = (dict(self.dossiers), set(self.jetes), dict(self.brouillons), dict(self.venus_de))

    @precondition(lambda self: self.sauve is not None)
    @rule()
    def restore(self) -> None:
        assert self.sauve is not None
        self.coffre.close()
        self.coffres.restore(self.chemin, PHRASE)
        self.coffre = self.coffres.open(self.chemin, PHRASE)
        self.dossiers, self.jetes, self.brouillons = dict(self.sauve[0]), set(self.sauve[1]), dict(self.sauve[2])
        # A reference may be given again after this, to a dossier that comes from nowhere.
        self.venus_de = dict(self.sauve[3])

    @rule()
    def lock(self) -> None:
        self.coffre.close()
        self.coffre = self.coffres.open(self.chemin, PHRASE)

    @rule(jours=st.integers(1, 20))
    def time_passes(self, jours: int) -> None:
        self.horloge.advance(days=jours)
        list(self.coffre.liste.refresh())

    @invariant()
    def both_say_the_same(self) -> None:
        assert {ligne.reference for ligne in self.coffre.liste.page(taille=500).lignes} == set(self.dossiers) - self.jetes
        assert {element.reference for element in self.coffre.corbeille.content()} == self.jetes
        assert {brouillon.cle: brouillon.demande for brouillon in self.coffre.brouillons.latest()} == self.brouillons
        for reference, demande in self.dossiers.items():
            assert self.coffre.dossiers.read(reference).demande == demande


CoffreEtModele.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
test_modele = CoffreEtModele.TestCase


def test_a_number_given_again_after_a_restoration_does_not_come_from_the_draft_of_the_first() -> None:
    """Found by the machine above, once in many runs: it was its model that forgot."""
    machine = CoffreEtModele()
    demande = Demande("acces", concerne=Personne(nom="Diallo"))
    cle = machine.draft(demande)
    machine.back_up()
    machine.finish(cle)
    machine.restore()
    machine.erase(machine.create(demande))
    machine.restore()
    machine.both_say_the_same()
    assert list(machine.brouillons) == [cle]
    machine.teardown()
