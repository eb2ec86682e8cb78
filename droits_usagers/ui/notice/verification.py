"""How a notice stands: the verdict in a line; each mention with its state, what is written, what to do, which texts ask it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.notice import ConstatMention, Statut
from droits_usagers.services.notice.atelier import Verdict
from droits_usagers.ui.composants import Colonne, Libelle, Puce
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte

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
