"""Everything a screen or a command may ask for, built on first use: a command that needs no letter loads no letter."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.dossier.adresses import AdresseTenue
    from droits_usagers.services.accueil.seance import Seance
    from droits_usagers.services.annuaire.annuaire import Annuaire
    from droits_usagers.services.annuaire.corrections import Corrections
    from droits_usagers.services.chiffres.chiffres import RapportsChiffres
    from droits_usagers.services.coffre.gardien import SavoirAdresses
    from droits_usagers.services.coffre.phrases import Phrases
    from droits_usagers.services.coffres import Coffres
    from droits_usagers.services.controle.controle import Controle
    from droits_usagers.services.dossier.pieces import Liseuse
    from droits_usagers.services.droit.fiches import Fiches
    from droits_usagers.services.droit.repertoire import Repertoire
    from droits_usagers.services.droit.usages import Usage
    from droits_usagers.services.grille.documents import FichiersGrille
    from droits_usagers.services.grille.imprimee import GrillesImprimees
    from droits_usagers.services.grille.pieces import RelieurPieces
    from droits_usagers.services.lettre.amorce import Relais
    from droits_usagers.services.lettre.courriers import Courriers
    from droits_usagers.services.lettre.departs import Departs
    from droits_usagers.services.notice.atelier import FichiersFiche
    from droits_usagers.services.notice.notices import Notices
    from droits_usagers.services.reprise.listes import ListesAnnuaire
    from droits_usagers.services.socle.reglages import Carnet
    from droits_usagers.services.socle.suivant import Suivant
    from droits_usagers.services.socle.travail import Travailleur
    from droits_usagers.services.suivi.agenda import RedactionAgenda
    from droits_usagers.services.suivi.exports import Exports
    from droits_usagers.services.suivi.liste_coffre import Selection


@dataclass(frozen=True)
class Services:
    """The use cases and the data of the running program. `today` and `now` are the only clock anyone may read."""

    places: Places
    today: Callable[[], dt.date]
    now: Callable[[], dt.datetime]
    #: Of what is read on screen; letters are in French.
    langue: str = "fr"

    @cached_property
    def catalogue(self) -> "Catalogue":
        """Law, demarches and texts."""
        from droits_usagers.catalogue.catalogue import load_catalogue

        return load_catalogue(self.places.resources, self.langue)

    @cached_property
    def courriers(self) -> "Courriers":
        """What can be done with a letter."""
        from droits_usagers.services.lettre.courriers import Courriers

        places = self.places.without_trace() if self._is_shared else self.places
        return Courriers(self.catalogue, places, self.annuaire, today=self.today, horaires=self.carnet.permanence.horaires)

    @cached_property
    def controle(self) -> "Controle":
        """What everything that leaves goes through."""
        from droits_usagers.services.controle.controle import Controle

        return Controle(
            self.catalogue,
            self.courriers.letterhead,
            self.savoir_adresses.is_body,
            is_service=self.annuaire.has_service,
        )

    @cached_property
    def departs(self) -> "Departs":
        """Letters, once they may leave."""
        from droits_usagers.services.lettre.departs import Departs

        return Departs(self.catalogue, self.courriers, self.controle, self.today)

    @cached_property
    def fiches(self) -> "Fiches":
        """Pages for those who work with people, and the calendar of a dossier."""
        from droits_usagers.services.droit.fiches import Fiches

        return Fiches(self.places, self.catalogue, courriers=self.courriers, suivant=self.suivant)

    @cached_property
    def usages(self) -> "Mapping[str, Usage]":
        """Where each entry of the law serves. Slow: for a thread that draws nothing."""
        from droits_usagers.services.droit.usages import find_usages

        return find_usages(self.catalogue, self.places)

    @cached_property
    def articles(self) -> "Repertoire":
        """Entries of the law, by the words they answer to."""
        from droits_usagers.services.droit.repertoire import Repertoire

        return Repertoire.of_articles(self.catalogue.droit)

    @cached_property
    def annuaire(self) -> "Annuaire":
        """Whom to write to; read when something is first asked of it."""
        from droits_usagers.services.annuaire.annuaire import Annuaire

        return Annuaire(self.places.resources, self.places.gabarits)

    @cached_property
    def corrections(self) -> "Corrections":
        """The addresses of bodies that someone corrected without a coffre."""
        from droits_usagers.services.annuaire.corrections import Corrections

        return Corrections(self.carnet)

    @cached_property
    def listes(self) -> "ListesAnnuaire":
        """What has a coffre know the bodies of a file."""
        from droits_usagers.services.reprise.listes import ListesAnnuaire

        return ListesAnnuaire(self.catalogue, self.annuaire, self.places.resources)

    @cached_property
    def chiffres(self) -> "RapportsChiffres":
        """What figures become on paper."""
        from droits_usagers.services.chiffres.chiffres import RapportsChiffres

        return RapportsChiffres(self.catalogue, self.places)

    @cached_property
    def relieur(self) -> "RelieurPieces":
        """The exhibits of a grille."""
        from droits_usagers.services.grille.pieces import RelieurPieces

        return RelieurPieces(self.catalogue, self.courriers, self.liseuse)

    @cached_property
    def grilles(self) -> "GrillesImprimees":
        """What a grille d'écarts becomes on paper."""
        from droits_usagers.services.grille.imprimee import GrillesImprimees

        return GrillesImprimees(self.catalogue, self.places, courriers=self.courriers)

    @cached_property
    def notices(self) -> "Notices":
        """What is printed for a fiche de traitement."""
        from droits_usagers.services.notice.notices import Notices

        return Notices(self.catalogue, self.places)

    @cached_property
    def fiches_traitement(self) -> "FichiersFiche":
        """Fiches de traitement as files."""
        from droits_usagers.services.notice.atelier import MODELES, FichiersFiche

        return FichiersFiche(self.catalogue, self.places.resources / MODELES, self.controle)

    @cached_property
    def fichiers_grille(self) -> "FichiersGrille":
        """Grilles d'écarts as files."""
        from droits_usagers.services.grille.documents import EXEMPLES, FichiersGrille

        return FichiersGrille(self.catalogue, self.places.resources / EXEMPLES, self.controle)

    @cached_property
    def relais(self) -> "Relais":
        """What another screen hands to the wizard."""
        from droits_usagers.services.lettre.amorce import Relais

        return Relais()

    @cached_property
    def coffres(self) -> "Coffres":
        """Creating and opening coffres. Raises ExpectedError POSTE_PARTAGE on a shared computer, that has none."""
        from droits_usagers.services.coffres import Coffres

        if self._is_shared:
            raise ExpectedError(Panne.POSTE_PARTAGE, fichier=self.carnet.fichier_permanence.name)

        def hear(adresses: "tuple[tuple[str, ...], ...]") -> None:
            # Not before there is one: a command that only opens a coffre has nothing to control.
            self.controle.hear_coffre(adresses)

        return Coffres(
            today=self.today,
            now=self.now,
            suivre=self.suivant,
            phrases=self.phrases,
            entendre=hear,
            adresses=self.savoir_adresses,
        )

    @cached_property
    def savoir_adresses(self) -> "SavoirAdresses":
        """What coffres ask about addresses, and tell of them; nothing is read before they do."""
        from droits_usagers.domain.controle.meme_lieu import SavoirLieux, places
        from droits_usagers.services.coffre.gardien import SavoirAdresses

        def place(adresse: "Sequence[str]") -> str:
            return places(self.catalogue.controle).cle(adresse)

        def hear_held(tenues: "tuple[AdresseTenue, ...]") -> None:
            # As for `hear`, not before there is one.
            self.controle.hear_held(tenues)

        return SavoirAdresses(
            lieux=SavoirLieux(place, lambda ici, ailleurs: places(self.catalogue.controle).memes(ici, ailleurs)),
            is_body=lambda adresse: self.annuaire.is_at(adresse, place),
            tenir=hear_held,
        )

    @cached_property
    def suivant(self) -> "Suivant":
        """Telling where a dossier stands."""
        from droits_usagers.services.socle.suivant import Suivant

        return Suivant(self.catalogue, self.carnet.permanence.horaires)

    @cached_property
    def redaction_agenda(self) -> "RedactionAgenda":
        """Saying dates in the words of an agenda."""
        from droits_usagers.services.suivi.agenda import RedactionAgenda

        return RedactionAgenda(self.catalogue, self.suivant)

    @cached_property
    def exports(self) -> "Exports":
        """Tables of dossiers for a spreadsheet."""
        from droits_usagers.services.suivi.exports import Exports

        return Exports(self.catalogue, self.today, self.controle)

    @cached_property
    def phrases(self) -> "Phrases":
        """Measuring and making the phrase of a coffre."""
        from droits_usagers.services.coffre.phrases import Phrases

        return Phrases(self.catalogue.textes, self.catalogue.mots_devinables)

    @cached_property
    def liseuse(self) -> "Liseuse":
        """What shows a kept file, for the thread that draws."""
        from droits_usagers.services.dossier.pieces import Liseuse

        return Liseuse()

    @cached_property
    def carnet(self) -> "Carnet":
        """The settings."""
        from droits_usagers.services.socle.reglages import Carnet

        return Carnet(self.places.reglages, self.places.programme)

    @cached_property
    def seance(self) -> "Seance":
        """The session, that keeps nothing until a coffre is opened."""
        from droits_usagers.services.accueil.seance import Seance
        from droits_usagers.services.socle.modes import Mode

        return Seance(Mode.POSTE_PARTAGE if self.carnet.poste_partage else Mode.SANS_ENREGISTREMENT, self.now)

    @property
    def _is_shared(self) -> bool:
        """As it was when the session began."""
        from droits_usagers.services.socle.modes import Mode

        return self.seance.mode is Mode.POSTE_PARTAGE

    @cached_property
    def selection(self) -> "Selection":
        """The dossiers chosen in the Suivi, for another screen."""
        from droits_usagers.services.suivi.liste_coffre import Selection

        return Selection()

    @cached_property
    def travail(self) -> "Travailleur":
        """The one thread that uses the coffre."""
        from droits_usagers.services.socle.travail import Travailleur

        return Travailleur()

    @cached_property
    def rendu(self) -> "Travailleur":
        """The thread that draws letters, so that neither the window nor the coffre waits for them."""
        from droits_usagers.services.socle.travail import Travailleur

        return Travailleur("rendu")
