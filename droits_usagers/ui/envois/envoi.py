"""« Marquer comme envoyées »: a day, a pasted column of numbers, and for each dossier what will be recorded."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.mots.dates import date_courte, read_recent
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.valeurs import FaitPris
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.envois.envoi import (
    Appariement,
    Envoi,
    Expediteur,
    LigneEnvoi,
    ParolesMasse,
    forget_typed,
    keep_typed,
    match_numbers,
    read_numbers,
    take_typed,
)
from droits_usagers.services.socle.travail import Avancement, Unites
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.composants import (
    Avis,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    LigneTexte,
    Nature,
    Puce,
    Rangee,
    TexteLong,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.envois.table import CadreMasse, Largeur, LigneMontree, ModeleMasse, TableMasse
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.saisies import Regard

COLONNES = ("reference", "organisme", "numero", "fait")
LARGEURS = (Largeur(120), Largeur(170, 2, cede=True), Largeur(180, 1), Largeur(200, 3))
_LARGEUR_SAISIE = 330
#: Lines of the Suivi written at once: by what words each is found takes several milliseconds to write down.
_LIGNES = 3
#: Under this width, at 100 %, the list is under what is typed.
_COTE_A_COTE = 860


class EcranEnvoi(CadreMasse):
    """Holds the numbers typed until `clear`."""

    touche = "commun.ctrl_entree"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("masse.envoi")
        services = contexte.services
        self._acces = AccesCoffre(contexte)
        self._paroles = ParolesMasse(Presentation(services.catalogue, services.today))
        self._envois: tuple[Envoi, ...] = ()
        self._apparies = Appariement(())
        #: As they were chosen: those with nothing to send are shown last.
        self.references: tuple[str, ...] = ()
        #: What was just recorded, to be taken back exactly.
        self._notes: tuple[FaitPris, ...] = ()
        self.titre = self.textes("masse.titres.envoyees")
        self.modele = ModeleMasse([self.textes(f"masse.colonnes.{id_}") for id_ in COLONNES], self)
        self.table = TableMasse(self.modele, LARGEURS)
        self.table.setAccessibleName(self.textes("masse.liste"))
        self.date, self.numeros = LigneTexte(), TexteLong(lignes=6)
        self.champ_date = Champ(Intitule(self._say("date"), self._say("date_aide")), self.date)
        self.champ_numeros = Champ(Intitule(self._say("numeros"), self._say("numeros_aide")), self.numeros)
        self._remarques = Puce(etat=Teinte.SEMAINE, icone="attention")
        self._saisie = QWidget()
        self._fill()
        self.date.textChanged.connect(self._match)
        self.numeros.textChanged.connect(self._match)
        self.numeros.validated.connect(self.go_on)
        self._regard = Regard(self, read=self._typed, keep=self._keep)

    def _counted(self, id_: str, combien: int) -> str:
        return self._say(f"{id_}_un" if combien == 1 else id_, nombre=combien)

    def _fill(self) -> None:
        colonne = Colonne(self._saisie, ecart=12)
        colonne.addWidget(self.champ_date)
        colonne.addWidget(self.champ_numeros)
        colonne.addWidget(self._remarques)
        colonne.addStretch(1)
        self._cote_a_cote = Rangee(ecart=20)
        self._cote_a_cote.addWidget(self._saisie)
        self._cote_a_cote.addWidget(self.table, 1)
        self.corps.addLayout(self._cote_a_cote, 1)

    # What the page tells it.

    def start(self, references: Sequence[str]) -> None:
        """Reads these dossiers, and proposes what to record."""
        self._notes, self.references = (), tuple(references)
        self.date.setText(date_courte(self.contexte.services.today()))
        self.numeros.clear()
        self.hush()
        self._arrange()
        self._show(())
        if not references:
            self.tell(self.textes("masse.aucune"), nature=Nature.INFORMATION)
            self.retour.setFocus()
            return
        expediteur = Expediteur(self.contexte.services.catalogue)

        def propose(coffre: Coffre) -> Unites[tuple[Envoi, ...]]:
            envois: list[Envoi] = []
            yield from expediteur.proposing(coffre, references, envois=envois)
            return tuple(envois)

        self._acces.work(propose, Reponses(self, self._show, self.tell_failure, on_progress=self._on_reading))
        if not self._acces.lecture_seule:
            self._acces.write(lambda coffre: take_typed(coffre, references), Reponses(self, self._take_up, self.tell_failure))
        self.numeros.setFocus()

    def _take_up(self, tape: tuple[str, str] | None) -> None:
        """What was typed when the coffre was locked, unless one is typing already."""
        if tape is not None and not self.numeros.toPlainText():
            self.date.setText(tape[0])
            self.numeros.setPlainText(tape[1])

    def _typed(self) -> tuple[str, str] | None:
        """What would be lost."""
        if not self.occupied or self._acces.lecture_seule or not self._acces.is_open:
            return None
        return self.date.text(), self.numeros.toPlainText()

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """The day and the numbers typed, in the coffre, for when one comes back."""
        self._regard.keep_now(done)

    def _keep(self, done: Callable[[str], None]) -> None:
        references, date, numeros = self.references, self.date.text(), self.numeros.toPlainText()
        reponses = Reponses(self, lambda _: done(""), lambda error: done(self.contexte.operations.loss(error)))
        self._acces.write(lambda coffre: keep_typed(coffre, references, date=date, numeros=numeros), reponses)

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._envois, self.references, self._notes, self._apparies = (), (), (), Appariement(())
        self.numeros.clear()
        self.date.clear()
        self._regard.forget()
        self.modele.show_rows(())
        self.hush()

    @property
    def occupied(self) -> bool:
        """True if numbers were typed and are not recorded yet."""
        return bool(self.numeros.toPlainText().strip()) and not self._notes

    # What goes with what.

    def _on_reading(self, avancement: Avancement) -> None:
        self.compte.setText(self.textes("masse.lecture", fait=avancement.fait, total=avancement.total))

    def _show(self, envois: Sequence[Envoi]) -> None:
        self._envois = tuple(envois)
        self.modele.show_rows([LigneMontree(envoi.reference, ("",) * len(COLONNES)) for envoi in envois])
        self._match()

    def _match(self) -> None:
        today = self.contexte.services.today()
        date = read_recent(self.date.text(), today)
        numeros = read_numbers(self.numeros.toPlainText())
        self._apparies = match_numbers(self._envois, numeros, date or today, today=today)
        self.modele.change_rows([self._row(ligne) for ligne in self._apparies.lignes])
        prets = sum(ligne.ready for ligne in self._apparies.lignes)
        self._count(prets, len(numeros))
        self._remark()
        self.champ_date.hush()
        if date is None:
            id_ = "illisible" if self.date.text().strip() else "absente"
            self.champ_date.say(self.textes(f"suivi.refus.{id_}"), mot=self.textes("suivi.refus.mot"))
        possible = bool(prets) and date is not None and not self._apparies.en_trop
        self.show_action(
            self._say("noter_un" if prets == 1 else "noter", nombre=prets), possible=possible, raison=self._acces.raison
        )

    def _row(self, ligne: LigneEnvoi) -> LigneMontree:
        cellules = (ligne.envoi.reference, ligne.envoi.organisme, ligne.numero, self._paroles.envoi(ligne))
        return LigneMontree(ligne.envoi.reference, cellules, a_part=not ligne.ready)

    def _count(self, prets: int, numeros: int) -> None:
        compte = self._say({0: "compte_zero", 1: "compte_un"}.get(prets, "compte"), nombre=prets)
        lettres = sum(envoi.evenement is not None for envoi in self._envois)
        self.compte.setText(f"{compte} {self._say('compte_numeros', lettres=lettres, numeros=numeros)}" if numeros else compte)

    def _remark(self) -> None:
        """What has to be looked at before anything is recorded."""
        apparies = self._apparies
        dites = []
        if apparies.manquent:
            dites.append(self._counted("manquent", apparies.manquent))
        if apparies.en_trop:
            dites.append(self._counted("en_trop", apparies.en_trop))
        if apparies.doubles:
            dites.append(self._say("doubles", numeros=", ".join(apparies.doubles)))
        refusees = sum(ligne.refus is not None for ligne in apparies.lignes)
        if refusees:
            dites.append(self._counted("refusees", refusees))
        self._remarques.show_state("\n".join(dites), Teinte.SEMAINE, icone="attention")
        self._remarques.setVisible(bool(dites))

    # Recording, all or nothing.

    def go_on(self) -> None:
        """Records that these letters were sent."""
        date = read_recent(self.date.text(), self.contexte.services.today())
        if date is None or not self.suite.isEnabled():
            return
        faits = self._apparies.facts(date)
        self.suite.setEnabled(False)

        def on_recorded(pris: tuple[FaitPris, ...]) -> None:
            self._acces.write(forget_typed, Reponses(self, lambda _: None, self._on_failure))
            self._on_recorded(pris, date_courte(date))

        self._acces.write(lambda coffre: coffre.faits.take(*faits), Reponses(self, on_recorded, self._on_failure))

    def _on_recorded(self, pris: tuple[FaitPris, ...], date: str) -> None:
        self._notes = pris
        texte = self._say("note_un" if len(pris) == 1 else "note", nombre=len(pris), date=date)
        avis: Avis = self.tell(texte, nature=Nature.BIEN)
        annuler = BoutonSecondaire(self._say("annuler"))
        annuler.clicked.connect(self._cancel)
        avis.add_button(annuler)
        self._saisie.setEnabled(False)
        self.compte.setText("")
        self.retour.setFocus()
        self._relist([pris.reference for pris in self._notes])

    def _relist(self, references: Sequence[str]) -> None:
        """The lines of the Suivi follow, a few at a time: whatever else is asked of the coffre passes in between."""
        quelques, reste = references[:_LIGNES], references[_LIGNES:]
        if quelques:
            reponses = Reponses(self, lambda _: self._relist(reste), self.tell_failure)
            self._acces.write(lambda coffre: coffre.liste.relist(quelques), reponses)

    def _cancel(self) -> None:
        notes = self._notes
        reponses = Reponses(self, lambda _: self._on_cancelled([pris.reference for pris in notes]), self._on_failure)
        self._acces.write(lambda coffre: coffre.faits.give_back(*notes), reponses)

    def _on_cancelled(self, references: Sequence[str]) -> None:
        self._relist(references)
        numeros = self.numeros.toPlainText()
        self._saisie.setEnabled(True)
        self.start(references)
        self.numeros.setPlainText(numeros)
        self.tell(self._say("annule"), nature=Nature.BIEN)

    def _on_failure(self, error: ExpectedError) -> None:
        self._match()
        self.tell_failure(error)

    # Where things go.

    def _arrange(self) -> None:
        """What is typed beside the list, or above it where there is no room."""
        theme = current_theme()
        wide = self.width() >= theme.px(_COTE_A_COTE)
        sens = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._cote_a_cote.setDirection(sens)
        self._saisie.setMaximumWidth(theme.px(_LARGEUR_SAISIE) if wide else self.maximumWidth())
        self._saisie.setMinimumWidth(theme.px(_LARGEUR_SAISIE) if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()
