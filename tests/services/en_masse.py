"""What tests of bulk share: a coffre with the law as it is, dossiers whose answer is late, and a run of steps in one thread."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.chantier import Chantier, LieuDePas
from droits_usagers.services.envois.tri import Geste, LigneTriee, Trieur
from tests.coffres import KDF_RAPIDE, PHRASE, Horloge

T = TypeEvenement
JOUR = dt.date(2026, 11, 24)
ORGANISME = Organisme("CCAS de Pantin", genre=GenreOrganisme.CCAS, territoire="93")
SILENCE = ((90, T.ENVOYE), (88, T.RECU))


def make_services(places: Places, horloge: Horloge | None = None) -> Services:
    horloge = horloge or Horloge()
    return Services(places.without_trace(), horloge.today, horloge.now)


def make_coffre(services: Services, chemin: Path) -> Coffre:
    coffres = Coffres(
        today=services.today, now=services.now, suivre=services.suivant, phrases=services.phrases, kdf_iter=KDF_RAPIDE
    )
    return coffres.create(chemin, PHRASE, accept_weak=True)


def demande(
    *faits: tuple[int, TypeEvenement], demarche: str = "acces", organisme: Organisme = ORGANISME, nom: str = "Œuvrard"
) -> Demande:
    """Facts by how many days ago they happened."""
    evenements = tuple(Evenement(JOUR - dt.timedelta(jours), type_) for jours, type_ in faits)
    return Demande(demarche, concerne=Personne(prenom="Élodie", nom=nom), organisme=organisme, evenements=evenements)


def sort(services: Services, coffre: Coffre, geste: Geste, *references: str) -> list[LigneTriee]:
    lignes: list[LigneTriee] = []
    for _ in Trieur(services.catalogue, services.suivant).examining(coffre, references, geste, today=JOUR, lignes=lignes):
        pass
    return lignes


def run(chantier: Chantier, coffre: Coffre, *, arret: int | None = None) -> None:
    """Every step, one after the other, as the window takes them; asked to stop once so many letters are remembered."""
    for pas in chantier.pas():
        if (pas.faire(coffre) if pas.lieu is LieuDePas.COFFRE else pas.faire()) is False:
            chantier.cancel()
        if arret is not None and len(chantier.faits) >= arret:
            chantier.cancel()


def made(coffre: Coffre, references: Sequence[str]) -> dict[str, list[str]]:
    """The letters remembered, by dossier."""
    return {reference: [courrier.etape for courrier in coffre.dossiers.read(reference).courriers] for reference in references}
