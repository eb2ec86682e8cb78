"""A sum claimed back, as a template reads it: its months, what its letter lacks, what is withheld."""

import datetime as dt

from droits_usagers.domain.dette.dette import Dette
from droits_usagers.domain.dette.mois import AgeMois, ExamenMois, PeriodeReclamee, spans
from droits_usagers.letters.lettre.delais import written
from droits_usagers.letters.lettre.verification import Schema

#: The times that texts write, in words.
_ANS = {24: "deux ans", 36: "trois ans", 60: "cinq ans", 120: "dix ans"}
_LISTE: tuple[Schema] = (None,)
_RETENUES = ("regle", "entree", "des", "faites", "depuis", "trop")
_ANNEE = ("annee", "anciens", "discutes", "autres")
#: The names a template may use.
SCHEMA: dict[str, Schema] = {
    **dict.fromkeys(("connue", "fraude", "titre", "mentions", "remise", "duree", "depuis_paiement", "duree_fraude")),
    **dict.fromkeys(("periodes", "anciens", "discutes", "raisons", "manquantes", "textes"), _LISTE),
    "calendrier": (dict.fromkeys(_ANNEE),),
    "retenues": dict.fromkeys(_RETENUES),
}


def debt_of(dette: Dette | None) -> dict[str, object]:
    """Everything is there; empty when nothing is known."""
    examen = dette.examen if dette else None
    regle = examen.regle if examen else None
    retenues = dette.retenues if dette else None
    return {
        "connue": dette is not None,
        "fraude": bool(dette and dette.fraude),
        "titre": bool(dette and dette.titre),
        "mentions": dette.voie.mentions if dette and dette.voie else "",
        "remise": dette.voie.remise if dette and dette.voie else "",
        "textes": list(regle.entrees) if regle else [],
        "duree": _ANS.get(regle.mois, "") if regle else "",
        "depuis_paiement": bool(regle and regle.depuis_paiement),
        "duree_fraude": _ANS.get(regle.fraude_mois, "") if regle else "",
        "periodes": [_said(periode) for periode in dette.periodes] if dette else [],
        "anciens": list(spans(examen.of_age(AgeMois.ANCIEN))) if examen else [],
        "discutes": list(spans(examen.of_age(AgeMois.DISCUTE))) if examen else [],
        "raisons": sorted(raison.value for raison in examen.raisons) if examen else [],
        "manquantes": list(dette.manquantes) if dette else [],
        "calendrier": _calendar(examen) if examen else [],
        "retenues": {
            "regle": retenues.regle.value if retenues else "",
            "entree": retenues.entree if retenues else "",
            "des": _day(retenues.des) if retenues else "",
            "faites": bool(retenues and retenues.faites),
            "depuis": _day(retenues.depuis) if retenues else "",
            "trop": retenues.trop.value if retenues else "",
        },
    }


def _calendar(examen: ExamenMois) -> list[dict[str, object]]:
    """A line a year."""
    return [
        {
            "annee": str(annee),
            **{
                cle: ", ".join(spans([un.mois for un in mois if un.age is age], sans_annee=True))
                for cle, age in zip(_ANNEE[1:], AgeMois, strict=True)
            },
        }
        for annee, mois in examen.par_annee.items()
    ]


def _said(periode: PeriodeReclamee) -> str:
    """« mars 2024 à novembre 2025 (1 240 €) »."""
    (mois,) = spans(list(periode.mois))
    return f"{mois} ({periode.somme})" if periode.somme else mois


def _day(jour: dt.date | None) -> str:
    return written(jour) if jour else ""
