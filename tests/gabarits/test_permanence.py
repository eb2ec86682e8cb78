"""The day to come back is one on which the desk receives, and the page says its hours and its place, once they are known."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of
from tests.gabarits.test_apres import first_line
from tests.letters.cas import ORDINAIRE, RELANCE

_T = TypeEvenement
LIEU = "Maison des associations, 3 rue de la Halle, 59500 Douai"
MARDI = f'[permanence]\nlieu = "{LIEU}"\nmardi = "14h-17h30"\n'
ICI = f"La permanence : {LIEU}."
FERMEE = "La permanence n'ouvre pas ce jour-là : demandez aujourd'hui où aller."


def desk(places: Places, dossier: Path, contenu: str) -> Courriers:
    """Letters as they are made beside such a file."""
    (dossier / "permanence.toml").write_text(contenu)
    programme = replace(places, programme=dossier)
    matin = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    return Services(programme, today=matin.date, now=lambda: matin).courriers


def plain(courriers: Courriers, demande: Demande) -> str:
    (page,) = [un.document for un in courriers.kit(demande, emporter=("apres",)) if un.id == "apres"]
    return courriers.text(page).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def boxed(courriers: Courriers, demande: Demande, etape: str | None = None) -> str:
    return first_line(courriers, demande, etape).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("semaine", "dit"),
    [
        ('mardi = "14h-17h30"', "mardi 29 décembre 2026, de 14 h à 17 h 30"),
        # Nobody comes on the 1st of January: the next Friday.
        ('vendredi = ["9 h - 12 h", "14:00 à 17:00"]', "vendredi 8 janvier 2027, de 9 h à 12 h et de 14 h à 17 h"),
        ('lundi = "9h-12h"\njeudi = true', "jeudi 31 décembre 2026"),
        # A desk may receive on a day when no delay ends.
        ('samedi = "10h-12h"', "samedi 2 janvier 2027, de 10 h à 12 h"),
    ],
)
def test_one_comes_back_when_the_desk_receives(places: Places, tmp_path: Path, semaine: str, dit: str) -> None:
    courriers = desk(places, tmp_path, f"[permanence]\n{semaine}\n")

    assert boxed(courriers, ORDINAIRE) == f"Revenez le {dit}"
    assert "La permanence" not in plain(courriers, ORDINAIRE)


def test_the_page_says_where_even_if_the_days_are_not_known(places: Places, tmp_path: Path) -> None:
    courriers = desk(places, tmp_path, f'[permanence]\nlieu = "{LIEU}"\n')

    assert boxed(courriers, ORDINAIRE) == "Revenez le 29 décembre 2026"
    assert ICI in plain(courriers, ORDINAIRE)
    assert boxed(desk(places, tmp_path, MARDI), RELANCE, "relance") == "Revenez le mardi 8 décembre 2026, de 14 h à 17 h 30"


def test_ten_days_stay_before_what_can_be_lost_and_a_closed_desk_is_said(places: Places, tmp_path: Path) -> None:
    """Refused on 16 October, so until 16 December for the CADA: by the 6th, thus before Friday the 4th.

    Tuesday 1 December is soon enough; of those who receive on Wednesdays, after Wednesday 2 none is left from the 3rd on.
    """
    faits = (Evenement(dt.date(2026, 9, 25), _T.RECU), Evenement(dt.date(2026, 10, 16), _T.REFUS))
    demande = replace(demande_of("acces"), evenements=faits, date=dt.date(2026, 11, 24))

    assert "Revenez le mardi 1er décembre 2026, de 14 h à 17 h 30" in plain(desk(places, tmp_path, MARDI), demande)
    mercredi = desk(places, tmp_path, MARDI.replace("mardi", "mercredi"))
    assert "Revenez le mercredi 2 décembre 2026" in plain(mercredi, demande)
    tard = plain(mercredi, replace(demande, date=dt.date(2026, 12, 3)))
    assert "Revenez le 4 décembre 2026" in tard
    assert f"{FERMEE} Sinon, ici : {LIEU}." in tard


def test_nothing_more_is_said_of_someone_who_must_not_be_found(places: Places, tmp_path: Path) -> None:
    """The day may be the desk's; where and when someone goes is told on no paper of theirs."""
    courriers = desk(places, tmp_path, MARDI)
    protegee = replace(ORDINAIRE, concerne=replace(ORDINAIRE.concerne or Personne(), adresse_protegee=True))

    page = plain(courriers, protegee)
    assert "Revenez le 29 décembre 2026" in page
    assert not [mot for mot in ("permanence", "Halle", "17 h", "mardi") if mot in page]
    assert "Halle" not in " ".join(courriers.to_remember(protegee))
    assert any("Halle" in dit for dit in courriers.to_remember(ORDINAIRE))


BON = ("vendredi 26 mars 2027", "vendredi 2 avril 2027")


@pytest.mark.parametrize(
    ("lieu", "territoire", "dit"),
    [
        # Good Friday is a holiday in Strasbourg and not in Épinal, wherever the body that is written to sits.
        ("5 quai Kléber, 67000 Strasbourg", "75", BON[1]),
        ("3 rue Thiers 88000 Épinal", "67", BON[0]),
        ("3 rue Thiers, Épinal", "67", BON[1]),
        ("", "67", BON[1]),
        ("", "75", BON[0]),
    ],
)
def test_the_holidays_of_a_desk_are_those_of_its_own_place(
    places: Places, tmp_path: Path, lieu: str, territoire: str, dit: str
) -> None:
    courriers = desk(places, tmp_path, f'[permanence]\nlieu = "{lieu}"\nvendredi = true\n')
    organisme = replace(ORDINAIRE.organisme, territoire=territoire)
    assert boxed(courriers, replace(ORDINAIRE, date=dt.date(2027, 2, 19), organisme=organisme)) == f"Revenez le {dit}"


@pytest.mark.parametrize(
    ("jours", "fermee", "depuis", "dit"),
    [
        ('jeudi = "14h-17h"', '"du 1/8 au 31/8"', dt.date(2027, 7, 1), "le jeudi 2 septembre 2027, de 14 h à 17 h"),
        ('jeudi = "14h-17h"', '["24/12 - 2/1", "7/1"]', dt.date(2026, 11, 26), "le jeudi 14 janvier 2027, de 14 h à 17 h"),
        # Only when it is closed is known: the next day that is worked.
        ("", '"du 1/8 au 31/8"', dt.date(2027, 7, 1), "le 1er septembre 2027"),
    ],
)
def test_nobody_is_told_to_come_while_the_desk_is_closed(
    places: Places, tmp_path: Path, jours: str, fermee: str, depuis: dt.date, dit: str
) -> None:
    courriers = desk(places, tmp_path, f"[permanence]\nfermee = {fermee}\n{jours}\n")
    assert boxed(courriers, replace(ORDINAIRE, date=depuis)) == f"Revenez {dit}"


def test_ten_days_stay_where_the_desk_is_closed_until_the_last_day(places: Places, tmp_path: Path) -> None:
    """Refused on 5 July, so until 5 September: by 26 August, and the desk opens again in September."""
    courriers = desk(places, tmp_path, f'{MARDI}fermee = "du 1/8 au 31/8"\n')
    faits = (Evenement(dt.date(2027, 6, 10), _T.RECU), Evenement(dt.date(2027, 7, 5), _T.REFUS))
    demande = replace(demande_of("acces"), evenements=faits)
    # The Tuesday before; in August, a day on which it is told to be closed, though it is a Tuesday.
    assert "Revenez le mardi 27 juillet 2027" in plain(courriers, replace(demande, date=dt.date(2027, 7, 20)))
    ferme = plain(courriers, replace(demande, date=dt.date(2027, 8, 22)))
    assert "Revenez le 26 août 2027" in ferme
    assert FERMEE in ferme


def test_a_desk_that_says_its_place_alone_has_its_own_holidays(places: Places, tmp_path: Path) -> None:
    courriers = desk(places, tmp_path, '[permanence]\nlieu = "5 quai Kléber, 67000 Strasbourg"\n')
    demande = replace(ORDINAIRE, date=dt.date(2027, 2, 19))
    assert boxed(courriers, demande) == "Revenez le 30 mars 2027"
    assert "n'ouvre pas" not in plain(courriers, demande)
