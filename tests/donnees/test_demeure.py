"""Where whoever would go to court lives, read from their whole address: never a département for a town of another country."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.droit.voies import ETRANGER
from droits_usagers.domain.echeances import Code
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.agenda import RedactionAgenda


def lives_in(catalogue: Catalogue, *lignes: str, protegee: bool = False) -> str:
    personne = Personne(adresse=("12 rue des Lilas", *lignes), adresse_protegee=protegee)
    return Suivant(catalogue).faits(Demande("acces", concerne=personne)).demeure


@pytest.mark.parametrize(
    "lignes",
    [
        ("31000 Oran", "ALGÉRIE"),
        ("31000 Oran, Algérie",),
        ("31000 Oran Algérie",),
        ("90000 Tanger", "Maroc", "Tél. 05 39 00 00 00"),
        ("76133 Karlsruhe (Allemagne)",),
        ("4000 Liège", "Belgique"),
        # A country that is its own town.
        ("98000 Monaco",),
        ("98000 MONACO", "Tél. 00 377 93 00 00 00"),
    ],
)
def test_a_country_after_the_town_is_abroad_whatever_the_postcode(catalogue: Catalogue, lignes: tuple[str, ...]) -> None:
    assert lives_in(catalogue, *lignes) == ETRANGER


@pytest.mark.parametrize(
    "lignes",
    [
        ("31000 Oran",),
        ("67487 St. Martin",),
        ("41001 Sevilla", "Andalucía"),
        ("1008 Riga", "Lettonie"),
        ("97200 Fort de Franse", "Martinique"),
        ("59280 Armentierre",),
        ("59280",),
        ("Armentières",),
        (),
    ],
)
def test_a_town_that_is_not_of_its_postcode_may_be_anywhere(catalogue: Catalogue, lignes: tuple[str, ...]) -> None:
    assert lives_in(catalogue, *lignes) == ""


@pytest.mark.parametrize(
    ("lignes", "code"),
    [
        (("59280 ARMENTIERES",), "59"),
        (("59280 Armentières", "France"), "59"),
        (("59280 Armentières, tél. 03 20 00 00 00",), "59"),
        (("59280 Armentières", "Domiciliée chez : CCAS"), "59"),
        (("34, rue Solférino, 59000 Lille",), "59"),
        (("59042 Lille cedex 9",), "59"),
        (("75019 Paris 19e",), "75"),
        (("13003 Marseille",), "13"),
        (("93200 St-Denis",), "93"),
        (("20090 Ajaccio",), "2A"),
        (("97460 Saint-Paul", "La Réunion"), "974"),
        (("97460 Saint Paul La Réunion",), "974"),
        (("97133 Saint-Barthélemy",), "977"),
        (("98713 Papeete",), "987"),
        (("44110 Soudan",), "44"),
    ],
)
def test_a_town_of_its_postcode_is_in_its_territory(catalogue: Catalogue, lignes: tuple[str, ...], code: str) -> None:
    assert lives_in(catalogue, *lignes) == code


def test_nothing_is_read_of_an_address_that_someone_must_not_know(catalogue: Catalogue) -> None:
    assert lives_in(catalogue, "59280 Armentières", protegee=True) == ""


def test_of_an_address_that_someone_must_not_know_how_far_it_is_is_asked_and_nothing_else(catalogue: Catalogue) -> None:
    """CJA R421-7: refused in Bordeaux on 10 September, the court is over in November, or later for who lives far."""
    refusee = (Evenement(dt.date(2026, 8, 20), TypeEvenement.RECU), Evenement(dt.date(2026, 9, 10), TypeEvenement.REFUS))
    mairie = Organisme("Ville de Bordeaux", GenreOrganisme.AUTRE, territoire="33")
    adresse = ("12 rue des Lilas", "97400 Saint-Denis")

    def court(reponse: str, *, protegee: bool = True) -> tuple[str, dt.date | None, dt.date | None]:
        demande = Demande(
            "rectification",
            concerne=Personne(adresse=adresse, adresse_protegee=protegee),
            organisme=mairie,
            reponses={"demeure": reponse} if reponse else {},
            evenements=refusee,
        )
        suivant = Suivant(catalogue)
        (une,) = (une for une in suivant.echeances(demande) if une.code is Code.RECOURS_TA)
        return suivant.faits(demande).demeure, une.date, une.fin

    novembre = dt.date(2026, 11, 10)
    assert court("") == ("", novembre, dt.date(2027, 1, 11))
    assert court("metropole") == ("metropole", novembre, dt.date(2026, 11, 12))
    assert court("outre_mer") == ("outre_mer", novembre, dt.date(2026, 12, 11))
    assert court("etranger") == (ETRANGER, novembre, dt.date(2027, 1, 11))
    # An address that may be read is the one that tells, and an answer that is no place tells nothing.
    assert court("metropole", protegee=False)[0] == "974"
    assert court("ailleurs")[0] == ""


@pytest.mark.parametrize(
    ("titre", "enfant", "code"),
    [
        ("parent", (), "44"),
        ("parent", ("97400 Saint-Denis",), "974"),
        # Of whoever protects an adult, nothing tells that both live together.
        ("tutelle", (), ""),
        ("", (), ""),
    ],
)
def test_a_child_of_whom_no_address_was_typed_lives_with_the_parent_who_writes(
    catalogue: Catalogue, titre: str, enfant: tuple[str, ...], code: str
) -> None:
    """Code civil, article 108-2."""
    auteur = Auteur(Qualite.REPRESENTANT_LEGAL, Personne(adresse=("4 quai Sud", "44000 Nantes")))
    reponses = {"titre_representant": titre} if titre else {}
    demande = Demande("acces", concerne=Personne(adresse=enfant), auteur=auteur, reponses=reponses)
    assert Suivant(catalogue).faits(demande).demeure == code
    cachee = replace(demande, auteur=replace(auteur, personne=replace(auteur.personne, adresse_protegee=True)))
    assert Suivant(catalogue).faits(cachee).demeure == ""


def test_whoever_lives_in_a_town_with_five_figures_abroad_is_not_too_late_too_soon(catalogue: Catalogue) -> None:
    demande = Demande(
        "rectification",
        concerne=Personne(adresse=("Calle 4", "29001 Málaga", "Espagne")),
        organisme=Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="66"),
        evenements=(Evenement(dt.date(2027, 3, 9), TypeEvenement.RECU),),
    )
    (recours,) = (une for une in Suivant(catalogue).echeances(demande) if une.code is Code.RECOURS_TA)
    # Refused by silence on 9 May 2027; two months, then two more for who lives abroad, then one day.
    assert (recours.date, recours.fin) == (dt.date(2027, 7, 9), dt.date(2027, 9, 10))


@pytest.mark.parametrize(
    ("lignes", "dit", "tait"),
    [
        (("41001 Sevilla",), "seulement si vous habitez à l'étranger, ou si l'outre-mer vous sépare du juge", ""),
        ((), "seulement si vous habitez à l'étranger, ou si l'outre-mer vous sépare du juge", ""),
        (("41001 Sevilla", "Espagne"), "10", "seulement si vous habitez"),
    ],
)
def test_a_later_day_that_holds_far_away_alone_says_so_in_the_title_of_the_agenda(
    catalogue: Catalogue, lignes: tuple[str, ...], dit: str, tait: str
) -> None:
    suivant = Suivant(catalogue)
    redaction = RedactionAgenda(catalogue, suivant)
    demande = Demande(
        "rectification",
        concerne=Personne(adresse=lignes),
        organisme=Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="66"),
        evenements=(Evenement(dt.date(2027, 3, 9), TypeEvenement.RECU),),
    )
    (date,) = (une for une in redaction.dates(demande, dt.date(2027, 7, 20)) if une.code is Code.RECOURS_TA)
    # Of who is known to live there, the same day of the month: one day more may be counted, and is not to be counted on.
    assert date.jour == dt.date(2027, 9, 9 if tait else 10)
    (haut,) = (une for une in redaction.dates(demande, dt.date(2027, 7, 20)) if une.code is Code.RECOURS_HIERARCHIQUE)
    dessus = redaction.evenement(haut, cle="k", reference="2027-0010", rappel=None).titre
    assert ("seulement" in dessus) is (not tait)
    titre = redaction.evenement(date, cle="k", reference="2027-0010", rappel=None).titre
    titre = fold(" ".join(titre.split()))
    assert fold(dit) in titre
    assert not tait or tait not in titre
    (etape,) = (une for une in suivant.bilan(demande, dt.date(2027, 7, 20)).actes if une.etape == "recours_ta")
    assert (etape.pourquoi.id == "pourquoi.devant_un_juge_loin") is (not tait)
    # Monday the 12th is near: one day more, moved to a working day. Until then, nothing has to be said of the other.
    (pres,) = (une for une in redaction.dates(demande, dt.date(2027, 7, 12)) if une.code is Code.RECOURS_TA)
    assert not pres.si_loin
    (avant,) = (une for une in redaction.dates(demande, dt.date(2027, 7, 9)) if une.code is Code.RECOURS_TA)
    assert (avant.jour, avant.si_loin) == (dt.date(2027, 7, 9), False)


def test_whoever_is_known_to_live_across_the_sea_from_the_court_is_not_told_that_it_may_be_over(catalogue: Catalogue) -> None:
    """CJA R421-7, second paragraph: a month more before a court overseas, for who does not live there."""
    suivant = Suivant(catalogue)
    redaction = RedactionAgenda(catalogue, suivant)
    demande = Demande(
        "opposition",
        concerne=Personne(adresse=("3 rue du Port", "29200 Brest")),
        organisme=Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="973"),
        evenements=(Evenement(dt.date(2027, 3, 9), TypeEvenement.RECU),),
    )
    (date,) = (une for une in redaction.dates(demande, dt.date(2027, 7, 28)) if une.code is Code.RECOURS_TA)
    assert (date.jour, date.si_loin) == (dt.date(2027, 8, 9), False)
    assert "seulement" not in redaction.evenement(date, cle="k", reference="2027-0011", rappel=None).titre
    (etape,) = (une for une in suivant.bilan(demande, dt.date(2027, 7, 28)).actes if une.etape == "recours_ta")
    assert etape.pourquoi.id == "pourquoi.devant_un_juge_peut_etre"
