"""The end: everything to print, the letter as a file, its text, and what to do when one gets home."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.demande import Demande, contexte_of, is_protected
from droits_usagers.domain.demarche.demarches import FICHES
from droits_usagers.domain.demarche.protection import protected_addresses
from droits_usagers.domain.demarche.questions import effective_answers
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import A_EMPORTER, Exemplaire, Format
from droits_usagers.services.lettre.dette import REMISE
from droits_usagers.services.lettre.ecrans import CANAL
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.ui.apercu.lettre import Explication
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonSecondaire,
    ChoixMultiples,
    Colonne,
    Libelle,
    Nature,
    Option,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Icone, Teinte
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.lettre.dette import AutresLettres
from droits_usagers.ui.lettre.remise import Remise
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.socle.page import Contexte

#: The receipt, and the channel without which there is none.
_RECU, _GUICHET = "recepisse", "guichet"


class PartProtegee(QWidget):
    """`chosen`: something else is to be carried home. `sheet_wanted`: the page with the address, by a gesture of its own."""

    chosen = Signal()
    sheet_wanted = Signal()

    def __init__(self, textes: Textes, demande: Demande) -> None:
        super().__init__()
        colonne = Colonne(self, ecart=8)
        #: Said, so that it is never absent in silence: nothing of it may be carried home.
        self._retenir = Colonne(ecart=8)
        colonne.addLayout(self._retenir)
        self._textes = textes
        possibles = (id_ for id_ in A_EMPORTER if id_ != _RECU or demande.reponses.get(CANAL) == _GUICHET)
        dire = "assistant.fin.emporter"
        self._choix = ChoixMultiples(tuple(Option(id_, textes(f"{dire}.{id_}")) for id_ in possibles))
        self._choix.setAccessibleName(textes(f"{dire}.titre"))
        self._choix.choice_changed.connect(self.chosen)
        self._emporter = QWidget()
        emporter = Colonne(self._emporter, ecart=8)
        emporter.addWidget(Titre(textes(f"{dire}.titre"), niveau=2))
        emporter.addWidget(Libelle(textes(f"{dire}.aide"), teinte=Teinte.DOUX))
        emporter.addWidget(self._choix)
        colonne.addWidget(self._emporter)
        if protected_addresses(demande):
            dire = "assistant.fin.feuille_adresse"
            bouton = BoutonSecondaire(textes(f"{dire}.bouton"), textes(f"{dire}.bouton_aide"), icone="imprimer")
            bouton.clicked.connect(lambda _checked=False: self.sheet_wanted.emit())
            colonne.addWidget(Titre(textes(f"{dire}.titre"), niveau=2))
            colonne.addWidget(Libelle(textes(f"{dire}.phrase")))
            colonne.addWidget(bouton)

    def offer_nothing_else(self) -> None:
        """What is made is one page, or a form: there is no copy of a letter to take."""
        self._emporter.hide()

    def remember(self, dits: Sequence[str]) -> None:
        """The day on which a right is lost first, and when to come back."""
        dire = self._textes.under("assistant.fin.retenir")
        lignes = (Libelle(dit, gras=True) for dit in dits)
        aide = Libelle(dire("aide"), teinte=Teinte.DOUX)
        replace_all(self._retenir, (Titre(dire("titre"), niveau=2), *lignes, aide) if dits else ())

    def taken(self) -> tuple[str, ...]:
        """What was ticked."""
        return self._choix.value()


#: What keeps paper from coming out.
_SANS_PAPIER = frozenset({Panne.PAS_D_IMPRIMANTE, Panne.IMPRIMANTE_REFUSE})

#: What may be made instead of a letter.
_AUTRES = frozenset({"formulaire", "page"})


@dataclass(frozen=True, slots=True)
class Faite:
    """The letter to hand over."""

    demande: Demande
    etape: str
    #: It was just read, and nothing holds it back.
    prete: bool = False


class EcranFin(EcranAssistant):
    """Hands the letter over, and says in place how it went.

    Where dossiers are kept: `keeping_asked`, the person wants to keep this one; `sending_reported`, they say that they sent it.
    """

    keeping_asked = Signal()
    sending_reported = Signal()
    #: What is held back is to be looked at: a field to mend, or an empty text.
    mend_asked = Signal(str)

    def __init__(self, contexte: Contexte, remise: Remise, faite: Faite) -> None:
        protegee, dire = is_protected(faite.demande), contexte.textes.under(_state(prete=faite.prete))
        super().__init__(dire("titre"), dire("aide"))
        self._contexte = contexte
        self._say = self._contexte.textes.under("assistant.fin")
        self._remise = remise
        self._faite = faite
        self._avis = Avis("", mot="")
        self._avis.hide()
        #: Where nothing can be printed, one leaves with the files.
        self._ailleurs = BoutonSecondaire(self._say("tout"), icone="enregistrer")
        self._ailleurs.clicked.connect(lambda _checked=False: self._save_all())
        self._avis.add_button(self._ailleurs)
        self._liste = Colonne(ecart=8)
        self._boutons: list[BoutonSecondaire] = []
        self._possible = False
        #: What it makes, when that is no letter: it is said in other words.
        self._genre = ""
        self._prete = faite.prete
        self._envoyee: BoutonSecondaire | None = None
        self.colonne.addWidget(self._avis)
        self.retenue = Retenue.at(remise, mendable=True)
        self.retenue.appeared.connect(self._on_held)
        self.retenue.mend_asked.connect(self.mend_asked)
        self.retenue.liste.changed.connect(self._look)
        self.colonne.addWidget(self.retenue)
        self.offer_numbers(contexte.textes)
        self.colonne.addStretch(1)
        self._add_part("imprimer", self._liste)
        self._add_part("garder", self._buttons())
        apres = Colonne()
        self._apres = Libelle(self._what_comes_next())
        apres.addWidget(self._apres)
        self._add_part("apres", apres)
        self._protection = PartProtegee(contexte.textes, faite.demande) if protegee else None
        if self._protection is not None:
            self._protection.chosen.connect(self._list_kit)
            self._protection.sheet_wanted.connect(lambda: remise.print_address_sheet(faite.demande))
            self.colonne.insertWidget(self._place(avant=2), self._protection)
        self._connect()
        self._list_kit()
        if self._protection is not None:
            remise.remembered.connect(self._protection.remember)
            remise.find_what_to_remember(faite.demande, faite.etape)

    def _add_part(self, titre: str, contenu: Colonne, *, avant: int = 0) -> None:
        """A part at the end, or before the last `avant` ones."""
        part = Colonne(ecart=8)
        part.addWidget(Titre(self._say(titre), niveau=2))
        part.addLayout(contenu)
        self.colonne.insertLayout(self._place(avant=avant), part)

    def _place(self, *, avant: int) -> int:
        """Before that many parts: whom to call, and the room left, come after them all."""
        return self.colonne.count() - 2 - avant

    def _connect(self) -> None:
        self._remise.kit_listed.connect(self._on_kit)
        self._remise.ready.connect(self._on_ready)
        self._remise.delivered.connect(self._on_delivered)
        self._remise.impeded.connect(self._on_impeded)

    def _buttons(self) -> Colonne:
        colonne = Colonne(ecart=8)
        sorties, remise, faite = self._contexte.sorties(), self._remise, self._faite
        if sorties.allows(Sortie.ENREGISTRER):
            colonne.addWidget(self._button("tout", "enregistrer", self._save_all))
            for format_, icone in ((Format.PDF, "enregistrer"), (Format.DOCX, "document")):
                save = self._make_save(format_)
                colonne.addWidget(self._button(format_.value, icone, save))
        if sorties.allows(Sortie.COPIER):
            colonne.addWidget(self._button("copier", "copier", lambda: remise.copy(faite.demande, faite.etape)))
            for id_ in self._sheets():
                colonne.addWidget(self._button(f"copier_{id_}", "copier", self._make_copy(id_)))
        return colonne

    def _save_all(self) -> None:
        self._remise.save_all(self._faite.demande, self._faite.etape, emporter=self._taken())

    def _sheets(self) -> tuple[str, ...]:
        """The pages made to be copied elsewhere, by name: a fiche is made to be kept."""
        demande = self._faite.demande
        etape = self._contexte.services.catalogue.demarches[demande.demarche].etape(self._faite.etape)
        feuilles = etape.feuilles_of(demande.qualite) if etape else {}
        return tuple(id_ for id_, gabarit in feuilles.items() if not gabarit.startswith(f"{FICHES}/"))

    def _make_copy(self, id_: str) -> Callable[[], None]:
        return lambda: self._remise.copy_sheet(self._faite.demande, self._faite.etape, id_)

    def _make_save(self, format_: Format) -> Callable[[], None]:
        return lambda: self._remise.save(self._faite.demande, self._faite.etape, format_)

    def _button(self, id_: str, icone: str, action: Callable[[], None]) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._say(id_), self._say(f"{id_}_aide"), icone=icone)
        bouton.clicked.connect(lambda _checked=False: action())
        bouton.setEnabled(False)
        self._boutons.append(bouton)
        return bouton

    def offer_dossier(self) -> None:
        """Where dossiers are kept, this one can be, and the letter can be said to have been sent."""
        suivre = Colonne(ecart=8)
        suivre.addWidget(self._button("dossier", "suivi", self.keeping_asked.emit))
        self._envoyee = self._button("envoyee", "suite", self.sending_reported.emit)
        suivre.addWidget(self._envoyee)
        # What is to be done next, before other ways of keeping the letter and advice.
        self._add_part("suivre", suivre, avant=2)

    def offer_letters(self, autres: AutresLettres) -> None:
        """Those that this one does not replace, right after it; said at the top too: they may be out of sight."""
        autres.wanted.connect(self.demarche_wanted)
        dire = self._contexte.textes.under("assistant.fin.autres")
        avis, voir = Avis(dire("avis"), mot=dire("avis_mot")), BoutonLien(dire("voir"), icone="suite")
        voir.clicked.connect(lambda _checked=False: self._show_letters(autres))
        avis.add_button(voir)
        self.read_first = True
        self.colonne.insertWidget(1, avis)
        self.colonne.insertWidget(self._place(avant=2), autres)

    def _show_letters(self, autres: AutresLettres) -> None:
        autres.focus_first()
        self._defilement.show_from_top(autres)

    def say_first(self, jour: str) -> None:
        """The day that comes before anything else, alone at the top."""
        self.read_first = True
        self.colonne.insertWidget(0, Avis(jour, mot=self._say("premier"), nature=Nature.ATTENTION))

    def go_on(self) -> bool:
        """Prints everything."""
        if self._possible:
            self._remise.print_all(self._faite.demande, self._faite.etape, emporter=self._taken())
        return True

    def _list_kit(self) -> None:
        self._remise.list_kit(self._faite.demande, self._faite.etape, emporter=self._taken())
        self._look()

    def _look(self) -> None:
        self._remise.look_if_ready(self._faite.demande, self._faite.etape, emporter=self._taken())

    def _taken(self) -> tuple[str, ...]:
        """What one wants to carry home, where that is asked."""
        return self._protection.taken() if self._protection is not None else ()

    def _on_kit(self, kit: Sequence[Exemplaire]) -> None:
        """Lists what « Tout imprimer » prints, and how many of each."""
        genre = next((exemplaire.id for exemplaire in kit if exemplaire.id in _AUTRES), "")
        if genre:
            self._speak_of(genre)
        replace_all(self._liste, [_Ligne(self._line(exemplaire), self._save_alone(exemplaire)) for exemplaire in kit])
        self._possible = True
        for bouton in self._boutons:
            bouton.setEnabled(True)

    def _save_alone(self, exemplaire: Exemplaire) -> BoutonLien | None:
        """What saves one of them by itself, where files can be."""
        if not self._contexte.sorties().allows(Sortie.ENREGISTRER):
            return None
        bouton = BoutonLien(self._say("seul"), icone="enregistrer")
        bouton.setAccessibleName(self._say("seul_nom", quoi=self._say(f"kit.{exemplaire.id}")))
        demande, etape = self._faite.demande, self._faite.etape
        bouton.clicked.connect(lambda _checked=False: self._remise.save_one(demande, etape, exemplaire.id))
        return bouton

    def _what_comes_next(self) -> str:
        """To sign and send it, today when it goes registered; then what to come back with. A remission waits for advice."""
        if self._faite.etape == REMISE:
            return self._say("apres_phrase_remise")
        if is_protected(self._faite.demande):
            return self._say("apres_phrase_protegee")
        signer = "signer_lrar" if self._goes_registered() else "signer"
        ensuite = "apres_phrase" if self._can_be_reminded() else "apres_phrase_recours"
        return f"{self._say(signer)} {self._say(ensuite)}"

    def _goes_registered(self) -> bool:
        """What La Poste gives in exchange proves the day."""
        demande = self._faite.demande
        questions = self._contexte.services.catalogue.demarches[demande.demarche].questions
        return effective_answers(questions, demande.reponses, contexte_of(demande)).get(CANAL) == "lrar"

    def _can_be_reminded(self) -> bool:
        """False for a demarche that has no reminder."""
        return self._contexte.services.catalogue.demarches[self._faite.demande.demarche].etape("relance") is not None

    def _on_ready(self, prete: bool) -> None:  # noqa: FBT001 - Qt
        """Called ready only when it is; whoever already heard otherwise is told."""
        if prete != self._prete:
            self._prete = prete
            self._say_state()
            announce(self, self.titre.text())

    def _say_state(self) -> None:
        dire = self._contexte.textes.under(_state(prete=self._prete, genre=self._genre))
        self.say_title(dire("titre"))
        self.introduction.setText(dire("aide"))

    def _speak_of(self, genre: str) -> None:
        """It is signed by two people, or taken to whoever can help, and not sent."""
        self._genre = genre
        self._say_state()
        self._apres.setText(self._say(f"{genre}.apres_phrase"))
        if self._envoyee is not None:
            self._envoyee.hide()
        if self._protection is not None:
            self._protection.offer_nothing_else()

    def _line(self, exemplaire: Exemplaire) -> str:
        id_ = exemplaire.id if exemplaire.nombre == 1 else f"{exemplaire.id}_plusieurs"
        return self._say(f"kit.{id_}", nombre=exemplaire.nombre)

    def _on_delivered(self, fait: str, dit: str) -> None:
        self._tell(dit, mot=self._say(f"fait.{fait}_mot"), nature=Nature.BIEN)
        self._look()

    def _on_held(self) -> None:
        self._avis.hide()
        self._defilement.show_top()

    def _on_impeded(self, error: ExpectedError) -> None:
        if error.panne is Panne.PAS_DE_LETTRE:
            # `show_explanation` says why, in the words of the demarche.
            return
        self._tell(self._contexte.operations.sentence(error), mot=self._say("empeche"), nature=Nature.ATTENTION)
        if error.panne in _SANS_PAPIER and self._contexte.sorties().allows(Sortie.ENREGISTRER):
            self._ailleurs.show()

    def show_explanation(self, explication: Explication) -> None:
        """Says why nothing can be printed."""
        self._tell(explication.texte, mot=self._contexte.textes("assistant.apercu.pas_de_lettre"), nature=Nature.ATTENTION)

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> None:
        self._ailleurs.hide()
        self._avis.say(texte, mot=mot, nature=nature)
        self._avis.show()


def _state(*, prete: bool, genre: str = "") -> str:
    """Where it is said what the letter, a form or a page is at this end."""
    return f"assistant.fin{f'.{genre}' if genre else ''}{'' if prete else '.a_decider'}"


class _Ligne(QWidget):
    """One line of what will be printed."""

    def __init__(self, texte: str, seul: QWidget | None) -> None:
        super().__init__()
        rangee = Rangee(self, ecart=8)
        # Level with the words of the button, that has a margin around them.
        dit = Rangee(ecart=8, marges=(0, 8, 0, 0) if seul is not None else (0, 0, 0, 0))
        dit.addWidget(Icone("document", teinte=Teinte.DOUX), 0, Qt.AlignmentFlag.AlignTop)
        dit.addWidget(Libelle(texte), 1)
        rangee.addLayout(dit, 1)
        if seul is not None:
            rangee.addWidget(seul, 0, Qt.AlignmentFlag.AlignTop)
