"""What a table says of a dossier: how long an answer took."""

import datetime as dt

from droits_usagers.domain.dossier.dossiers import Releve

ENVOI, RECEPTION, REPONSE = dt.date(2026, 3, 2), dt.date(2026, 3, 4), dt.date(2026, 4, 3)


def releve(*, envoyee: dt.date | None = None, recue: dt.date | None = None, repondue: dt.date | None = None) -> Releve:
    return Releve(
        numero=1,
        reference="A7K2-M9QX",
        demarche="acces",
        etat="envoyee",
        organisme="Département de la Sauldre",
        genre="departement",
        territoire="18",
        envoyee_le=envoyee,
        recue_le=recue,
        repondue_le=repondue,
        dernier_jour=None,
        prochaine_date=None,
        prochaine_etape="",
        votre_date=None,
        votre_delai="",
        leur_date=None,
        leur_delai="",
        revoir_le=None,
        clos_le=None,
        en_propre=False,
        personne="Awa Diallo",
        service="",
        leur_reference="",
        recommande="",
        affaire="",
    )


def test_an_answer_is_counted_from_the_receipt_else_from_the_sending() -> None:
    assert releve(envoyee=ENVOI, recue=RECEPTION, repondue=REPONSE).jours_de_reponse == 30
    assert releve(envoyee=ENVOI, repondue=REPONSE).jours_de_reponse == 32
    assert releve(recue=RECEPTION, repondue=RECEPTION).jours_de_reponse == 0


def test_without_an_answer_or_a_day_to_count_from_no_length_is_told() -> None:
    assert releve(envoyee=ENVOI, recue=RECEPTION).jours_de_reponse is None
    assert releve(repondue=REPONSE).jours_de_reponse is None
