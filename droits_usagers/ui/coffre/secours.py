"""« Un coffre abîmé »: its backups, what each holds more or less, and what can still be read of the file itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import SUFFIXE_COFFRE
from droits_usagers.services.coffre.protection import said_content, said_moment, said_put_back
from droits_usagers.services.coffre.valeurs import SauvegardeLue, SauvegardeRemise, Secours
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import (
    BoutonListe,
    BoutonSecondaire,
    Champ,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ChoixFichier, UsageFichier, ask_file
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EcranSecours(EcranCoffre):
    """Nothing is erased here: the damaged file is put aside under another name, or only read."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "secours", parent)
        self._acces = AccesCoffre(contexte)
        self.fichier = ChoixFichier(self.textes, Intitule(self.say("fichier")), UsageFichier.OUVRIR)
        self.phrase = ChampPhrase(self.textes, self.textes("coffre_ecran.ouvrir.phrase_de_passe"))
        self.choix: ChoixUnique | None = None
        self._secours: Secours | None = None
        #: What the one button does: looks for backups, puts one back, then opens the coffre.
        self._suite: Callable[[], None] = self._look
        self._questions = QWidget()
        questions = Colonne(self._questions, ecart=24)
        questions.addWidget(self.fichier)
        questions.addWidget(self.phrase)
        self._trouve = Colonne(ecart=16)
        self.lire = BoutonListe(self.say("lire"), self.say("lire_aide"), icone="document")
        self.ailleurs = BoutonListe(self.say("ailleurs"), self.say("ailleurs_aide"), icone="ouvrir")
        self.colonne.addWidget(self._questions)
        self.colonne.addLayout(self.dit)
        self.colonne.addLayout(self._trouve)
        for bouton, action in ((self.lire, self._read), (self.ailleurs, self._on_elsewhere)):
            bouton.hide()
            bouton.clicked.connect(lambda _checked=False, action=action: action())
            self.colonne.addWidget(bouton)
        self.colonne.addStretch(1)

    # What the page tells it.

    def begin(self, chemin: Path, phrase: str = "") -> None:
        """About this file; its backups are looked for at once if its phrase has just been typed."""
        self.fichier.show_path(chemin)
        if phrase:
            self.phrase.ligne.setText(phrase)
            self._look()
        self.start()

    def start(self) -> None:
        """On the phrase, or on the backups once they are found."""
        if self._secours is None:
            known = self.fichier.chemin is not None
            (self.phrase.ligne if known else self.fichier.ligne).setFocus()

    def clear(self) -> None:
        """Forgets the phrase, the path and what was found."""
        super().clear()
        self.phrase.clear()
        self.fichier.clear()
        self._forget()

    def cover(self) -> None:
        """The phrase: it is to be typed again before anything else."""
        typed = bool(self.phrase.phrase)
        self.phrase.cover()
        if typed and self._contenu.isEnabled():
            self._ask_again()

    def go_on(self) -> None:
        """Whatever comes next."""
        self._suite()

    def _forget(self) -> None:
        self._secours = self.choix = None
        replace_all(self._trouve, ())
        self.lire.hide()
        self.ailleurs.hide()

    # Looking for them.

    def _look(self) -> None:
        chemin = self.fichier.chemin
        if chemin is None:
            self.fichier.say(self.say("fichier_absent"), mot=self.textes("commun.avis.attention"))
            self.fichier.ligne.setFocus()
            return
        if not self.phrase.phrase:
            self.phrase.say(self.say("phrase_absente"), mot=self.textes("commun.avis.attention"))
            self.phrase.ligne.setFocus()
            return
        self._forget()
        self._ask(lambda coffres, phrase: coffres.secours(chemin, phrase), self._on_found)

    def _ask(self, action: Callable[..., object], on_success: Callable[..., object]) -> None:
        """In the coffre's thread, with the phrase; it takes seconds, and nothing else is asked meanwhile."""
        phrase = self.phrase.phrase
        if not phrase:
            self._ask_again()
            return
        self.wait(attente=True)

        def succeed(resultat: object) -> None:
            self.wait(attente=False)
            if isinstance(resultat, Secours) and not self.phrase.phrase:
                # The screen was hidden meanwhile.
                self._ask_again()
            else:
                on_success(resultat)

        self._acces.on_path(lambda coffres: action(coffres, phrase), Reponses(self, succeed, self._on_failure))

    def _on_found(self, secours: Secours) -> None:
        self._secours = secours
        lisibles = [une for une in secours.sauvegardes if une.lisible]
        self._questions.hide()
        parts: list[QWidget] = [Libelle(self._what_is_left(secours))]
        if lisibles:
            self.choix = ChoixUnique([Option(une.chemin.name, self._moment(une), self._content(une)) for une in lisibles])
            self.choix.set_value(lisibles[0].chemin.name)
            parts += [
                Titre(self.say("sauvegardes"), niveau=2),
                Champ(Intitule(self.say("laquelle"), self.say("laquelle_aide")), self.choix),
            ]
        elif secours.sauvegardes:
            parts.append(Libelle(self.say("aucune_lisible")))
        else:
            parts.append(Libelle(self.say("aucune")))
        illisibles = [une for une in secours.sauvegardes if not une.lisible]
        if lisibles and illisibles:
            moments = " ; ".join(map(self._moment, illisibles))
            parts.append(Libelle(self.say("illisibles", lesquelles=moments), teinte=Teinte.DOUX))
        replace_all(self._trouve, parts)
        self.lire.setVisible(secours.dossiers is not None)
        self.ailleurs.show()
        self._show_next(lisibles=bool(lisibles))
        self.defilement.show_top()

    def _what_is_left(self, secours: Secours) -> str:
        fichier = secours.chemin.name
        if secours.dossiers is None:
            return self.say("rien_ne_se_lit", fichier=fichier)
        return self.say(_one_or_many("reste", secours.dossiers), fichier=fichier, nombre=secours.dossiers)

    def _show_next(self, *, lisibles: bool) -> None:
        """The one button: puts the chosen backup back or, without one, tries another phrase."""
        if lisibles and self.choix is not None:
            self._suite = self._restore
            self.suite.set_up(self.say("remettre"), note=self.textes("commun.entree"))
            self.choix.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._suite = self._try_again
            self.suite.set_up(self.say("autre_phrase"), note=self.textes("commun.entree"))
            self.suite.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try_again(self) -> None:
        self._forget()
        self.hush()
        self._questions.show()
        self.phrase.clear()
        self._suite = self._look
        self.suite.set_up(self.say("suite"), note=self.textes("commun.entree"))
        self.start()

    def _ask_again(self) -> None:
        """It was erased while the screen was hidden."""
        self._try_again()
        self.phrase.say_erased()

    def _moment(self, une: SauvegardeLue) -> str:
        return said_moment(une, self.textes)

    def _content(self, une: SauvegardeLue) -> str:
        comptes = said_content(une, self.textes)
        if une.en_plus is None or une.en_moins is None:
            return comptes
        ecarts = [
            self.say(_one_or_many(id_, combien), nombre=combien)
            for id_, combien in (("en_plus", une.en_plus), ("en_moins", une.en_moins))
            if combien
        ]
        return "\n".join((comptes, " ".join(ecarts) or self.say("pareil")))

    # Putting one back.

    def _restore(self) -> None:
        secours, choix = self._secours, self.choix
        if secours is not None and choix is not None:
            une = next(une for une in secours.sauvegardes if une.chemin.name == choix.value())
            self._put_back(une.chemin)

    def _on_elsewhere(self) -> None:
        chosen = ask_file(self, self.say("ailleurs_titre"), self.say("ailleurs_filtre", suffixe=SUFFIXE_COFFRE))
        if chosen is not None:
            self._put_back(chosen)

    def _put_back(self, sauvegarde: Path) -> None:
        chemin = self.fichier.chemin
        if chemin is not None:
            self._ask(lambda coffres, phrase: coffres.remettre(chemin, sauvegarde, phrase), self._on_restored)

    def _on_restored(self, remise: SauvegardeRemise) -> None:
        self._forget()
        reste = "" if remise.ancien is None else self.say("garde", fichier=remise.ancien.name)
        dits = (said_put_back(remise, self.textes), reste, self.say("ouvrir"))
        self.tell(" ".join(dit for dit in dits if dit), nature=Nature.ATTENTION if remise.autres else Nature.BIEN)
        self._suite = self._open
        self.suite.set_up(self.textes("coffre_ecran.ouvrir.suite"), note=self.textes("commun.entree"))
        self.suite.setFocus(Qt.FocusReason.OtherFocusReason)

    # Opening.

    def _open(self) -> None:
        chemin = self.fichier.chemin
        if chemin is not None:
            self._ask(lambda coffres, phrase: coffres.open(chemin, phrase), self._on_opened)

    def _read(self) -> None:
        chemin = self.fichier.chemin
        if chemin is not None:
            self._ask(lambda coffres, phrase: coffres.ouvrir_ce_qui_se_lit(chemin, phrase), self._on_opened)

    def _on_opened(self, coffre: Coffre) -> None:
        self.clear()
        self.coffre_opened.emit(coffre)

    def _on_failure(self, error: ExpectedError) -> None:
        self.wait(attente=False)
        avis = self.tell_failure(error)
        if error.panne is Panne.SAUVEGARDE_REFUSEE:
            autre = BoutonSecondaire(self.say("autre_phrase"))
            autre.clicked.connect(self._try_again)
            avis.add_button(autre)


def _one_or_many(id_: str, nombre: int) -> str:
    return f"{id_}_un" if nombre == 1 else id_
