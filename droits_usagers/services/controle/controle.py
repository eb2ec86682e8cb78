"""The one door: what is about to leave is read once more, and only what may gets the permission every way out asks for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from droits_usagers.domain.controle import adresse
from droits_usagers.domain.controle.adresse_en_mots import postcode_of
from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Cadre, Decisions, Sortant
from droits_usagers.domain.controle.controle import look_at
from droits_usagers.domain.controle.lecture import passages_of_name, passages_of_texts, texts_of
from droits_usagers.domain.controle.libre import Libre, grant
from droits_usagers.domain.controle.lignes import LigneALire
from droits_usagers.domain.controle.valeurs import Alerte, Partie, Poids, Regle, must_be_mended, to_confirm
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.dossier.adresses import AdresseTenue

T = TypeVar("T")
D = TypeVar("D", bound=Document)
#: An address as its lines, in each way it is written.
_Ecrites = tuple[tuple[str, ...], ...]
C = TypeVar("C")


class SortieRetenue(ExpectedError):  # noqa: N818 - what happened, in the words of the rest
    """Something was held back. Its facts name rules, never what they found."""

    def __init__(self, alertes: tuple[Alerte, ...], **faits: str) -> None:
        super().__init__(Panne.SORTIE_RETENUE, **faits)
        self.alertes = alertes

    @property
    def regles(self) -> tuple[Regle, ...]:
        """The rules that hold it back."""
        return tuple(dict.fromkeys(alerte.regle for alerte in self.alertes if alerte.poids is not Poids.A_SAVOIR))


class Gestes:
    """What someone chose to keep as it is, for the document at hand: not a rule, but what it had found there.

    What is written afterwards, and is found too, asks again.
    """

    def __init__(self, decisions: Decisions = RIEN_DE_DECIDE) -> None:
        """`decisions`: as one begins."""
        self._gardees: frozenset[Alerte] = frozenset()
        self._au_depart = decisions
        #: Line by line, where someone must not be found: they hold as long as these words do, whatever else changes.
        self.decisions = decisions

    def keep(self, alerte: Alerte) -> None:
        """« Garder ainsi »."""
        self._gardees |= {alerte}

    def take_back(self, alerte: Alerte) -> None:
        """It asks again."""
        self._gardees -= {alerte}

    def keeps(self, alerte: Alerte) -> bool:
        """True for what was kept."""
        return alerte in self._gardees

    def let_go(self) -> None:
        """Something was answered otherwise."""
        self._gardees = frozenset()

    def clear(self) -> None:
        """Another document, or another person."""
        self.let_go()
        self.decisions = self._au_depart

    def confirmees(self, alertes: Iterable[Alerte]) -> frozenset[Regle]:
        """The rules all of whose findings were kept."""
        a_confirmer = [alerte for alerte in alertes if alerte.poids is Poids.A_CONFIRMER]
        restent = {alerte.regle for alerte in a_confirmer if not self.keeps(alerte)}
        return frozenset(alerte.regle for alerte in a_confirmer) - restent


class Controle:
    """Gives the permission to leave. Remembers, for this sitting only, the addresses and words that nothing may say."""

    def __init__(
        self,
        catalogue: "Catalogue",
        letterhead: "Callable[[], Sequence[str]]" = tuple,
        is_body: Callable[[tuple[str, ...]], bool] = lambda _: False,
        *,
        is_service: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`letterhead`: what one's own Word model says around each document.

        `is_body`: true of the address of a body; `is_service`, of what our annuaire calls a service.
        """
        self._catalogue, self._letterhead = catalogue, letterhead
        self._is_body, self._is_service = is_body, is_service
        self._entendu = Cadre()
        #: Apart: another thread says them.
        self._du_coffre: tuple[tuple[str, ...], ...] = ()
        #: With each way their addresses are written: hundreds of letters ask.
        self._tenues: tuple[tuple[AdresseTenue, _Ecrites], ...] = ()

    def forget(self) -> None:
        """Someone else sits down."""
        self._entendu = Cadre()
        self._du_coffre = ()
        self._tenues = ()
        adresse.forget()

    @property
    def cadre(self) -> Cadre:
        """That of what is about nobody in particular (a poster, figures, an agenda): what this sitting heard holds there."""
        repondues = _said(ecrites for tenue, ecrites in self._tenues if tenue.tenue)
        return replace(self._entendu, adresses_d_autres=self._du_coffre, adresses_tenues=repondues)

    def hear_coffre(self, adresses: tuple[tuple[str, ...], ...]) -> None:
        """What no dossier of the opened coffre may say, nothing that is about none in particular may. From any thread."""
        self._du_coffre = adresses

    def hear_held(self, tenues: "tuple[AdresseTenue, ...]") -> None:
        """The places that no letter of the opened coffre says; where nobody answered, but that of who lives there.

        From any thread.
        """
        self._tenues = tuple((tenue, _placed([un.adresse for un in tenue.habitants])) for tenue in tenues)

    def _with_held(self, cadre: Cadre) -> Cadre:
        """Nor does this letter, unless it is of someone who was let go by name, or goes to that very place."""
        tenues = [une for une in self._tenues if not _is_let_go(une[0], cadre)]
        if not tenues:
            return cadre
        d_office = _said(ecrites for tenue, ecrites in tenues if not tenue.tenue)
        repondues = _said(ecrites for tenue, ecrites in tenues if tenue.tenue)
        return replace(cadre, adresses_tenues=repondues, adresses_d_office=d_office, is_body=self._is_body)

    def hear(self, cadre: Cadre) -> None:
        """What one letter may not say, nothing else may in this sitting; what was taken out of it, no name of file."""
        entendu = self._entendu
        self._entendu = Cadre(
            adresses_protegees=tuple(dict.fromkeys((*entendu.adresses_protegees, *cadre.adresses_protegees))),
            a_taire=tuple(dict.fromkeys((*entendu.a_taire, *cadre.a_taire))),
            noms_proposes=tuple(dict.fromkeys((*entendu.noms_proposes, *cadre.noms_proposes))),
            decisions=Decisions(retirees=entendu.decisions.retirees | cadre.decisions.retirees),
        )

    def examine(self, sortant: Sortant, cadre: Cadre | None = None) -> tuple[Alerte, ...]:
        """What the rules find, the worst first; what was confirmed is found all the same."""
        return self.look_at(sortant, cadre)[0]

    def examine_line(self, sortant: Sortant, cadre: Cadre | None) -> tuple[Alerte, ...]:
        """The same of a line of a table: what it may not say of its own people is remembered for no other line."""
        if cadre is None:
            return self.examine(sortant)
        return look_at(sortant, replace(cadre, adresses_d_autres=self._du_coffre), self._catalogue.controle)[0]

    def look_at(self, sortant: Sortant, cadre: Cadre | None = None) -> tuple[tuple[Alerte, ...], tuple[LigneALire, ...]]:
        """The same, and each line to decide, where someone must not be found; whether it was decided is not looked at."""
        if cadre is not None:
            cadre = replace(cadre, is_service=self._is_service)
            # Each page may be a file of its own.
            self.hear(replace(cadre, noms_proposes=(*cadre.noms_proposes, *sortant.documents)))
        if sortant.documents:
            autour = passages_of_texts("modele", self._letterhead(), Partie.MODELE)
            sortant = replace(sortant, passages=(*sortant.passages, *autour))
        return look_at(sortant, self.cadre if cadre is None else self._with_held(cadre), self._catalogue.controle)

    def release(
        self,
        contenu: T,
        sortant: Sortant,
        cadre: Cadre | None = None,
        *,
        gestes: Gestes | None = None,
        nom: str = "",
    ) -> Libre[T]:
        """The permission for this content, that `sortant` says in full; `nom` is the name of the file it goes to.

        Raises SortieRetenue.
        """
        if nom:
            sortant = replace(sortant, passages=(*sortant.passages, *passages_of_name(nom)))
        if cadre is not None and gestes is not None:
            cadre = replace(cadre, decisions=gestes.decisions)
        alertes = self.examine(sortant, cadre)
        confirmees = (cadre.confirmees if cadre is not None else frozenset()) | (
            gestes.confirmees(alertes) if gestes is not None else frozenset()
        )
        self.check(alertes, confirmees)
        return grant(contenu, confirmees & to_confirm(alertes))

    def release_document(
        self, document: D, cadre: Cadre | None = None, *, id_: str = "feuille", gestes: Gestes | None = None, nom: str = ""
    ) -> Libre[D]:
        """The same for one document."""
        return self.release(document, Sortant({id_: document}), cadre, gestes=gestes, nom=nom)

    def release_texts(
        self,
        contenu: T,
        textes: Iterable[str],
        cadre: Cadre | None = None,
        *,
        id_: str = "texte",
        gestes: Gestes | None = None,
        nom: str = "",
    ) -> Libre[T]:
        """The same for what is no document: these are the texts in it."""
        return self.release(contenu, Sortant(passages=passages_of_texts(id_, textes)), cadre, gestes=gestes, nom=nom)

    def release_as_is(self, contenu: T, *, nom: str = "") -> Libre[T]:
        """What is not read: an address of the law, a phrase, a file received and kept as it came, whose name alone is."""
        return self.release(contenu, Sortant(), nom=nom)

    def release_work(self, contenu: bytes, valeur: object, *, nom: str) -> Libre[bytes]:
        """A file that someone goes on working on: only an address nobody may read keeps it from being written.

        Why: docs/decisions/0021-une-seule-porte.md.
        """
        sortant = Sortant(passages=(*passages_of_texts("travail", texts_of(valeur)), *passages_of_name(nom)))
        retenues = tuple(alerte for alerte in self.examine(sortant) if alerte.regle is Regle.ADRESSE_PROTEGEE)
        self.check(retenues)
        return grant(contenu)

    def check_name(self, nom: str) -> None:
        """A name of file that someone chose. Raises SortieRetenue."""
        self.release_work(b"", (), nom=nom)

    def reading(self, gestes: Gestes | None = None) -> "LectureControlee":
        """For what is too long to be read at once."""
        return LectureControlee(self, gestes)

    def check(self, alertes: Iterable[Alerte], confirmees: frozenset[Regle] = frozenset()) -> None:
        """Raises SortieRetenue, in words, for those of these that hold back what would leave."""
        retenues = tuple(
            alerte
            for alerte in alertes
            if alerte.poids is Poids.ARRET or (alerte.poids is Poids.A_CONFIRMER and alerte.regle not in confirmees)
        )
        if not retenues:
            return
        textes = self._catalogue.textes
        quoi = dict.fromkeys(self._catalogue.controle.phrase(alerte).titre for alerte in retenues)
        faire = textes("controle.faire_corriger" if must_be_mended(retenues) else "controle.faire_confirmer")
        raise SortieRetenue(
            retenues,
            regles=", ".join(dict.fromkeys(alerte.regle for alerte in retenues)),
            quoi=" ".join(quoi),
            faire=faire,
        )


def _said(tenues: "Iterable[_Ecrites]") -> "_Ecrites":
    """Each way their addresses are written, once."""
    return tuple(dict.fromkeys(chain.from_iterable(tenues)))


def _placed(adresses: "Sequence[tuple[str, ...]]") -> "_Ecrites":
    """Those that say their town, where one does."""
    return tuple(adresse for adresse in adresses if postcode_of(adresse)) or tuple(adresses)


def _is_let_go(tenue: "AdresseTenue", cadre: Cadre) -> bool:
    libres = {fold(habitant.nom) for habitant in tenue.habitants if habitant.liberee}
    personnes = (cadre.concerne, cadre.auteur.personne if cadre.auteur else None)
    return any(fold(f"{personne.prenom} {personne.nom}".strip()) in libres for personne in personnes if personne is not None)


class LectureControlee:
    """Reads a long table part after part, as it is written: what says where someone must not be found is left out.

    What cannot be left out ends it at once, the rest is asked about at the end.
    """

    def __init__(self, controle: Controle, gestes: Gestes | None) -> None:
        self._controle = controle
        self._gestes = gestes
        self._alertes: dict[Alerte, None] = {}
        #: How many cells were left out.
        self.tues = 0

    def read(
        self, lignes: Sequence[Sequence[C]], cadres: Sequence[Cadre | None] = (), tapees: Sequence[int] = ()
    ) -> list[list[C | None]]:
        """These rows, as they may be written; `cadres`: of those of people who must not be found, what each may not say.

        `tapees`: the cells typed at will. Nobody decides of a cell: in such a row, none of them is written.

        Raises SortieRetenue for what cannot leave at all.
        """
        lues: list[list[C | None]] = [list(ligne) for ligne in lignes]
        for ligne, cadre in zip(lues, cadres, strict=False):
            if cadre is None:
                continue
            self._empty(ligne, [rang for rang in tapees if ligne[rang]])
            if _say_where(self._examine([ligne], cadre)):
                self._leave_out(ligne, cadre)
        trouvees = self._examine(lues)
        if _say_where(trouvees):
            for ligne in lues:
                if _say_where(self._examine([ligne])):
                    self._leave_out(ligne)
            trouvees = self._examine(lues)
        self._alertes.update(dict.fromkeys(trouvees))
        self._controle.check(alerte for alerte in trouvees if alerte.poids is Poids.ARRET)
        return lues

    def _leave_out(self, ligne: list[C | None], cadre: Cadre | None = None) -> None:
        """The cells that say it; all that is text where only several together do."""
        dites = [rang for rang, cellule in enumerate(ligne) if _say_where(self._examine([[cellule]], cadre))]
        self._empty(ligne, dites or [rang for rang, cellule in enumerate(ligne) if isinstance(cellule, str) and cellule])

    def _empty(self, ligne: list[C | None], rangs: Sequence[int]) -> None:
        for rang in rangs:
            ligne[rang] = None
        self.tues += len(rangs)

    def _examine(self, lignes: Sequence[Sequence[object]], cadre: Cadre | None = None) -> tuple[Alerte, ...]:
        textes = (str(cellule) for ligne in lignes for cellule in ligne if cellule)
        # In the line of someone, a town is where they are, as at the head of a letter.
        partie = Partie.CONTENU if cadre is None else Partie.LIEU_DATE
        return self._controle.examine_line(Sortant(passages=passages_of_texts("tableau", textes, partie)), cadre)

    def release(self, nom: str) -> Libre[None]:
        """Everything was read: the file of that name may take its place. Raises SortieRetenue."""
        alertes = tuple(self._alertes)
        confirmees = self._gestes.confirmees(alertes) if self._gestes is not None else frozenset[Regle]()
        self._controle.check(alertes, confirmees)
        return self._controle.release(None, Sortant(), nom=nom)


def _say_where(alertes: Iterable[Alerte]) -> bool:
    return any(alerte.regle is Regle.ADRESSE_PROTEGEE for alerte in alertes)
