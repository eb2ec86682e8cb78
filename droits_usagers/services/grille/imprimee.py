"""The grille d'écarts on paper: the whole of it on A3, and two A4 pages for those who will not read it.

Nothing heavy is imported with this module. Every method may be called from any thread.
"""

import datetime as dt
from bisect import bisect_left
from enum import StrEnum
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, TypeAlias

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TriReleve
from droits_usagers.services.lettre.courriers import Format, Rendu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.grille import Ecart, Grille
    from droits_usagers.domain.lettre.lettre import Feuille
    from droits_usagers.letters.grille.pdf import DessinateurGrille
    from droits_usagers.letters.grille.valeurs import Planche
    from droits_usagers.letters.lettre.modele import Modele
    from droits_usagers.places import Places
    from droits_usagers.services.grille.anonymat import Anonymat, Lus
    from droits_usagers.services.grille.planche import Coupe
    from droits_usagers.services.lettre.courriers import Courriers
    from droits_usagers.services.socle.sorties import Liasse

#: What a grille becomes, before it is a file or pages.
DocumentGrille: TypeAlias = "Planche | Feuille"
_FRANCAIS = "fr"
#: Enough to count pages.
_PETITE: Final = 40
_PAGES_MAX: Final = 2


class FormeGrille(StrEnum):
    """What a grille becomes."""

    GRILLE = "grille"
    FEUILLE = "feuille"
    SYNTHESE = "synthese"
    SYNTHESE_SANS_NOM = "synthese_sans_nom"


class GrillesImprimees:
    """Makes documents of a grille and of its findings. Keeps none."""

    def __init__(self, catalogue: "Catalogue", places: "Places", *, courriers: "Courriers") -> None:
        self._catalogue = catalogue
        self._places = places
        self._courriers = courriers

    def render(
        self,
        grille: "Grille",
        ecarts: "Sequence[Ecart]",
        format_: Format,
        *,
        au: dt.date,
        forme: FormeGrille = FormeGrille.GRILLE,
    ) -> Rendu:
        """The file: PDF/UA-1, Word, or text. Same grille on the same day, same bytes."""
        return self.written(self.document(grille, ecarts, au=au, forme=forme), format_)

    def document(
        self, grille: "Grille", ecarts: "Sequence[Ecart]", *, au: dt.date, forme: FormeGrille = FormeGrille.GRILLE
    ) -> DocumentGrille:
        """What is written or printed: what someone confirmed; everything, as a project, where nobody confirmed anything."""
        if forme is FormeGrille.SYNTHESE_SANS_NOM:
            return self.nameless(grille, self.whole(grille, ecarts), au=au)[0]
        if forme is FormeGrille.SYNTHESE:
            return self.summary(grille, ecarts, au=au)
        if forme is FormeGrille.FEUILLE:
            return self.one_sheet(grille, ecarts, au=au)
        from droits_usagers.services.grille.ecarts import leaving
        from droits_usagers.services.grille.planche import write_planche

        return write_planche(grille, leaving(ecarts), self._francais, au=au)

    def written(self, document: DocumentGrille, format_: Format) -> Rendu:
        """The file of a document that is made."""
        from droits_usagers.domain.lettre.lettre import Feuille

        if format_ is Format.TXT:
            return Rendu(self._courriers.text(self.sheet(document)).encode())
        if isinstance(document, Feuille):
            return self._render_summary(document, format_)
        if format_ is Format.DOCX:
            from droits_usagers.letters.grille import word

            return Rendu(word.write(document, self._modele))
        contenu, remarques = self._dessinateur.pdf(document)
        return Rendu(contenu, tuple(map(self._located, remarques)))

    def liasse(self, document: DocumentGrille) -> "Liasse":
        """It for the printer."""
        from droits_usagers.services.socle.sorties import bind

        return bind(self.written(document, Format.PDF).contenu, partial(self.printed, document))

    def printed(self, document: DocumentGrille) -> tuple[bytes, ...]:
        """The pages of a document that is made, as SVG."""
        from droits_usagers.domain.lettre.lettre import Feuille

        return self._courriers.pages(document) if isinstance(document, Feuille) else self._dessinateur.pages(document)

    @staticmethod
    def sheet(document: DocumentGrille) -> "Feuille":
        """The same as blocks, in reading order."""
        from droits_usagers.domain.lettre.lettre import Feuille
        from droits_usagers.letters.grille import lineaire

        return document if isinstance(document, Feuille) else lineaire.sheet(document)

    def pages(
        self, grille: "Grille", ecarts: "Sequence[Ecart]", *, au: dt.date, forme: FormeGrille = FormeGrille.GRILLE
    ) -> tuple[bytes, ...]:
        """The printed pages as SVG."""
        return self.printed(self.document(grille, ecarts, au=au, forme=forme))

    def images(
        self, grille: "Grille", ecarts: "Sequence[Ecart]", largeur: int, *, au: dt.date, forme: FormeGrille = FormeGrille.GRILLE
    ) -> tuple[bytes, ...]:
        """The same pages as PNG, `largeur` pixels wide."""
        from droits_usagers.domain.lettre.lettre import Feuille

        document = self.document(grille, ecarts, au=au, forme=forme)
        if isinstance(document, Feuille):
            return self._courriers.images(document, largeur)
        return self._dessinateur.images(document, largeur)

    def text(self, grille: "Grille", ecarts: "Sequence[Ecart]", *, au: dt.date, forme: FormeGrille = FormeGrille.GRILLE) -> str:
        """The same words as text, in reading order."""
        return self._courriers.text(self.sheet(self.document(grille, ecarts, au=au, forme=forme)))

    def summary(self, grille: "Grille", ecarts: "Sequence[Ecart]", *, au: dt.date) -> "Feuille":
        """Two pages at most: the last findings, which are the least grave, are left to the grille, and it is said how many."""
        return self._fitted(grille, ecarts, au=au)

    def whole(self, grille: "Grille", ecarts: "Sequence[Ecart]") -> "tuple[Ecart, ...]":
        """These findings with all that their passages say, for `nameless`: whatever is decided there, they are the same."""
        from droits_usagers.services.grille.ecarts import quoted_whole

        return quoted_whole(grille, ecarts, self._catalogue)

    def nameless(
        self,
        grille: "Grille",
        entiers: "Sequence[Ecart]",
        *,
        au: dt.date,
        tri: "TriReleve" = RIEN_DE_TRIE,
        lus: "Lus | None" = None,
    ) -> "tuple[Feuille, tuple[PassageTrie, ...]]":
        """The same for those who must not know whose it is, and all that was found in it, taken out or left (`tri`).

        `lus`: what was found in its texts before; what is found now is added.
        """
        from droits_usagers.services.grille.anonymat import Anonymat

        dernier: list[Anonymat] = []
        lus = {} if lus is None else lus

        def fresh() -> Anonymat:
            dernier[:] = [Anonymat(grille, self._francais, tri, lus=lus)]
            return dernier[0]

        feuille = self._fitted(grille, entiers, au=au, anonymat=fresh)
        return feuille, dernier[0].passages

    def _fitted(
        self,
        grille: "Grille",
        ecarts: "Sequence[Ecart]",
        *,
        au: dt.date,
        anonymat: "Callable[[], Anonymat | None]" = lambda: None,
    ) -> "Feuille":
        from droits_usagers.services.grille.ecarts import leaving
        from droits_usagers.services.grille.synthese import write_summary

        retenus = leaving(ecarts)

        def write(nombre: int) -> "Feuille":
            return write_summary(grille, retenus, self._francais, au=au, nombre=nombre, anonymat=anonymat())

        def fits(nombre: int) -> bool:
            return len(self._courriers.images(write(nombre), _PETITE)) <= _PAGES_MAX

        nombre = len(retenus.numerotes)
        if not fits(nombre):
            bas, nombre = 0, nombre - 1
            while bas < nombre:
                milieu = (bas + nombre + 1) // 2
                bas, nombre = (milieu, nombre) if fits(milieu) else (bas, milieu - 1)
        return write(nombre)

    def one_sheet(self, grille: "Grille", ecarts: "Sequence[Ecart]", *, au: dt.date) -> "Planche":
        """One A3 sheet: quotes are cut until it holds them, and the smallest letters can still be read on a wall."""
        from droits_usagers.services.grille.ecarts import leaving
        from droits_usagers.services.grille.planche import COUPES, write_affiche

        retenus = leaving(ecarts)

        def cut(coupe: "Coupe") -> "Planche":
            return write_affiche(grille, retenus, self._francais, au=au, coupe=coupe)

        def fits(coupe: "Coupe") -> bool:
            return len(self._dessinateur.images(cut(coupe), _PETITE)) == 1

        # What says less takes no more room.
        return cut(COUPES[bisect_left(COUPES, 1, hi=len(COUPES) - 1, key=fits)])

    def suggested_name(self, forme: FormeGrille, format_: Format) -> str:
        """A file name: "grille-ecarts.pdf", "synthese-ecarts.docx", "synthese-sans-nom-ecarts.pdf"."""
        return f"{forme.replace('_', '-')}-ecarts.{format_}"

    def _render_summary(self, feuille: "Feuille", format_: Format) -> Rendu:
        if format_ is Format.PDF:
            return self._courriers.render(feuille, format_)
        from droits_usagers.letters.grille import word

        return Rendu(word.write_summary(feuille, self._modele))

    def _located(self, remarque: Remarque) -> Remarque:
        """The remark with the document named in words."""
        ou = self._catalogue.textes("remarques.ou.grille")
        return Remarque(remarque.id, tuple((cle, ou if cle == "ou" else valeur) for cle, valeur in remarque.faits))

    @cached_property
    def _francais(self) -> "Catalogue":
        """The words of what is handed out: the body concerned reads it, whatever the language of the screen."""
        from droits_usagers.catalogue.catalogue import load_catalogue

        return self._catalogue if self._catalogue.langue == _FRANCAIS else load_catalogue(self._catalogue.resources, _FRANCAIS)

    @cached_property
    def _dessinateur(self) -> "DessinateurGrille":
        from droits_usagers.letters.grille.pdf import DessinateurGrille

        return DessinateurGrille(self._places.resources / "mise_en_page")

    @cached_property
    def _modele(self) -> "Modele":
        """Ours: that of letters, which may be the user's own, has the window of an envelope in mind, and other margins."""
        from droits_usagers.letters.lettre.modele import load_modele

        return load_modele(self._places.resources)
