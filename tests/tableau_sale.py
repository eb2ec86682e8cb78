"""An invented table typed by many hands, slips included: for each line, what it comes to, and the only days it may give."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from droits_usagers.domain.echeances.evenements import TypeEvenement

T = TypeEvenement
AUJOURDHUI = dt.date(2026, 11, 24)
ENTETES = (
    *("N°", "Civ", "NOM Prénom", "Né(e) le", "Adresse", "CP", "Ville", "Organisme", "Service", "Dépt", "Type de demande"),
    *("Mode d'envoi", "Envoyé le", "N° LRAR", "AR reçu le", "Relance", "Réponse reçue le", "Suite donnée", "Observations"),
)
_NOMS = ("OEUVRARD", "Diallo", "BEN SALAH", "D'Aÿ", "Nguyễn", "LE GOFF", "ALBERT-GUILLOU", "da Costa", "Traoré", "MÜLLER")
_PRENOMS = ("Élodie", "Aïssatou", "Jean-Marc", "Zoé", "Mohamed", "Maria", "Ngọc", "Loïc", "Fatou", "Denis")
_ORGANISMES = (
    *("Conseil départemental de la Plaine", "CD de la Plaine", "Département de la Plaine", "Dpt de la Plaine"),
    *("conseil departemental de la plaine", "CCAS de Champbourg", "C.C.A.S. Champbourg", "ccas champbourg", "CAF du Canal"),
    *("Hôpital de Montvert", "MDPH", "Mairie de Champbourg", "mairie champbourg"),
)
_DEMARCHES = (
    "accès",
    "Droit d'accès",
    "ACCES",
    "rectif.",
    "opposition",
    "art. 15",
    "effacemnt ?",
    "voir dossier papier",
    "",
    "copie",
)
_SUITES = ("reçu", "OK", "refus", "partielle", "en cours", "complète", "vu avec elle", "reçu ?", "")
_ENVOIS = ("LRAR", "rar", "mail", "main propre", "pigeon", "?", "")


@dataclass(frozen=True)
class LigneSale:
    """A line, and what it may give: False for one that is no request; for each fact, its true day."""

    cellules: tuple[object, ...]
    prise: bool = True
    jours: Mapping[TypeEvenement, dt.date] = field(default_factory=dict)
    #: Facts that must be there: their day is written whole.
    surs: frozenset[TypeEvenement] = frozenset()


#: Postcodes in all their ways, and a town that has such.
_LIEUX = (
    *(
        ("93000", "Bobigny"),
        (1000, "Oyonnax"),
        (93100, "Bobigny"),
        ("93 000", "Bobigny"),
        ("O1000", "Oyonnax"),
        ("750012", "Bobigny"),
    ),
)


def lines(combien: int = 320, graine: int = 16) -> list[LigneSale]:
    """So many requests, with three lines among them that are none."""
    hasard = Random(graine)
    lignes = [_line(rang, hasard) for rang in range(1, combien + 1)]
    lignes.insert(100, LigneSale(ENTETES, prise=False))
    lignes.insert(
        200,
        LigneSale(("", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "vérifié jusqu'ici"), prise=False),
    )
    lignes.append(LigneSale(("", "", f"TOTAL : {combien}"), prise=False))
    return lignes


def rows(lignes: list[LigneSale]) -> list[tuple[object, ...]]:
    """The sheet: a title, a blank line, the headings, the lines."""
    return [("Suivi des demandes, permanence du canal",), (), ENTETES, *(ligne.cellules for ligne in lignes)]


def _line(rang: int, hasard: Random) -> LigneSale:
    nom, prenom = f"{hasard.choice(_NOMS)}-{_letters(rang)}", hasard.choice(_PRENOMS)
    personne = hasard.choice(
        (f"{nom.upper()} {prenom}", f"{prenom} {nom.upper()}", f"Mme {nom.upper()} {prenom}", f"{prenom} {nom}",
         f"{nom.upper()} {prenom}, née Lebreton", f"{nom.upper()} {prenom} ép. DURAND", f"Mme/M. {nom.upper()} {prenom}")
    )  # fmt: skip
    envoi = dt.date(2026, 11, 1) - dt.timedelta(hasard.randrange(320))
    recu = envoi + dt.timedelta(hasard.randrange(2, 6)) if hasard.random() < 0.6 else None
    relance = envoi + dt.timedelta(hasard.randrange(40, 60)) if hasard.random() < 0.3 else None
    repondu = envoi + dt.timedelta(hasard.randrange(8, 30)) if hasard.random() < 0.3 else None
    suite = hasard.choice(_SUITES) if repondu is not None else hasard.choice(("", "", "en attente"))
    jours: dict[TypeEvenement, dt.date] = {}
    surs: set[TypeEvenement] = set()
    ecrits = {}
    for type_, jour in ((T.ENVOYE, envoi), (T.RECU, recu), (T.RELANCE_ENVOYEE, relance), (_ISSUES.get(suite), repondu)):
        ecrit, sur = ("", False) if jour is None else _written(jour, hasard)
        ecrits[type_] = ecrit
        if type_ is not None and jour is not None and jour <= AUJOURDHUI:
            jours[type_] = jour
            if sur:
                surs.add(type_)
    cellules = (
        *(rang, hasard.choice(("Mme", "M.", "Mr", "", "Mlle", "??")), personne),
        *(hasard.choice(("", "1970", "3/2/1981", "12.05.64", 25628, "vers 1970", "25628")), f"{rang} rue des Lilas"),
        *hasard.choice(_LIEUX),
        *(hasard.choice(_ORGANISMES), hasard.choice(("Archives", "")), hasard.choice(("93", "", "Narnia", "93 - Seine"))),
        *(hasard.choice(_DEMARCHES), hasard.choice(_ENVOIS), ecrits[T.ENVOYE]),
        *(hasard.choice((f"1A {rang:08}", "-", "")), ecrits[T.RECU], ecrits[T.RELANCE_ENVOYEE]),
        *(ecrits[_ISSUES.get(suite)] if repondu is not None else "", suite, hasard.choice(("", "à rappeler", "=1+1"))),
    )
    return LigneSale(cellules, jours=jours, surs=frozenset(surs))


_ISSUES = {"refus": T.REFUS, "partielle": T.REPONSE_PARTIELLE, "complète": T.REPONSE_COMPLETE}


def _letters(rang: int) -> str:
    return "".join("abcdefghij"[int(chiffre)] for chiffre in str(rang))


def _written(jour: dt.date, hasard: Random) -> tuple[object, bool]:
    """The same day as one hand or another types it; False where it cannot be read for sure."""
    return hasard.choice([*_surely(jour), *_doubtfully(jour)])


def _surely(jour: dt.date) -> Iterator[tuple[object, bool]]:
    nombre = (jour - dt.date(1899, 12, 30)).days
    for ecrit in (
        *(
            jour,
            jour,
            jour,
            f"{jour:%d/%m/%Y}",
            f"{jour:%d.%m.%y}",
            f"{jour:%d-%m-%Y}",
            f"le {jour:%d/%m/%Y}",
            jour.isoformat(),
        ),
        *(str(nombre), nombre, f"{jour:%d/%m/%y}", f"{jour:%d/%m/%Y} 14h30", f"{jour.day} {_MOIS[jour.month - 1]} {jour.year}"),
        *(f"{jour.day}-{_MOIS[jour.month - 1]}-{jour:%y}", f"{jour:%d%m%Y}"),
    ):
        yield ecrit, True


def _doubtfully(jour: dt.date) -> Iterator[tuple[object, bool]]:
    for ecrit in (
        *(f"le {jour:%d/%m}", f"{jour.day} {_MOIS[jour.month - 1]}", f"{_MOIS[jour.month - 1]} {jour.year}"),
        *(f"fin {_MOIS[jour.month - 1]} {jour.year}", f"mi-{_MOIS[jour.month - 1]}", "avant les vacances", "x", "31/02/2026"),
        *(
            f"{jour:%d/%m/%Y} ?",
            f"vers le {jour:%d/%m/%Y}",
            f"{jour:%d/%m}/2062",
            "LRAR",
            f"{jour:%d/%m/%Y} et {jour:%d/%m/%Y}",
        ),
    ):
        yield ecrit, False


_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
