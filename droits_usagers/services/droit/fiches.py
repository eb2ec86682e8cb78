"""Fiches: pages for those who work with people, and the calendar of a dossier to take away. None of them names anyone.

A fiche is a template of `letter_templates/fiches/`: adding one is adding a file there.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.situations import NUMEROS
from droits_usagers.domain.dossier.derniers_jours import is_kept
from droits_usagers.domain.echeances.valeurs import Explication, say
from droits_usagers.domain.mots.dates import date_courte, date_longue
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.clavier import keyboard_map
from droits_usagers.services.suivi.lignes import said_late, tell_left

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.dossier.suivi import Bilan
    from droits_usagers.domain.echeances import Echeance, FaitsDossier
    from droits_usagers.domain.lettre.lettre import Feuille
    from droits_usagers.places import Places
    from droits_usagers.services.lettre.courriers import Courriers, Format
    from droits_usagers.services.socle.suivant import Suivant

#: The one that holds the dates of a dossier; without any, it is a page to fill by hand.
CALENDRIER = "calendrier"
#: The one that holds every key of the program.
CLAVIER = "clavier"
#: The one on how to be protected, with whom to call.
PROTEGER = "proteger"

_SUFFIXE = ".md.j2"
#: What a date is marked with, in this order.
_MARQUES = ("estimation", "contestable", "a_verifier")
#: Said once, above the dates: what the meeting of two clocks changes.
_RENCONTRES = frozenset({"note.meme_jour_refus", "note.meme_jour_cada", "note.cada_avant_reponse"})
#: What is short and changes what one does with a date; everything else is left to the screen.
_UTILES = frozenset(
    {
        "note.visez_la_veille", "note.sans_suspension", "note.sans_suspension_contestable", "note.identite_attendue",
        "note.precision_attendue", "note.reception_estimee", "note.prolongation_nulle", "note.refus_confirmatif",
        "note.refus_apres_silence", "note.refus_apres_silence_cada", "note.prolongation_seconde",
        "note.cada_trop_tard", "note.cada_trop_tot", "note.fait_a_temps", "note.cada_saisie", "note.recours_fait",
        "note.ta_trop_tot", "note.ta_avant_etape", "note.conseil_etat_trop_tot", "note.tribunal_pas_conseil",
        "note.ta_peut_etre_a_temps", "note.fait_peut_etre_a_temps", "note.ta_trop_tard", "note.aide_attendue",
        "note.loi_fraudes", "note.contrainte_suspend", "note.aide_peut_etre",
        "note.fait_trop_tard", "note.fait_trop_tot", "note.initiale_documents", "note.initiale_donnees",
        "note.dossier_medical_recent", "note.dossier_medical_ancien", "note.dossier_medical_age_inconnu",
    }
)  # fmt: skip
_DONNEES, _DOCUMENTS = "reponse", "refus_tacite"


class Fiches:
    """Makes fiches. Keeps nothing."""

    def __init__(self, places: "Places", catalogue: "Catalogue", *, courriers: "Courriers", suivant: "Suivant") -> None:
        self._places = places
        self._catalogue = catalogue
        self._courriers = courriers
        self._suivant = suivant

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every fiche there is, in alphabetical order; the keys and the calendar last."""
        noms = (chemin.name.removesuffix(_SUFFIXE) for chemin in (self._places.gabarits / "fiches").glob(f"*{_SUFFIXE}"))
        return tuple(sorted(noms, key=lambda nom: (nom == CALENDRIER, nom == CLAVIER, nom)))

    def make(self, id_: str) -> "Feuille":
        """A fiche about nobody. Raises ExpectedError FICHE_INCONNUE (`cle`, `attendu`), GABARIT_…."""
        if id_ not in self.ids:
            raise ExpectedError(Panne.FICHE_INCONNUE, cle=readable_key(id_), attendu=", ".join(self.ids))
        if id_ == CLAVIER:
            return self._courriers.fiche(id_, clavier=self._keys())
        if id_ == PROTEGER:
            return self._courriers.fiche(id_, numeros=self._numbers())
        return self._courriers.fiche(id_)

    def protection(self) -> "Feuille":
        """The one on how to be protected, to be read beside the numbers. Raises ExpectedError GABARIT_…."""
        return self._courriers.fiche(PROTEGER)

    def _numbers(self) -> list[dict[str, str]]:
        textes = self._catalogue.textes
        return [{"numero": textes(f"urgence.numero.{id_}"), "quoi": textes(f"urgence.quoi.{id_}")} for id_ in NUMEROS]

    def calendar(self, faits: "FaitsDossier", au: dt.date) -> "Feuille":
        """The dates of a dossier as they stand that day, on a page that names nobody. Raises ExpectedError."""
        from droits_usagers.domain.dossier.suivi import compute_bilan

        return self._courriers.fiche(
            CALENDRIER, calendrier=self._names(faits, compute_bilan(faits, self._suivant.regles, au), au)
        )

    def suggested_name(self, id_: str, format_: "Format") -> str:
        """A file name: "fiche-secret.docx"."""
        return f"fiche-{id_}.{format_}".replace("_", "-")

    def _keys(self) -> list[dict[str, object]]:
        """What the template of the keys knows (`letters.fiches`)."""
        return [
            {"titre": ou, "lignes": [{"touche": touche, "geste": geste} for touche, geste in lignes]}
            for ou, lignes in keyboard_map(self._catalogue.textes)
        ]

    def _names(self, faits: "FaitsDossier", bilan: "Bilan", au: dt.date) -> Mapping[str, object]:
        """What the template of the calendar knows (`letters.fiches`)."""
        datees = sorted((e for e in bilan.echeances if e.date is not None), key=lambda e: e.to_go_by(au) or e.date or au)
        codes = {echeance.code.value for echeance in bilan.echeances}
        passes = [fait for fait in faits.evenements if fait.date <= au]
        faites = [echeance for echeance in datees if is_kept(passes, echeance)]
        restent = [echeance for echeance in datees if echeance not in faites and not echeance.is_over(au)]
        return {
            "au": date_courte(au),
            "demarche": self._catalogue.textes_demarche(faits.demarche)("titre"),
            "etat": self._catalogue.textes(f"etats.{bilan.etat}"),
            "deux_horloges": "oui" if {_DONNEES, _DOCUMENTS} <= codes else "",
            "faits": [*self._facts(faits, au)],
            "avertissements": [*dict.fromkeys(self._meetings(restent))],
            "a_venir": [self._date(echeance, au) for echeance in restent],
            "faites": [self._date(echeance, au) for echeance in faites],
            "sans_date": [self._date(echeance, au) for echeance in bilan.echeances if echeance.date is None],
            "passees": [
                self._date(echeance, au, reste=tell_left(self._catalogue.textes, echeance, passes, qualite=faits.qualite))
                for echeance in datees
                if echeance not in faites and echeance.is_over(au)
            ],
        }

    def _facts(self, faits: "FaitsDossier", au: dt.date) -> Iterator[str]:
        """What happened so far."""
        textes = self._catalogue.textes
        for evenement in sorted(faits.evenements):
            if evenement.date <= au:
                fait = textes(f"suivi.faits.{evenement.type}")
                if evenement.organisme:
                    fait = textes("suivi.panneau.initial", fait=fait)
                yield textes("fiches.calendrier.fait", fait=fait, date=date_courte(evenement.date))

    def _meetings(self, echeances: "Iterable[Echeance]") -> Iterator[str]:
        for echeance in echeances:
            yield from (self._say(ligne) for ligne in echeance.explication if _is_one_of(ligne, _RENCONTRES))

    def _date(self, echeance: "Echeance", au: dt.date, *, reste: str = "") -> dict[str, str | list[str]]:
        """A line of the calendar. `reste`: what can still be done."""
        textes = self._catalogue.textes
        calcul, *notes = echeance.explication or ((),)
        lignes = [calcul, *(note for note in notes if _is_one_of(note, _UTILES))]
        marques = (textes(f"echeances.marques.{marque}") for marque in _MARQUES if getattr(echeance, marque))
        return {
            "jour": self._day(echeance, au),
            "titre": textes(f"echeances.titres.{echeance.code}"),
            "sens": echeance.sens.value,
            "qui": textes(f"fiches.calendrier.qui.{echeance.sens}"),
            "marques": ", ".join(marques),
            "pourquoi": [*(_sentence(self._say(ligne)) for ligne in lignes), *filter(None, [reste])],
        }

    def _day(self, echeance: "Echeance", au: dt.date) -> str:
        """Both days, where only the month of a fact is known, or where it may still run."""
        if echeance.date is None:
            return self._catalogue.textes("fiches.calendrier.sans_date")
        jour, autre = date_longue(echeance.date), echeance.autre_date
        if late := said_late(echeance, au):
            dite, encore, fin = late
            return self._catalogue.textes(
                f"echeances.marques.{dite}", date=jour, encore=date_longue(encore), fin=date_longue(fin)
            )
        if autre is None:
            return jour
        return self._catalogue.textes("echeances.marques.deux_dates", date=jour, autre=date_longue(autre))

    def _say(self, ligne: Explication) -> str:
        # No font of ours has an arrow.
        return say(ligne, self._catalogue.textes, fleche="fiches.calendrier.fleche")


def _sentence(ligne: str) -> str:
    """A computation ends without a full stop on screen; here something follows it."""
    return ligne if ligne.endswith((".", "?")) else f"{ligne}."


def _is_one_of(ligne: Explication, ids: frozenset[str]) -> bool:
    return any(phrase.id in ids for phrase in ligne)
