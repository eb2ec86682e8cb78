"""An invented table like those people keep: three hundred requests typed over three years by several hands."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from random import Random

import xlsxwriter

ENTETES = (
    *("N°", "Civ.", "NOM Prénom", "Né(e) le", "Adresse", "CP", "Ville", "Organisme", "Service", "Dépt", "Type de demande"),
    *(
        "Envoyé par",
        "Date d'envoi",
        "N° LRAR",
        "AR reçu le",
        "Relance",
        "Réponse reçue le",
        "Suite donnée",
        "Observations",
        "Vu",
    ),
)
_NOMS = ("Œuvrard", "Diallo", "Ben Salah", "D'Aÿ", "Nguyễn", "Le Goff", "Kowalczyk", "Da Costa", "Traoré", "Müller")
_PRENOMS = ("Élodie", "Aïssatou", "Jean-Marc", "Zoé", "Mohamed", "Maria", "Ngọc", "Loïc", "Fatou", "Émile")
_ORGANISMES = (
    *(("Conseil départemental de la Plaine", "Service social", "93"), ("CCAS de Champbourg", "", "93 - Seine-Saint-Denis")),
    *(("CAF du Canal", "Action sociale", "Val-de-Marne"), ("Hôpital de Montvert", "Archives", "94"), ("MDPH", "", "75")),
)
_DEMARCHES = (
    "accès",
    "Droit d'accès",
    "ACCES",
    "rectif.",
    "Opposition",
    "effacement",
    "Accès dossier médical",
    "copie du dossier",
)
_SUITES = ("complète", "OK", "incomplet", "refus", "Partielle")
_ENVOIS = ("LRAR", "rar", "mail", "main propre", "")


def table(combien: int = 300, graine: int = 4) -> list[list[object]]:
    """The rows, headings first; a title and a blank line above them, a total below."""
    hasard = Random(graine)
    rangees: list[list[object]] = [["Suivi des demandes — permanence"], [], list(ENTETES)]
    rangees += [_row(rang, hasard) for rang in range(1, combien + 1)]
    return [*rangees, [], ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", f"Total : {combien}"]]


def _row(rang: int, hasard: Random) -> list[object]:
    # Each line has a name of its own, so that two that are alike are so on purpose.
    nom, prenom = f"{hasard.choice(_NOMS)}-{_letters(rang)}", hasard.choice(_PRENOMS)
    organisme, service, departement = hasard.choice(_ORGANISMES)
    envoi = dt.date(2026, 11, 10) - dt.timedelta(hasard.randrange(900))
    recu = envoi + dt.timedelta(3) if hasard.random() < 0.7 else None
    repondu = envoi + dt.timedelta(hasard.randrange(10, 12)) if hasard.random() < 0.2 else None
    return [
        *(
            rang,
            hasard.choice(("Mme", "M.", "Mr", "")),
            f"{nom.upper()} {prenom}",
            hasard.choice(("", "1970", "3/2/1981", "12.05.64")),
        ),
        *(f"{hasard.randrange(1, 99)} rue des Lilas", hasard.choice(("93000", "1000", 93100)), "Champbourg"),
        *(organisme, service, departement, hasard.choice(_DEMARCHES), hasard.choice(_ENVOIS)),
        *(_written(envoi, hasard), f"1A {hasard.randrange(10**9, 10**10)}" if hasard.random() < 0.8 else "-"),
        *(_written(recu, hasard), _written(repondu and envoi + dt.timedelta(9), hasard) if hasard.random() < 0.3 else "non"),
        *(_written(repondu, hasard), hasard.choice(_SUITES) if repondu else hasard.choice(("", "en attente"))),
        *(hasard.choice(("", "", "à rappeler le matin", "tél. 06 39 98 12 34\ndemander Mme K.")), "x"),
    ]


def _letters(rang: int) -> str:
    return "".join("abcdefghij"[int(chiffre)] for chiffre in str(rang))


def _written(jour: dt.date | None, hasard: Random) -> object:
    """The same day, as one hand or another types it."""
    if jour is None:
        return hasard.choice(("", "-", "?", " "))
    return hasard.choice(
        (jour, jour, f"{jour:%d/%m/%Y}", f"{jour:%d.%m.%y}", f"{jour:%d-%m-%Y}", f"le {jour:%d/%m/%Y}", jour.isoformat())
    )


def xlsx(*feuilles: Sequence[Sequence[object]], **options: object) -> bytes:
    """A workbook, each of these on a sheet, dates as dates."""
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True, **options}) as classeur:
        date = classeur.add_format({"num_format": "dd/mm/yyyy"})
        for rangees in feuilles:
            feuille = classeur.add_worksheet()
            for y, rangee in enumerate(rangees):
                for x, cellule in enumerate(rangee):
                    if isinstance(cellule, dt.date):
                        feuille.write_datetime(y, x, cellule, date)
                    else:
                        feuille.write(y, x, cellule)
    return flux.getvalue()


def as_text(rangees: Sequence[Sequence[object]], separateur: str = "\t") -> str:
    """The same as what a spreadsheet puts in the clipboard, or in a CSV file."""
    flux = io.StringIO(newline="")
    csv.writer(flux, delimiter=separateur).writerows(
        [f"{cellule:%d/%m/%Y}" if isinstance(cellule, dt.date) else cellule for cellule in rangee] for rangee in rangees
    )
    return flux.getvalue()
