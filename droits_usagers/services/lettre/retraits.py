"""Lines of a letter that someone took out of what she had typed, put back, or wrote otherwise: her answers alone change.

What is taken out is gone from the answer: nothing stands for it in the letter. It waits here, for this sitting, to be put back,
until the same is typed again, or that answer otherwise: it is no longer taken out then.
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Decisions
from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.controle.lignes import GenreLigne, rewritten, says, without
from droits_usagers.domain.demarche.questions import lines_of
from droits_usagers.domain.lettre.lettre import ACompleter, Lettre, Texte
from droits_usagers.services.lettre.formulaires import COPIES, REFERENCE, SERVICE, Section
from droits_usagers.services.lettre.saisies import read_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from droits_usagers.domain.controle.lignes import LigneALire, Vise
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.questions import Question, Reponses, Valeur
    from droits_usagers.domain.dossier.oubli import Oubli
    from droits_usagers.domain.lettre.lettre import Document, Ligne
    from droits_usagers.domain.personnes.organismes import Copie, Organisme
    from droits_usagers.services.controle.controle import Gestes
    from droits_usagers.services.lettre.assistant import Assistant


@dataclass(slots=True)
class _Coupee:
    """An answer of which lines were taken out: whole, and as it was left."""

    entiere: "Valeur" = field(repr=False)
    restante: "Valeur" = field(repr=False)


@dataclass(slots=True)
class Otees:
    """What was taken out of a letter, to be put back: of which answers (section, question), and the lines, by their keys."""

    coupees: dict[tuple[str, str], _Coupee] = field(default_factory=dict, repr=False)
    lignes: "dict[str, LigneALire]" = field(default_factory=dict, repr=False)


class Retraits:
    """Of the letter being written. Holds what was typed, until it is given up."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self.take_up(Otees())

    def take_up(self, otees: Otees) -> None:
        """Goes on with what was given up when one left this letter."""
        self._coupees, self._otees = otees.coupees, otees.lignes

    def give_up(self) -> Otees:
        """All that was taken out, to whoever keeps it or forgets it."""
        otees = Otees(self._coupees, self._otees)
        self.take_up(Otees())
        return otees

    @property
    def otees(self) -> tuple["LigneALire", ...]:
        """The lines that were taken out and can be put back, the first one first."""
        return tuple(ligne for ligne in self._otees.values() if any(self._of(ligne)) and not self._is_typed_again(ligne))

    def take_out(self, ligne: "LigneALire") -> bool:
        """Take it out of every answer that says it; False when none does: it is answered elsewhere."""
        self._forget([otee for otee in self._otees.values() if self._is_typed_again(otee)])
        dites = [reponse for reponse in self._answers(ligne) if reponse.says(reponse.valeur, ligne.cle.__eq__)]
        if dites:
            self._otees[ligne.cle] = ligne
        for reponse in dites:
            if not self._is_left(reponse):
                self._coupees[reponse.cle] = _Coupee(reponse.valeur, reponse.valeur)
            self._cut(reponse)
        return bool(dites)

    def put_back(self, ligne: "LigneALire") -> None:
        """As it was, where it was."""
        reponses = [*self._of(ligne)]
        self._otees.pop(ligne.cle, None)
        for reponse in reponses:
            self._cut(reponse)

    def rewrite(self, ligne: "LigneALire", texte: str) -> None:
        """Write this in its place, in every answer that says it; what it says again is no longer taken out."""
        for reponse in [*self._answers(ligne)]:
            question, valeur = reponse.question, reponse.valeur
            if not says(question, valeur, ligne.cle.__eq__):
                continue
            ecrite = rewritten(question, valeur, ligne.cle, texte=texte)
            self._forget([otee for cle, otee in self._otees.items() if says(question, ecrite, cle.__eq__)])
            if self._is_left(reponse):
                coupee = self._coupees[reponse.cle]
                coupee.entiere = rewritten(question, coupee.entiere, ligne.cle, texte=texte)
                self._cut(reponse)
            else:
                self._answer(reponse, ecrite)

    def _is_typed_again(self, otee: "LigneALire") -> bool:
        return any(reponse.says(reponse.valeur, otee.cle.__eq__) for reponse in self._answers(otee))

    def _forget(self, otees: "Iterable[LigneALire]") -> None:
        """Typed again, it would vanish with the next line that is taken out, or come back twice."""
        for otee in otees:
            for reponse in self._of(otee):
                coupee = self._coupees[reponse.cle]
                coupee.entiere = reponse.without(coupee.entiere, otee.cle.__eq__)
            del self._otees[otee.cle]

    def _of(self, ligne: "LigneALire") -> "Iterator[_Reponse]":
        """The answers that it was taken out of, and that nobody typed again since."""
        for reponse in self._answers(ligne):
            if self._is_left(reponse) and reponse.says(self._coupees[reponse.cle].entiere, ligne.cle.__eq__):
                yield reponse

    def _is_left(self, reponse: "_Reponse") -> bool:
        coupee = self._coupees.get(reponse.cle)
        # Kept and gone on with, an answer is as a letter reads it.
        return coupee is not None and self._read(reponse, coupee.restante) == self._read(reponse, reponse.valeur)

    def _read(self, reponse: "_Reponse", valeur: "Valeur") -> object:
        if isinstance(reponse, _Copies):
            return read_copies({reponse.question.id: valeur})
        return self._assistant.read(reponse.question, valeur)

    def _cut(self, reponse: "_Reponse") -> None:
        coupee = self._coupees[reponse.cle]
        coupee.restante = reponse.without(coupee.entiere, self._otees.__contains__)
        self._answer(reponse, coupee.restante)

    def _answers(self, ligne: "LigneALire") -> "Iterator[_Reponse]":
        """Where it may have been typed: what is no sentence is one answer of the forms about people, or a line of it, whole."""
        demarche = self._assistant.demarche
        if demarche is None:
            return
        section, questions, genre = _ENTIERES.get(ligne.genre, (demarche.id, demarche.questions, _Reponse))
        donnees = self._assistant.answers(section)
        for question in questions:
            # Gone on with, an answer of which nothing was left is none.
            if question.id in donnees or (section, question.id) in self._coupees:
                yield genre(section, question, donnees.get(question.id, ""))

    def _answer(self, reponse: "_Reponse", valeur: "Valeur") -> None:
        self._assistant.answer(reponse.section, reponse.question.id, valeur)


@dataclass(frozen=True, slots=True)
class _Reponse:
    """What was typed in answer to a question, that says sentences."""

    section: str
    question: "Question"
    valeur: "Valeur" = field(repr=False)

    @property
    def cle(self) -> tuple[str, str]:
        """Which one it is."""
        return self.section, self.question.id

    def says(self, valeur: "Valeur", vise: "Vise") -> bool:
        return says(self.question, valeur, vise)

    def without(self, valeur: "Valeur", vise: "Vise") -> "Valeur":
        return without(self.question, valeur, vise)


class _Copies(_Reponse):
    """Those who receive a copy: each line is one, whole."""

    def says(self, valeur: "Valeur", vise: "Vise") -> bool:
        return any(vise(_copy(ligne)) for ligne in lines_of(valeur))

    def without(self, valeur: "Valeur", vise: "Vise") -> "Valeur":
        return tuple(ligne for ligne in lines_of(valeur) if not vise(_copy(ligne)))


class _Entiere(_Reponse):
    """One answer, whole."""

    def says(self, valeur: "Valeur", vise: "Vise") -> bool:
        return vise(key_of(str(valeur)))

    def without(self, valeur: "Valeur", vise: "Vise") -> "Valeur":
        return "" if self.says(valeur, vise) else valeur


#: What is no sentence, and that a letter can do without: the section, the questions, and how these are read.
_ENTIERES = {
    GenreLigne.COPIE: (Section.ORGANISME, COPIES, _Copies),
    GenreLigne.SERVICE: (Section.ORGANISME, (SERVICE,), _Entiere),
    GenreLigne.REFERENCE: (Section.VOUS, (REFERENCE,), _Entiere),
}


def _copy(ligne: "Reponses") -> str:
    """Its key, as on « Relire »; nothing of a blank line."""
    return "".join(key_of(copie.en_une_ligne) for copie in read_copies({COPIES[0].id: (ligne,)}))


@dataclass(slots=True)
class _LettreDecidee:
    """What was left in it, and whom it goes to as it was last composed; nobody, as long as that is not known."""

    laissees: frozenset[str] = field(default=frozenset(), repr=False)
    malgre: frozenset[str] = field(default=frozenset(), repr=False)
    pour: "tuple[tuple[Ligne, ...], ...]" = field(default=(), repr=False)


@dataclass(slots=True)
class _DossierDecide:
    """Its letters, by demarche and étape."""

    lettres: dict[tuple[str, str], _LettreDecidee] = field(default_factory=dict, repr=False)
    otees: Otees = field(default_factory=Otees, repr=False)
    retirees: frozenset[str] = field(default=frozenset(), repr=False)


class Decidees:
    """Of the letter being written (its `gestes` and `retraits`), and of those one left. `clear` forgets them all."""

    def __init__(self, gestes: "Gestes", retraits: "Retraits") -> None:
        self._gestes, self._retraits = gestes, retraits
        self.clear()

    def clear(self) -> None:
        """Someone else sits down, or what is kept is locked."""
        self._attendent: dict[str, _DossierDecide] = {}
        self._begin()

    def _begin(self) -> None:
        self._gestes.clear()
        self._retraits.give_up()
        self._dossier = _DossierDecide()
        #: The letter being written; and what is typed of whom it goes to.
        self._lettre = _LettreDecidee()
        self._ou: tuple[tuple[str, str], Organisme, tuple[Copie, ...]] | None = None
        #: What was left in other letters, and holds in this one.
        self._d_ailleurs = RIEN_DE_DECIDE

    def put_aside(self, noms: "Iterable[str]") -> None:
        """One leaves: what was decided waits under these names (draft, dossier). Without any, nothing brings one back."""
        self._keep()
        dossier, decisions = self._dossier, self._gestes.decisions
        dossier.otees, dossier.retirees = self._retraits.give_up(), decisions.retirees
        # A draft that became a dossier has its name no more.
        restent = {nom: autre for nom, autre in self._attendent.items() if autre is not dossier}
        self._attendent = restent | dict.fromkeys(filter(None, noms), dossier)
        self._begin()

    def come_back(self, noms: "Iterable[str]") -> None:
        """To what waits under one of these names, the first one first."""
        dossier = next((self._attendent[nom] for nom in noms if nom in self._attendent), None)
        if dossier is not None:
            self._dossier = dossier
            self._retraits.take_up(dossier.otees)
            self._gestes.decisions = replace(self._gestes.decisions, retirees=dossier.retirees)

    def forget(self, oubli: "Oubli") -> None:
        """It was erased for good."""
        noms = oubli.brouillons | oubli.references
        partis = [id(dossier) for nom, dossier in self._attendent.items() if nom in noms]
        self._attendent = {nom: dossier for nom, dossier in self._attendent.items() if id(dossier) not in partis}

    def write(self, demande: "Demande", etape: str) -> None:
        """What this letter is and whom it is for, as typed: what was left in another one waits until it is composed."""
        ou = ((demande.demarche, etape), demande.organisme, demande.copies)
        if ou != self._ou:
            self._keep()
            self._ou, self._d_ailleurs = ou, RIEN_DE_DECIDE
            self._lettre = self._dossier.lettres.setdefault(ou[0], _LettreDecidee())
            self._lettre.pour = ()
            self._decide(self._d_ailleurs)

    def compose(self, document: "Document") -> bool:
        """Whom this letter goes to: True when what was left in others holds here, and did not before, or no longer does."""
        self._keep()
        lettre, avant = self._lettre, self._d_ailleurs
        lettre.pour = _recipients(document)
        connues = self._dossier.lettres.values() if lettre.pour else ()
        autres = [une for une in connues if une is not lettre and une.pour == lettre.pour]
        laissees = frozenset[str]().union(*(une.laissees for une in autres)) - lettre.laissees
        malgre = frozenset[str]().union(*(une.malgre for une in autres)) - lettre.malgre
        self._d_ailleurs = Decisions(laissees=laissees, malgre=malgre)
        self._decide(self._d_ailleurs)
        return self._d_ailleurs != avant

    def _keep(self) -> None:
        """What was left here, and not elsewhere."""
        decisions = self._gestes.decisions
        self._lettre.laissees = decisions.laissees - self._d_ailleurs.laissees
        self._lettre.malgre = decisions.malgre - self._d_ailleurs.malgre

    def _decide(self, d_ailleurs: Decisions) -> None:
        lettre = self._lettre
        self._gestes.decisions = replace(
            self._gestes.decisions, laissees=lettre.laissees | d_ailleurs.laissees, malgre=lettre.malgre | d_ailleurs.malgre
        )


def _recipients(document: "Document") -> "tuple[tuple[Ligne, ...], ...]":
    """Those of a letter, copies included; nobody where the body itself is left in dotted lines."""
    if not isinstance(document, Lettre):
        return ()
    dits = [morceau for ligne in document.destinataire for morceau in ligne]
    if any(isinstance(un, ACompleter) for un in dits) and not any(isinstance(un, Texte) and un.saisi for un in dits):
        return ()
    return document.destinataire, document.copies
