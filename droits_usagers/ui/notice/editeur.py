"""The editor of a fiche: its parts, one of them as questions, and what the law still asks, always in sight."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.notice import ConstatMention, Statut
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.services.notice.atelier import AtelierNotice, Verdict
from droits_usagers.services.notice.suites import asked_for, unknowns
from droits_usagers.ui.composants import BoutonLien, BoutonPrimaire, BoutonSecondaire, Colonne, Libelle, LibelleEtat, Pied, Puce
from droits_usagers.ui.composants.boutons import BoutonPlat
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.composants.theme import Teinte, current_theme, paint_icon
from droits_usagers.ui.notice.apercu import ApercuNotice
from droits_usagers.ui.notice.formulaire import EcranPartie
from droits_usagers.ui.notice.suites import Possibles, SuitesNotice
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.socle.disposition import DispositionEditeur, chain, let_go, ordered_in, stops_in
from droits_usagers.ui.socle.page import Contexte, Renvoi
from droits_usagers.ui.socle.page_fichier import Bandeau

TEINTES = {
    Statut.ABSENTE: Teinte.SEMAINE,
    Statut.VAGUE: Teinte.SEMAINE,
    Statut.CONTRADICTOIRE: Teinte.SEMAINE,
    Statut.A_DEMANDER: Teinte.ATTENTE,
    Statut.PROPOSEE: Teinte.ATTENTE,
    Statut.PRESENTE: Teinte.REPONSE,
}


#: Nothing is late: something is to be seen to.
ICONES = dict.fromkeys((Statut.ABSENTE, Statut.VAGUE, Statut.CONTRADICTOIRE), "attention")


class LigneVerdict(Puce):
    """« Il manque 3 choses, 1 est à revoir »: always in sight, and read aloud when asked."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._textes = catalogue.textes

    def say(self, verdict: Verdict, *, blank: bool) -> None:
        """Says it; nothing is held against whoever has not begun."""
        comptes = {
            "absentes": verdict.manquantes,
            "a_demander": verdict.a_demander,
            "a_revoir": verdict.a_revoir,
            "a_confirmer": verdict.a_confirmer,
        }
        dits = [(id_, nombre) for id_, nombre in comptes.items() if nombre]
        if blank:
            phrase, teinte = self._textes("notices.verification.vide"), Teinte.ATTENTE
        elif not dits:
            phrase, teinte = self._textes("notices.verification.complet"), Teinte.REPONSE
        else:
            phrase = ", ".join(self._count(id_, nombre, first=not rang) for rang, (id_, nombre) in enumerate(dits)) + "."
            teinte = Teinte.SEMAINE if verdict.manquantes or verdict.a_revoir else Teinte.ATTENTE
        self.show_state(phrase, teinte, icone="attention" if teinte is Teinte.SEMAINE else "")
        if self.isVisible() and self.accessibleName() not in ("", phrase):
            announce(self, phrase)
        self.setAccessibleName(phrase)

    def _count(self, id_: str, nombre: int, *, first: bool) -> str:
        cle = f"{id_}_une" if nombre == 1 else id_
        seul = f"notices.verification.seul_{cle}"
        return self._textes(seul if first and seul in self._textes else f"notices.verification.{cle}", nombre=nombre)


class VueMentions(QWidget):
    """The list of the mentions and of their faults. `mention_chosen`: the Constat to go and see to."""

    mention_chosen = Signal(object)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._textes = catalogue, catalogue.textes
        self._constats: dict[str, ConstatMention] = {}
        self._lignes: list[Ligne] = []
        self._masque = False
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self._textes("notices.verification.nom"))
        self.liste.line_opened.connect(lambda id_: self.mention_chosen.emit(self._constats[id_]))
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Libelle(self._textes("notices.verification.aide"), teinte=Teinte.DOUX))
        colonne.addWidget(self.liste, 1)

    def show_constats(self, constats: Sequence[ConstatMention]) -> None:
        """Shows how each mention stands, as the atelier tells it."""
        self._constats = {}
        for constat in constats:
            # A mention has a line for each of its faults.
            rang = sum(un.mention == constat.mention for un in self._constats.values())
            self._constats[f"{constat.mention}.{rang}" if rang else constat.mention] = constat
        lignes = [self._line(id_, constat) for id_, constat in self._constats.items()]
        if lignes != self._lignes:
            # Not at each key: most change nothing here.
            self._lignes = lignes
            self.liste.show_lines(lignes)

    def conceal(self, *, masque: bool) -> None:
        """Hides what is written in the fiche, or shows it again."""
        self._masque = masque
        self.show_constats(tuple(self._constats.values()))

    def _line(self, id_: str, constat: ConstatMention) -> Ligne:
        textes = self._textes
        return Ligne(
            id_,
            textes(f"mentions.titres.{constat.mention}"),
            "\n".join(self._details(constat)),
            mot=textes(f"notices.verification.statuts.{constat.statut}"),
            etat=TEINTES[constat.statut],
            icone=ICONES.get(constat.statut, ""),
        )

    def _quote(self, constat: ConstatMention) -> Iterator[str]:
        """What is written and will not do; or beside what something is missing."""
        textes, droit = self._textes, f"notices.questions.droits_offerts.choix.{constat.extrait}"
        if constat.statut in (Statut.VAGUE, Statut.CONTRADICTOIRE, Statut.PROPOSEE):
            extrait = textes(droit) if droit in textes else constat.extrait
            yield textes("notices.verification.extrait", extrait=extrait)
        elif constat.statut is not Statut.PRESENTE and droit not in textes:
            yield textes("notices.verification.pour", extrait=constat.extrait)

    def _details(self, constat: ConstatMention) -> list[str]:
        textes, droit = self._textes, self._catalogue.droit.entrees
        lignes = []
        if constat.conseil:
            lignes.append(textes(f"mentions.conseils.{constat.conseil}"))
        if constat.extrait and not self._masque:
            lignes.extend(self._quote(constat))
        articles = ", ".join(droit[article].citation_courte for article in constat.articles)
        if articles:
            lignes.append(textes("notices.verification.articles", articles=articles))
        return lignes


#: What each group holds: who keeps the file, what the notice says, what is put on paper and on walls.
GROUPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "qui": ("fichier", "responsable", "dpo"),
        "dire": (
            "finalites",
            "donnees",
            "sources",
            "destinataires",
            "conservations",
            "transferts",
            "decision",
            "droits",
        ),
        "montrer": ("presentation", "affichages", "controles", "suites"),
    }
)


class EtatPartie(StrEnum):
    """How a part stands."""

    VIDE = "vide"
    REMPLIE = "remplie"
    MANQUE = "manque"
    #: Nothing is missing, and lines are those of a model.
    PROPOSEE = "proposee"


_SIGNES = MappingProxyType(
    {
        EtatPartie.REMPLIE: ("coche", Teinte.REPONSE),
        EtatPartie.MANQUE: ("attention", Teinte.SEMAINE),
        EtatPartie.PROPOSEE: ("attente", Teinte.ATTENTE),
    }
)


class BoutonPartie(BoutonPlat):
    """One part: its name, and the sign of how it stands; in words too, for a screen reader."""

    marge_h = 8
    marge_v = 6
    hauteur_min = 40

    def __init__(self, id_: str, textes: Textes) -> None:
        super().__init__(textes(f"notices.parties_noms.{id_}"), icone="document")
        self.etat = EtatPartie.VIDE
        self._here = False

    @property
    def here(self) -> bool:
        """Its questions are shown."""
        return self._here

    def show_state(self, phrase: str, etat: EtatPartie, *, here: bool) -> None:
        """Here or not, and how it stands."""
        self._here, self.etat, self.titre_gras = here, etat, here
        self.set_up(self.titre)
        self.setAccessibleDescription(phrase)

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """The sign of its state; an empty ring where nothing was said."""
        theme = current_theme()
        if self.etat in _SIGNES:
            icone, teinte = _SIGNES[self.etat]
            paint_icon(painter, rect, icone, couleur=theme.hexa(teinte))
            return
        painter.setPen(theme.color(Teinte.PRIMAIRE if self.here else Teinte.TRAIT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(5, 5, -5, -5))


class ListeParties(QWidget):
    """The list of parts: one goes to any of them at any time. `part_chosen`: its id."""

    part_chosen = Signal(str)

    def __init__(self, ids: tuple[str, ...], textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self.setAccessibleName(textes("notices.parties"))
        colonne = Colonne(self, ecart=2)
        self._boutons = {id_: BoutonPartie(id_, textes) for id_ in ids}
        self.groupes: dict[str, BoutonLien] = {}
        for groupe, parties in GROUPES.items():
            self.groupes[groupe] = tete = BoutonLien(textes(f"notices.groupes.{groupe}"), icone="deplier")
            tete.clicked.connect(lambda _checked=False, vers=parties[0]: self.part_chosen.emit(vers))
            colonne.addWidget(tete)
            for id_ in parties:
                bouton = self._boutons[id_]
                bouton.clicked.connect(lambda _checked=False, vers=id_: self.part_chosen.emit(vers))
                colonne.addWidget(bouton)
        colonne.addStretch(1)

    def button(self, id_: str) -> QWidget:
        """What leads to a part."""
        return self._boutons[id_]

    def show_parts(self, here: str, state: Callable[[str], EtatPartie]) -> None:
        """Where one is, and how each part stands; only the group where one is shows its parts."""
        for rang, (id_, bouton) in enumerate(self._boutons.items(), start=1):
            etat = state(id_)
            phrase = self._textes(f"notices.etat_partie.{'ici' if id_ == here else etat}", rang=rang, total=len(self._boutons))
            bouton.show_state(phrase, etat, here=id_ == here)
        for groupe, parties in GROUPES.items():
            ouvert = here in parties
            self._show_group(self.groupes[groupe], parties, ouvert=ouvert)

    def _show_group(self, tete: BoutonLien, parties: tuple[str, ...], *, ouvert: bool) -> None:
        tete.icone = "replier" if ouvert else "deplier"
        manque = any(self._boutons[id_].etat is EtatPartie.MANQUE for id_ in parties)
        dit = "" if ouvert or not manque else self._textes("notices.groupes.manque")
        tete.set_up(tete.titre, dit)
        for id_ in parties:
            self._boutons[id_].setVisible(ouvert)


SUITES = "suites"
#: Nothing is to be written there.
_ECRITES = frozenset({Statut.PRESENTE, Statut.PROPOSEE})
PARTIES = (*(partie.value for partie in PartieFiche), SUITES)


class EditeurFiche(QWidget):
    """Draws the state it is given. `changed`: an answer; `suite_wanted`: something to do with the fiche, by its id."""

    changed = Signal()
    #: What it is called, or what of it is in view, is another.
    placed = Signal()
    save_wanted = Signal()
    suite_wanted = Signal(str)
    left = Signal()

    def __init__(self, contexte: Contexte, atelier: AtelierNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._catalogue, self._textes, self._atelier = contexte.services.catalogue, contexte.textes, atelier
        self._rang = 0
        self._masque = False
        self._etat = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.enregistrer = BoutonSecondaire(self._textes("notices.enregistrer"), icone="enregistrer", note="Ctrl+S")
        self.retour = BoutonSecondaire(self._textes("notices.precedente"), icone="retour")
        self.suite = BoutonPrimaire(self._textes("notices.suivante"), touche=self._textes("commun.entree"))
        self.verdict = LigneVerdict(self._catalogue)
        self.verification = VueMentions(self._catalogue)
        self.apercu = ApercuNotice(contexte, lambda: self._atelier.fiche, lambda: self._atelier.joints.voisins)
        self._parties = ListeParties(PARTIES, self._textes)
        self._colonne_parties = Defilement(self._parties)
        self._pile = QStackedWidget()
        self.ecran: EcranAssistant | None = None
        self.disposition = DispositionEditeur(
            self._textes,
            "notices",
            tete=(self._names(), self.enregistrer),
            parties=self._colonne_parties,
            centre=("fiche", self._questions()),
            cotes={"verification": self.verification, "apercu": self.apercu},
        )
        self.bandeau = Bandeau(self._textes, self.disposition)
        colonne = Colonne(self, ecart=8, marges=(24, 12, 24, 8))
        colonne.addWidget(self.bandeau)
        colonne.addWidget(self.disposition, 1)
        self._connect()

    def _questions(self) -> QWidget:
        questions = QWidget()
        colonne = Colonne(questions, ecart=12)
        colonne.addWidget(self._pile, 1)
        colonne.addLayout(Pied(self.retour, self.suite, marges=(2, 0, 12, 0)))
        # In the list beside, Enter does something else.
        self.suite.bind_enter(questions, courte=self._textes("commun.entree"), longue=self._textes("commun.ctrl_entree"))
        return questions

    def _names(self) -> QWidget:
        noms = QWidget()
        colonne = Colonne(noms, ecart=0)
        # Where there is little room, the button that saves says enough.
        self._etat.hide()
        for libelle in (self.verdict, self._etat):
            colonne.addWidget(libelle)
        colonne.addStretch(1)
        return noms

    def _connect(self) -> None:
        self.suite.clicked.connect(lambda _checked=False: self._on_forward())
        self.retour.clicked.connect(lambda _checked=False: self._on_back())
        self.enregistrer.clicked.connect(self.save_wanted)
        self.disposition.room_changed.connect(self._etat.setVisible)
        self.disposition.place_changed.connect(self._on_placed)
        self._parties.part_chosen.connect(lambda id_: self.go_to(PARTIES.index(id_)))
        self.verification.mention_chosen.connect(self._on_mention)
        self.disposition.side_shown.connect(lambda cote: self.apercu.set_in_view(in_view=cote == "apercu"))
        for touche, geste in (("Ctrl+S", self.save_wanted.emit), ("Alt+Left", self._on_back)):
            bind(touche, self, geste)

    def _on_placed(self) -> None:
        # Where the height is short, its list says the same.
        self.verdict.setVisible(not self.disposition.compte)
        self.placed.emit()

    # Where one is

    @property
    def place(self) -> str:
        """The part shown."""
        return PARTIES[self._rang]

    @property
    def compte(self) -> str:
        """How far among the parts, or what else is in view, where neither is said beside."""
        en_vue = self.disposition.compte
        return f"{self._rang + 1}/{len(PARTIES)}" if en_vue and not self.disposition.side else en_vue

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """Each part, then what is beside them, where none has room to be shown."""
        reste = self.disposition.passages[1:]
        return (*map(self._passage, range(len(PARTIES))), *reste) if reste else ()

    def _passage(self, rang: int) -> Renvoi:
        nom, ici = self._textes(f"notices.parties_noms.{PARTIES[rang]}"), rang == self._rang and not self.disposition.side
        return Renvoi(self._textes("entete.ici", nom=nom) if ici else nom, partial(self.go_to, rang))

    def go_to(self, rang: int, *, focus: bool = True) -> None:
        """Shows a part, or the suites."""
        self._rang = min(max(rang, 0), len(PARTIES) - 1)
        self._show(self._make_suites() if self.place == SUITES else self._make_part())
        self.disposition.show_middle()
        self._show_place()
        self.apercu.draw()
        if focus:
            self.arrive()

    def arrive(self) -> None:
        """The focus on the first question."""
        if self.ecran is None or not self.ecran.begin():
            self.suite.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_documents(self) -> None:
        """What is printed, and the focus on which."""
        self.disposition.show_side("apercu")
        self.apercu.arrive()

    def _make_part(self) -> EcranPartie:
        ecran = EcranPartie(PartieFiche(self.place), self._atelier, contexte=self._contexte)
        ecran.answered.connect(self._on_answered)
        return ecran

    def _make_suites(self) -> SuitesNotice:
        ecran = SuitesNotice(self._catalogue)
        ecran.wanted.connect(self.suite_wanted)
        ecran.show_possibles(
            Possibles(
                recue=self._atelier.is_recue,
                a_demander=len(unknowns(self._atelier.fiche)),
                manquantes=len(asked_for(self._atelier.constats())),
                copie=self._atelier.avant is not None,
            )
        )
        return ecran

    def _show(self, ecran: EcranAssistant) -> None:
        avant, self.ecran = self.ecran, ecran
        ecran.say_place(self._textes("entete.etape", rang=self._rang + 1, total=len(PARTIES)))
        ecran.resize(self._pile.size())
        self._pile.addWidget(ecran)
        let_go(avant)
        self._pile.setCurrentWidget(ecran)
        if avant is not None:
            self._pile.removeWidget(avant)
            avant.setParent(None)
            avant.deleteLater()
        apres = (self.retour, self.suite, *self.disposition.stops(), *stops_in(self.verification), *stops_in(self.apercu))
        chain((self.enregistrer, *stops_in(self._parties), *ordered_in(ecran), *apres))
        ecran.conceal(masque=self._masque)

    def _show_place(self) -> None:
        textes, last = self._textes, self.place == SUITES
        nom = textes(f"notices.parties_noms.{self.place}")
        self.disposition.partie_courante.setText(
            textes("notices.partie_courante", rang=self._rang + 1, total=len(PARTIES), nom=nom)
        )
        # The last part leads to several things: none of them is the one that follows.
        self.suite.setVisible(not last)
        self.refresh()
        self._colonne_parties.bring_into_view(self._parties.button(self.place))

    def _on_forward(self) -> None:
        self.go_to(self._rang + 1)

    def _on_back(self) -> None:
        if self._rang:
            self.go_to(self._rang - 1)
        else:
            self.left.emit()

    def _on_mention(self, constat: ConstatMention) -> None:
        place = self._atelier.place_of(constat)
        self.go_to(PARTIES.index(place.partie.value), focus=False)
        if isinstance(self.ecran, EcranPartie):
            self.ecran.go_to(place)

    # What is shown of the state

    def _on_answered(self) -> None:
        self.refresh()
        self.apercu.draw()
        self.changed.emit()

    def refresh(self) -> None:
        """Everything around the questions, as the fiche now stands."""
        atelier, textes = self._atelier, self._textes
        constats = atelier.constats()
        self.verification.show_constats(constats)
        self.verdict.say(atelier.verdict(constats), blank=atelier.is_blank)
        manquent = {atelier.place_of(constat).partie for constat in constats if constat.statut not in _ECRITES}
        proposees = {atelier.place_of(constat).partie for constat in constats if constat.statut is Statut.PROPOSEE}
        self._parties.show_parts(self.place, lambda id_: self._state(id_, manquent, proposees))
        self.placed.emit()
        if atelier.is_modified and atelier.chemin is not None:
            self._etat.setText(textes("notices.modifiee"))
        elif atelier.chemin is not None:
            self._etat.setText(textes("notices.gardee", fichier=atelier.chemin.name))
        else:
            self._etat.setText(textes("notices.non_gardee"))

    def _state(self, id_: str, manquent: Container[PartieFiche], proposees: Container[PartieFiche]) -> EtatPartie:
        """Nothing is missing from a fiche that nobody has begun."""
        if id_ == SUITES or self._atelier.is_blank:
            return EtatPartie.VIDE
        partie = PartieFiche(id_)
        if partie in manquent:
            return EtatPartie.MANQUE
        if partie in proposees:
            return EtatPartie.PROPOSEE
        return EtatPartie.REMPLIE if self._atelier.progress(partie) else EtatPartie.VIDE

    def name(self) -> str:
        """What the fiche is called, with its version."""
        fiche, textes = self._atelier.fiche, self._textes
        if not isinstance(fiche.nom, str) or not fiche.nom:
            return textes("notices.sans_nom_recue" if self._atelier.is_recue else "notices.sans_nom")
        version = fiche.version if isinstance(fiche.version, str) else ""
        return textes("notices.nom_version", nom=fiche.nom, version=version) if version else fiche.nom

    def conceal(self, *, masque: bool) -> None:
        """Hides what is written, or shows it again."""
        self._masque = masque
        if self.ecran is not None:
            self.ecran.conceal(masque=masque)
        self.verification.conceal(masque=masque)
        self.apercu.conceal(masque=masque)

    def clear(self) -> None:
        """Holds nothing of what was written."""
        self._masque = False
        if self.ecran is not None:
            self._pile.removeWidget(self.ecran)
            self.ecran.setParent(None)
            self.ecran.deleteLater()
            self.ecran = None
        self._rang = 0
        self.bandeau.hush()
        self.verification.show_constats(())
        self.apercu.clear()
        self._etat.setText("")
