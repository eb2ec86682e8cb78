"""The documents that confirmed findings quote, as numbered exhibits in one PDF: their list, then each, stamped."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.dossier.joints import as_exhibit
from droits_usagers.services.grille.ecarts import exhibits_of
from droits_usagers.services.grille.lignes import document_name

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Ecart, Grille
    from droits_usagers.letters.lettre.pieces_pdf import PieceNumerotee
    from droits_usagers.services.lettre.courriers import Courriers


@dataclass(frozen=True, slots=True)
class PiecesGrille:
    """The PDF, what its documents are called, and the numbers of those that are not in it."""

    contenu: bytes = field(repr=False)
    titres: tuple[str, ...] = field(repr=False)
    manques: tuple[int, ...] = ()


class RelieurPieces:
    """Makes the exhibits of a grille. `read` gives a document by its name beside it, or raises ExpectedError."""

    def __init__(self, catalogue: "Catalogue", courriers: "Courriers") -> None:
        self._catalogue, self._courriers = catalogue, courriers

    def bind(self, grille: "Grille", ecarts: "Sequence[Ecart]", read: Callable[[str], bytes], *, au: dt.date) -> PiecesGrille:
        """The exhibits that letters refer to. Raises ExpectedError SANS_PIECE when no confirmed finding quotes a document."""
        from droits_usagers.letters.lettre.pieces_pdf import Bordereau

        numeros = exhibits_of(grille, ecarts)
        if not numeros:
            raise ExpectedError(Panne.SANS_PIECE)
        sources = {source.id: source for source in grille.sources}
        titres = {id_: document_name(sources[id_], grille, self._catalogue) for id_ in numeros}
        pieces = [self._exhibit(titres[id_], partial(read, sources[id_].fichier), numero) for id_, numero in numeros.items()]
        say = self._catalogue.textes.under("masse.pieces")
        bordereau = Bordereau(
            titre=self._catalogue.textes("ecarts.pieces.titre"),
            presentation=(self._catalogue.textes("ecarts.pieces.presentation", date=date_courte(au)),),
            entetes=(say("numero"), say("piece"), say("ici")),
            page=say("page"),
            pieces=tuple(pieces),
        )
        manques = tuple(rang for rang, piece in enumerate(pieces, start=1) if not piece.contenus)
        return PiecesGrille(self._courriers.typographe_pieces.pdf(bordereau), tuple(titres.values()), manques)

    def _exhibit(self, titre: str, read: Callable[[], bytes], numero: int) -> "PieceNumerotee":
        from droits_usagers.letters.lettre.pieces_pdf import PieceNumerotee

        say = self._catalogue.textes.under("masse.pieces")
        try:
            contenu, etat = as_exhibit(read(), self._courriers.typographe_pieces, self._catalogue.textes)
        except ExpectedError:
            # It is no longer there: the list says that it is to be added.
            contenu, etat = None, "a_joindre"
        return PieceNumerotee(say("marque", rang=numero), titre, say(etat), () if contenu is None else (contenu,))
