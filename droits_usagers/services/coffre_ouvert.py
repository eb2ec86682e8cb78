"""What one can do with an opened coffre, part by part. Storage is in `vault`; a part reads, writes and notes in one go."""

from typing import TYPE_CHECKING

from droits_usagers.services.annuaire.coffre import AnnuaireCoffre
from droits_usagers.services.chiffres.coffre import ChiffresCoffre
from droits_usagers.services.coffre.carnet import (
    BrouillonsCoffre,
    ConservationCoffre,
    CorbeilleCoffre,
    LotsCoffre,
    ReglagesCoffre,
)
from droits_usagers.services.coffre.effacement import EffacementCoffre
from droits_usagers.services.coffre.gardien import Gardien, Moyens
from droits_usagers.services.coffre.lignes import Lignes
from droits_usagers.services.coffre.protection import ProtectionCoffre
from droits_usagers.services.dossier.carnet import AttachesCoffre, ConsignesCoffre, RecommandesCoffre, RegardsCoffre
from droits_usagers.services.dossier.dossiers_coffre import (
    AdressesCoffre,
    AffairesCoffre,
    DossiersCoffre,
    LettresCoffre,
    PiecesCoffre,
)
from droits_usagers.services.dossier.faits import FaitsCoffre
from droits_usagers.services.dossier.mandats_coffre import MandatsCoffre
from droits_usagers.services.reprise.coffre import RepriseCoffre
from droits_usagers.services.reprise.organismes import OrganismesCoffre
from droits_usagers.services.serie.coffre import SeriesCoffre
from droits_usagers.services.socle.travail import Unites
from droits_usagers.services.suivi.agenda import AgendaCoffre
from droits_usagers.services.suivi.exports import ExportsCoffre
from droits_usagers.services.suivi.liste_coffre import ListeCoffre

if TYPE_CHECKING:
    from droits_usagers.vault.depot import Depot


class Coffre(Gardien):
    """An opened coffre. Used, from opening to closing, by the thread that opened it.

    Each of its parts is where a transaction begins and where a failure gets its name: what is in `vault` reads and writes
    inside of one, and is never handed to a screen.

    Whatever writes raises ExpectedError COFFRE_LECTURE_SEULE when `lecture_seule`, DISQUE_PLEIN when the disk is full (nothing
    is then changed), COFFRE_ABIME when a page is not what was written, COFFRE_INACCESSIBLE when the disk is gone.
    An unknown reference raises ExpectedError DOSSIER_INCONNU.
    """

    def __init__(self, depot: "Depot", moyens: Moyens) -> None:
        super().__init__(depot, moyens)
        self._lignes = Lignes(depot, moyens)
        self.protection = ProtectionCoffre(depot, moyens, self)
        self.brouillons = BrouillonsCoffre(depot, moyens)
        self.corbeille = CorbeilleCoffre(depot, self._lignes)
        self.dossiers = DossiersCoffre(depot, moyens, self._lignes)
        self.lettres = LettresCoffre(depot, moyens, self._lignes)
        self.pieces = PiecesCoffre(depot, moyens, self._lignes)
        self.liste = ListeCoffre(depot, moyens, self._lignes)
        self.adresses = AdressesCoffre(depot, moyens, self.tell_protected)
        self.affaires = AffairesCoffre(depot, self._lignes)
        self.agenda = AgendaCoffre(depot, moyens)
        self.annuaire = AnnuaireCoffre(depot, moyens, avant=self.protection.before_import)
        self.exports = ExportsCoffre(depot, moyens)
        self.faits = FaitsCoffre(depot, moyens, self._lignes)
        self.attaches = AttachesCoffre(depot, moyens, self._lignes)
        self.consignes = ConsignesCoffre(depot, self._lignes)
        self.regards = RegardsCoffre(depot, self._lignes)
        self.mandats = MandatsCoffre(depot, moyens, self._lignes)
        self.lots = LotsCoffre(depot, moyens, self._lignes)
        self.series = SeriesCoffre(depot, moyens.today, lots=self.lots, mandats=self.mandats)
        self.reprise = RepriseCoffre(depot, moyens, self._lignes, avant=self.protection.before_import)
        self.organismes = OrganismesCoffre(depot, moyens, self._lignes)
        self.reglages = ReglagesCoffre(depot)
        self.recommandes = RecommandesCoffre(depot)
        self.chiffres = ChiffresCoffre(depot, moyens)
        self.conservation = ConservationCoffre(depot, self._lignes)
        self.effacement = EffacementCoffre(depot, moyens, gardien=self, lignes=self._lignes, protection=self.protection)

    def tidying(self) -> Unites[None]:
        """Erase and back up what is due, and finish what erasing left to do, in units: behind everything else."""
        yield from self.effacement.erasing_due()
        yield from self.effacement.finishing()
        yield from self.protection.after_bulk()
        if self.etat().sauvegarde_due:
            yield from self.backing_up()
