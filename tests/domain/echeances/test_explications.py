"""The deadlines explain themselves: what each date says of how it was counted."""

import datetime as dt
from typing import TYPE_CHECKING

from droits_usagers.domain.echeances import Code, FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import say_all
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.chaque import chaque
from tests.dossiers import a_dossier, fact

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

_T = TypeEvenement
RECU = dt.date(2026, 11, 24)


def lines(catalogue: "Catalogue", regles: Regles, faits: FaitsDossier, code: Code) -> tuple[str, ...]:
    dites = [say_all(e.explication, catalogue.textes) for e in compute_echeances(faits, regles) if e.code is code]
    return tuple(ligne.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'") for dite in dites for ligne in dite)


@chaque(
    ("faits", "code", "ligne"),
    [
        (
            a_dossier(fact(_T.RECU, "2026-03-05")),
            Code.REPONSE,
            "Reçue le jeudi 5 mars 2026 → un mois → dimanche 5 avril, Pâques → lundi de Pâques → mardi 7 avril",
        ),
        (
            a_dossier(fact(_T.RECU, "2026-08-31")),
            Code.REPONSE,
            "Reçue le lundi 31 août 2026 → un mois → pas de 31 ce mois-là : dernier jour du mois → mercredi 30 septembre",
        ),
        (
            a_dossier(fact(_T.RECU, "2026-11-30"), fact(_T.PROLONGATION_ANNONCEE, "2026-12-15")),
            Code.REPONSE,
            (
                "Reçue le lundi 30 novembre 2026 → un mois → deux mois de plus → pas de 30 ce mois-là : dernier jour du mois"
                " → dimanche 28 février 2027 → lundi 1er mars"
            ),
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.IDENTITE_DEMANDEE, "2026-11-27"), fact(_T.IDENTITE_FOURNIE, "2026-12-07")),
            Code.REPONSE,
            (
                "Reçue le mardi 24 novembre 2026 → un mois → jeudi 24 décembre → 10 jours de suspension"
                " → dimanche 3 janvier 2027 → lundi 4 janvier"
            ),
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.IDENTITE_DEMANDEE, "2026-11-27"), fact(_T.IDENTITE_FOURNIE, "2026-11-28")),
            Code.REPONSE,
            (
                "Reçue le mardi 24 novembre 2026 → un mois → jeudi 24 décembre → un jour de suspension"
                " → vendredi 25 décembre, Noël → samedi 26 décembre → dimanche 27 décembre → lundi 28 décembre"
            ),
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.IDENTITE_DEMANDEE, "2026-11-27")),
            Code.REPONSE,
            "Reçue le mardi 24 novembre 2026 → un mois → jeudi 24 décembre → délai arrêté",
        ),
        (
            a_dossier(fact(_T.ENVOYE, RECU)),
            Code.REPONSE,
            "Envoyée le mardi 24 novembre 2026, réception inconnue → un mois → jeudi 24 décembre",
        ),
        (
            a_dossier(fact(_T.RECU, RECU, "initial"), fact(_T.TRANSMIS, "2026-12-01")),
            Code.REPONSE,
            "Reçue le mardi 24 novembre 2026 par un autre service → un mois → jeudi 24 décembre",
        ),
        (
            a_dossier(fact(_T.RECU, RECU, "initial"), fact(_T.TRANSMIS, "2026-12-01")),
            Code.REFUS_TACITE,
            "Reçue le mardi 24 novembre 2026 par un autre service → un mois → jeudi 24 décembre",
        ),
        (
            a_dossier(fact(_T.RECU, "2026-03-05")),
            Code.PLAINTE_CNIL_POSSIBLE,
            "Dernier jour pour répondre : mardi 7 avril 2026 → le lendemain → mercredi 8 avril",
        ),
        (
            a_dossier(fact(_T.RECU, "2026-03-05")),
            Code.REFUS_TACITE,
            "Reçue le jeudi 5 mars 2026 → un mois → dimanche 5 avril, Pâques",
        ),
        (
            a_dossier(fact(_T.RECU, RECU)),
            Code.SAISINE_CADA,
            "Reçue le mardi 24 novembre 2026 → un mois → jeudi 24 décembre → deux mois → mercredi 24 février 2027",
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-12-10")),
            Code.SAISINE_CADA,
            "Refus reçu le jeudi 10 décembre 2026 → deux mois → mercredi 10 février 2027",
        ),
        (
            a_dossier(fact(_T.CADA_ENREGISTREE, "2027-01-11")),
            Code.REFUS_CONFIRME,
            "Enregistrée par la CADA le lundi 11 janvier 2027 → deux mois → jeudi 11 mars",
        ),
        (
            a_dossier(fact(_T.CADA_SAISIE, "2027-01-11")),
            Code.REFUS_CONFIRME,
            "CADA saisie le lundi 11 janvier 2027, enregistrement inconnu → deux mois → jeudi 11 mars",
        ),
        (
            a_dossier(fact(_T.CADA_ENREGISTREE, "2027-01-11")),
            Code.RECOURS_TA,
            "Refus confirmé le jeudi 11 mars 2027 → deux mois → mardi 11 mai",
        ),
        (
            a_dossier(fact(_T.CADA_ENREGISTREE, "2027-01-11"), fact(_T.REFUS, "2027-02-20")),
            Code.RECOURS_TA,
            "Refus reçu le samedi 20 février 2027 → deux mois → mardi 20 avril",
        ),
        (
            a_dossier(fact(_T.CADA_ENREGISTREE, "2027-01-11"), fact(_T.MOTIFS_DEMANDES, "2027-04-01")),
            Code.RECOURS_TA,
            "Refus confirmé le jeudi 11 mars 2027 → deux mois → mardi 11 mai",
        ),
        (
            a_dossier(
                fact(_T.CADA_ENREGISTREE, "2027-01-11"),
                fact(_T.MOTIFS_DEMANDES, "2027-04-01"),
                fact(_T.MOTIFS_RECUS, "2027-04-28"),
            ),
            Code.RECOURS_TA,
            (
                "Raisons du refus demandées le jeudi 1er avril 2027 → raisons reçues le mercredi 28 avril → deux mois"
                " → lundi 28 juin"
            ),
        ),
        (
            a_dossier(
                fact(_T.CADA_ENREGISTREE, "2027-01-11"),
                fact(_T.MOTIFS_DEMANDES, "2027-04-01"),
                fact(_T.MOTIFS_RECUS, "2028-03-01"),
            ),
            Code.RECOURS_TA,
            "Raisons du refus demandées le jeudi 1er avril 2027 → un an au plus → samedi 1er avril 2028",
        ),
        (
            a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-28")),
            Code.SUITE_CNIL,
            (
                "Plainte envoyée le lundi 28 décembre 2026 → trois mois → dimanche 28 mars 2027, Pâques → lundi de Pâques"
                " → mardi 30 mars"
            ),
        ),
        (
            a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-12-28")),
            Code.RECOURS_CONSEIL_ETAT,
            (
                "Plainte envoyée le lundi 28 décembre 2026 → trois mois → dimanche 28 mars 2027, le silence de la CNIL vaut"
                " refus → deux mois → vendredi 28 mai"
            ),
        ),
        (
            a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE),
            Code.DOSSIER_MEDICAL,
            "Reçue le mardi 24 novembre 2026 → 8 jours → mercredi 2 décembre",
        ),
        (
            a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE, pieces_medicales=(dt.date(2019, 5, 2),)),
            Code.DOSSIER_MEDICAL,
            "Reçue le mardi 24 novembre 2026 → deux mois → dimanche 24 janvier 2027",
        ),
    ],
)
def test_a_date_begins_by_saying_how_it_was_counted(
    catalogue: "Catalogue", regles: Regles, faits: FaitsDossier, code: Code, ligne: str
) -> None:
    assert lines(catalogue, regles, faits, code)[0] == ligne


def test_an_incomplete_answer_is_one_the_day_before_silence_becomes_a_refusal_and_not_that_day(regles: Regles) -> None:
    """CRPA R311-12 and R343-1: a month from the receipt, then two to seize the CADA."""

    def last_day(partielle: str) -> dt.date | None:
        dossier = a_dossier(fact(_T.RECU, RECU), fact(_T.REPONSE_PARTIELLE, partielle))
        return next(e.date for e in compute_echeances(dossier, regles) if e.code is Code.SAISINE_CADA)

    assert last_day("2026-12-23") == dt.date(2027, 2, 23)
    assert last_day("2026-12-24") == dt.date(2027, 2, 24)
