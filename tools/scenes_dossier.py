"""A dossier full of what happens to one, for the pictures of its panel and of a file kept with it. All is invented."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import GenrePiece, Note
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.composants import BoutonLien
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersDossier
from tools.scenes_fenetre import settle, until

REPONSE = """Madame,

Vous avez demandé une copie de votre dossier. Vous trouverez ci-joint les pièces que nous pouvons vous communiquer.

Les comptes rendus d'entretien ne sont pas communicables.

Veuillez agréer, Madame, l'expression de nos salutations distinguées."""


def fill(coffre: Coffre, services: Services, references: list[str]) -> None:
    """Letters, files, notes, an affaire, what was cancelled: in the first of these dossiers."""
    un, today = references[0], services.today()
    coffre.lettres.keep(un, etape="demande", gabarit=GabaritUtilise("acces/demande", "1", "0" * 16))
    coffre.pieces.attach(un, _pdf(services), nom="scan_0412.pdf", genre=GenrePiece.REPONSE)
    coffre.pieces.attach(un, _photo(), nom="IMG_2034.png", genre=GenrePiece.AUTRE)
    appel = "Appelé le secrétariat : la responsable rentre lundi. Redemander qui est chargé des données."
    coffre.attaches.put(un, NOTE, Note(texte=appel))
    refus = Evenement(today - dt.timedelta(3), TypeEvenement.REFUS_ORAL)
    coffre.faits.give_back(*coffre.faits.take(FaitANoter(un, refus)))
    relance = Evenement(today - dt.timedelta(2), TypeEvenement.RELANCE_ENVOYEE)
    coffre.faits.take(FaitANoter(un, relance, recommande="1A 123 456 7890 1"))
    consigne = Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE)
    coffre.consignes.put(un, Consignes(personne=(consigne, Consigne(CodeConsigne.AUTRE, "Appeler avant 9 h, sur le portable"))))
    coffre.affaires.create("Le logiciel du secteur nord", references[:3])


def _pdf(services: Services) -> bytes:
    from droits_usagers.services.demonstration.papiers import load_cas
    from droits_usagers.services.lettre.courriers import Format

    cas = load_cas(services.catalogue)[0]
    return services.courriers.render(services.courriers.compose(cas.demande, "demande"), Format.PDF).contenu


def _photo() -> bytes:
    image = QImage(900, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("#f4f0e6"))
    painter = QPainter(image)
    painter.setFont(QFont("Atkinson Hyperlegible", 22))
    painter.drawText(image.rect().adjusted(80, 80, -80, -80), 0x1000, REPONSE)
    painter.end()
    tampon = QBuffer()
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(tampon, "PNG")  # type: ignore[call-overload] # a name of format may be a str
    return bytes(tampon.data().data())


def show_affaire(fenetre: Fenetre) -> QWidget:
    """The first dossier of a coffre, gathered with the two others, at what is done for all three."""
    services = fenetre.contexte.services
    references = [f"{services.today().year}-{rang:04}" for rang in (1, 2, 3)]
    coffre, faits = services.seance.coffre, list[object]()
    if coffre is not None:
        reunir = partial(coffre.affaires.create, "Le logiciel du secteur nord", references)
        services.travail.submit(reunir, on_success=faits.append, on_failure=faits.append)
    until(lambda: bool(faits))
    fenetre.pages.go_to("suivi", VersDossier(references[0]))
    settle()
    for lien in fenetre.findChildren(BoutonLien):
        if lien.isVisible() and lien.titre == fenetre.contexte.textes("suivi.affaire.changer"):
            lien.setFocus()
    settle()
    return fenetre
