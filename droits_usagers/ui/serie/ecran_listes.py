"""For whom, and to whom: two lists to paste, side by side where there is room; from a file, from the Suivi, from the coffre."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.lecture import appellations, towns
from droits_usagers.services.serie.lecture import ListeLue, OrdreNoms
from droits_usagers.services.serie.noms import line_of_organisme, line_of_personne, read_organismes, read_personnes
from droits_usagers.services.serie.serie import LIMITE, Collees, Serie
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Libelle, LigneTexte, Nature, Titre
from droits_usagers.ui.composants.liste import LigneCochee, ListeCochee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.questions.ecran import BUREAU, EcranAssistant
from droits_usagers.ui.serie.liste_collee import ListeCollee
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


class OrganismesConnus(QWidget):
    """The bodies of the coffre, to be ticked into a list; folded until one asks for them."""

    def __init__(self, contexte: Contexte, cible: ListeCollee) -> None:
        super().__init__()
        self._contexte, self._cible = contexte, cible
        self._say = self._contexte.textes.under("serie.listes")
        self._acces = AccesCoffre(contexte)
        self._tous: tuple[tuple[str, str], ...] = ()
        self.bouton = BoutonSecondaire(self._say("connus"), icone="deplier")
        self.bouton.setCheckable(True)
        self.cherche = LigneTexte(indice=self._say("connus_chercher"))
        self.cherche.setAccessibleName(self._say("connus_chercher"))
        self.liste = ListeCochee()
        self.liste.setAccessibleName(self._say("connus_titre"))
        self._vide = Libelle(self._say("connus_vide"), teinte=Teinte.DOUX)
        self._plie = QWidget()
        self._build()

    def _build(self) -> None:
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignLeading)
        dedans = Colonne(self._plie, ecart=8)
        dedans.addWidget(Titre(self._say("connus_titre"), niveau=3))
        dedans.addWidget(Libelle(self._say("connus_aide"), teinte=Teinte.DOUX))
        for widget in (self.cherche, self._vide, self.liste):
            dedans.addWidget(widget)
        colonne.addWidget(self._plie)
        self._plie.hide()
        self.liste.setMinimumHeight(current_theme().px(200))
        self.bouton.toggled.connect(self._on_toggled)
        self.cherche.textChanged.connect(self._show)
        self.liste.lignes.ticked.connect(self._on_ticked)
        self._cible.read.connect(self._show)

    def _on_toggled(self, ouvert: bool) -> None:  # noqa: FBT001 - Qt
        self._plie.setVisible(ouvert)
        if ouvert:
            self._acces.ask(_ask_bodies, Reponses(self, self._on_known, lambda _: None))

    def _on_known(self, connus: Sequence[tuple[Organisme, int]]) -> None:
        self._tous = tuple((line_of_organisme(organisme), self._line(organisme, nombre)) for organisme, nombre in connus)
        self._vide.setVisible(not self._tous)
        self.cherche.setVisible(bool(self._tous))
        self.liste.setVisible(bool(self._tous))
        self._show()
        self.cherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, organisme: Organisme, nombre: int) -> str:
        dossiers = self._say("connus_dossier") if nombre == 1 else self._say("connus_dossiers", nombre=nombre)
        qui = ", ".join(filter(None, (organisme.nom, organisme.service, organisme.territoire)))
        return f"{qui} · {dossiers}"

    def _show(self) -> None:
        mots = fold(self.cherche.text()).split()
        trouves = [(id_, texte) for id_, texte in self._tous if all(mot in fold(texte) for mot in mots)]
        self.liste.show_lines([LigneCochee(id_, texte) for id_, texte in trouves], self._cible.lignes)

    def _on_ticked(self, ligne: str, coche: bool) -> None:  # noqa: FBT001 - Qt
        if coche:
            self._cible.add_lines([ligne])
        else:
            self._cible.remove_line(ligne)


def _ask_bodies(coffre: "Coffre") -> Sequence[tuple[Organisme, int]]:
    return coffre.series.organismes()


#: Under this width, at 100 %, one list is under the other.
COTE_A_COTE = 860


class EcranListes(EcranAssistant):
    """Puts what is read in the series as it is read."""

    is_desk = True

    def __init__(self, contexte: Contexte, serie: Serie, collees: Collees) -> None:
        textes = contexte.textes
        people = serie.names_people
        super().__init__(
            textes("serie.listes.titre"),
            textes("serie.listes.aide" if people else "serie.listes.aide_organismes", limite=LIMITE),
            largeur=BUREAU,
        )
        self._contexte, self._serie, self._collees = contexte, serie, collees
        self._say = self._contexte.textes.under("serie.listes")
        self._acces = AccesCoffre(contexte)
        today = contexte.services.today
        lexique, resources = contexte.services.catalogue.lexique_reprise, contexte.services.catalogue.resources
        self._mention = lexique.protegees[0]

        def people_of(texte: str, ordre: OrdreNoms) -> ListeLue[Personne]:
            noms = partial(appellations, resources)
            return read_personnes(texte, today(), ordre, lexique=lexique, villes=towns(resources), appellations=noms)

        self.personnes = ListeCollee(contexte, "personnes", people_of)  # type: ignore[arg-type] # of people
        self.organismes = ListeCollee(contexte, "organismes", lambda texte, _: read_organismes(texte))  # type: ignore[arg-type, return-value] # of bodies
        self.connus = OrganismesConnus(contexte, self.organismes)
        self._cachees = Libelle()
        self._dit = Colonne()
        self._cotes = QWidget()
        self._rangee = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._cotes)
        self._rangee.setContentsMargins(0, 0, 0, 0)
        self._build(people=people)

    def _build(self, *, people: bool) -> None:
        droite = QWidget()
        colonne = Colonne(droite, ecart=12)
        colonne.addWidget(self.organismes)
        colonne.addWidget(self.connus)
        colonne.addStretch(1)
        self._rangee.addWidget(self.personnes, 1)
        self._rangee.addWidget(droite, 1)
        self._ask_who_is_hidden()
        self.personnes.setVisible(people)
        self.colonne.addLayout(self._dit)
        self.colonne.addWidget(self._cotes)
        self.colonne.addStretch(1)
        self.personnes.show_text(self._collees.personnes, self._collees.ordre)
        self.organismes.show_text(self._collees.organismes)
        for cote in (self.personnes, self.organismes):
            cote.texte.textChanged.connect(self._on_typed)
        self.personnes.read.connect(self._on_read)
        self.organismes.read.connect(self._on_read)
        choisies = self._contexte.services.selection.references
        if choisies:
            self._offer_selection(choisies)

    # The selection of the Suivi

    def _offer_selection(self, references: Sequence[str]) -> None:
        nombre = len(references)
        self.personnes.add_button(
            self._say("suivi_personnes", nombre=nombre), "suivi", lambda: self._take_from(references, self._add_people)
        )
        self.organismes.add_button(
            self._say("suivi_organismes", nombre=nombre), "suivi", lambda: self._take_from(references, self._add_bodies)
        )

    def _take_from(self, references: Sequence[str], take: Callable[[Sequence[Demande]], None]) -> None:
        self._acces.ask(lambda coffre: coffre.series.parties(references), Reponses(self, take, self._on_failure))

    def _add_people(self, demandes: Sequence[Demande]) -> None:
        ordre = OrdreNoms(self.personnes.ordre.value())
        personnes = [demande.concerne for demande in demandes if demande.concerne is not None]
        self.personnes.add_lines(
            [line_of_personne(personne, ordre, mention=self._mention) for personne in personnes if personne != Personne()]
        )

    def _add_bodies(self, demandes: Sequence[Demande]) -> None:
        self.organismes.add_lines([line_of_organisme(demande.organisme) for demande in demandes if demande.organisme.nom])

    # Who must not be found

    def _ask_who_is_hidden(self) -> None:
        """Of a list, it is asked at once, and answered line by line."""
        proteger = BoutonSecondaire(self._say("proteger"), icone="interdit")
        proteger.clicked.connect(lambda: self.personnes.mark_lines(self._mention))
        self.personnes.demandes.addWidget(Libelle(self._say("protegees_question")))
        self.personnes.demandes.addWidget(proteger, 0, Qt.AlignmentFlag.AlignLeading)
        self.personnes.demandes.addWidget(self._cachees)
        QWidget.setTabOrder(self.personnes.texte, proteger)
        self._cachees.hide()

    def _say_who_is_hidden(self) -> None:
        protegees = self._serie.protected
        nombre, inconnues = len(protegees), sum(not personne.adresse for personne in protegees)
        phrase = self._say("protegee") if nombre == 1 else self._say("protegees", nombre=nombre)
        if nombre and not self._serie.answers_come_back(self._contexte.services.today()):
            phrase += " " + self._say("protegees_sans_reponse")
        if inconnues:
            phrase += " " + self._say("protegees_sans_adresse", nombre=inconnues)
        self._cachees.setText(phrase)
        self._cachees.setVisible(nombre > 0)

    # What was read

    def _on_typed(self) -> None:
        self._collees.personnes = self.personnes.texte.toPlainText()
        self._collees.organismes = self.organismes.texte.toPlainText()

    def _on_read(self) -> None:
        self._collees.ordre = OrdreNoms(self.personnes.ordre.value())
        self._collees.refusees = sum(len(cote.liste.refus) for cote in (self.personnes, self.organismes) if not cote.isHidden())
        self._serie.personnes = tuple(une for une in self.personnes.liste.valeurs if isinstance(une, Personne))
        self._serie.organismes = tuple(un for un in self.organismes.liste.valeurs if isinstance(un, Organisme))
        self._say_who_is_hidden()
        replace_all(self._dit, [])

    def forget(self) -> None:
        """What is still being read changes nothing any more."""
        self._serie, self._collees = Serie({}), Collees()
        for cote in (self.personnes, self.organismes):
            cote.clear()

    def settle(self, done: Callable[[], None]) -> None:
        """Calls `done` once both lists are read, if something can be made of them; says what is missing else."""
        self.personnes.settle(lambda: self.organismes.settle(lambda: self._settled(done)))

    def _settled(self, done: Callable[[], None]) -> None:
        nombre = self._serie.count
        if 0 < nombre <= LIMITE:
            done()
            return
        self._warn(self._say("trop", nombre=nombre, limite=LIMITE) if nombre else self._say("rien"))

    def _on_failure(self, error: ExpectedError) -> None:
        self._warn(self._contexte.operations.sentence(error))

    def _warn(self, phrase: str) -> None:
        avis = Avis(phrase, mot=self._contexte.textes("commun.avis.attention"), nature=Nature.ATTENTION)
        replace_all(self._dit, [avis])
        self._defilement.show_top()

    # The screen

    def focus_first(self) -> bool:
        """In the first list."""
        premiere = self.personnes if not self.personnes.isHidden() else self.organismes
        premiere.texte.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """People's names."""
        self.personnes.texte.conceal(masque=masque)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one under the other."""
        super().resizeEvent(event)
        theme = current_theme()
        wide = self.width() >= theme.px(COTE_A_COTE)
        self._rangee.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._rangee.setSpacing(theme.px(24))
