"""The editor of a grille: the table, and beside it what was found, the cell, its source, the articles of before 2019."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, forget_texts
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE
from droits_usagers.services.grille.atelier import AtelierEcarts, SourceSaisie
from droits_usagers.services.grille.examen import Case, EcartMontre, Examen, ReponseSaisie, examine
from droits_usagers.services.grille.marquage import TexteDocument
from droits_usagers.ui.composants import BoutonPrimaire, Colonne, Defilement, Libelle, Nature
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.grille.anciens import FaceAnciens
from droits_usagers.ui.grille.case import FaceCase
from droits_usagers.ui.grille.ecarts import FaceEcarts
from droits_usagers.ui.grille.liste import EcranListe
from droits_usagers.ui.grille.marquage import EcranMarquage
from droits_usagers.ui.grille.modele import ModeleGrille
from droits_usagers.ui.grille.source import FaceSource
from droits_usagers.ui.grille.suites import SuitesGrille
from droits_usagers.ui.grille.table import TableGrille
from droits_usagers.ui.grille.tete import TOUCHE_LISTE, EcranSujet, Tete
from droits_usagers.ui.grille.tri import EcranReleves, EcranSansNom
from droits_usagers.ui.socle.disposition import DispositionEditeur, Largeurs, Pile, land
from droits_usagers.ui.socle.livraison import say_there
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Renvoi
from droits_usagers.ui.socle.page_fichier import Bandeau

#: The findings being looked for: later ones drop them.
SUITE = "grille.examen"


class Examinateur(QObject):
    """`examined`: what was found in the last grille looked at."""

    examined = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._attendue: Grille | None = None

    @property
    def is_looking(self) -> bool:
        """True while what is found is not known."""
        return self._attendue is not None

    def look_at(self, grille: Grille) -> None:
        """Looks at this one, and no longer at the one before."""
        contexte, catalogue = self._contexte, self._contexte.services.catalogue
        self._attendue = grille
        reponses = Reponses(self, self._on_examined, lambda _error: None)
        contexte.operations.run_latest(contexte.services.rendu, lambda: examine(grille, catalogue), reponses, suite=SUITE)

    def forget(self) -> None:
        """Nothing is looked at any more, and what was read is kept nowhere."""
        self._attendue = None
        operations, rendu = self._contexte.operations, self._contexte.services.rendu
        operations.forget(SUITE)
        # After what is being looked at, if anything is.
        operations.run(rendu, forget_texts, Reponses(self, lambda _: None, lambda _error: None))

    def _on_examined(self, examen: Examen) -> None:
        self._attendue = None
        self.examined.emit(examen)


ECARTS, CASE, SOURCE, ANCIENS = "ecarts", "case", "source", "anciens"
LARGEURS = Largeurs(large=860, cote=360, parts=(1, 0))


class EditeurGrille(QWidget):
    """Draws the state it is given, and changes it. `save_wanted`: in its file."""

    save_wanted = Signal()
    article_wanted = Signal(str)
    letter_wanted = Signal(object)
    #: A document to be covered in part: its file.
    masking_wanted = Signal(object)
    save_as_wanted = Signal()
    #: Back to what one starts from.
    left = Signal()
    #: What was found is known: an Examen.
    examined = Signal(object)
    #: What of it is in view is another.
    placed = Signal()

    def __init__(self, contexte: Contexte, atelier: AtelierEcarts) -> None:
        super().__init__()
        self._contexte, self._textes, self._atelier = contexte, contexte.textes, atelier
        self._say = self._textes.under("grille")
        self._examen = Examen()
        self._examinateur = Examinateur(contexte, self)
        #: True: what was marked is not in the table yet.
        self._masque = self._perime = False
        self.tete = Tete(self._textes, atelier)
        self._pile = Pile()
        self.bandeau = Bandeau(self._textes, self._pile)
        self.modele = ModeleGrille(self._textes, self)
        self.table = TableGrille(self.modele)
        self.table.setAccessibleName(self._say("nom"))
        self.ecarts = FaceEcarts(contexte)
        self.case = FaceCase(contexte)
        self.source = FaceSource(contexte, atelier.documents)
        self.anciens = FaceAnciens(contexte, self._source_name)
        self.ecran_sujet = EcranSujet(self._textes)
        self.ecran_suites = SuitesGrille(contexte, self._source_name, atelier.documents)
        self.ecran_sans_nom, self.ecran_releves = EcranSansNom(contexte), EcranReleves(contexte)
        self.ecran_marquage = EcranMarquage(contexte)
        self.ecran_liste = EcranListe(contexte, self.modele.name)
        self._corps = QStackedWidget()
        self.cotes = {ECARTS: self.ecarts, CASE: self.case, SOURCE: self.source, ANCIENS: self.anciens}
        self.disposition = DispositionEditeur(
            self._textes,
            "grille",
            tete=(self.tete, self.tete.boutons),
            centre=("grille", self._corps),
            cotes=self.cotes,
            largeurs=LARGEURS,
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        vide = QWidget()
        dedans = Colonne(vide, ecart=12, marges=(0, 24, 24, 24))
        dedans.addWidget(Libelle(self._say("sans_source"), teinte=Teinte.DOUX))
        self.premiere = BoutonPrimaire(self._say("premiere_source"), touche="Ctrl+N")
        dedans.addWidget(self.premiere, 0, Qt.AlignmentFlag.AlignLeading)
        dedans.addStretch(1)
        self._corps.addWidget(self.table)
        self._corps.addWidget(Defilement(vide))
        self._corps.setMinimumHeight(1)
        ecrans: tuple[QWidget, ...] = (
            self.ecran_sujet,
            self.ecran_suites,
            self.ecran_sans_nom,
            self.ecran_releves,
            self.ecran_marquage,
            self.ecran_liste,
        )
        for widget in (self.disposition, *ecrans):
            self._pile.addWidget(widget)
        colonne = Colonne(self, ecart=8, marges=(24, 8, 24, 8))
        colonne.addWidget(self.bandeau)
        colonne.addWidget(self._pile, 1)
        colonne.addStretch()

    def _connect(self) -> None:
        for bouton, geste in (
            (self.tete.ajouter, self._on_new_source),
            (self.premiere, self._on_new_source),
            (self.tete.enregistrer, lambda: self._save(self.save_wanted)),
            (self.tete.liste, self.show_list),
            (self.tete.suites, self.show_suites),
        ):
            bouton.clicked.connect(lambda _checked=False, faire=geste: faire())
        table, case, ecarts = self.table, self.case, self.ecarts
        table.cell_reached.connect(self._on_cell)
        table.cell_opened.connect(self._write_in_cell)
        table.cell_looked.connect(self._on_looked)
        table.cell_typed.connect(self._type_in_cell)
        table.paste_wanted.connect(self._paste_in_cell)
        table.removal_wanted.connect(self._on_removal)
        table.source_chosen.connect(lambda _id: self._show_source())
        case.written.connect(self._on_written)
        case.left.connect(self._back_to_table)
        case.old_wanted.connect(lambda: self.disposition.show_side(ANCIENS))
        ecarts.reached.connect(self._on_finding)
        ecarts.opened.connect(self._on_finding_opened)
        ecarts.dropped.connect(lambda trouve: self._done(self._atelier.drop(trouve), "retire" if trouve.is_own else "ecarte"))
        ecarts.taken_back.connect(lambda regle: self._changed(self._atelier.take_back(regle)))
        ecarts.confirmed.connect(lambda trouve, vrai: self._changed(self._atelier.confirm(trouve, confirme=vrai)))
        ecarts.quoted.connect(lambda trouve, passages: self._changed(self._atelier.quote(trouve, passages)))
        ecarts.add_wanted.connect(self._on_add)
        ecarts.saisie.reworded.connect(self._on_reworded)
        ecarts.saisie.added.connect(self._on_added)
        for face in (ecarts, self.anciens):
            face.article_wanted.connect(self.article_wanted)
        self.source.given.connect(self._on_source)
        self.source.removal_wanted.connect(self._remove_source)
        self.source.left.connect(self._back_to_table)
        self.source.text_wanted.connect(self.show_text)
        self._connect_screens()
        self._examinateur.examined.connect(self._on_examined)
        self.disposition.room_changed.connect(lambda large: self.tete.fit(large=large))
        self.disposition.room_changed.connect(lambda _large: self.disposition.order_tabs())
        self.disposition.place_changed.connect(self.placed)
        self._pile.currentChanged.connect(self.placed)
        for touche, faire in (
            ("Ctrl+S", lambda: self._save(self.save_wanted)),
            ("Ctrl+N", self._on_new_source),
            ("Ctrl+M", self._on_mark),
            (TOUCHE_LISTE, self.show_list),
            ("Ctrl+Z", lambda: self._go_back(self._atelier.undo)),
            ("Ctrl+Y", lambda: self._go_back(self._atelier.redo)),
            ("Ctrl+Shift+Z", lambda: self._go_back(self._atelier.redo)),
            ("Alt+Left", self._on_back),
        ):
            bind(touche, self, faire)

    def _connect_screens(self) -> None:
        """What is shown in place of the table."""
        marquage = self.ecran_marquage
        marquage.left.connect(self.arrive)
        marquage.placed.connect(self.placed)
        marquage.read.connect(self._on_read)
        marquage.marked.connect(lambda passage: self._marked(bool(self._atelier.mark(passage))))
        marquage.unmarked.connect(lambda id_: self._marked(self._atelier.unmark(id_)))
        marquage.refused.connect(lambda source, place: self._marked(self._atelier.refuse(source, place)))
        liste = self.ecran_liste
        liste.left.connect(self.arrive)
        liste.answered.connect(lambda reponse: self._on_answered([reponse]))
        liste.fiche_read.connect(self._on_fiche)
        liste.unmarked.connect(lambda id_: self._changed(self._atelier.unmark(id_)))
        liste.finding_wanted.connect(self._on_confirm_wanted)
        self.ecran_sujet.given.connect(self._on_subject)
        self.ecran_sujet.left.connect(self.arrive)
        self.ecran_suites.left.connect(self.arrive)
        self.ecran_suites.letter_wanted.connect(self.letter_wanted)
        self.ecran_suites.masking_wanted.connect(self.masking_wanted)
        self.ecran_suites.nameless_wanted.connect(self._show_nameless)
        self.ecran_suites.found_wanted.connect(self._show_found)
        self.ecran_releves.decided.connect(self._on_decided)
        for ecran in (self.ecran_sans_nom, self.ecran_releves):
            ecran.left.connect(self.show_suites)
        self.ecran_suites.confirm_wanted.connect(self._on_confirm_wanted)
        self.ecran_suites.save_as_wanted.connect(lambda: self._save(self.save_as_wanted))
        self.ecran_suites.subject_wanted.connect(self.show_subject)
        self.ecran_suites.closing_wanted.connect(self.left)
        self.tete.subject_wanted.connect(self.show_subject)

    # Where one is

    @property
    def compte(self) -> str:
        """What is in view, where no tab says it."""
        lus = (self.disposition, self.ecran_marquage, self.ecran_liste)
        return next((un.compte for un in lus if un is self._pile.currentWidget()), "")

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """Where the tabs lead and what the head does, where neither is in sight."""
        lus = (self.disposition, self.ecran_marquage, self.ecran_liste)
        return next((un.passages for un in lus if un is self._pile.currentWidget()), ())

    def begin(self) -> None:
        """Another grille: what was decided of another's words does not hold."""
        for ecran in (self.ecran_sans_nom, self.ecran_releves):
            ecran.clear()
        self.bandeau.hush()
        self.refresh()
        self._on_cell(self.table.case)

    def arrive(self) -> None:
        """The table, with the focus in it, or on what begins it."""
        self._pile.setCurrentWidget(self.disposition)
        if self._perime:
            self.refresh()
        self._back_to_table()

    def resume(self) -> None:
        """Where one was, with what is being typed there: of all its screens, only the table begins again."""
        ici, cote = self._pile.currentWidget(), self.disposition.side
        if ici is self.ecran_suites:
            self._fill_suites()
        elif ici is not None and ici is not self.disposition:
            land(ici, ici)
        elif cote and not self.disposition.is_side_by_side:
            land(self.cotes[cote], self.cotes[cote])
        else:
            self.arrive()

    def show_subject(self) -> None:
        """What the grille is about."""
        self.flush()
        self.ecran_sujet.show_grille(self._atelier.grille)
        self._pile.setCurrentWidget(self.ecran_sujet)
        self.ecran_sujet.begin()

    def show_suites(self) -> None:
        """What it leads to, with all that was typed: papers and letters are not one step late."""
        self.flush()
        self.bandeau.hush()
        self._pile.setCurrentWidget(self.ecran_suites)
        self._fill_suites()

    def _fill_suites(self) -> None:
        looking, trie = self._examinateur.is_looking, self.ecran_releves.tri != RIEN_DE_TRIE
        self.ecran_suites.setEnabled(not looking and not trie)
        if trie and not looking:
            # It says nothing before it is in the words that were decided.
            self.ecran_releves.show_examen(self._examen)
        elif not looking:
            self.ecran_suites.show_examen(self._examen)
            self.ecran_suites.begin()

    def _on_decided(self, examen: Examen) -> None:
        if self._pile.currentWidget() is self.ecran_suites and not self.ecran_suites.isEnabled():
            self.ecran_suites.setEnabled(True)
            self.ecran_suites.show_examen(examen)
            self.ecran_suites.begin()

    def _show_found(self) -> None:
        """What is taken out of all other papers and of letters, or stays there."""
        self._pile.setCurrentWidget(self.ecran_releves)
        self.ecran_releves.show_examen(self._examen)
        self.ecran_releves.begin()

    def _show_nameless(self) -> None:
        """What is taken out of the summary without names, before it leaves."""
        self._pile.setCurrentWidget(self.ecran_sans_nom)
        self.ecran_sans_nom.show_examen(self._examen)
        self.ecran_sans_nom.begin()

    def _on_back(self) -> None:
        if self._pile.currentWidget() is self.disposition:
            self.case.flush()
            self.left.emit()
        else:
            self.arrive()

    def _back_to_table(self) -> None:
        self.disposition.show_middle()
        (self.table if self.modele.sources else self.premiere).setFocus(Qt.FocusReason.OtherFocusReason)

    # Cells

    def _on_cell(self, case: Case | None) -> None:
        self.case.flush()
        source = next((une for une in self.modele.sources if case is not None and une.id == case[0]), None)
        texte = self._atelier.text(*case) if case is not None and source is not None else ""
        nom = self.modele.name(source) if source is not None else ""
        self.case.show_case(case if source is not None else None, source, texte, nom=nom)
        # What is being said of another source is not lost by looking at a cell.
        if self.source.source != source and not self.source.is_dirty:
            self.source.start(source, nom)

    def _write_in_cell(self) -> None:
        if self.table.case is not None:
            self.bandeau.hush()
            self.disposition.show_side(CASE)
            self.case.begin()

    def _on_looked(self, clicked: bool) -> None:  # noqa: FBT001 - Qt's signal
        """The passages that the cell only counts: beside it, or in its place at a click where nothing stands beside."""
        if self.disposition.side:
            self.disposition.show_side(CASE)
        elif clicked:
            self._write_in_cell()

    def _type_in_cell(self, texte: str) -> None:
        """After what is there, as another quote."""
        self._write_in_cell()
        self.case.go_on(texte)

    def _paste_in_cell(self) -> None:
        if self.table.case is not None:
            self.disposition.show_side(CASE)
            self.case.paste()

    def _on_written(self, case: Case, texte: str) -> None:
        change = self._atelier.write(*case, texte)
        if case == self.table.case:
            self.case.keep(self._atelier.text(*case))
        self._changed(change)

    def _on_removal(self) -> None:
        """Asks what to take away."""
        case = self.table.case
        if case is None:
            return
        source = next(une for une in self.modele.sources if une.id == case[0])
        valeurs = {"source": self.modele.name(source), "point": self._textes(f"ecarts.points.{case[1]}")}
        gestes: dict[str, Callable[[], object]] = {self._say("effacer.rien"): self._keep}
        if self._atelier.quotes(*case):
            gestes[self._say("effacer.case")] = lambda: self._empty(case)
        gestes[self._say("effacer.source", nombre=self._said_by(source.id))] = lambda: self._remove_source(source.id)
        self.bandeau.tell(self._say("effacer.question", **valeurs), nature=Nature.ATTENTION)
        self.bandeau.offer(gestes)

    def _keep(self) -> None:
        self.bandeau.hush()
        self._back_to_table()

    def _empty(self, case: Case) -> None:
        self._done(self._atelier.write(*case, ""), "vide")
        self._back_to_table()

    def _said_by(self, source: str) -> int:
        return sum(passage.source == source for passage in self._atelier.grille.passages)

    # Sources

    def _show_source(self) -> None:
        self._on_cell(self.table.case)
        self.disposition.show_side(SOURCE)

    def _on_new_source(self) -> None:
        self.flush()
        self._pile.setCurrentWidget(self.disposition)
        self.source.start(None)
        self.disposition.show_side(SOURCE)
        self.source.begin()

    def _on_source(self, saisie: SourceSaisie) -> None:
        avant, ici = self.source.source, self.table.case
        # It may have been taken away meanwhile, or undone.
        est_la = avant is not None and any(une.id == avant.id for une in self._atelier.grille.sources)
        id_ = self._atelier.change_source(avant.id, saisie) if avant and est_la else self._atelier.add_source(saisie)
        self.bandeau.hush()
        self.refresh()
        if ici is not None or avant is None:
            self.table.go_to((id_, ici[1] if ici is not None else self.modele.case(self.modele.index(0, 0))[1]))
        self._on_cell(self.table.case)
        self._back_to_table()

    def _remove_source(self, id_: str) -> None:
        nombre = self._said_by(id_)
        nom = self._source_name(id_)
        if self._atelier.remove_source(id_):
            self.refresh()
            self._on_cell(self.table.case)
            self._offer_undo(self._say("fait.source", source=nom, nombre=nombre))
            self._back_to_table()

    def _source_name(self, id_: str) -> str:
        return next((self.modele.name(source) for source in self._atelier.grille.sources if source.id == id_), id_)

    # Texts

    def _on_mark(self) -> None:
        """The text of the source one is on."""
        if self._pile.currentWidget() is self.disposition and self.table.case is not None:
            self.show_text(self.table.case[0])

    def show_text(self, id_: str) -> None:
        """A source, to be read whole and marked."""
        source = next((une for une in self.modele.sources if une.id == id_), None)
        if source is not None:
            self.flush()
            self.bandeau.hush()
            grille, texte = self._atelier.grille, self._atelier.text_of(source)
            self.ecran_marquage.show_source(source, self.modele.name(source), document=texte, grille=grille)
            self._pile.setCurrentWidget(self.ecran_marquage)
            self.ecran_marquage.begin()

    def _on_read(self, source: str, document: TexteDocument) -> None:
        self._atelier.keep_text(source, document)
        self._marked(True)

    def _marked(self, change: bool) -> None:  # noqa: FBT001 - what the atelier answers
        """What is found in it is looked for once one is back: whoever marks goes from passage to passage."""
        self._perime = self._perime or change
        self.ecran_marquage.follow(self._atelier.grille)

    # The checklist

    def show_list(self) -> None:
        """Every question, with all that was typed."""
        self.flush()
        self.bandeau.hush()
        self._pile.setCurrentWidget(self.ecran_liste)
        if self._perime or self._examen.grille != self._atelier.grille:
            self.refresh()
        self.ecran_liste.show_examen(self._examen)
        self.ecran_liste.begin()

    def _on_answered(self, reponses: Sequence[ReponseSaisie], source: SourceSaisie | None = None) -> None:
        self._atelier.answer(reponses, self._contexte.services.today(), source)
        self.refresh()

    def _on_fiche(self, reponses: Sequence[ReponseSaisie], nom: str) -> None:
        """What it announces, as a document: one says itself what it is, and of which day."""
        self._on_answered(reponses, SourceSaisie(GenreSource.REGISTRE, nom=nom))

    # Findings

    def _on_finding(self, trouve: EcartMontre | None) -> None:
        self.modele.highlight(trouve)
        if trouve is not None and trouve.ecart.cases:
            self.table.reveal(trouve.ecart.cases[0])

    def _on_finding_opened(self, trouve: EcartMontre | None) -> None:
        if trouve is not None and trouve.ecart.cases:
            self.table.go_to(trouve.ecart.cases[0])
            self.disposition.show_middle()

    def _on_confirm_wanted(self, trouve: EcartMontre) -> None:
        self.arrive()
        self.disposition.show_side(ECARTS)
        # As it is here: papers may say it in other words.
        self.ecarts.go_to(next((un for un in self._examen.trouves if un.numero == trouve.numero), trouve))

    def _on_add(self) -> None:
        case = self.table.case
        ici = [un for un in self._atelier.grille.passages if (un.source, un.point) == case and un.id]
        sources = [(source, self.modele.name(source)) for source in self.modele.sources]
        self.ecarts.start_adding(sources, case, tuple(ici))

    def _on_reworded(self, trouve: EcartMontre, phrase: str) -> None:
        self._changed(self._atelier.reword(trouve, phrase))
        self.ecarts.show_list()

    def _on_added(self, saisi: EcartSaisi) -> None:
        self._changed(self._atelier.add(saisi))
        self.ecarts.show_list(new=len(self._atelier.grille.saisis) - 1)

    # What is shown of the state

    def _on_subject(self, titre: str, organisme: str, genre: str) -> None:
        self._changed(self._atelier.name(titre, organisme, GenreOrganisme(genre)))
        self.arrive()

    def _changed(self, change: bool) -> None:  # noqa: FBT001 - what the atelier answers
        if change:
            self.refresh()

    def _done(self, change: bool, fait: str) -> None:  # noqa: FBT001 - the same
        if change:
            self.refresh()
            self._on_cell(self.table.case)
            self._offer_undo(self._say(f"fait.{fait}"))

    def _offer_undo(self, phrase: str) -> None:
        self.bandeau.tell(phrase, nature=Nature.BIEN)
        self.bandeau.offer({self._say("fait.revenir"): lambda: self._go_back(self._atelier.undo)}, focus=False)

    def _go_back(self, geste: Callable[[], bool]) -> None:
        self.case.flush()
        if geste():
            self.bandeau.hush()
            self.refresh()
            self._on_cell(self.table.case)
            # The text being read, or back to the table when its source is there no more, or is called otherwise.
            ici = self.ecran_marquage.source
            if self._pile.currentWidget() is self.ecran_marquage and ici not in {un.id for un in self._atelier.grille.sources}:
                self.arrive()
            else:
                self.ecran_marquage.follow(self._atelier.grille)

    def refresh(self) -> None:
        """The grille as it now stands; what is found in it follows, when it is known."""
        grille, self._perime = self._atelier.grille, False
        self._show(replace(self._examen, grille=grille))
        self._examinateur.look_at(grille)

    def _on_examined(self, examen: Examen) -> None:
        if examen.grille == self._atelier.grille:
            self._atelier.pin(examen.trouves)
        self._show(examen)
        self.ecarts.show_examen(examen, {source.id: self.modele.name(source) for source in examen.grille.sources})
        self.anciens.show_citations(examen.anciens)
        if self._pile.currentWidget() is self.ecran_suites:
            self._fill_suites()
        if self._pile.currentWidget() is self.ecran_liste:
            self.ecran_liste.show_examen(examen)
        self.examined.emit(examen)

    def _show(self, examen: Examen) -> None:
        self._examen = examen
        self.table.show_grille(examen)
        self._corps.setCurrentIndex(0 if examen.grille.sources else 1)
        self.tete.refresh(masque=self._masque)

    # Files

    @property
    def is_dirty(self) -> bool:
        """True if something is typed that the state does not hold yet."""
        return any(un.is_dirty for un in (self.case, self.source, self.ecarts.saisie, self.ecran_liste, self.ecran_marquage))

    def written(self) -> Grille:
        """The grille with what is being typed in a cell, or of what it is about."""
        tape, sujet = self.case.typed, self._subject
        if sujet is not None:
            return self._atelier.named(sujet[0], sujet[1], GenreOrganisme(sujet[2]))
        return self._atelier.grille if tape is None else self._atelier.written(*tape[0], tape[1])

    @property
    def _subject(self) -> tuple[str, str, str] | None:
        return self.ecran_sujet.typed if self._pile.currentWidget() is self.ecran_sujet else None

    def flush(self) -> None:
        """The state holds it."""
        sujet = self._subject
        if sujet is not None:
            self._atelier.name(sujet[0], sujet[1], GenreOrganisme(sujet[2]))
        self.case.flush()

    def _save(self, wanted: SignalInstance) -> None:
        self.flush()
        wanted.emit()

    def on_saved(self, chemin: Path) -> None:
        """Its documents may have taken another name."""
        self.refresh()
        self._on_cell(self.table.case)
        noms = {"fichier": chemin.name, "dossier": str(chemin.parent)}
        say_there(self._contexte, self.bandeau.tell, chemin, dit="grille.enregistree", **noms)

    # What the window asks

    def conceal(self, *, masque: bool) -> None:
        """Hides what is written, or shows it again."""
        self._masque = masque
        cotes = (self.ecarts, self.case, self.source)
        relus = (self.ecran_sans_nom, self.ecran_releves, self.ecran_suites)
        for face in (self.modele, *cotes, self.ecran_sujet, *relus, self.ecran_marquage, self.ecran_liste):
            face.conceal(masque=masque)
        self._show(self._examen)

    def clear(self) -> None:
        """Holds nothing of what was written."""
        self._masque = False
        self._examen = Examen()
        self.bandeau.hush()
        for face in (self.ecarts, self.case, self.source, self.ecran_suites, self.ecran_marquage, self.ecran_liste):
            face.clear()
        self.begin()
        self._examinateur.forget()
        self.ecran_sujet.show_grille(self._atelier.grille)
        self.anciens.show_citations(())
        self._pile.setCurrentWidget(self.disposition)
