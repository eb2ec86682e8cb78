"""What is done to a dossier besides its facts: files, notes, affaires, an explanation to copy. Between panel and coffre.

Everything written here can be undone from where it was done, or says before that it cannot.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from droits_usagers.domain.dossier.a_verifier import AVerifier
from droits_usagers.domain.dossier.dossiers import Affaire, GenrePiece
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.faits import Manque
from droits_usagers.services.dossier.histoire import EntreeMontree
from droits_usagers.services.dossier.pieces import Recu, read_file
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature
from droits_usagers.ui.dossier.echeance import VueEcheance
from droits_usagers.ui.dossier.formulaire_piece import PieceDonnee, ask_piece
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, VersAmorce, VersPiece
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

T = TypeVar("T")


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
        self._write(lambda coffre: coffre.pieces.detach(reference, numero), partial(self._tell, "pieces.retire"))

    # Notes.

    def write_note(self, texte: str) -> None:
        """Keeps a note."""
        reference = self._reference
        self._write(lambda coffre: coffre.notes.add(reference, texte), self._on_note)

    def _on_note(self) -> None:
        self.panneau.formulaires.note.forget()
        self._tell("notes.gardee")

    def keep_slip(self, texte: str) -> None:
        """The return slip of another letter than the request, to keep among the notes."""
        reference = self._reference
        gardes: list[int] = []

        def tell() -> None:
            self._offer(self._say("avis.gardee"), "avis.annuler", lambda: self._drop_slip(reference, gardes[0]))

        self._write(lambda coffre: gardes.append(coffre.notes.add(reference, texte)), tell)

    def _drop_slip(self, reference: str, numero: int) -> None:
        self._write(lambda coffre: coffre.notes.delete(reference, numero), partial(self._say, "avis.retiree"))

    def delete_note(self, numero: int) -> None:
        """Takes a note away."""
        reference = self._reference
        self._write(lambda coffre: coffre.notes.delete(reference, numero), partial(self._tell, "notes.supprimee"))

    # Consignes.

    def keep_consignes(self, consignes: Consignes) -> None:
        """What is to be avoided, from now on."""
        reference = self._reference
        avant: list[Consignes] = []

        def put(coffre: Coffre) -> None:
            avant.append(coffre.consignes.put(reference, consignes))

        def tell() -> None:
            self.panneau.formulaires.consignes.clear()
            avis = self._say("consignes.gardees" if consignes.toutes else "consignes.levees")
            self._offer(avis, "consignes.annuler", lambda: self.keep_consignes(avant[0]))

        self._write(put, tell)

    # Cells of a table to be checked.

    def put_cell_away(self, numero: int) -> None:
        """A cell of a table was checked."""
        reference = self._reference
        avant: list[AVerifier | None] = []

        def tell() -> None:
            avis = self._say("a_verifier.vue")
            (cellule,) = avant
            if cellule is not None:
                self._offer(avis, "a_verifier.annuler", lambda: self._put_cell_back(cellule))

        self._write(lambda coffre: avant.append(coffre.a_verifier.seen(reference, numero)), tell)

    def free_address(self) -> None:
        """The address that words of a table withhold may be written: someone read them."""
        self._write_address(tue=False)

    def _write_address(self, *, tue: bool) -> None:
        """The home of the person may be written on letters, or may not any more."""
        reference = self._reference

        def write(coffre: Coffre) -> None:
            demande = coffre.dossiers.read(reference).demande
            if demande.concerne is not None:
                concerne = replace(demande.concerne, adresse_protegee=tue)
                coffre.dossiers.update(reference, replace(demande, concerne=concerne))

        def tell() -> None:
            avis = self._say("a_verifier.tue_encore" if tue else "a_verifier.ecrite")
            if not tue:
                self._offer(avis, "a_verifier.annuler", lambda: self._write_address(tue=True))

        self._write(write, tell)

    def _put_cell_back(self, cellule: AVerifier) -> None:
        reference = self._reference
        dire = partial(self._say, "a_verifier.remise")
        self._write(lambda coffre: coffre.a_verifier.put_back(reference, cellule), dire)

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
        self._write(lambda coffre: coffre.affaires.create(titre, [reference]), partial(self._tell, "affaire.creee"))

    def join_affaire(self, numero: int | None) -> None:
        """One of those there are; none: out of the present one."""
        reference = self._reference
        dire = partial(self._tell, "affaire.quittee" if numero is None else "affaire.rejointe")
        self._write(lambda coffre: coffre.affaires.join([reference], numero), dire)

    def rename_affaire(self, titre: str) -> None:
        """Another name for the present one."""
        dossier = self.panneau.dossier
        affaire = dossier.affaire if dossier is not None else None
        if affaire is not None:
            self._write(lambda coffre: coffre.affaires.rename(affaire.numero, titre), partial(self._tell, "affaire.renommee"))

    # Saying it.

    def _write(self, action: Callable[[Coffre], T], dire: Callable[[], object]) -> None:
        reference = self._reference
        self._acces.write(action, Reponses(self, lambda _: self._done(reference, dire), self._on_failure))

    def _done(self, reference: str, dire: Callable[[], object]) -> None:
        """It is written: says so where one still looks at that dossier."""
        if reference == self._reference:
            self.panneau.show_dossier_side()
            dire()
        self.changed.emit()

    def _tell(self, id_: str, *, nature: Nature = Nature.BIEN, **valeurs: object) -> Avis:
        return self._say(f"suivi.{id_}", nature=nature, **valeurs)

    def _say(self, id_: str, *, nature: Nature = Nature.BIEN, **valeurs: object) -> Avis:
        return self.panneau.tell(self.textes(id_, **valeurs), mot=self.textes(f"commun.avis.{nature}"), nature=nature)

    def _offer(self, avis: Avis, id_: str, action: Callable[[], object]) -> None:
        bouton = BoutonSecondaire(self.textes(id_))
        bouton.clicked.connect(lambda _checked=False: action())
        avis.add_button(bouton)
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
