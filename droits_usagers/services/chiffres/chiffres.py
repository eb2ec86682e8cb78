"""Figures without names as documents: a report in PDF and Word, to print, and the same tables for a spreadsheet.

Nothing heavy is imported with this module. Every method may be called from any thread.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.domain.chiffres import AUTRES, Chiffres, LigneChiffres, LignePropre, Personnes
from droits_usagers.domain.chiffres.valeurs import BarreChiffres, Graphique, PartieRapport, Rapport, Repere
from droits_usagers.domain.lettre.lettre import Bloc, Liste, Paragraphe, Tableau, Texte
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.lettre.courriers import Format

if TYPE_CHECKING:
    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.dossier.dossiers import TeteJournal
    from droits_usagers.domain.lettre.lettre import Feuille
    from droits_usagers.domain.lettre.lettre import Ligne as Inlines
    from droits_usagers.domain.mots.textes import Textes
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


_FINE = "\u202f"
#: The share of a chart that names take, in hundredths: where it has half of the page, then where it has it whole.
_NOMS_A_COTE, _NOMS = 36, 26
#: What is said of the method, in order.
_METHODE = ("seuil", "regroupement", "hors_delai", "delais", "agents", "versions")


def write_report(
    chiffres: Chiffres, textes: "Textes", nommer: Callable[[str], str], *, tete: "TeteJournal | None" = None
) -> Rapport:
    """The report. `nommer` gives the short name of a demarche; `tete`: where the journal of the coffre was when it was read."""
    return _Redaction(chiffres, textes, nommer, tete=tete).report()


class _Redaction:
    def __init__(
        self, chiffres: Chiffres, textes: "Textes", nommer: Callable[[str], str], *, tete: "TeteJournal | None"
    ) -> None:
        self._chiffres = chiffres
        self._tete = tete
        self._textes = textes
        self._say = self._textes.under("chiffres.rapport")
        self._nommer = nommer
        self._date = date_courte(chiffres.au)

    def report(self) -> Rapport:
        annee = str(self._chiffres.annee)
        return Rapport(
            titre=self._say("titre", annee=annee),
            sous_titre=self._say("sous_titre", date=self._date),
            pied=self._say("pied", annee=annee, date=self._date),
            reperes=tuple(self._landmarks()),
            parties=tuple(self._parts()),
        )

    def _landmarks(self) -> Iterator[Repere]:
        personnes = self._chiffres.personnes
        if personnes is not None:
            total = personnes.total
            yield Repere(_number(total.demandes), self._say("reperes.demandes"))
            for nom, compte in (("reponses", total.reponses), ("hors_delai", total.hors_delai)):
                if compte is not None:
                    part = self._say("pourcent", part=str(_percent(compte, total.demandes)))
                    yield Repere(part, self._say(f"reperes.{nom}"))
            if total.mediane is not None:
                yield Repere(_number(total.mediane), self._say("reperes.mediane"))
        elif self._chiffres.en_propre:
            nombre = sum(ligne.demandes for ligne in self._chiffres.en_propre)
            yield Repere(_number(nombre), self._say("reperes.en_propre"))

    def _parts(self) -> Iterator[PartieRapport]:
        personnes = self._chiffres.personnes
        if personnes is None:
            yield PartieRapport(self._say("trop_peu.titre"), avant=(self._paragraph("trop_peu.phrase"),))
        else:
            yield self._etats(personnes)
            yield self._axis("droits", personnes, personnes.droits)
            yield self._axis("organismes", personnes, personnes.organismes)
        if self._chiffres.en_propre:
            yield self._own(self._chiffres.en_propre)
        yield self._method()

    # The parts.

    def _etats(self, personnes: Personnes) -> PartieRapport:
        total = personnes.total
        noms = (*personnes.etats, AUTRES)
        comptes = [(self._etat(nom), compte) for nom, compte in zip(noms, total.cellules, strict=True) if compte is not None]
        barres = [BarreChiffres((Texte(nom),), n, 0, self._say("barres.demandes", nombre=_number(n))) for nom, n in comptes]
        lignes = [(nom, _number(n), self._say("pourcent", part=str(_percent(n, total.demandes)))) for nom, n in comptes]
        return PartieRapport(
            titre=self._say("etats.titre"),
            graphique=self._chart("etats", barres, legende=False),
            tableau=self._table(("etat", "demandes", "part"), lignes),
            etroit=True,
        )

    def _axis(self, nom: str, personnes: Personnes, lignes: Sequence[LigneChiffres]) -> PartieRapport:
        titre = self._say(f"{nom}.titre")
        if not lignes:
            return PartieRapport(titre, avant=(self._paragraph(f"{nom}.seul"),))
        libelles = [self._label(nom, ligne.cle) for ligne in lignes]
        # Where no line tells what is out of time, there is nothing to tell apart.
        dit = any(ligne.hors_delai is not None for ligne in lignes)
        barres = [self._bar(libelle, ligne, dit=dit) for libelle, ligne in zip(libelles, lignes, strict=True)]
        toutes = (*lignes, personnes.total)
        noms = (*libelles, (Texte(self._say("total"), gras=True),))
        return PartieRapport(
            titre=titre,
            graphique=self._chart(nom, barres, legende=any(barre.dont for barre in barres)),
            tableau=Tableau(
                self._headers(nom.removesuffix("s"), "demandes", "reponses", "hors_delai", *self._times(toutes)),
                tuple((libelle, *self._measures(ligne, toutes)) for libelle, ligne in zip(noms, toutes, strict=True)),
            ),
            croise=Tableau(
                (
                    *self._headers(nom.removesuffix("s")),
                    *((Texte(self._etat(etat)),) for etat in (*personnes.etats, AUTRES)),
                    (Texte(self._say("total")),),
                ),
                tuple((libelle, *self._cells(ligne)) for libelle, ligne in zip(noms, toutes, strict=True)),
            ),
            croise_titre=self._say(f"{nom}.croise"),
            apres=tuple(self._notes(toutes)),
        )

    def _own(self, propres: Sequence[LignePropre]) -> PartieRapport:
        barres = [
            BarreChiffres((Texte(self._nommer(ligne.cle)),), ligne.demandes, ligne.hors_delai, self._length(ligne))
            for ligne in propres
        ]
        lignes = [
            (
                self._nommer(ligne.cle),
                _number(ligne.demandes),
                _number(ligne.reponses),
                _number(ligne.hors_delai),
                self._days(ligne.mediane, estimee=ligne.estimee),
            )
            for ligne in propres
        ]
        estimation = any(ligne.estimee for ligne in propres)
        return PartieRapport(
            titre=self._say("propres.titre"),
            avant=(self._paragraph("propres.phrase"),),
            graphique=self._chart("droits", barres, legende=any(barre.dont for barre in barres)),
            tableau=self._table(("droit", "demandes", "reponses", "hors_delai", "mediane"), lignes),
            apres=(self._paragraph("notes.estimation"),) if estimation else (),
        )

    def _method(self) -> PartieRapport:
        en_cours = self._chiffres.annee >= self._chiffres.au.year
        compte = self._paragraph(
            f"methode.compte{'_provisoire' if en_cours else ''}", annee=str(self._chiffres.annee), date=self._date
        )
        points: tuple[tuple[Bloc, ...], ...] = ((compte,), *((self._paragraph(f"methode.{cle}"),) for cle in _METHODE))
        if self._tete is not None:
            journal = self._paragraph("methode.journal", ligne=str(self._tete.ligne), empreinte=self._tete.courte)
            points = (*points, (journal,))
        return PartieRapport(self._say("methode.titre"), avant=(Liste(points),))

    # What they are made of.

    def _paragraph(self, cle: str, **valeurs: str) -> Paragraphe:
        return Paragraphe((Texte(self._say(cle, **valeurs)),))

    def _chart(self, nom: str, barres: Sequence[BarreChiffres], *, legende: bool) -> Graphique:
        dits = (
            self._say(
                "barres.description",
                libelle="".join(inline.texte for inline in barre.libelle if isinstance(inline, Texte)),
                valeur=barre.valeur,
            )
            for barre in barres
        )
        mots = ["dans_les_temps", "hors_delai"] if legende else []
        if any(barre.tue for barre in barres):
            mots.append("non_publie")
        return Graphique(
            tuple(barres),
            self._say(f"{nom}.description", barres=" ; ".join(dits)),
            tuple(self._say(f"barres.{mot}") for mot in mots),
            part=_NOMS_A_COTE if nom == "etats" else _NOMS,
        )

    def _bar(self, libelle: "Inlines", ligne: LigneChiffres, *, dit: bool) -> BarreChiffres:
        tue = dit and ligne.hors_delai is None
        return BarreChiffres(libelle, ligne.demandes, ligne.hors_delai or 0, self._length(ligne), tue=tue)

    def _length(self, ligne: LigneChiffres | LignePropre) -> str:
        if not ligne.hors_delai:
            return self._say("barres.demandes", nombre=_number(ligne.demandes))
        return self._say("barres.dont", nombre=_number(ligne.demandes), dont=_number(ligne.hors_delai))

    def _headers(self, *noms: str) -> "tuple[Inlines, ...]":
        return tuple((Texte(self._say(f"colonnes.{nom}")),) for nom in noms)

    def _table(self, colonnes: Sequence[str], lignes: Sequence[Sequence[str]]) -> Tableau:
        return Tableau(self._headers(*colonnes), tuple(tuple((Texte(mot),) for mot in ligne) for ligne in lignes))

    @staticmethod
    def _times(lignes: Sequence[LigneChiffres]) -> tuple[str, ...]:
        """The times that at least one line tells."""
        return tuple(nom for nom in ("mediane", "decile") if any(getattr(ligne, nom) is not None for ligne in lignes))

    def _measures(self, ligne: LigneChiffres, toutes: Sequence[LigneChiffres]) -> "Iterator[Inlines]":
        yield (Texte(_number(ligne.demandes)),)
        for compte in (ligne.reponses, ligne.hors_delai):
            yield (Texte(self._share(compte, ligne.demandes)),)
        for nom in self._times(toutes):
            yield (Texte(self._days(getattr(ligne, nom), estimee=ligne.estimee)),)

    def _cells(self, ligne: LigneChiffres) -> "Iterator[Inlines]":
        *nommees, autres = ligne.cellules
        for compte in nommees:
            yield (Texte(self._say("regroupe") if compte is None else _number(compte)),)
        yield (Texte(self._say("rien") if autres is None else _number(autres)),)
        yield (Texte(_number(ligne.demandes), gras=True),)

    def _share(self, compte: int | None, total: int) -> str:
        if compte is None:
            return self._say("non_publie")
        return self._say("part", nombre=_number(compte), part=str(_percent(compte, total)))

    def _days(self, jours: int | None, *, estimee: bool) -> str:
        if jours is None:
            return self._say("rien")
        return self._say("jours_estimes" if estimee else "jours", nombre=_number(jours))

    def _notes(self, lignes: Sequence[LigneChiffres]) -> Iterator[Bloc]:
        if any(None in (*ligne.cellules[:-1], ligne.reponses, ligne.hors_delai) for ligne in lignes):
            yield self._paragraph("notes.regroupe")
        if any(ligne.estimee for ligne in lignes):
            yield self._paragraph("notes.estimation")

    def _etat(self, etat: str) -> str:
        return self._say("autres_etats") if etat == AUTRES else self._textes(f"etats.{etat}")

    def _label(self, axe: str, cle: str) -> "Inlines":
        if cle == AUTRES:
            return (Texte(self._say(f"autres_{axe}")),)
        # An organisme is called as someone typed it.
        return (Texte(self._nommer(cle)),) if axe == "droits" else (Texte(cle, saisi=True),)


def _number(n: int) -> str:
    return f"{n:,}".replace(",", _FINE)


def _percent(compte: int, total: int) -> int:
    return round(100 * compte / total)
