"""« Ma semaine » on one page, with or without names: what can be lost, what others owe, what to look at again, the post."""

from collections.abc import Iterator
from dataclasses import dataclass

from droits_usagers.domain.dossier.dossiers import LigneSuivi, Perte
from droits_usagers.domain.lettre.lettre import (
    Bloc,
    Feuille,
    GabaritUtilise,
    Intertitre,
    Ligne,
    Liste,
    Paragraphe,
    Texte,
)
from droits_usagers.domain.mots.dates import date_courte, date_longue, date_sans_annee
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires
from droits_usagers.services.accueil.accueil import MaSemaine
from droits_usagers.services.suivi.lignes import Presentation, Tranche

#: So many of each part hold on a page; what is left over is counted.
LIGNES = 8
_GABARIT = GabaritUtilise("semaine", "1", "")


@dataclass(frozen=True, slots=True)
class PapierSemaine:
    """Says a week, in the words of the screen."""

    dit: Presentation
    #: Of the desk, said once under what is to be looked at again: it is not told beside anyone.
    horaires: Horaires = SANS_HORAIRES

    def sheet(self, semaine: MaSemaine, *, sans_nom: bool) -> Feuille:
        """The page. Read with `LIGNES` lines a part (`read_week`)."""
        say = self.dit.catalogue.textes.under("accueil.papier")
        titre = say("titre", du=date_sans_annee(semaine.semaine.today), au=date_courte(semaine.semaine.fin))
        premiere = _said(self.loss(semaine.pertes[0])) if semaine.pertes else ()
        corps = (*self._losses(semaine, sans_nom=sans_nom), *self._others(semaine, sans_nom=sans_nom), *self._counts(semaine))
        return Feuille(_said(titre), corps, _GABARIT, encadre=premiere)

    def loss(self, perte: Perte) -> str:
        """« Demain : dernier jour pour saisir la CADA »."""
        textes, jours = self.dit.catalogue.textes, (perte.jour - self.dit.today()).days
        quand = textes(f"accueil.{('aujourdhui', 'demain')[jours]}") if jours in (0, 1) else date_longue(perte.jour)
        geste = textes(f"suivi.votre.geste.{perte.delai}")
        doute = "_peut_etre_clos" if perte.peut_etre_clos else "_peut_etre" if perte.peut_etre else ""
        id_ = f"accueil.perte{doute}"
        return textes(id_, quand=quand[:1].upper() + quand[1:], geste=geste[:1].lower() + geste[1:])

    def dossier(self, ligne: LigneSuivi, *, sans_nom: bool) -> str:
        """Which dossier it is."""
        return self.dit.catalogue.textes(
            "accueil.ligne_masquee" if sans_nom else "accueil.ligne",
            reference=ligne.reference,
            demarche=self.dit.demarche(ligne.demarche),
            personne=self.dit.personne(ligne),
        )

    def _losses(self, semaine: MaSemaine, *, sans_nom: bool) -> Iterator[Bloc]:
        textes = self.dit.catalogue.textes
        if not semaine.pertes:
            yield Paragraphe(_said(textes("accueil.rien_aide")))
            return
        yield Intertitre(_said(textes("accueil.papier.pertes")))
        lignes = []
        for perte in semaine.pertes[:LIGNES]:
            quoi = (
                self.dossier(perte.ligne, sans_nom=sans_nom)
                if perte.ligne is not None
                else textes("accueil.perte_dossiers", nombre=perte.dossiers)
            )
            lignes.append(textes("accueil.papier.ligne", quoi=self.loss(perte), dossier=quoi))
        yield _listed(lignes)
        yield from self._left("votre_delai", semaine, sum(perte.dossiers for perte in semaine.pertes[:LIGNES]))

    def _others(self, semaine: MaSemaine, *, sans_nom: bool) -> Iterator[Bloc]:
        textes = self.dit.catalogue.textes
        for id_, tranche, lignes in (
            ("leurs", Tranche.DEPASSEES, semaine.retards),
            ("revoir", Tranche.A_REVOIR, semaine.a_revoir),
        ):
            if lignes:
                yield Intertitre(_said(textes(f"accueil.parties.{id_}")))
                yield _listed([self._line(ligne, sans_nom=sans_nom) for ligne in lignes[:LIGNES]])
                yield from self._left(tranche.value, semaine, len(lignes[:LIGNES]))
        permanence = ". ".join(filter(None, (self.horaires.say_week(), self.horaires.lieu)))
        if semaine.a_revoir and permanence:
            yield Paragraphe(_said(textes("accueil.papier.permanence", dit=permanence)))

    def _line(self, ligne: LigneSuivi, *, sans_nom: bool) -> str:
        dates = self.dit.dates(ligne)
        dossier = self.dossier(ligne, sans_nom=sans_nom)
        devait = self.dit.devait(ligne)
        quoi = f"{devait}. {dates.d_abord}" if devait else dates.d_abord
        return self.dit.catalogue.textes("accueil.papier.ligne", quoi=quoi, dossier=dossier)

    def _left(self, id_: str, semaine: MaSemaine, montrees: int) -> Iterator[Bloc]:
        """How many more there are than those on the page."""
        autres = semaine.comptes[id_] - montrees
        if autres > 0:
            yield Paragraphe(_said(self.dit.catalogue.textes("accueil.papier.autres", nombre=autres)))

    def _counts(self, semaine: MaSemaine) -> Iterator[Bloc]:
        textes = self.dit.catalogue.textes
        dits = [
            textes(f"accueil.{id_}" if nombre > 1 else f"accueil.{id_}_une", nombre=nombre)
            for id_ in ("a_envoyer", "a_prouver", "mandats", "conservation")
            if (nombre := semaine.comptes[id_])
        ]
        if dits:
            yield Intertitre(_said(textes("accueil.parties.courrier")))
            yield _listed(dits)


def _said(texte: str) -> Ligne:
    return (Texte(texte),)


def _listed(lignes: list[str]) -> Liste:
    return Liste(tuple((Paragraphe(_said(ligne)),) for ligne in lignes))
