"""What a grille leads to: paper, and letters that put side by side what is done and what the law says."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.grille import Ecart
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.grille.documents import Documents
from droits_usagers.services.grille.examen import EcartMontre, Examen, undecided_in_title
from droits_usagers.services.grille.imprimee import DocumentGrille, FormeGrille
from droits_usagers.services.grille.pieces import remarks_of
from droits_usagers.services.grille.suites import LETTRES, SANS_CONSTAT, confirmed, taken_up, worth_writing
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonListe,
    BoutonSecondaire,
    ChoixMultiples,
    Colonne,
    Libelle,
    Nature,
    Option,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.dossier.pieces_a_voir import PiecesAVoir
from droits_usagers.ui.questions.ecran import BUREAU, EcranAssistant
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.lettre.lettre import Remarque


class EcranPapiers(EcranAssistant):
    """`id_`: that of its sentences, under those of the grille."""

    read_first = True

    def __init__(self, contexte: Contexte, id_: str) -> None:
        self._textes = contexte.textes
        self._say, self._dire = self._textes.under(f"grille.{id_}"), self._textes.under("grille.suites")
        super().__init__(self._say("titre"), self._say("aide"), largeur=BUREAU)
        self._contexte = contexte
        self._examen = Examen()
        self._livraison = Livraison(contexte, self)
        #: What must be known of the file being made.
        self._remarques: tuple[Remarque, ...] = ()
        self._avis = Avis("", mot="")
        self._avis.hide()
        self.papiers: dict[tuple[FormeGrille, str], BoutonSecondaire] = {}
        self.colonne.addWidget(self._avis)
        self.retenue = Retenue.at(self._livraison)
        self.retenue.appeared.connect(self._defilement.show_top)
        self.colonne.addWidget(self.retenue)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.impeded.connect(self._on_impeded)

    def clear(self) -> None:
        """Holds nothing."""
        self._livraison.clear()
        self._remarques = ()

    def say(self, texte: str, *, nature: Nature, mot: str = "") -> None:
        """Says what was done, or why it was not."""
        self._avis.say(texte, mot=mot or self._textes(f"commun.avis.{nature}"), nature=nature)
        self._avis.show()
        self._defilement.bring_into_view(self._avis)

    def _ways_out(self, forme: FormeGrille) -> Rangee:
        rangee = Rangee(ecart=8)
        imprimer = BoutonSecondaire(self._dire("imprimer"), icone="imprimer")
        imprimer.clicked.connect(lambda _checked=False: self._print(forme))
        boutons = {"imprimer": imprimer}
        if self._contexte.sorties().allows(Sortie.ENREGISTRER):
            for format_ in (Format.PDF, Format.DOCX):
                boutons[format_.value] = bouton = BoutonSecondaire(self._dire(format_.value))
                bouton.clicked.connect(lambda _checked=False, en=format_: self._save(forme, en))
        for quoi, bouton in boutons.items():
            bouton.setAccessibleName(self._dire("sortie", quoi=self._dire(quoi), forme=self._dire(f"formes.{forme}")))
            self.papiers[forme, quoi] = bouton
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        return rangee

    def _document(self, forme: FormeGrille) -> Callable[[], DocumentGrille]:
        """What makes it, from any thread, as things stand now."""
        services, grille, ecarts = self._contexte.services, self._examen.grille, self._examen.ecarts
        return partial(services.grilles.document, grille, ecarts, au=services.today(), forme=forme)

    def _print(self, forme: FormeGrille) -> None:
        grilles, make = self._contexte.services.grilles, self._document(forme)

        def lay_out() -> Libre[Sequence[Liasse]]:
            # What was known of a file that was given up is not said of this paper.
            self._remarques = ()
            return self._release(make()).map(lambda libre: [grilles.liasse(libre)])

        self._livraison.print_out(lay_out)

    def _release(self, document: DocumentGrille, nom: str = "") -> Libre[DocumentGrille]:
        sortant = Sortant({"grille": self._contexte.services.grilles.sheet(document)})
        return self._livraison.controle.release(document, sortant, gestes=self._livraison.gestes, nom=nom)

    def _save(self, forme: FormeGrille, format_: Format) -> None:
        grilles, make = self._contexte.services.grilles, self._document(forme)
        nom = grilles.suggested_name(forme, format_)

        def write(document: DocumentGrille) -> bytes:
            rendu = grilles.written(document, format_)
            self._remarques = rendu.remarques
            return rendu.contenu

        self._livraison.save_bytes(lambda: self._release(make(), nom).map(write), nom)

    def _on_delivered(self, fait: str, dit: str) -> None:
        # It may be written otherwise before it leaves again.
        self._livraison.gestes.clear()
        dits = [dit]
        dits.extend(self._textes(f"remarques.{remarque.id}", **dict(remarque.faits)) for remarque in self._remarques)
        self._remarques = ()
        self.say("\n".join(dits), mot=self._textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)

    def _on_impeded(self, error: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(error)
        self.say(phrase, nature=Nature.ARRET)


#: The letter that decides what is ticked at first: one complains of what is not followed.
_PLAINTE = "plainte_cnil"
#: Under this width, at 100 %, things are one under the other.
COTE_A_COTE = 800


class SuitesGrille(EcranPapiers):
    """`letter_wanted`: an amorce to begin a letter with. `left`: back to the grille. `name` tells a source by its id."""

    #: To what is taken out of the summary without names, before it leaves.
    nameless_wanted = Signal()
    #: To what is taken out of all the rest, or stays.
    found_wanted = Signal()
    letter_wanted = Signal(object)
    #: A document to be covered in part: its file.
    masking_wanted = Signal(object)
    #: A finding that nobody confirmed yet: to where one does.
    confirm_wanted = Signal(object)
    save_as_wanted = Signal()
    subject_wanted = Signal()
    #: Back to what one starts from.
    closing_wanted = Signal()
    left = Signal()
    read_first = True

    def __init__(self, contexte: Contexte, name: Callable[[str], str], documents: Documents) -> None:
        self._name, self._documents = name, documents
        super().__init__(contexte, "suites")
        self.boutons: dict[str, BoutonListe] = {}
        self.a_confirmer: dict[int, BoutonLien] = {}
        self._choix, self._corps = Colonne(ecart=8), Rangee(ecart=32)
        self._compte = Libelle(teinte=Teinte.DOUX)
        self.ecarts = ChoixMultiples(())
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self._build()
        self.retour.clicked.connect(lambda _checked=False: self.left.emit())
        bind("Esc", self, self.left.emit)

    def _build(self) -> None:
        gauche, droite = Colonne(ecart=24), Colonne(ecart=8)
        gauche.addLayout(self._paper())
        gauche.addLayout(self._letters())
        gauche.addLayout(self._file())
        gauche.addStretch(1)
        droite.addWidget(Titre(self._say("lesquels"), niveau=2))
        droite.addWidget(Libelle(self._say("lesquels_aide"), teinte=Teinte.DOUX))
        droite.addLayout(self._choix)
        droite.addStretch(1)
        self._corps.addLayout(gauche, 1)
        self._corps.addLayout(droite, 1)
        self.colonne.addLayout(self._corps)
        self.colonne.addStretch(1)
        self.put_under(self.retour)

    def _paper(self) -> Colonne:
        papier = Colonne(ecart=8)
        self.releves = BoutonSecondaire(self._say("releves"))
        self.releves.clicked.connect(lambda _checked=False: self.found_wanted.emit())
        papier.addWidget(self.releves, 0, Qt.AlignmentFlag.AlignLeading)
        papier.addWidget(Libelle(self._say("releves_aide"), teinte=Teinte.DOUX))
        papier.addWidget(Titre(self._say("papier"), niveau=2))
        for forme in FormeGrille:
            papier.addWidget(Libelle(self._say(f"formes.{forme}"), gras=True))
            papier.addWidget(Libelle(self._say(f"formes.{forme}_aide"), teinte=Teinte.DOUX))
            if forme is FormeGrille.SYNTHESE_SANS_NOM:
                self.sans_nom = BoutonSecondaire(self._say("sans_nom"))
                self.sans_nom.clicked.connect(lambda _checked=False: self.nameless_wanted.emit())
                papier.addWidget(self.sans_nom, 0, Qt.AlignmentFlag.AlignLeading)
            else:
                papier.addLayout(self._ways_out(forme))
        self.pieces = BoutonSecondaire(self._say("pdf"))
        if self._contexte.sorties().allows(Sortie.ENREGISTRER):
            papier.addWidget(Libelle(self._say("formes.pieces"), gras=True))
            papier.addWidget(Libelle(self._say("formes.pieces_aide"), teinte=Teinte.DOUX))
            papier.addWidget(self.pieces, 0, Qt.AlignmentFlag.AlignLeading)
        self.a_voir = PiecesAVoir(self._contexte, self._say)
        self.a_voir.voir.setVisible(self._contexte.sorties().allows(Sortie.OUVRIR))
        self.a_voir.asked.connect(self._open_exhibit)
        self.masquer = BoutonSecondaire(self._say("masquer_piece"))
        self.masquer.clicked.connect(lambda _checked=False: self._with_place(self.a_voir.here, self.masking_wanted.emit))
        self.a_voir.gestes.insertWidget(1, self.masquer)
        papier.addWidget(self.a_voir)
        self.pieces.setAccessibleName(self._say("sortie", quoi=self._say("pdf"), forme=self._say("formes.pieces")))
        self.pieces.clicked.connect(lambda _checked=False: self._save_exhibits())
        return papier

    def _letters(self) -> Colonne:
        lettres = Colonne(ecart=8)
        lettres.addWidget(Titre(self._say("lettres"), niveau=2))
        lettres.addWidget(self._compte)
        for id_ in LETTRES:
            self.boutons[id_] = bouton = BoutonListe(self._say(id_), self._say(f"{id_}_aide"), icone="droit")
            bouton.clicked.connect(lambda _checked=False, vers=id_: self._write(vers))
            lettres.addWidget(bouton)
        return lettres

    def _file(self) -> Colonne:
        fichier = Colonne(ecart=8)
        fichier.addWidget(Titre(self._say("fichier"), niveau=2))
        for id_, icone, signal in (
            ("enregistrer_sous", "enregistrer", self.save_as_wanted),
            ("sujet", "fiches", self.subject_wanted),
            ("fermer", "retour", self.closing_wanted),
        ):
            self.boutons[id_] = bouton = BoutonListe(self._say(id_), self._say(f"{id_}_aide"), icone=icone)
            bouton.clicked.connect(lambda _checked=False, dire=signal: dire.emit())
            fichier.addWidget(bouton)
        return fichier

    # What the editor tells it

    def show_examen(self, examen: Examen) -> None:
        """What letters may say: what is more than a question is ticked, until one chooses otherwise."""
        coches = self._ticked(examen)
        self._examen = examen
        confirmes = [trouve for trouve in examen.trouves if trouve.ecart.confirme]
        self.ecarts = ChoixMultiples([self._option(trouve) for trouve in confirmes])
        self.ecarts.setAccessibleName(self._say("lesquels_aide"))
        self.ecarts.set_value(coches)
        self.ecarts.choice_changed.connect(self._forget_exhibits)
        self.ecarts.choice_changed.connect(self._on_chosen)
        vide = Libelle(self._say("aucun_verifie" if examen.trouves else "aucun"), teinte=Teinte.DOUX)
        laisses = [trouve for trouve in examen.trouves if not trouve.ecart.confirme]
        replace_all(self._choix, [self.ecarts if confirmes else vide, *self._left_out(laisses)])
        self._forget_exhibits()
        dits = []
        if undecided_in_title(examen.grille, self._contexte.services.catalogue):
            dits.append(self._say("titre_masque", titre=examen.grille.titre))
        if examen.nommes:
            dits.append(self._say("nommes", sources=" ; ".join(map(self._name, examen.nommes))))
        if dits:
            self.say("\n".join(dits), nature=Nature.ATTENTION)
        self._on_chosen()

    def _ticked(self, examen: Examen) -> Sequence[str]:
        """From one letter to the next, what was chosen of the same findings; else what is worth writing."""
        if examen.trouves and _findings_of(examen) == _findings_of(self._examen):
            return self.ecarts.value()
        coches = confirmed(_PLAINTE, worth_writing(_PLAINTE, examen.ecarts, self._contexte.services.catalogue))
        return [str(trouve.numero) for trouve in examen.trouves if trouve.ecart in coches]

    def _option(self, trouve: EcartMontre) -> Option:
        gravite = self._textes(f"ecarts.gravites.{trouve.ecart.gravite}")
        return Option(str(trouve.numero), self._title(trouve), gravite)

    def _title(self, trouve: EcartMontre) -> str:
        titre = trouve.ecart.titre or self._textes(f"ecarts.points.{trouve.ecart.point}")
        return self._say("ecart", numero=trouve.numero, titre=titre)

    def _left_out(self, laisses: Sequence[EcartMontre]) -> list[QWidget]:
        """What nobody looked at again: no letter takes it, and each leads to where one says that it is so."""
        if not laisses:
            return []
        self.a_confirmer = {trouve.numero: BoutonLien(self._say("confirmer", ecart=self._title(trouve))) for trouve in laisses}
        for trouve in laisses:
            self.a_confirmer[trouve.numero].clicked.connect(lambda _checked=False, vers=trouve: self.confirm_wanted.emit(vers))
        return [Libelle(self._say("laisses"), gras=True), *self.a_confirmer.values()]

    def focus_first(self) -> bool:
        """On the first thing one can do."""
        next(iter(self.papiers.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """Hides what is in the documents, or shows it again."""
        self.a_voir.conceal(masque=masque)

    def clear(self) -> None:
        """Holds nothing."""
        self.conceal(masque=False)
        super().clear()
        self.show_examen(Examen())

    # Letters

    def _on_chosen(self) -> None:
        choisis = self._chosen()
        nombre = len(choisis)
        self._compte.setText(self._say({0: "aucun_coche", 1: "un_coche"}.get(nombre, "coches"), nombre=nombre))
        for id_ in LETTRES:
            permis = id_ in SANS_CONSTAT or taken_up(id_, choisis, self._contexte.services.catalogue)
            empeche = self._say("aucun_agent") if choisis else self._textes("commun.rien_de_coche")
            self.boutons[id_].hold("" if permis else empeche)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        # Which findings beside what speaks of them, or under it.
        cote_a_cote = self.width() >= current_theme().px(COTE_A_COTE)
        sens = QBoxLayout.Direction.LeftToRight if cote_a_cote else QBoxLayout.Direction.TopToBottom
        self._corps.setDirection(sens)

    def _chosen(self) -> tuple[Ecart, ...]:
        ids = set(self.ecarts.value())
        return tuple(trouve.ecart for trouve in self._examen.trouves if str(trouve.numero) in ids)

    def _write(self, lettre: str) -> None:
        catalogue = self._contexte.services.catalogue
        # What was not seen does not depend on what one chooses to say.
        ecarts = self._examen.ecarts if lettre in SANS_CONSTAT else self._chosen()
        self.letter_wanted.emit(LETTRES[lettre](self._examen.grille, ecarts, catalogue))

    # Paper

    def _forget_exhibits(self) -> None:
        """Other findings quote other documents, under other numbers."""
        self._avis.hide()
        self.a_voir.clear()

    def _save_exhibits(self) -> None:
        self._avis.hide()
        services, grille, documents = self._contexte.services, self._examen.grille, self._documents
        ecarts = self._chosen()
        self.a_voir.decide()
        releve = self.a_voir.releve
        relieur, nom, au = services.relieur, self._textes("ecarts.pieces.fichier"), services.today()

        def make() -> Libre[bytes]:
            faites = relieur.bind(grille, ecarts, documents.read, au=au, releve=releve)
            controle, gestes = self._livraison.controle, self._livraison.gestes
            self._remarques = remarks_of(faites)
            return controle.release_texts(faites.contenu, faites.titres, id_="pieces", gestes=gestes, nom=nom)

        self._livraison.save_bytes(make, nom)

    def _open_exhibit(self, source: str) -> None:
        self._with_place(source, self._contexte.sorties().open_file)

    def _with_place(self, source: str, do: Callable[[Path], object]) -> None:
        """Does something with the document of a source; where it is not there any more, that is said."""
        fichier = next((une.fichier for une in self._examen.grille.sources if une.id == source), "")
        if fichier:
            self._contexte.operations.attempt(lambda: do(self._documents.place(fichier)), super()._on_impeded)

    def _on_impeded(self, error: ExpectedError) -> None:
        super()._on_impeded(error)
        if error.panne is Panne.PIECES_A_VOIR:
            self.a_voir.show_pieces()


def _findings_of(examen: Examen) -> list[tuple[int, str, bool]]:
    """What is the same whatever is taken out of its words."""
    return [(trouve.numero, trouve.ecart.regle, trouve.ecart.confirme) for trouve in examen.trouves]
