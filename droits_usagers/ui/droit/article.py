"""One article, in our words: what it says, what it does not say, what was checked, where it serves and where it can be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.droit.droit import Correspondance, Cote, EntreeDroit
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.droit.usages import Usage, UsageDemarche
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.recherche import capital
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonSecondaire,
    Colonne,
    Libelle,
    LigneTexte,
    Nature,
    Puce,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.disposition import BAS, QWIDGETSIZE_MAX
from droits_usagers.ui.socle.page import Contexte, Page


class _Fiche(QWidget):
    """A column of titled parts. Built anew for each thing shown."""

    #: Asks for another entry or old number, by id.
    element_wanted = Signal(str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._textes = contexte.textes
        self._colonne = Colonne(self, ecart=24, marges=(24, 0, 24, 24))

    def _add_part(self, titre: str, *phrases: str) -> Colonne:
        colonne = Colonne(ecart=4)
        colonne.addWidget(Titre(self._textes(titre), niveau=3))
        for phrase in phrases:
            colonne.addWidget(Libelle(phrase))
        self._colonne.addLayout(colonne)
        return colonne

    def _add_link_to(self, colonne: Colonne, id_: str, titre: str) -> None:
        lien = BoutonLien(capital(titre), icone="textes")
        lien.clicked.connect(lambda: self.element_wanted.emit(id_))
        colonne.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)


class Article(_Fiche):
    """An entry of the legal base. Where it serves is shown when it is known (`show_usage`)."""

    #: Asks for a demarche that rests on it, by id.
    demarche_wanted = Signal(str)

    def __init__(self, entree: EntreeDroit, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.entree = entree
        entete = Colonne(ecart=6)
        # As in the list: what it is about, then its number.
        citation = capital(entree.citation)
        if entree.sujet == entree.nom:
            entete.addWidget(Titre(citation))
        else:
            entete.addWidget(Titre(capital(entree.sujet)))
            entete.addWidget(Libelle(citation, teinte=Teinte.DOUX))
        reserve = entree.reserve(contexte.services.today())
        sur = (Cote.V, Teinte.REPONSE) if reserve is None else (reserve, Teinte.SEMAINE)
        entete.addWidget(Puce(self._textes(f"textes.cote.{sur[0]}"), sur[1]))
        self._colonne.addLayout(entete)
        self._add_part("textes.resume", entree.resume)
        if entree.ne_dit_pas:
            self._colonne.addWidget(Avis(entree.ne_dit_pas, mot=self._textes("textes.ne_dit_pas"), nature=Nature.ATTENTION))
        self._add_checks()
        self._usages = self._add_part("textes.usages", *self._limits())
        self._attente = Libelle(self._textes("textes.usages_cherche"), teinte=Teinte.DOUX)
        self._usages.addWidget(self._attente)
        self._add_address()
        self._colonne.addStretch(1)

    def _add_checks(self) -> None:
        textes, entree = self._textes, self.entree
        self._add_part(
            "textes.verifie",
            textes(f"textes.existence.{entree.cote_existence}"),
            textes(f"textes.contenu.{entree.cote_contenu}"),
            textes("textes.verifie_le", date=date_courte(entree.verifie_le)),
            textes("textes.lu_le", date=date_courte(entree.texte_lu_le)) if entree.texte_lu_le else textes("textes.non_lu"),
            *(() if entree.empreinte else (textes("textes.sans_texte"),)),
            *((textes("textes.fin", date=date_courte(entree.fin), par=entree.fin_par),) if entree.fin else ()),
        )

    def _limits(self) -> list[str]:
        """Whom a letter may not cite it to."""
        textes, entree = self._textes, self.entree
        if not entree.organismes or not entree.auteurs:
            return [textes("textes.jamais")]
        limites = []
        if entree.organismes != frozenset(GenreOrganisme):
            genres = [textes(f"assistant.questions.organisme_genre.choix.{genre}") for genre in sorted(entree.organismes)]
            limites.append(textes("textes.restreint_genres", genres=" ; ".join(genres)))
        if entree.auteurs != frozenset(Qualite):
            auteurs = [textes(f"textes.auteurs.{qualite}") for qualite in sorted(entree.auteurs)]
            limites.append(textes("textes.restreint_auteurs", auteurs=", ".join(auteurs)))
        return limites

    def show_usage(self, usage: Usage) -> None:
        """Says where it serves: demarches and their letters, sheets, delays, days off, and the old number it comes from."""
        textes = self._textes
        self._attente.hide()
        for demarche in usage.demarches:
            self._add_demarche(demarche)
        regles = self._contexte.services.catalogue.ecarts.regles if usage.regles else {}
        for cle, noms in (
            ("textes.feuilles", [textes(f"textes.feuille.{id_}") for id_ in usage.feuilles]),
            ("textes.mentions", [textes(f"mentions.titres.{id_}") for id_ in usage.mentions]),
            ("textes.delais", [textes(f"textes.delai.{id_}") for id_ in usage.delais]),
            ("textes.regles", [regles[id_].titre for id_ in usage.regles]),
            ("textes.voies", list(usage.voies)),
            ("textes.feries", ["feries"] * usage.feries),
        ):
            if noms:
                self._usages.addWidget(Libelle(textes(cle, quoi="\u00a0; ".join(noms))))
        anciens = self._contexte.services.catalogue.droit.correspondances
        if usage.anciens:
            self._usages.addWidget(Libelle(textes("textes.anciens")))
        for id_ in usage.anciens:
            self._add_link_to(self._usages, id_, anciens[id_].ancien)
        if usage == Usage() and not self._limits():
            self._usages.addWidget(Libelle(textes("textes.sans_usage")))

    def _add_demarche(self, usage: UsageDemarche) -> None:
        siens = self._contexte.services.catalogue.textes_demarche(usage.demarche)
        bouton = BoutonLien(siens("titre"), icone="droit")
        bouton.clicked.connect(lambda: self.demarche_wanted.emit(usage.demarche))
        self._usages.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        if usage.etapes:
            lettres = ", ".join(siens(f"etapes.{etape}.titre") for etape in usage.etapes)
            self._usages.addWidget(Libelle(self._textes("textes.dans", lettres=lettres), teinte=Teinte.DOUX))

    def _add_address(self) -> None:
        lien, textes = self.entree.lien, self._textes
        if not lien:
            return
        colonne = self._add_part("textes.lien")
        adresse = LigneTexte(lien)
        adresse.setReadOnly(True)
        adresse.setCursorPosition(0)
        adresse.setAccessibleName(textes("textes.lien"))
        colonne.addWidget(adresse)
        colonne.addWidget(Libelle(textes("textes.lien_aide"), teinte=Teinte.DOUX))
        colonne.addSpacing(4)
        boutons = Rangee(ecart=8)
        sorties = self._contexte.sorties()
        copier = BoutonSecondaire(textes("textes.copier"), icone="copier")
        copier.clicked.connect(lambda: self._contexte.sorties().copy_text(self._contexte.services.controle.release_as_is(lien)))
        boutons.addWidget(copier)
        if sorties.allows(Sortie.LIEN):
            ouvrir = BoutonSecondaire(textes("textes.ouvrir"), icone="lien")
            ouvrir.clicked.connect(lambda: self._contexte.sorties().open_link(lien))
            boutons.addWidget(ouvrir)
        boutons.addStretch(1)
        colonne.addLayout(boutons)


class VueAncien(_Fiche):
    """A number of before 2019: what it was about, what became of it, and what would be wrongly read under it today."""

    def __init__(self, ancien: Correspondance, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._colonne.addWidget(Titre(capital(self._textes("textes.ancien.titre", ancien=ancien.ancien))))
        self._add_part("textes.ancien.objet", ancien.objet)
        self._add_part("textes.ancien.explication", ancien.explication)
        if ancien.piege:
            mot = self._textes("textes.ancien.piege_mot")
            self._colonne.addWidget(Avis(ancien.piege, mot=mot, nature=Nature.ATTENTION))
        entrees = contexte.services.catalogue.droit.entrees
        colonne = self._add_part("textes.ancien.aujourd_hui")
        for id_ in ancien.aujourd_hui:
            self._add_link_to(colonne, id_, entrees[id_].citation)
        self._colonne.addStretch(1)


_LARGEUR_LISTE = 340


class PageLecture(Page):
    """The list on one side, what is read on the other; one after the other where there is no room."""

    #: Under this width, at 100 %, they take turns.
    cote_a_cote: int
    _gauche: QWidget
    _droite: QWidget
    #: From what is read to the list, where they take turns.
    _retour: BoutonLien
    #: Where there is little room, the list needs it more than these.
    _de_trop: tuple[QWidget, ...]
    #: Something is being read.
    _lit = False
    #: They take turns, and the height is short: what is above either goes elsewhere.
    _short = False

    def _arrange(self) -> None:
        theme = current_theme()
        ensemble = self.width() >= theme.px(self.cote_a_cote)
        self._short = not ensemble and self.height() < theme.px(BAS)
        self._gauche.setVisible(ensemble or not self._lit)
        self._droite.setVisible(ensemble or self._lit)
        self._retour.setVisible(not ensemble)
        for each in self._de_trop:
            each.setVisible(ensemble)
        largeur = theme.px(_LARGEUR_LISTE)
        self._gauche.setMinimumWidth(largeur if ensemble else 0)
        self._gauche.setMaximumWidth(largeur if ensemble else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one after the other."""
        super().resizeEvent(event)
        self._arrange()
