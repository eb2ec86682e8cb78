"""What will be made, before it is: how many, line by line, what is left out and why, and the letter as it will be printed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import mandant_of, needs_mandate
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.serie.coffre import SerieFaite
from droits_usagers.services.serie.serie import Collees, Prevu, Projet, line_of, with_doublons
from droits_usagers.ui.apercu.dessinateur import Dessin, Dessinateur, Souhait
from droits_usagers.ui.apercu.lettre import Apercu, Explication
from droits_usagers.ui.composants import (
    Avis,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Titre,
)
from droits_usagers.ui.composants.liste import LigneCochee, ListeCochee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.dossier.mandats_impression import ImpressionMandats
from droits_usagers.ui.questions.ecran import BUREAU, EcranAssistant
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.services.coffres import Coffre

#: Under this width, at 100 %, the letter comes under the list.
COTE_A_COTE = 980
MANDATS = "mandats"


class EcranVerifier(EcranAssistant):
    """`planned`: what can be made is known. `ready`: another number of lines is ticked. `hide_asked`, as F9."""

    is_desk = True

    read_first = True

    planned = Signal()
    ready = Signal()
    hide_asked = Signal()

    def __init__(self, contexte: Contexte, projet: Projet, collees: Collees) -> None:
        super().__init__(contexte.textes("serie.verifier.titre"), largeur=BUREAU)
        self._contexte, self._projet, self._collees = contexte, projet, collees
        self._say = self._contexte.textes.under("serie.verifier")
        self._prevus: tuple[Prevu, ...] = ()
        self._discreet = False
        self._compte = Titre(self._say("attente"), niveau=2)
        self._dit = Colonne(ecart=8)
        self.liste = ListeCochee()
        self.mandats = ChoixMultiples((Option(MANDATS, self._say("mandats"), self._say("mandats_aide")),))
        self._champ_mandats = Champ(Intitule(self._say("mandats_question")), self.mandats)
        self.apercu = Apercu(contexte, self._source)
        self._dessinateur = Dessinateur(contexte.services, contexte.operations, self)
        self._cotes = QWidget()
        self._rangee = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._cotes)
        self._rangee.setContentsMargins(0, 0, 0, 0)
        self._build()
        today = self._contexte.services.today()
        lire = partial(_planned, projet=self._projet, today=today)
        AccesCoffre(self._contexte).ask(lire, Reponses(self, self._on_planned, self._on_failure))

    def _build(self) -> None:
        gauche = QWidget()
        colonne = Colonne(gauche)
        colonne.addWidget(self._compte)
        colonne.addLayout(self._dit)
        self._champ_mandats.hide()
        colonne.addWidget(self._champ_mandats)
        champ = Champ(Intitule(self._say("liste"), self._say("liste_aide")), self.liste)
        self.liste.setMinimumHeight(current_theme().px(240))
        colonne.addWidget(champ, 1)
        droite = QWidget()
        lettre = Colonne(droite)
        lettre.addWidget(Titre(self._say("premiere"), niveau=2))
        lettre.addWidget(self.apercu, 1)
        self.apercu.setMinimumHeight(current_theme().px(400))
        self._rangee.addWidget(gauche, 1)
        self._rangee.addWidget(droite, 1)
        self.colonne.addWidget(self._cotes, 1)
        self.liste.lignes.ticked.connect(self._on_ticked)
        self.mandats.choice_changed.connect(self._on_mandates)
        self.liste.selectionModel().currentChanged.connect(self._on_current)
        self.apercu.width_changed.connect(self._draw)
        self.apercu.hide_asked.connect(self.hide_asked)
        self._dessinateur.drawn.connect(self._on_drawn)
        self._dessinateur.impeded.connect(self._on_impeded)

    # What will be made

    def _on_planned(self, prevus: Sequence[Prevu]) -> None:
        self._prevus = tuple(prevus)
        # As someone said; where nobody did, one that is there already is not made twice.
        coches = [
            str(rang)
            for rang, prevu in enumerate(prevus)
            if not prevu.obstacle and self._collees.coches.get(line_of(prevu.demande), not prevu.doublons)
        ]
        self._show_lines(coches)
        replace_all(self._dit, self._notices())
        nommees = any(needs_mandate(prevu.demande) and mandant_of(prevu.demande) for prevu in prevus)
        self._champ_mandats.setVisible(nommees)
        # What is proposed was said by nobody.
        with QSignalBlocker(self.mandats):
            self.mandats.set_value((MANDATS,) if nommees and self._collees.mandats is not False else ())
        self._count()
        self._draw()
        self.planned.emit()

    def _show_lines(self, coches: Sequence[str]) -> None:
        lignes = [LigneCochee(str(rang), self._line(prevu), not prevu.obstacle) for rang, prevu in enumerate(self._prevus)]
        self.liste.show_lines(lignes, coches)

    def _line(self, prevu: Prevu) -> str:
        demande = prevu.demande
        qui = (demande.concerne.nom_complet if demande.concerne else "") or demande.signataire.nom_complet
        if qui and self._discreet:
            qui = self._contexte.textes("suivi.nom_masque")
        organisme = ", ".join(filter(None, (demande.organisme.nom, demande.organisme.service)))
        ligne = self._say(
            "ligne", personne=qui or self._say("sans_personne"), organisme=organisme or self._say("sans_organisme")
        )
        if prevu.doublons:
            ligne += "\n" + self._say("existe", references=", ".join(prevu.doublons))
        if prevu.obstacle:
            ligne += "\n" + self._refusal(prevu.obstacle)
        return ligne

    def _refusal(self, obstacle: str) -> str:
        return self._contexte.services.catalogue.textes_demarche(self._projet.demarche.id)(f"refus.{obstacle}")

    def _notices(self) -> list[QWidget]:
        doublons = sum(1 for prevu in self._prevus if prevu.doublons and not prevu.obstacle)
        obstacles = sum(1 for prevu in self._prevus if prevu.obstacle)
        notices: list[QWidget] = []
        if self._projet.personnes:
            nombre = sum(personne.adresse_protegee for personne in self._projet.personnes)
            phrase = self._say("protegee") if nombre == 1 else self._say("protegees", nombre=nombre)
            notices.append(Libelle(phrase if nombre else self._say("protegee_aucune")))
        if doublons:
            phrase = self._say("doublon") if doublons == 1 else self._say("doublons", nombre=doublons)
            notices.append(Avis(phrase, mot=self._say("doublon_mot"), nature=Nature.ATTENTION))
        if obstacles:
            phrase = self._say("obstacle") if obstacles == 1 else self._say("obstacles", nombre=obstacles)
            notices.append(Avis(phrase, mot=self._say("obstacle_mot"), nature=Nature.ATTENTION))
        if refusees := self._collees.refusees:
            phrase = self._say("refus_un") if refusees == 1 else self._say("refus", nombre=refusees)
            notices.append(Libelle(phrase))
        return notices

    def _on_ticked(self, id_: str, coche: bool) -> None:  # noqa: FBT001 - Qt
        self._collees.coches[line_of(self._prevus[int(id_)].demande)] = coche
        self._count()

    def _on_mandates(self) -> None:
        self._collees.mandats = MANDATS in self.mandats.value()

    def _count(self) -> None:
        nombre = len(self.demandes)
        phrase = self._say("un") if nombre == 1 else self._say("compte", nombre=nombre)
        self._compte.setText(phrase if nombre else self._say("aucun"))
        self.ready.emit()

    @property
    def demandes(self) -> tuple[Demande, ...]:
        """Those to make a dossier of."""
        coches = self.liste.lignes.coches
        return tuple(prevu.demande for rang, prevu in enumerate(self._prevus) if str(rang) in coches)

    @property
    def with_mandates(self) -> bool:
        """True if each dossier is to rest on a mandat."""
        return not self._champ_mandats.isHidden() and MANDATS in self.mandats.value()

    def _on_failure(self, error: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(error)
        replace_all(self._dit, [Avis(phrase, mot=self._contexte.textes("commun.avis.attention"), nature=Nature.ATTENTION)])
        self._compte.setText("")

    def tell_failure(self, error: ExpectedError) -> None:
        """Says why nothing was made."""
        phrase = self._contexte.operations.sentence(error)
        avis = Avis(phrase, mot=self._contexte.textes("commun.avis.attention"), nature=Nature.ATTENTION)
        replace_all(self._dit, [avis, *self._notices()])
        self._defilement.show_top()

    # The letter

    def _on_current(self, _apres: QModelIndex, _avant: QModelIndex) -> None:
        self._draw()

    def _draw(self) -> None:
        datee = self._current()
        if datee is not None:
            self._dessinateur.ask(Souhait(datee, self._projet.demarche.etapes[0].id, self.apercu.page_width()))

    def _current(self) -> Demande | None:
        """The letter of the line one is on, dated today if it has no date."""
        rang = max(0, self.liste.currentIndex().row())
        if rang >= len(self._prevus):
            return None
        demande = self._prevus[rang].demande
        return replace(demande, date=demande.date or self._contexte.services.today())

    def _source(self) -> Callable[[], Libre[str]] | None:
        datee, services, etape = self._current(), self._contexte.services, self._projet.demarche.etapes[0].id
        if datee is None:
            return None
        return lambda: services.departs.document(datee, etape).map(services.courriers.text)

    def _on_drawn(self, dessin: Dessin) -> None:
        self.apercu.show_letter(dessin.pages, dessin.texte)

    def _on_impeded(self, error: ExpectedError) -> None:
        obstacle = self._obstacle_at_cursor() if error.panne is Panne.PAS_DE_LETTRE else ""
        phrase = self._refusal(obstacle) if obstacle else self._contexte.operations.sentence(error)
        self.apercu.show_explanation(Explication(phrase))

    def _obstacle_at_cursor(self) -> str:
        rang = max(0, self.liste.currentIndex().row())
        return self._prevus[rang].obstacle if rang < len(self._prevus) else ""

    # The screen

    def focus_first(self) -> bool:
        """On the lines, until what is made is known."""
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """Names, and the letter."""
        self._discreet = masque
        self._show_lines(tuple(self.liste.lignes.coches))
        self.apercu.conceal(masque=masque)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one under the other."""
        super().resizeEvent(event)
        theme = current_theme()
        wide = self.width() >= theme.px(COTE_A_COTE)
        self._rangee.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._rangee.setSpacing(theme.px(24))


def _planned(coffre: "Coffre", *, projet: Projet, today: "dt.date") -> tuple[Prevu, ...]:
    prevus = projet.plan(today)
    return with_doublons(prevus, coffre.series.doublons([prevu.demande for prevu in prevus]))


class EcranFait(EcranAssistant):
    """`to_suivi`, `to_mandats`, `again`, `undo_asked`: what the person wants next; the letters are the main way on."""

    to_suivi = Signal()
    to_mandats = Signal()
    again = Signal()
    undo_asked = Signal()

    def __init__(self, contexte: Contexte, faite: SerieFaite) -> None:
        super().__init__(contexte.textes("serie.fait.titre"))
        self._contexte, self.faite = contexte, faite
        self._say = self._contexte.textes.under("serie.fait")
        self._dit = Colonne(ecart=8)
        self._boutons = Colonne(ecart=8)
        self.impression = ImpressionMandats(contexte, self)
        self.colonne.addLayout(self._dit)
        self.adresse = AvisAdresse(contexte)
        self.colonne.addWidget(self.adresse)
        self.adresse.look()
        self.colonne.addLayout(self._boutons)
        self.colonne.addStretch(1)
        self.tell(self._made())
        if faite.mandats:
            self._button("imprimer_mandats", "imprimer", self._print, aide=True)
            self._button("voir_mandats", "suite", self.to_mandats.emit)
        self._button("voir", "suivi", self.to_suivi.emit)
        self._button("encore", "creer", self.again.emit)
        self._button("annuler", "corbeille", self.undo_asked.emit, aide=True)
        self.impression.progressed.connect(lambda fait, total: self.tell(self._say("impression", fait=fait, total=total)))
        self.impression.printed.connect(lambda: self.tell(self._say("imprimes"), mot=self._say("imprimes_mot")))
        self.impression.impeded.connect(self._on_not_printed)
        self.impression.saved.connect(self.tell)
        self.impression.held.connect(lambda phrase: self.tell(phrase, nature=Nature.ATTENTION))

    def _made(self) -> str:
        references = self.faite.references
        id_ = "cree" if len(references) == 1 else "crees"
        phrases = [self._say(id_, nombre=len(references), premier=references[0], dernier=references[-1])]
        if self.faite.mandats:
            phrases.append(self._say("mandat" if self.faite.mandats == 1 else "mandats", nombre=self.faite.mandats))
        return "\n".join(phrases)

    def _button(self, id_: str, icone: str, action: Callable[[], object], *, aide: bool = False) -> None:
        bouton = BoutonSecondaire(self._say(id_), self._say(f"{id_}_aide") if aide else "", icone=icone)
        bouton.clicked.connect(lambda _checked=False: action())
        self._boutons.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)

    def _print(self) -> None:
        self.impression.print_for(self.faite.references)

    def _on_not_printed(self, error: ExpectedError) -> None:
        avis = self.tell(self._contexte.operations.sentence(error), nature=Nature.ATTENTION)
        self.impression.offer_file(avis, error)

    def tell(self, phrase: str, *, mot: str = "", nature: Nature = Nature.BIEN) -> Avis:
        """Says how it stands."""
        avis = Avis(phrase, mot=mot or self._contexte.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self._dit, [avis])
        return avis

    def tell_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.tell(self._contexte.operations.sentence(error), nature=Nature.ATTENTION)
