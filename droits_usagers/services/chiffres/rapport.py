"""The figures of a year in words: sentences, tables and charts. Only what may be published comes here."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.chiffres import AUTRES, Chiffres, LigneChiffres, LignePropre, Personnes
from droits_usagers.domain.chiffres.rapport import BarreChiffres, Graphique, PartieRapport, Rapport, Repere
from droits_usagers.domain.lettre.lettre import Bloc, Liste, Paragraphe, Tableau, Texte
from droits_usagers.domain.mots.dates import date_courte

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.dossiers import TeteJournal
    from droits_usagers.domain.lettre.lettre import Ligne as Inlines
    from droits_usagers.domain.mots.textes import Textes

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
