"""A series on its way, and mandats of every kind: what to look at of both. Everyone in them is invented."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.serie.ecran_listes import EcranListes
from droits_usagers.ui.serie.page import PageSerie
from droits_usagers.ui.socle.destination import VersDemarche
from tools.scenes_fenetre import settle

_MEMBRES = (
    "Nom;Prénom;Adresse;Né(e) le\nKerbrat;Solène;3 quai des Brumes, 29999 Port-Clair;1984\n"
    "Petrović;Ljiljana\nDiop-Renard;Aïssatou;;31/02/1979\nBen Salah;Idir\nkerbrat;solène;;1984"
)
_ORGANISMES = (
    "Département de l'Estuaire;Service social;1 place du Port, 29999 Port-Clair;departement\nCCAS de Port-Clair;;;mairie"
)
_SYNDICAT = "Syndicat de l'action sociale de l'Estuaire"
#: For each name: how many days ago it was signed, in how many it ends, how many days ago it was stopped.
_MANDATS = {
    "Solène Kerbrat": (30, 150, None),
    "Ljiljana Petrović": (160, 12, None),
    "Aïssatou Diop-Renard": (None, None, None),
    "Idir Ben Salah": (220, -3, None),
    "Octave Lespinasse": (90, None, 8),
}


def advance(fenetre: Fenetre, pas: int) -> QWidget:
    """The series after so many screens: 2, its lists; 4, the preview; 5, made."""
    fenetre.pages.go_to("serie", VersDemarche("acces_agent"))
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageSerie):
        for _ in range(1, pas):
            page.suite.click()
            settle()
            if isinstance(page.ecran, EcranListes):
                page.ecran.personnes.texte.setPlainText(_MEMBRES)
                page.ecran.organismes.texte.setPlainText(_ORGANISMES)
                settle()
        settle()
    return fenetre


def fill_mandats(coffre: Coffre, today: dt.date) -> int:
    """A mandat of each kind, each with its dossier. Returns how many."""

    def day(jours: int | None, sens: int) -> dt.date | None:
        return None if jours is None else today + dt.timedelta(sens * jours)

    for nom, (signe, fin, revoque) in _MANDATS.items():
        demande = Demande(
            "acces",
            concerne=Personne(prenom=nom.partition(" ")[0], nom=nom.partition(" ")[2]),
            auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination=_SYNDICAT)),
            organisme=Organisme("CCAS de Port-Clair", GenreOrganisme.CCAS),
        )
        mandat = Mandat(nom, _SYNDICAT, day(signe, -1), day(fin, 1), day(revoque, -1))
        coffre.mandats.add(mandat, [coffre.dossiers.create(demande)])
    return len(_MANDATS)
