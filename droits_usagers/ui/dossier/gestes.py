"""What is done to a dossier besides its facts: files, notes, affaires, an explanation to copy. Between panel and coffre.

Everything written here can be undone from where it was done, or says before that it cannot.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from droits_usagers.domain.dossier.attaches import NOTE, Attache, LigneAttachee
from droits_usagers.domain.dossier.dossiers import Affaire, GenrePiece, Note
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.faits import Manque
from droits_usagers.services.dossier.histoire import EntreeMontree
from droits_usagers.services.dossier.pieces import Recu, read_file
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature
from droits_usagers.ui.dossier.formulaires import PieceDonnee, ask_piece
from droits_usagers.ui.dossier.panneau import PanneauDossier, VueEcheance
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, VersAmorce, VersPiece
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

T = TypeVar("T")
L = TypeVar("L", bound=LigneAttachee)


class GestesDossier(QObject):
    """Does it to the dossier shown. `changed`: it is to be read again."""

    changed = Signal()
    #: Another screen: a `Destination`.
    page_wanted = Signal(object)

    def __init__(self, contexte: Contexte, panneau: PanneauDossier) -> None:
        super().__init__(panneau)
        self.contexte, self.textes = contexte, contexte.textes
        self.panneau = panneau
        self._acces = AccesCoffre(contexte)

    @property
    def _reference(self) -> str:
        return self.panneau.reference

    # An explanation to copy.

    def copy(self, vue: VueEcheance) -> None:
        """The explanation of this date is to be copied, and what became of it said under it."""

        def put() -> bool:
            self.contexte.sorties().copy_text(self.contexte.services.controle.release_texts(vue.annexe, (vue.annexe,)))
            return True

        if self.contexte.operations.attempt(put, self._on_failure):
            vue.say(self.textes("suivi.panneau.copie"), mot=self.textes("commun.avis.bien"), nature=Nature.BIEN)
            self.panneau.bring_into_view(vue)

    # Files.

    def choose_file(self, genre: GenrePiece) -> None:
        """A file is to be kept; what it is, if that is known."""
        reference = self._reference
        chemin = ask_piece(self.panneau, self.textes)
        # Another dossier may be shown since the file was asked for.
        if chemin is not None and reference == self._reference:
            self.panneau.show_piece_form(chemin, genre=genre)

    def drop(self, chemins: Sequence[Path]) -> None:
        """Files were dropped on the dossier."""
        if len(chemins) == 1:
            self.panneau.show_piece_form(chemins[0])
        else:
            self._tell("pieces.un_seul", nature=Nature.ATTENTION)

    def replace(self, entree: EntreeMontree) -> None:
        """The version really sent of this letter is to be kept."""
        reference = self._reference
        chemin = ask_piece(self.panneau, self.textes)
        if chemin is not None and reference == self._reference:
            self.panneau.show_piece_form(chemin, courrier=entree.numero, lettre=entree.texte)

    def take_in(self, donnee: PieceDonnee) -> None:
        """Reads the file outside the window's thread, then keeps it."""
        self.panneau.formulaires.piece.wait()
        garder = partial(self._keep, self._reference, donnee)
        self.contexte.operations.run(
            self.contexte.services.rendu, partial(_read, donnee.chemin), Reponses(self, garder, self._on_refused)
        )

    def _keep(self, reference: str, donnee: PieceDonnee, recu: Recu) -> None:
        def write(coffre: Coffre) -> str:
            return coffre.pieces.attach(reference, recu.contenu, nom=donnee.nom, genre=donnee.genre, courrier=donnee.courrier)

        image = recu.genre is GenreFichier.IMAGE
        dire = partial(self._on_kept, donnee.genre, image=image)
        self._acces.write(write, Reponses(self, lambda _: self._done(reference, dire), self._on_refused))

    def _on_kept(self, genre: GenrePiece, *, image: bool) -> None:
        libelle = self.textes(f"suivi.pieces.genres.{genre}")
        avis = self._tell("pieces.garde_image" if image else "pieces.garde", genre=libelle)
        dossier = self.panneau.dossier
        if genre is GenrePiece.PREUVE and dossier is not None and dossier.manque in _SANS_DATE:
            self._offer(avis, "suivi.preuve.noter", partial(self.panneau.show_form, TypeEvenement.RECU))
        elif genre is GenrePiece.REPONSE and dossier is not None and dossier.repondable:
            self._offer(avis, "suivi.pieces.lire_reponse", partial(self.panneau.geste.emit, lambda vers: vers.write_answer()))

    def _on_refused(self, error: ExpectedError) -> None:
        self.panneau.formulaires.piece.refuse(self.contexte.operations.sentence(error))

    def view(self, numero: int) -> None:
        """Shows a file."""
        self.page_wanted.emit(Destination("piece", VersPiece(self._reference, numero)))

    def detach(self, numero: int) -> None:
        """Takes a file away."""
        reference = self._reference
        self.change(reference, lambda coffre: coffre.pieces.detach(reference, numero), self._saying("suivi.pieces.retire"))

    # What is attached to it, line by line.

    def put(self, attache: Attache[L], ligne: L) -> None:
        """Keeps what was said in a form."""
        reference = self._reference

        def say(_numero: int) -> str:
            self.panneau.formulaires.attache(attache).drop(reference)
            return self.textes(f"attaches.{attache.code}.gardee")

        # By its number alone: nothing else of it stays in memory.
        retirer = None if attache.sans_retour else partial(self._take, reference, attache)
        self.change(reference, lambda coffre: coffre.attaches.put(reference, attache, ligne).numero, say, undo=retirer)

    def take(self, attache: Attache[L], numero: int) -> None:
        """Takes a line away."""
        self._take(self._reference, attache, numero)

    def _take(self, reference: str, attache: Attache[L], numero: int) -> None:
        remettre = None if attache.sans_retour else partial(self._put_back, reference, attache)
        say = self._saying(f"attaches.{attache.code}.retiree")
        self.change(reference, lambda coffre: coffre.attaches.take(reference, attache, numero), say, undo=remettre)

    def _put_back(self, reference: str, attache: Attache[L], ligne: L) -> None:
        say = self._saying(f"attaches.{attache.code}.gardee")
        self.change(reference, lambda coffre: coffre.attaches.put(reference, attache, ligne), say)

    def keep_slip(self, texte: str) -> None:
        """The return slip of another letter than the request, to keep among the notes."""
        reference = self._reference

        def drop(numero: int) -> None:
            self.change(reference, lambda coffre: coffre.attaches.take(reference, NOTE, numero), self._saying("avis.retiree"))

        def keep(coffre: Coffre) -> int:
            return coffre.attaches.put(reference, NOTE, Note(texte=texte)).numero

        self.change(reference, keep, self._saying("avis.gardee"), undo=drop)

    # What is attached to it in its own way.

    def keep_consignes(self, consignes: Consignes) -> None:
        """What is to be avoided, from now on."""
        self._put_consignes(self._reference, consignes)

    def _put_consignes(self, reference: str, consignes: Consignes) -> None:
        def say(_avant: Consignes) -> str:
            if reference == self._reference:
                self.panneau.formulaires.consignes.clear()
            return self.textes("consignes.gardees" if consignes.toutes else "consignes.levees")

        remettre = partial(self._put_consignes, reference)
        self.change(reference, lambda coffre: coffre.consignes.put(reference, consignes), say, undo=remettre)

    def free_address(self) -> None:
        """The address that words of a table withhold may be written: someone read them."""
        self._write_address(self._reference, tue=False)

    def _write_address(self, reference: str, *, tue: bool) -> None:
        """The home of the person may be written on letters, or may not any more."""

        def write(coffre: Coffre) -> bool:
            demande = coffre.dossiers.read(reference).demande
            if demande.concerne is not None:
                concerne = replace(demande.concerne, adresse_protegee=tue)
                coffre.dossiers.update(reference, replace(demande, concerne=concerne))
            return not tue

        say = self._saying(f"attaches.a_verifier.{'tue_encore' if tue else 'ecrite'}")
        taire = None if tue else lambda avant: self._write_address(reference, tue=avant)
        self.change(reference, write, say, undo=taire)

    # Affaires.

    def begin_letter(self) -> None:
        """Another letter, whose dossier will join the affaire of this one."""
        from droits_usagers.services.lettre.amorce import Amorce

        self.contexte.services.relais.give(Amorce(voisin=self._reference))
        self.page_wanted.emit(Destination("assistant", VersAmorce()))

    def ask_affaires(self) -> None:
        """The affaires there are, to choose from."""
        reference = self._reference

        def show(affaires: tuple[Affaire, ...]) -> None:
            if reference == self._reference:
                self.panneau.show_affaire_form(affaires)

        self._acces.ask(lambda coffre: coffre.affaires.all(), Reponses(self, show, self._on_failure))

    def make_affaire(self, titre: str) -> None:
        """A new one, for this dossier."""
        reference = self._reference
        say = self._saying("suivi.affaire.creee")
        self.change(reference, lambda coffre: coffre.affaires.create(titre, [reference]), say)

    def join_affaire(self, numero: int | None) -> None:
        """One of those there are; none: out of the present one."""
        reference = self._reference
        say = self._saying("suivi.affaire.quittee" if numero is None else "suivi.affaire.rejointe")
        self.change(reference, lambda coffre: coffre.affaires.join([reference], numero), say)

    def rename_affaire(self, titre: str) -> None:
        """Another name for the present one."""
        dossier = self.panneau.dossier
        affaire = dossier.affaire if dossier is not None else None
        if affaire is not None:
            say = self._saying("suivi.affaire.renommee")
            self.change(self._reference, lambda coffre: coffre.affaires.rename(affaire.numero, titre), say)

    # Doing it, and saying it.

    def change(
        self,
        reference: str,
        do: Callable[[Coffre], T],
        say: Callable[[T], str],
        *,
        undo: Callable[[T], object] | None = None,
        ensuite: Callable[[], object] | None = None,
    ) -> None:
        """Does something to a dossier, says it, and offers the way back: `undo`, from what doing it gave.

        `ensuite`: what one goes on with, where one still looks at that dossier; otherwise, with the way back.
        """

        def done(rendu: T) -> None:
            annuler = None if undo is None or rendu is None else partial(undo, rendu)
            self.say_done(reference, say(rendu), annuler, ensuite=ensuite)

        self._acces.write(do, Reponses(self, done, self._on_failure))

    def say_done(
        self,
        reference: str,
        texte: str,
        annuler: Callable[[], object] | None,
        *,
        ensuite: Callable[[], object] | None = None,
    ) -> None:
        """Says it above the dossier it was done to, or names that one where another is shown by now, with the way back."""
        ici = reference == self._reference
        if ici:
            self.panneau.show_dossier_side()
        else:
            texte = self.textes("suivi.panneau.dans_un_autre", reference=reference, dit=texte)
        avis = self.panneau.tell(texte, mot=self.textes("commun.avis.bien"))
        if annuler is not None:
            self._offer(avis, "suivi.panneau.annuler", annuler, focus=ici and ensuite is None)
        if ici and ensuite is not None:
            ensuite()
        self.changed.emit()

    def _saying(self, id_: str) -> Callable[[object], str]:
        return lambda _rendu: self.textes(id_)

    def _done(self, reference: str, dire: Callable[[], object]) -> None:
        """It is written: says so where one still looks at that dossier."""
        if reference == self._reference:
            self.panneau.show_dossier_side()
            dire()
        self.changed.emit()

    def _tell(self, id_: str, *, nature: Nature = Nature.BIEN, **valeurs: object) -> Avis:
        return self.panneau.tell(
            self.textes(f"suivi.{id_}", **valeurs), mot=self.textes(f"commun.avis.{nature}"), nature=nature
        )

    def _offer(self, avis: Avis, id_: str, action: Callable[[], object], *, focus: bool = True) -> None:
        bouton = BoutonSecondaire(self.textes(id_))
        bouton.clicked.connect(lambda _checked=False: action())
        avis.add_button(bouton)
        if focus:
            # What was just brought in comes before what the dossier was waiting for.
            bouton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failure(self, error: ExpectedError) -> None:
        self.panneau.show_dossier_side()
        attention = self.textes("commun.avis.attention")
        self.panneau.tell(self.contexte.operations.sentence(error), mot=attention, nature=Nature.ATTENTION)


#: Sent, and no day of receipt recorded.
_SANS_DATE = frozenset({Manque.RECEPTION, Manque.DATE})


def _read(chemin: Path) -> Recu:
    """For a worker: the file, a picture made again."""
    recu = read_file(chemin)
    if recu.genre is GenreFichier.IMAGE:
        return Recu(recu.nom, renew(recu.contenu, recu.nom), recu.genre)
    return recu
