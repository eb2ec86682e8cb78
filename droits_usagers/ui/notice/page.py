"""« Notices »: what one starts from, then the fiche being described; what is saved, and what it leads to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.notice.traitements import FicheTraitement
from droits_usagers.services.notice.atelier import AtelierNotice, next_version, suggested_name
from droits_usagers.services.notice.suites import differences, letter_about_notice, letter_to_dpo
from droits_usagers.ui.composants import Nature
from droits_usagers.ui.notice import suites
from droits_usagers.ui.notice.editeur import PARTIES, SUITES, EditeurFiche
from droits_usagers.ui.notice.joints import BoiteImage
from droits_usagers.ui.notice.suites import SuitesNotice
from droits_usagers.ui.socle import choix_depart
from droits_usagers.ui.socle.choix_depart import ChoixDepart
from droits_usagers.ui.socle.destination import Quoi, VersPartie
from droits_usagers.ui.socle.livraison import say_there
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.page_fichier import PageFichier

_RETAPER = "retaper"


class PageNotices(PageFichier[FicheTraitement]):
    """A fiche names nobody who is received, and is a file like any other."""

    atelier: AtelierNotice
    editeur: EditeurFiche

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        atelier = AtelierNotice(contexte.services.notices.reference, contexte.services.today)
        super().__init__(contexte, "notices", lus=contexte.services.fiches_traitement, atelier=atelier, parent=parent)
        noms = {id_: str(self._lus.model(id_).nom) for id_ in self._lus.models()}
        self.choix = ChoixDepart(self.textes, "notices", noms, gestes={**choix_depart.GESTES, _RETAPER: "copier"})
        self.editeur = EditeurFiche(contexte, self.atelier)
        self._lay_out(self.choix, self.editeur)
        self._masque = False
        self.editeur.left.connect(self._show_choice)
        self.editeur.save_wanted.connect(self._on_save)
        self.editeur.suite_wanted.connect(self._on_suite)
        self.fichiers.saved.connect(self._on_saved)

    @property
    def occupied(self) -> bool:
        """True if something is written that is in no file."""
        return self.atelier.is_modified

    @property
    def titre(self) -> str:
        """What the fiche is called, while it is described."""
        return self._name() if self.is_building and not self._masque else ""

    def be_discreet(self, *, discreet: bool) -> None:
        """Its name too."""
        self._masque = discreet
        super().be_discreet(discreet=discreet)
        self.titled.emit()

    def clear(self) -> None:
        """Nor its name."""
        self._masque = False
        super().clear()
        self.titled.emit()

    def arrive(self, quoi: Quoi | None = None) -> None:
        """At a part of the fiche too."""
        if isinstance(quoi, VersPartie) and quoi.id in PARTIES:
            self._open = True
            self._show_editor()
            self.editeur.go_to(PARTIES.index(quoi.id))
        else:
            super().arrive(quoi)

    def _proposed_name(self) -> str:
        return suggested_name(self.atelier.fiche, self.textes("notices.fichier_defaut"))

    def _name(self) -> str:
        return self.editeur.name()

    def _written(self) -> FicheTraitement:
        return self.atelier.fiche

    def _is_written(self) -> bool:
        return self.atelier.is_modified

    def _left_out(self) -> tuple[str, ...]:
        """Pictures that are not written yet."""
        return ("verrouillage_documents",) if self.atelier.joints.unsaved(self.atelier.fiche) else ()

    def _begin_blank(self, quoi: Quoi) -> None:
        self._begin(FicheTraitement(), recue=quoi == VersPartie(_RETAPER))

    def _show_begun(self, valeur: FicheTraitement, chemin: Path | None, *, recue: bool) -> None:
        self.atelier.open(valeur, chemin, recue=recue)
        self._show_editor()
        self.editeur.bandeau.hush()
        self.editeur.go_to(0)

    def _show_recovered(self) -> None:
        self.editeur.go_to(0)

    # What becomes of it

    def _on_save(self) -> None:
        self.fichiers.save()

    def _on_saved(self, chemin: Path) -> None:
        self.editeur.refresh()
        for boite in self.editeur.findChildren(BoiteImage):
            boite.show_name(self.atelier.joints.noms.get(boite.nom, boite.nom))
        noms = {"fichier": chemin.name, "dossier": str(chemin.parent)}
        say_there(self.contexte, self._tell, chemin, dit="notices.suites.enregistre", **noms)

    def _tell(self, texte: str, *, nature: Nature) -> None:
        if self.editeur.place != SUITES and nature is not Nature.BIEN:
            # Where something can be done about it.
            self.editeur.go_to(PARTIES.index(SUITES))
        if isinstance(self.editeur.ecran, SuitesNotice):
            self.editeur.ecran.say(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)

    def _offer(self, gestes: dict[str, Callable[[], object]]) -> None:
        if isinstance(self.editeur.ecran, SuitesNotice):
            self.editeur.ecran.offer(gestes)

    def _on_suite(self, quoi: str) -> None:
        match quoi:
            case suites.ENREGISTRER_SOUS:
                self.fichiers.save_as()
            case suites.DOCUMENTS:
                self.editeur.show_documents()
            case suites.QUESTIONS:
                self._write(letter_to_dpo(self.atelier.fiche, self.textes))
            case suites.LETTRE:
                self._write(letter_about_notice(self.atelier.fiche, self.atelier.constats()))
            case suites.DUPLIQUER:
                version = next_version(self.atelier.fiche.version, self.contexte.services.today())
                self.atelier.duplicate(version)
                self._lus.forget()
                self.editeur.go_to(PARTIES.index(SUITES))
                self._tell(self.textes("notices.suites.duplique", version=version), nature=Nature.BIEN)
            case suites.COMPARER:
                chemin = self.ask_file()
                self._show_differences(None if chemin is None else self.fichiers.look_at(chemin))
            case suites.COMPARER_AVANT:
                self._show_differences(self.atelier.avant)
            case _:
                self._show_choice()

    def _show_differences(self, avant: FicheTraitement | None) -> None:
        if avant is not None and isinstance(self.editeur.ecran, SuitesNotice):
            version = avant.version if isinstance(avant.version, str) else ""
            self.editeur.ecran.show_differences(differences(avant, self.atelier.fiche), version)
