"""Figures without names as documents: a report in PDF and Word, to print, and the same tables for a spreadsheet.

Nothing heavy is imported with this module. Every method may be called from any thread.
"""

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.domain.chiffres import Chiffres, LigneChiffres
from droits_usagers.services.lettre.courriers import Format

if TYPE_CHECKING:
    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.chiffres.rapport import Rapport
    from droits_usagers.domain.dossier.dossiers import TeteJournal
    from droits_usagers.domain.lettre.lettre import Feuille
    from droits_usagers.letters.chiffres.pdf import DessinateurChiffres
    from droits_usagers.letters.lettre.modele import Modele
    from droits_usagers.places import Places
    from droits_usagers.services.socle.sorties import Liasse

_Cellule: TypeAlias = "str | int | None"
_FRANCAIS = "fr"
#: As wide as what is written in them, in characters.
_LARGEUR_NOM, _LARGEUR_NOMBRE = 34, 14
#: What a spreadsheet can be written as.
CSV, XLSX = "csv", "xlsx"


class RapportsChiffres:
    """Makes documents of figures. Keeps none."""

    def __init__(self, catalogue: "Catalogue", places: "Places") -> None:
        self._catalogue = catalogue
        self._places = places

    def report(self, chiffres: Chiffres, tete: "TeteJournal | None" = None) -> "Rapport":
        """The report on these figures; `tete`: where the journal of the coffre was when they were read."""
        from droits_usagers.services.chiffres.rapport import write_report

        return write_report(chiffres, self._francais.textes, partial(_name, self._francais), tete=tete)

    def name_of(self, demarche: str) -> str:
        """A right in one or two words, for the screen."""
        return _name(self._catalogue, demarche)

    @cached_property
    def _francais(self) -> "Catalogue":
        """The words of what is handed out: a committee reads it, whatever the language of the screen."""
        from droits_usagers.catalogue.catalogue import load_catalogue

        return self._catalogue if self._catalogue.langue == _FRANCAIS else load_catalogue(self._catalogue.resources, _FRANCAIS)

    # On paper.

    def render(self, rapport: "Rapport", format_: Format) -> bytes:
        """The file: PDF/UA-1, Word, or text. Same report, same bytes."""
        from droits_usagers.letters.chiffres import word

        match format_:
            case Format.PDF:
                return self._dessinateur.pdf(rapport)[0]
            case Format.DOCX:
                return word.write(rapport, self._modele, self._dessinateur.chart)
            case _:
                return self.text(rapport).encode()

    def liasse(self, rapport: "Rapport") -> "Liasse":
        """The report for the printer."""
        from droits_usagers.services.socle.sorties import bind

        return bind(self.render(rapport, Format.PDF), partial(self.pages, rapport))

    def pages(self, rapport: "Rapport") -> tuple[bytes, ...]:
        """The printed pages as SVG."""
        return self._dessinateur.pages(rapport)

    def images(self, rapport: "Rapport", largeur: int) -> tuple[bytes, ...]:
        """The same pages as PNG, `largeur` pixels wide."""
        return self._dessinateur.images(rapport, largeur)

    def text(self, rapport: "Rapport") -> str:
        """The report as text: the tables say what the charts show."""
        from droits_usagers.letters.lettre import texte

        return texte.write(self.sheet(rapport))

    @staticmethod
    def sheet(rapport: "Rapport") -> "Feuille":
        """The same as blocks."""
        from droits_usagers.letters.chiffres import word

        return word.sheet(rapport)

    def suggested_name(self, annee: int, format_: str) -> str:
        """A file name: "chiffres-2026.pdf"."""
        return self._catalogue.textes("chiffres.fichier", annee=str(annee), format=format_)

    @cached_property
    def _dessinateur(self) -> "DessinateurChiffres":
        from droits_usagers.letters.chiffres.pdf import DessinateurChiffres

        return DessinateurChiffres(self._places.resources / "mise_en_page")

    @cached_property
    def _modele(self) -> "Modele":
        """Ours: that of letters, which may be the user's own, has the window of an envelope in mind."""
        from droits_usagers.letters.lettre.modele import load_modele

        return load_modele(self._places.resources)

    # For a spreadsheet.

    def spreadsheet(self, chiffres: Chiffres, format_: str, tete: "TeteJournal | None" = None) -> bytes:
        """The published tables, one below the other: nothing more than the report. Raises OSError."""
        from droits_usagers.exchange.exports import ColonneTableau, TableauCsv, TableauXlsx
        from droits_usagers.services.suivi.exports import footer

        titres, rangees = self.table(chiffres)
        colonnes = [ColonneTableau(titre, _LARGEUR_NOM if rang < 2 else _LARGEUR_NOMBRE) for rang, titre in enumerate(titres)]  # noqa: PLR2004 - the two names
        # It names nobody: what passes by a temporary folder is what anyone may read.
        with TemporaryDirectory() as dossier:
            chemin = Path(dossier) / f"tableau.{format_}"
            feuille = self._francais.textes("chiffres.tableur.feuille")
            xlsx = TableauXlsx(chemin, colonnes, feuille=feuille, pied=footer(self._francais.textes, tete))
            with TableauCsv(chemin, colonnes) if format_ == CSV else xlsx as tableau:
                for ligne in rangees:
                    tableau.add(ligne)
                tableau.finish()
            return chemin.read_bytes()

    def table(self, chiffres: Chiffres) -> "tuple[list[str], list[list[_Cellule]]]":
        """The titles of its columns, and its rows."""
        return self._titles(chiffres), list(self._rows(chiffres))

    def _titles(self, chiffres: Chiffres) -> list[str]:
        textes = self._francais.textes
        etats = () if chiffres.personnes is None else chiffres.personnes.etats
        return [
            textes("chiffres.tableur.tableau"),
            textes("chiffres.tableur.ligne"),
            textes("chiffres.rapport.colonnes.demandes"),
            textes("chiffres.rapport.colonnes.reponses"),
            textes("chiffres.rapport.colonnes.hors_delai"),
            textes("chiffres.tableur.mediane"),
            textes("chiffres.tableur.decile"),
            *(textes(f"etats.{etat}") for etat in etats),
            *((textes("chiffres.rapport.autres_etats"),) if chiffres.personnes else ()),
        ]

    def _rows(self, chiffres: Chiffres) -> Iterator[list[_Cellule]]:
        textes = self._francais.textes
        personnes = chiffres.personnes
        if personnes is not None:
            total = textes("chiffres.rapport.total")
            yield self._row("personnes_total", total, personnes.total)
            for ligne in personnes.droits:
                nom = _name(self._francais, ligne.cle) if ligne.cle else textes("chiffres.rapport.autres_droits")
                yield self._row("personnes_droits", nom, ligne)
            for ligne in personnes.organismes:
                yield self._row("personnes_organismes", ligne.cle or textes("chiffres.rapport.autres_organismes"), ligne)
        vides: list[_Cellule] = [None] * (0 if personnes is None else len(personnes.etats) + 1)
        for propre in chiffres.en_propre:
            nom = _name(self._francais, propre.cle)
            comptes = (propre.demandes, propre.reponses, propre.hors_delai, propre.mediane, None)
            yield [textes("chiffres.tableur.propres"), nom, *comptes, *vides]

    def _row(self, tableau: str, nom: str, ligne: LigneChiffres) -> list[_Cellule]:
        textes = self._francais.textes
        regroupe, non_publie = textes("chiffres.tableur.regroupe"), textes("chiffres.tableur.non_publie")
        parts = (non_publie if compte is None else compte for compte in (ligne.reponses, ligne.hors_delai))
        *nommees, autres = ligne.cellules
        cellules = (regroupe if compte is None else compte for compte in nommees)
        return [
            *(textes(f"chiffres.tableur.{tableau}"), nom, ligne.demandes),
            *parts,
            *(ligne.mediane, ligne.decile),
            *cellules,
            autres,
        ]


def _name(catalogue: "Catalogue", demarche: str) -> str:
    """A right in one or two words; by its id when only a newer version knows it."""
    cle = f"suivi.demarches.{demarche}"
    if cle in catalogue.textes:
        return catalogue.textes(cle)
    return catalogue.textes_demarche(demarche)("titre") if demarche in catalogue.demarches else demarche
