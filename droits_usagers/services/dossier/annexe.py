"""How a date was counted, as plain text to be added to a complaint: which dossier, from what, by which rule. Names nobody.

What the screen says to the person (« visez la veille ») is not for the body that will read this: only what was counted is.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import is_protected
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.explications import Explication, say
from droits_usagers.domain.mots.dates import date_courte, date_longue
from droits_usagers.services.suivi.lignes import Presentation

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.domain.echeances import Echeance

#: Said by their own lines, or of no concern to whoever reads.
_SANS_INTERET = frozenset({TypeEvenement.COURRIER_ETABLI})
_NOTE = "note."


def write_annexe(lu: "DossierLu", echeance: "Echeance", dit: Presentation) -> str:
    """The text to copy."""
    return "\n".join(_Annexe(lu, echeance, dit).lines())


class _Annexe:
    def __init__(self, lu: "DossierLu", echeance: "Echeance", dit: Presentation) -> None:
        self._lu = lu
        self._echeance = echeance
        self._dit = dit
        self._textes = dit.catalogue.textes
        self._say = self._textes.under("suivi.annexe")

    def lines(self) -> Iterator[str]:
        demande, echeance = self._lu.demande, self._echeance
        yield self._say("dossier", reference=self._lu.reference, demarche=self._dit.demarche(demande.demarche))
        # A service is typed at will, and may say where someone is: nobody decides of it here.
        service = "" if is_protected(demande) else demande.organisme.service
        organisme = ", ".join(part for part in (demande.organisme.nom, service) if part)
        if organisme:
            yield self._say("organisme", organisme=organisme)
        yield ""
        yield self._say("date", titre=self._say(f"titres.{echeance.code}"), date=self._date())
        marques = [marque for marque in ("estimation", "contestable", "a_verifier") if getattr(echeance, marque)]
        yield from (self._say(f"marques.{marque}") for marque in marques)
        yield ""
        yield self._say("compte")
        yield from (self._say("ligne", texte=texte) for texte in self._counted())
        yield from self._rule()
        yield ""
        yield self._say("faits")
        yield from (self._say("ligne", texte=texte) for texte in self._facts())
        yield ""
        yield self._say("etabli", date=date_courte(self._dit.today()))

    def _date(self) -> str:
        date = self._echeance.date
        return date_longue(date) if date is not None else self._say("sans_date")

    def _counted(self) -> Iterator[str]:
        for ligne in self._echeance.explication:
            if not ligne[0].id.startswith(_NOTE):
                yield say(ligne, self._textes)
            elif f"suivi.annexe.{ligne[0].id}" in self._textes:
                yield self._note(ligne)

    def _note(self, ligne: Explication) -> str:
        note = ligne[0]
        valeurs = {nom: date_longue(fait) if isinstance(fait, dt.date) else fait for nom, fait in note.valeurs}
        return self._say(note.id, **valeurs)

    def _rule(self) -> Iterator[str]:
        entree = self._dit.catalogue.droit.entrees[self._echeance.fondement]
        yield self._say("ligne", texte=self._say("regle", article=self._dit.article(entree.id)))
        if entree.lien:
            yield self._say("lien", lien=entree.lien)

    def _facts(self) -> Iterator[str]:
        numeros = {fait.evenement: fait.recommande for fait in self._lu.faits if not fait.annule and fait.recommande}
        for evenement in sorted(self._lu.demande.evenements):
            if evenement.type not in _SANS_INTERET:
                fait = self._textes(f"suivi.faits.{evenement.type}")
                texte = self._textes("suivi.panneau.ligne_histoire", date=date_courte(evenement.date), fait=fait)
                numero = numeros.get(evenement)
                yield f"{texte} ({self._textes('suivi.panneau.recommande', numero=numero)})" if numero else texte
