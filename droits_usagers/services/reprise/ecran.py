"""The taking over of a table in words: names of what columns say, what each word may mean, why a line is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, Qualite
from droits_usagers.domain.reprise.champs import STATUTS, ChampReprise
from droits_usagers.domain.socle.tableaux import Nombre

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.domain.socle.tableaux import Cellule, FeuilleTableau
    from droits_usagers.services.reprise.reprise import ChantierReprise, Doublon, Essai, StatutMontre
    from droits_usagers.services.reprise.trouvailles import MotifLigne
    from droits_usagers.services.reprise.valeurs import LigneReprise


@dataclass(frozen=True, slots=True)
class FeuilleVue:
    """A sheet: how many rows something is written on, and whether it is the one that is taken over."""

    nom: str = field(repr=False)
    lignes: int
    lue: bool
    cachee: bool


@dataclass(frozen=True, slots=True)
class RegardTable:
    """Of the whole file, and of the sheet taken over."""

    feuilles: tuple[FeuilleVue, ...]
    #: Headings nothing is read under.
    colonnes_laissees: tuple[str, ...] = field(repr=False)
    #: Struck through, comments and colours could be read.
    marques_lues: bool
    #: What is struck through could be read from no such file, or not from this one.
    marques_perdues: bool
    commentaires: int
    #: The lines under the headings that have each colour: what it means is not known.
    couleurs: Mapping[str, tuple[int, ...]]
    #: By number; a row that is not high enough to be seen is hidden.
    lignes_cachees: tuple[int, ...]
    colonnes_cachees: int

    @property
    def others(self) -> tuple[FeuilleVue, ...]:
        """The sheets that were not read, and hold something."""
        return tuple(feuille for feuille in self.feuilles if not feuille.lue)


def look_at(chantier: "ChantierReprise") -> RegardTable:
    """What there is to say of a table."""
    classeur, marques = chantier.classeur, chantier.classeur.feuilles[chantier.feuille].marques
    lues = (chantier.feuille, chantier.adresses)
    feuilles = tuple(
        FeuilleVue(une.nom, sum(map(bool, une.rangees)), rang in lues, une.marques.cachee)
        for rang, une in enumerate(classeur.feuilles)
    )
    trop = tuple(FeuilleVue(nom, 0, lue=False, cachee=False) for nom in classeur.ecartees)
    return RegardTable(
        (*feuilles, *trop),
        chantier.left,
        classeur.marques_lues,
        classeur.marques_perdues,
        len(marques.commentaires),
        {couleur: lignes for couleur, rangs in marques.couleurs.items() if (lignes := _under(rangs, chantier.entete))},
        _under(marques.lignes_cachees, chantier.entete),
        marques.colonnes_cachees,
    )


def _under(rangs: Iterable[int], entete: int) -> tuple[int, ...]:
    """The numbers of the rows that are under the headings, which may well be coloured for nothing."""
    return tuple(rang + 1 for rang in rangs if rang > entete)


def is_whole(chantier: "ChantierReprise", essai: "Essai") -> bool:
    """True where all that the file holds is in the coffre: only then is the file of no use any more."""
    regard = look_at(chantier)
    reste = essai.refusees or essai.ecartees or regard.others or regard.colonnes_laissees or regard.couleurs
    return regard.marques_lues and not reste and regard.commentaires <= essai.commentaires


#: Their sentence says a day that was read, and no word of a cell.
_SANS_CITATION = frozenset({"futur", "contredit"})
#: A cell is quoted so far in a sentence.
_CITEE = 60


def cited(texte: str) -> str:
    """What is quoted of a cell in a sentence: its beginning, and a sign that there is more."""
    return texte if len(texte) <= _CITEE else f"{texte[: _CITEE - 1]}…"


#: Where the words of a code are, by the champ.
_MOTS: Mapping[ChampReprise, str] = MappingProxyType(
    {
        ChampReprise.GENRE: "reprise.genres",
        ChampReprise.QUALITE: "reprise.qualites",
        ChampReprise.CIVILITE: "assistant.questions.concerne_civilite.choix",
        ChampReprise.ISSUE: "suivi.faits",
    }
)


#: Numbers of lines, or runs of them, said in a sentence.
_CITES = 8


def runs(numeros: "Iterable[int]") -> list[tuple[int, int]]:
    """The first and the last of those that follow one another.

    >>> runs((4, 7, 8, 9, 12))
    [(4, 4), (7, 9), (12, 12)]
    """
    suites: list[tuple[int, int]] = []
    for numero in sorted(set(numeros)):
        if suites and suites[-1][1] == numero - 1:
            suites[-1] = suites[-1][0], numero
        else:
            suites.append((numero, numero))
    return suites


def sheet_name(feuille: "FeuilleTableau", textes: "Textes") -> str:
    """Its name, and that the spreadsheet does not show it."""
    return textes("reprise.feuille_cachee", nom=feuille.nom) if feuille.marques.cachee else feuille.nom


@dataclass(frozen=True, slots=True)
class PresentationReprise:
    """Says it in the words of the texts."""

    catalogue: "Catalogue"
    #: Names are hidden: no cell is quoted.
    masque: bool = False

    def quoted(self, texte: str) -> str:
        """The words of a cell, or what stands for them."""
        return self.catalogue.textes("reprise.mots_masques") if self.masque and texte else texte

    def champ(self, champ: ChampReprise) -> str:
        """The name of what a column can say."""
        return self.catalogue.textes(f"reprise.champs.{champ}")

    def code(self, champ: ChampReprise, code: str) -> str:
        """What a word is said to mean."""
        if champ is ChampReprise.DEMARCHE:
            return self.code_demarche(code)
        if champ is ChampReprise.CANAL:
            return self.catalogue.textes(f"canaux.{code}.titre")
        return self.catalogue.textes(f"{_MOTS[champ]}.{code}")

    def codes(self, champ: ChampReprise) -> tuple[tuple[str, str], ...]:
        """Everything a word of this column may mean, with its name."""
        return tuple((code, self.code(champ, code)) for code in self._ids(champ))

    def implied(self, champ: ChampReprise, code: str) -> str:
        """What a status implies, which its name does not say; empty for any other word."""
        return self.catalogue.textes(f"reprise.implique.{code or 'rien'}") if champ is ChampReprise.ISSUE else ""

    def _ids(self, champ: ChampReprise) -> tuple[str, ...]:
        catalogue = self.catalogue
        match champ:
            case ChampReprise.DEMARCHE:
                return tuple(sorted(catalogue.demarches, key=self.code_demarche))
            case ChampReprise.CANAL:
                return tuple(catalogue.canaux)
            case ChampReprise.GENRE:
                return tuple(GenreOrganisme)
            case ChampReprise.QUALITE:
                return tuple(Qualite)
            case ChampReprise.CIVILITE:
                return tuple(civilite.name.lower() for civilite in Civilite)
            case _:
                return tuple(issue.value for issue in STATUTS)

    def code_demarche(self, id_: str) -> str:
        """The name of a demarche in one or two words."""
        court = f"suivi.demarches.{id_}"
        textes = self.catalogue.textes
        return textes(court) if court in textes else self.catalogue.textes_demarche(id_)("titre")

    def motif(self, motif: "MotifLigne") -> str:
        """Why a line is refused, or what is worth knowing of it: where, what, and what to do."""
        textes = self.catalogue.textes
        faits = {cle: self._fait(cle, valeur) for cle, valeur in motif.faits.items()}
        courte = cited(" ".join(motif.valeur.split()))
        if motif.id not in _SANS_CITATION:
            courte = self.quoted(courte)
        phrase = textes(f"reprise.motifs.{motif.id}", valeur=courte, **faits)
        return textes("reprise.dans_colonne", colonne=motif.colonne, phrase=phrase) if motif.colonne else phrase

    def _fait(self, cle: str, valeur: str) -> str:
        match cle:
            case "fait" | "autre":
                return self.catalogue.textes(f"suivi.faits.{valeur}")
            case "qualite":
                return self.code(ChampReprise.QUALITE, valeur)
            case "demarche":
                return self.code_demarche(valeur)
            case "genre":
                return self.code(ChampReprise.GENRE, valeur)
            case _:
                return valeur

    def regard(self, chantier: "ChantierReprise", essai: "Essai", *, ecrit: bool = False) -> tuple[str, ...]:
        """What of the file was not read, or was and says more than its words: a sentence each. `ecrit`: it is in the coffre."""
        vu, say = look_at(chantier), self.catalogue.textes.under("reprise.regard")
        nommees = [
            say(f"feuille{'_lue' if une.lue else ''}{'_cachee' if une.cachee else ''}", nom=une.nom, nombre=une.lignes)
            for une in vu.feuilles
        ]
        barrees, laisses = len(essai.struck), vu.commentaires - essai.commentaires
        completes = [double.ligne.numero for double in essai.doublons if double.plus]
        dites: tuple[tuple[bool, str, Mapping[str, object]], ...] = (
            (len(vu.feuilles) > 1, "feuilles", {"feuilles": " ; ".join(nommees)}),
            (chantier.classeur.illisibles > 0, "illisibles", {"nombre": chantier.classeur.illisibles}),
            (bool(vu.colonnes_laissees), "colonnes", {"colonnes": " ; ".join(vu.colonnes_laissees)}),
            (bool(essai.colonnes_gardees), "colonnes_gardees", {"colonnes": self.headings(essai.colonnes_gardees)}),
            (not vu.marques_lues, "marques_perdues" if vu.marques_perdues else "sans_marques", {}),
            (barrees > 0, "barrees", {"nombre": barrees, "lignes": self.ranges(essai.struck)}),
            (chantier.avec_barrees, "barrees_prises", {}),
            (
                bool(essai.par_regle),
                "par_regle",
                {"nombre": len(essai.par_regle), "lignes": self.ranges(essai.par_regle)},
            ),
            (bool(vu.couleurs), "couleurs", {"couleurs": " ; ".join(self._colours(vu.couleurs))}),
            (essai.commentaires > 0, "commentaires", {"nombre": essai.commentaires}),
            (laisses > 0, "commentaires_laisses", {"nombre": laisses}),
            (bool(completes), "completes", {"nombre": len(completes), "lignes": self.ranges(completes)}),
            (
                bool(vu.lignes_cachees) or vu.colonnes_cachees > 0,
                "cachees" if vu.lignes_cachees else "colonnes_cachees",
                {
                    "nombre": len(vu.lignes_cachees),
                    "lignes": self.ranges(vu.lignes_cachees),
                    "colonnes": vu.colonnes_cachees,
                },
            ),
            (
                bool(essai.closed_today),
                "clos_aujourdhui" if ecrit else "seraient_clos",
                {"nombre": len(essai.closed_today), "lignes": self.ranges(essai.closed_today)},
            ),
            (essai.clos_sans_jour > 0, "clos_sans_jour", {"nombre": essai.clos_sans_jour}),
            (bool(essai.statuts), "statuts", {"statuts": " ; ".join(map(self.statut, essai.statuts))}),
            (essai.proteges > 0, "proteges", {"nombre": essai.proteges}),
        )
        return tuple(say(id_, **valeurs) for a_dire, id_, valeurs in dites if a_dire)

    def headings(self, titres: "Iterable[str]") -> str:
        """These headings in a sentence, one that is empty among them."""
        return " ; ".join(titre or self.catalogue.textes("reprise.colonnes.sans_titre") for titre in titres)

    def more(self, double: "Doublon") -> str:
        """What a line that is already there says more."""
        return " ; ".join(f"{une.colonne} : {self.quoted(cited(une.texte))}" for une in double.plus)

    def ranges(self, numeros: "Iterable[int]") -> str:
        """« 4, 7 à 9 »."""
        say = self.catalogue.textes.under("reprise.regard")
        dits = [
            str(premier) if premier == dernier else say("suite", premier=premier, dernier=dernier)
            for premier, dernier in runs(numeros)
        ]
        return f"{', '.join(dits[:_CITES])}…" if len(dits) > _CITES else ", ".join(dits)

    def statut(self, statut: "StatutMontre") -> str:
        """A status of which nobody said whether it means that the dossier is over."""
        say = self.catalogue.textes.under("reprise.regard")
        id_ = "statut_un" if len(statut.lignes) == 1 else "statut"
        return say(id_, texte=self.quoted(cited(statut.texte)), nombre=len(statut.lignes), lignes=self.ranges(statut.lignes))

    def _colours(self, couleurs: Mapping[str, Sequence[int]]) -> list[str]:
        par = sorted(couleurs.items(), key=lambda une: -len(une[1]))
        say = self.catalogue.textes.under("reprise.regard")
        return [
            say("couleur_une" if len(numeros) == 1 else "couleur", couleur=couleur, lignes=self.ranges(numeros))
            for couleur, numeros in par
        ]

    def rapport(
        self, chantier: "ChantierReprise", refusees: "Sequence[LigneReprise]"
    ) -> "tuple[tuple[str, ...], Iterable[tuple[Cellule, ...]]]":
        """The refused lines as they are in the table, each with its number there and why: headings, then lines."""
        textes, entetes = self.catalogue.textes, chantier.entetes
        lignes = (
            (
                *chantier.rangees[ligne.numero - 1],
                *("",) * (len(entetes) - len(chantier.rangees[ligne.numero - 1])),
                Nombre(ligne.numero),
                " ".join(map(self.motif, ligne.motifs)),
            )
            for ligne in refusees
        )
        return (*entetes, textes("reprise.rapport.ligne"), textes("reprise.rapport.motif")), lignes

    def rapport_xlsx(self, chantier: "ChantierReprise", refusees: "Sequence[LigneReprise]") -> bytes:
        """The report as a workbook."""
        from droits_usagers.exchange.rapport_reprise import write_xlsx

        return write_xlsx(*self.rapport(chantier, refusees), depuis_1904=chantier.classeur.depuis_1904)

    def rapport_csv(self, chantier: "ChantierReprise", refusees: "Sequence[LigneReprise]") -> bytes:
        """The report as text."""
        from droits_usagers.exchange.rapport_reprise import write_csv

        return write_csv(*self.rapport(chantier, refusees))
