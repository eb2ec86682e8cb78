"""The documents that confirmed findings quote, as numbered exhibits in one PDF: their list, then each, stamped."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.releve.releve import useless_numbers
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.dossier.pieces import PieceAVoir, PieceLue, RelevePieces, as_exhibit, read_exhibit, tell_unread
from droits_usagers.services.grille.ecarts import exhibits_of
from droits_usagers.services.grille.suites import document_name

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Ecart, Grille
    from droits_usagers.letters.lettre.pieces_pdf import PieceNumerotee
    from droits_usagers.services.dossier.pieces import Liseuse
    from droits_usagers.services.lettre.courriers import Courriers


@dataclass(frozen=True, slots=True)
class PiecesGrille:
    """The PDF, what its documents are called, and the numbers of those that are not in it."""

    contenu: bytes = field(repr=False)
    titres: tuple[str, ...] = field(repr=False)
    manques: tuple[int, ...] = ()
    #: Of those, what someone saw and left out, and what has no file, or whose file is gone.
    ecartees: tuple[int, ...] = ()
    absentes: tuple[int, ...] = ()
    #: What nobody read in the files of which only the text is here, by number.
    a_part: tuple[tuple[int, str], ...] = ()


class RelieurPieces:
    """Makes the exhibits of a grille. `read` gives a document by its name beside it, or raises ExpectedError."""

    def __init__(self, catalogue: "Catalogue", courriers: "Courriers", liseuse: "Liseuse") -> None:
        self._catalogue, self._courriers, self._liseuse = catalogue, courriers, liseuse

    def look(
        self, grille: "Grille", ecarts: "Sequence[Ecart]", read: Callable[[str], bytes], *, releve: RelevePieces
    ) -> "dict[PieceAVoir, bytes | None]":
        """Each exhibit, as `releve` then knows it, and its bytes; None: it is no longer there. Whoever asks waits.

        What `releve` already knows is not looked at again. Raises ExpectedError SANS_PIECE: no confirmed finding quotes one.
        """
        numeros = exhibits_of(grille, ecarts)
        if not numeros:
            raise ExpectedError(Panne.SANS_PIECE)
        sources = {source.id: source for source in grille.sources}
        vues: dict[PieceAVoir, bytes | None] = {}
        for id_, numero in numeros.items():
            titre = document_name(sources[id_], grille, self._catalogue)
            try:
                contenu: bytes | None = read(sources[id_].fichier)
            except ExpectedError:
                contenu = None
            empreinte = hashlib.sha256(contenu or b"").hexdigest()
            connue = releve.vues.get(f"{id_} {empreinte}")
            lue = PieceLue() if contenu is None else connue.lue if connue is not None else self._read(contenu)
            vues[PieceAVoir(id_, empreinte, numero, titre, lue)] = contenu
        releve.vues = {vue.cle: vue for vue in vues}
        return vues

    def bind(
        self,
        grille: "Grille",
        ecarts: "Sequence[Ecart]",
        read: Callable[[str], bytes],
        *,
        au: dt.date,
        releve: RelevePieces,
    ) -> PiecesGrille:
        """The exhibits that letters refer to. Raises ExpectedError as `look`, and PIECES_A_VOIR for what nobody decided."""
        from droits_usagers.letters.lettre.pieces_pdf import Bordereau

        vues = self.look(grille, ecarts, read, releve=releve)
        if releve.a_decider:
            raise ExpectedError(Panne.PIECES_A_VOIR)
        ecartees = tuple(vue.rang for vue in vues if not releve.leaves(vue.reference, vue.empreinte))
        pieces = [self._exhibit(vue, None if vue.rang in ecartees else contenu) for vue, contenu in vues.items()]
        say = self._catalogue.textes.under("masse.pieces")
        bordereau = Bordereau(
            titre=self._catalogue.textes("ecarts.pieces.titre"),
            presentation=(self._catalogue.textes("ecarts.pieces.presentation", date=date_courte(au)),),
            entetes=(say("numero"), say("piece"), say("ici")),
            page=say("page"),
            pieces=tuple(pieces),
        )
        manques = tuple(rang for rang, piece in enumerate(pieces, start=1) if not piece.contenus)
        contenu = self._courriers.typographe_pieces.pdf(bordereau)
        dits = {vue.rang: tell_unread(vue.lue.a_part, self._catalogue.textes) for vue in vues}
        a_part = tuple((rang, " ; ".join(quoi)) for rang, quoi in dits.items() if quoi and rang not in manques)
        absentes = tuple(vue.rang for vue, lu in vues.items() if lu is None)
        return PiecesGrille(contenu, tuple(vue.titre for vue in vues), manques, ecartees, absentes, a_part)

    def _read(self, contenu: bytes) -> PieceLue:
        return read_exhibit(contenu, self._liseuse, partial(useless_numbers, lexique=self._catalogue.releve))

    def _exhibit(self, vue: PieceAVoir, contenu: bytes | None) -> "PieceNumerotee":
        from droits_usagers.letters.lettre.pieces_pdf import PieceNumerotee

        textes = self._catalogue.textes
        say = textes.under("masse.pieces")
        # Where it is not there, or does not leave, the list says that it is to be added.
        moyens = self._courriers.typographe_pieces, textes
        montre, etat = (None, "a_joindre") if contenu is None else as_exhibit(contenu, *moyens, liseuse=self._liseuse)
        return PieceNumerotee(say("marque", rang=vue.rang), vue.titre, say(etat), () if montre is None else (montre,))


def remarks_of(faites: PiecesGrille) -> tuple[Remarque, ...]:
    """What must be known of each that is not in it, or not whole."""
    pourquoi = dict.fromkeys(faites.ecartees, "piece_ecartee") | dict.fromkeys(faites.absentes, "piece_absente")
    return (
        *(Remarque(pourquoi.get(rang, "piece_a_joindre"), (("rang", str(rang)),)) for rang in faites.manques),
        *(Remarque("piece_non_lue", (("rang", str(rang)), ("quoi", quoi))) for rang, quoi in faites.a_part),
    )
