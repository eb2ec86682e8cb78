"""« Liste de contrôle »: question by question, what is announced beside what is seen; one answers by hand what is not known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import PassageMarque, Source
from droits_usagers.domain.grille.liste import EtatRubrique, LigneListe
from droits_usagers.domain.mots.phrases import excerpt
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.grille.examen import (
    CoteListe,
    EcartMontre,
    Examen,
    answer,
    lines_of,
    openings,
    sources_for,
    written,
)
from droits_usagers.services.grille.fiche import answers_of, draft_of, save_draft
from droits_usagers.services.notice.atelier import suggested_name
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixUnique,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    ListeDeroulante,
    Nature,
    Option,
    Pied,
    Rangee,
    TexteLong,
    Titre,
    Vide,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.grille.modele import ICONES, TEINTES
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.disposition import chain, ordered_in
from droits_usagers.ui.socle.page import Contexte, Renvoi

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

#: Side by side from this width on, at 100 %.
_LARGE = 820
#: Of what answers, as much as tells it from another.
_EXTRAIT = 160
_TEINTES = {EtatRubrique.DEUX_COTES: Teinte.REPONSE, EtatRubrique.SANS_REPONSE: Teinte.CLOS}


class EcranListe(QWidget):
    """`answered`: a ReponseSaisie. `fiche_read`: those of a fiche, and its name. `unmarked`: the id of a passage."""

    answered = Signal(object)
    fiche_read = Signal(object, str)
    unmarked = Signal(str)
    #: To where one says that it is so.
    finding_wanted = Signal(object)
    left = Signal()

    def __init__(self, contexte: Contexte, name: "Callable[[Source], str]") -> None:
        super().__init__()
        self._contexte, self._textes, self._name = contexte, contexte.textes, name
        self._say = self._textes.under("grille.liste")
        filtre = self._textes("sorties.filtre", type=self._textes("sorties.type_toml"), extension="toml")
        #: How one says which fiche; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("reprendre_titre"), filtre)
        self._examen, self._lignes = Examen(), dict[str, LigneListe]()
        self._ici = self._amorce = ""
        self._masque = False
        #: True where there is room for the questions or for one answer, and it is shown.
        self._repond = self._court = False
        self._titre, self._aide = Titre(self._say("titre"), niveau=2), Libelle(self._say("aide"), teinte=Teinte.DOUX)
        self._avis = Avis("", mot="")
        self._avis.hide()
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self._say("nom"))
        self.liste.setMinimumHeight(1)
        self._rubrique, self._question = Titre(niveau=3), Libelle(gras=True)
        cotes = [Option(un.value, self._say(un)) for un in CoteListe]
        self.cote = ChoixUnique(cotes, en_ligne=True, vide=Vide.of(self._textes, cotes, ""))
        self.cote.setAccessibleName(self._say("cote"))
        self.source, self.amorces = ListeDeroulante([]), ListeDeroulante([])
        self.texte = TexteLong(lignes=3)
        self._imprime = Libelle(teinte=Teinte.DOUX)
        self.garder = BoutonPrimaire(self._say("garder"), touche=self._textes("commun.ctrl_entree"))
        self._reponses, self._ecarts = Colonne(ecart=0), Colonne(ecart=0)
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self.reprendre = BoutonSecondaire(self._say("reprendre"), icone="ouvrir")
        self.brouillon = BoutonSecondaire(self._say("brouillon"), icone="fiches")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        # Arranged once it is known how wide it is: it does not make the window grow first.
        self.setMinimumWidth(1)
        contenu = QWidget()
        self._champ_source = Champ(Intitule(self._say("source")), self.source)
        self._champ_amorces = Champ(Intitule(self._say("amorces")), self.amorces)
        self._champ_texte = Champ(Intitule(self._say("texte"), self._say("texte_aide")), self.texte)
        colonne = Colonne(contenu, ecart=8, marges=(2, 0, 8, 8))
        for widget in (self._rubrique, self.cote, self._question, self._champ_source, self._champ_amorces, self._champ_texte):
            colonne.addWidget(widget)
        colonne.addWidget(self._imprime)
        colonne.addWidget(self.garder, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addLayout(self._ecarts)
        colonne.addLayout(self._reponses)
        colonne.addStretch(1)
        self._corps = Rangee(ecart=16)
        self._corps.addWidget(self.liste, 3)
        self._form = Defilement(contenu)
        self._form.setMinimumHeight(1)
        self._corps.addWidget(self._form, 2)
        tout = Colonne(self, ecart=8)
        for element in (self._titre, self._aide, self._avis):
            tout.addWidget(element)
        tout.addLayout(self._corps, 1)
        pied = Pied(self.retour)
        pied.addWidget(self.reprendre)
        pied.addWidget(self.brouillon)
        tout.addLayout(pied)

    def _connect(self) -> None:
        self.liste.line_reached.connect(self._on_reached)
        self.liste.line_opened.connect(lambda _id: self._answer())
        self.cote.choice_changed.connect(self._show_side)
        self.amorces.activated.connect(lambda _rang: self._begin_with(self.amorces.value()))
        self.texte.textChanged.connect(self._on_typed)
        self.garder.clicked.connect(lambda _checked=False: self._on_given())
        self.garder.bind_enter(self._form, plain=False)
        self.retour.clicked.connect(lambda _checked=False: self._on_back())
        self.reprendre.clicked.connect(lambda _checked=False: self._on_fiche())
        self.brouillon.clicked.connect(lambda _checked=False: self._on_draft())
        bind("Esc", self, self._on_back)

    # What the editor tells it

    @property
    def is_dirty(self) -> bool:
        """True if an answer is begun and not kept."""
        return self.texte.toPlainText().strip() not in {"", self._amorce.strip()}

    def show_examen(self, examen: Examen) -> None:
        """The questions as they are now answered; one stays on the same."""
        self._examen = examen
        self._lignes = {ligne.rubrique.id.value: ligne for ligne in lines_of(examen, self._contexte.services.catalogue)}
        self.liste.show_lines([self._line(ligne) for ligne in self._lignes.values()])
        self.liste.go_to(self._ici or next(iter(self._lignes)))
        self._show_answers()
        if not self.is_dirty:
            self._show_side()

    def begin(self) -> None:
        """The focus where one starts."""
        self._show_questions()

    def conceal(self, *, masque: bool) -> None:
        """Hides what is written, or shows it again."""
        self._masque = masque
        self.texte.conceal(masque=masque)
        self._imprime.setVisible(not masque)
        if self._lignes:
            self.show_examen(self._examen)

    def clear(self) -> None:
        """Holds nothing."""
        self._examen, self._lignes, self._ici, self._amorce, self._masque = Examen(), {}, "", "", False
        self.texte.clear()
        self.texte.conceal(masque=False)
        self.liste.show_lines(())
        replace_all(self._reponses, [])
        replace_all(self._ecarts, [])
        self._imprime.setText("")
        self._avis.hide()

    def tell(self, texte: str, nature: Nature = Nature.BIEN) -> None:
        """Says what was done, or why it was not."""
        self._avis.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        self._avis.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        self._court = self.width() / current_theme().zoom < _LARGE
        for widget in (self._titre, self._aide):
            widget.setVisible(not self._court)
        self.liste.setVisible(not (self._court and self._repond))
        self._form.setVisible(not self._court or self._repond)
        self.reprendre.setVisible(not self._court)
        self.brouillon.setVisible(not self._court and self._contexte.sorties().allows(Sortie.ENREGISTRER))

    @property
    def compte(self) -> str:
        """What is in view, where there is no room to say it here."""
        return self._titre.text() if self._court else ""

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """What the foot does, where there is no room for it."""
        permis = self._contexte.sorties().allows(Sortie.ENREGISTRER)
        gestes = (self.reprendre, self.brouillon) if permis else (self.reprendre,)
        return tuple(Renvoi(un.titre, un.click) for un in gestes) if self._court else ()

    def _answer(self) -> None:
        self._repond = True
        self._arrange()
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        """To the questions, where the answer hides them; else to the grille."""
        if self._court and self._repond:
            self._show_questions()
        else:
            self.left.emit()

    def _show_questions(self) -> None:
        self._repond = False
        self._arrange()
        self.liste.go_to(self._ici)
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    # The questions

    def _line(self, ligne: LigneListe) -> Ligne:
        etat, numeros = ligne.etat, [str(un.numero) for un in self._found(ligne)]
        gravite = max((un.gravite for un in ligne.ecarts), default=0)
        dits = [
            self._say(cle, dits=self._shortened(passages))
            for cle, passages in (("annonces", ligne.annonces), ("vus", ligne.vus), ("douteux", ligne.douteux))
            if passages
        ]
        if ligne.sans_depart:
            dits.append(self._say("sans_depart"))
        return Ligne(
            ligne.rubrique.id.value,
            self._textes(f"ecarts.liste.{ligne.rubrique.id}.titre"),
            "\n".join(dits),
            mot=self._say(f"etat.{etat}", numeros=", ".join(numeros)),
            etat=TEINTES[gravite] if gravite else _TEINTES.get(etat, Teinte.ATTENTE),
            icone=ICONES[gravite] if gravite else "coche" if etat is EtatRubrique.DEUX_COTES else "aide",
        )

    def _shortened(self, passages: "Sequence[PassageMarque]") -> str:
        if self._masque:
            return self._textes("grille.masque")
        return typographie(excerpt(" / ".join(passage.texte for passage in passages), _EXTRAIT))

    def _found(self, ligne: LigneListe) -> list[EcartMontre]:
        return [trouve for trouve in self._examen.trouves if trouve.ecart in ligne.ecarts]

    @property
    def _ligne(self) -> LigneListe | None:
        return self._lignes.get(self._ici)

    def _on_reached(self, id_: str) -> None:
        if id_ and id_ != self._ici:
            self._ici = id_
            self.cote.set_value(self._waited_side().value)
            self._show_side()
            self._show_answers()

    def _waited_side(self) -> CoteListe:
        """That which nothing answers yet: what is announced, when what is seen is known."""
        ligne = self._ligne
        deja_vu = ligne is not None and bool(ligne.vus) and not ligne.annonces
        return CoteListe.ANNONCE if deja_vu and sources_for(self._examen.grille, CoteListe.ANNONCE) else CoteListe.VU

    # The answer

    @property
    def _cote(self) -> CoteListe:
        return CoteListe(self.cote.value() or CoteListe.VU)

    def _show_side(self) -> None:
        """What is asked on this side, who may say it, and how an answer may begin."""
        ligne, cote = self._ligne, self._cote
        if ligne is None:
            return
        self.cote.set_value(cote.value)
        id_ = ligne.rubrique.id
        self._rubrique.setText(self._textes(f"ecarts.liste.{id_}.titre"))
        self._question.setText(self._textes(f"ecarts.liste.{id_}.{cote}"))
        sources = sources_for(self._examen.grille, cote)
        ici = [("", self._say("source_ici"))] if cote is CoteListe.VU else []
        self.source.clear()
        for valeur, nom in (*ici, *((source.id, self._name(source)) for source in sources)):
            self.source.addItem(nom, valeur)
        self._champ_source.setVisible(self.source.count() > 1 or cote is CoteListe.ANNONCE)
        debuts = openings(ligne.rubrique, cote, self._contexte.services.catalogue)
        self.amorces.clear()
        if not debuts[0].endswith(" "):
            self.amorces.addItem(self._say("choisir"), "")
        for debut in debuts:
            self.amorces.addItem(typographie(debut), debut)
        self._champ_amorces.setVisible(self.amorces.count() > 1)
        self.garder.hold("" if self.source.count() else self._say("sans_source"))
        self._begin_with(debuts[0] if debuts[0].endswith(" ") else "")

    def _begin_with(self, debut: str) -> None:
        self.texte.setPlainText(debut)
        # As the field gives it back.
        self._amorce = self.texte.toPlainText() if debut.endswith(" ") else ""
        self.texte.moveCursor(QTextCursor.MoveOperation.End)

    def _on_typed(self) -> None:
        self._champ_texte.hush()
        texte = written(self.texte.toPlainText(), self._contexte.services.catalogue) if self.is_dirty else ""
        self._imprime.setText(self._say("imprime", texte=typographie(texte)) if texte else "")

    def _on_given(self) -> None:
        ligne = self._ligne
        if ligne is None or self._masque or not self.source.count():
            return
        if not self.is_dirty:
            self._avis.hide()
            self._champ_texte.say(self._say("incomplete"), mot=self._textes("commun.avis.attention"))
            self.texte.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        texte = written(self.texte.toPlainText(), self._contexte.services.catalogue)
        id_ = self.source.value()
        source = next((une for une in self._examen.grille.sources if une.id == id_), None)
        reponse = answer(ligne.rubrique, self._cote, texte, source=source)
        self.texte.clear()
        self._amorce = ""
        self.tell(self._say("gardee"))
        self.answered.emit(reponse)
        self._show_questions()

    def _show_answers(self) -> None:
        """The answers given by hand, each taken away by a press, and the écarts of the question."""
        ligne = self._ligne
        if ligne is None:
            return
        reponses = [] if self._masque else [un for un in (*ligne.annonces, *ligne.vus, *ligne.douteux) if un.rubrique]
        replace_all(self._ecarts, [self._link(un) for un in self._found(ligne)])
        replace_all(self._reponses, [self._removal(un) for un in reponses])
        chain((self.liste, *ordered_in(self._form), self.retour, self.reprendre, self.brouillon))

    def _link(self, trouve: EcartMontre) -> BoutonLien:
        lien = BoutonLien(self._say("voir_ecart", numero=trouve.numero, titre=trouve.ecart.titre), icone="suite")
        lien.clicked.connect(lambda _checked=False: self.finding_wanted.emit(trouve))
        return lien

    def _removal(self, passage: PassageMarque) -> BoutonLien:
        lien = BoutonLien(self._say("retirer", texte=self._shortened([passage])), icone="fermer")
        lien.clicked.connect(lambda _checked=False: self.unmarked.emit(passage.id))
        return lien

    # Fiches

    def _on_fiche(self) -> None:
        chemin = self.ask_file()
        services = self._contexte.services
        if chemin is None:
            return
        fiche = self._contexte.operations.attempt(lambda: services.fiches_traitement.look_at(chemin), self._on_failure)
        if fiche is None:
            return
        reponses = answers_of(fiche, services.catalogue)
        if not reponses:
            self.tell(self._say("fiche_muette"), Nature.ATTENTION)
            return
        nom = fiche.nom if isinstance(fiche.nom, str) else ""
        self.fiche_read.emit(reponses, nom or self._say("source_fiche"))
        self.tell(self._say("reprise", nombre=len(reponses)))

    def _on_draft(self) -> None:
        services = self._contexte.services
        fiche = draft_of(self._examen.grille, self._lignes.values(), services.catalogue)
        nom = suggested_name(fiche, self._textes("notices.fichier_defaut"))
        attempt = self._contexte.operations.attempt
        chemin = attempt(lambda: self._contexte.sorties().choose_file(nom), self._on_failure)
        if chemin is None:
            return

        def save() -> str:
            preuve = require_there(save_draft(fiche, chemin, services.controle))
            return self._say.promise("brouillon_fait", preuve, fichier=chemin.name, dossier=str(chemin.parent))

        dit = attempt(save, self._on_failure)
        if dit:
            self.tell(dit)

    def _on_failure(self, error: ExpectedError) -> None:
        self.tell(self._contexte.operations.sentence(error), Nature.ARRET)
