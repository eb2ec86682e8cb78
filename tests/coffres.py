"""What tests of the coffre share: a clock they move, a fast key, a simple Suivi, invented people."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import Note, Suivi
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.phrases import Phrases
from droits_usagers.services.coffre.valeurs import Effacement
from droits_usagers.services.coffres import CalculSuivi, Coffre, Coffres
from droits_usagers.services.ensemble import Services

#: Deriving a key for real takes a quarter of a second: tests make their own coffres with few rounds.
KDF_RAPIDE = 100
PHRASE = "sept girafes lisent l'étiquette du cornichon violet"
AUTRE_PHRASE = "huit kayaks bavards repeignent la grammaire du volcan"
#: Words typed by nobody else: searched for in every byte that is written.
CANARI = "Zéphyrine-Quetzalcóatl"


def fast(services: Services) -> Coffres:
    """The coffres of this program, with a key that costs nothing."""
    coffres = Coffres(
        today=services.today,
        now=services.now,
        suivre=services.suivant,
        phrases=services.phrases,
        kdf_iter=KDF_RAPIDE,
        entendre=services.controle.hear_coffre,
        adresses=services.savoir_adresses,
    )
    services.__dict__["coffres"] = coffres
    return coffres


class Horloge:
    """A clock that the test moves."""

    def __init__(self, maintenant: dt.datetime = dt.datetime(2026, 11, 24, 10, 15, tzinfo=dt.UTC)) -> None:
        self.maintenant = maintenant

    def now(self) -> dt.datetime:
        return self.maintenant

    def today(self) -> dt.date:
        return self.maintenant.date()

    def advance(self, **duree: float) -> None:
        self.maintenant += dt.timedelta(**duree)


class SuiviSimple:
    """A month from the last fact: not the law, but a computation that depends on facts, rules and today."""

    def __init__(self, version: int = 1) -> None:
        self.version = version

    def __call__(
        self, demande: Demande, today: dt.date, *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None
    ) -> Suivi:
        del cree_le
        if revoir_le is not None:
            return Suivi("en_attente", revoir_le, revoir_le=revoir_le)
        if not demande.evenements:
            return Suivi("a_envoyer")
        echeance = max(demande.evenements).date + dt.timedelta(days=30 * self.version)
        if today > echeance:
            return Suivi("depasse", echeance, "acces/relance")
        return Suivi("en_attente", echeance, "", echeance)


#: Its dictionary is made once.
PHRASES = Phrases(Textes("fr", {}), ())


def make_coffres(
    horloge: Horloge | None = None,
    *,
    suivre: CalculSuivi | None = None,
    entendre: Callable[[tuple[tuple[str, ...], ...]], None] = lambda _: None,
) -> Coffres:
    """The use cases, with a fast key."""
    horloge = horloge or Horloge()
    return Coffres(
        today=horloge.today,
        now=horloge.now,
        suivre=suivre or SuiviSimple(),
        phrases=PHRASES,
        kdf_iter=KDF_RAPIDE,
        entendre=entendre,
    )


def simple(nom: str = "Œuvrard", *, evenements: tuple[Evenement, ...] = ()) -> Demande:
    """A demande with little in it."""
    return Demande("acces", concerne=Personne(nom=nom, prenom="Élodie"), evenements=evenements)


def _visites(canari: str) -> tuple[Mapping[str, Valeur], ...]:
    """Lines of a groupe; a question may be called like anything, "date" included."""
    return {"jour": dt.date(2026, 1, 1), "par_qui": canari, "date": "texte"}, {"refusee": False}


def full(canari: str = CANARI) -> Demande:
    """A demande with everything in it, the canary in every field a person fills."""
    personne = Personne(
        civilite=Civilite.MME,
        prenom=f"p {canari}",
        nom=f"n {canari}",
        nom_naissance=f"nn {canari}",
        naissance=dt.date(1970, 3, 2),
        reference_dossier=f"r {canari}",
        adresse=(f"a {canari}", "93000 Bobigny"),
    )
    return Demande(
        demarche="acces",
        date=dt.date(2026, 11, 24),
        lieu=f"l {canari}",
        concerne=personne,
        auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination=f"d {canari}", naissance=1950)),
        reponse_a=ReponseA(f"chez {canari}", ("4 place du Marché",), enveloppe_neutre=True),
        organisme=Organisme(
            nom=f"o {canari}",
            genre=GenreOrganisme.DEPARTEMENT,
            service=f"s {canari}",
            adresse=("Hôtel du département",),
            siren="229300082",
            territoire="93",
            parent=f"pa {canari}",
        ),
        copies=(Copie(f"c1 {canari}", ("1 rue",)), Copie("DPO")),
        reponses={
            "recit": f"{canari} ' \" ; -- \n\t {{{{ x }}}}",
            "depuis": dt.date(2020, 2, 29),
            "accompagne": True,
            "pieces": ("notes", "courriers"),
            "aucune": (),
            "visites": _visites(canari),
        },
        evenements=(Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE), Evenement(dt.date(2026, 10, 3), TypeEvenement.RECU)),
    )


def files_holding(dossier: Path, texte: str) -> list[str]:
    """Every file under a folder whose bytes hold a text, in the encodings a program could write it in."""
    formes = [texte.encode(codage) for codage in ("utf-8", "utf-16-le", "utf-16-be")]
    formes.append(texte.encode("ascii", "backslashreplace"))
    return [
        str(fichier.relative_to(dossier))
        for fichier in sorted(dossier.rglob("*"))
        if fichier.is_file() and any(forme in fichier.read_bytes() for forme in formes)
    ]


def erase(coffre: Coffre, references: Sequence[str], *, brouillons: Sequence[str] = ()) -> Effacement:
    """Erase for good, at once, as a screen does in units; of what is in doubt, someone says that it is about them."""
    return give_up_doubts(coffre, run_through(coffre.effacement.erasing(references, brouillons=brouillons)))


def give_up_doubts(coffre: Coffre, effacement: Effacement) -> Effacement:
    """Of what may be about whoever was erased, someone says that it is."""
    for doute in effacement.doutes:
        coffre.effacement.give_up(doute)
    return effacement


def write_note(coffre: Coffre, reference: str, texte: str) -> int:
    """A note of this dossier. Gives its number."""
    return coffre.attaches.put(reference, NOTE, Note(texte=texte)).numero
