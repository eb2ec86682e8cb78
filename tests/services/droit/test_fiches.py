"""Fiches: pages that name nobody, and the dates of a dossier on one of them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.echeances import FaitsDossier
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Feuille
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.droit.fiches import CALENDRIER, PROTEGER, Fiches
from droits_usagers.services.lettre.courriers import Courriers, Format
from droits_usagers.services.socle.suivant import Suivant

_T = TypeEvenement
RECUE = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def courriers(catalogue: Catalogue, places: Places) -> Iterator[Courriers]:
    courriers = Courriers(catalogue, places)
    yield courriers
    courriers.close()


@pytest.fixture(scope="module")
def fiches(catalogue: Catalogue, places: Places, courriers: Courriers) -> Fiches:
    return Fiches(places, catalogue, courriers=courriers, suivant=Suivant(catalogue))


def facts(catalogue: Catalogue, *evenements: tuple[dt.date, TypeEvenement], demarche: str = "acces") -> FaitsDossier:
    return FaitsDossier(
        demarche,
        frozenset(catalogue.demarches[demarche].delais),
        tuple(Evenement(jour, type_) for jour, type_ in evenements),
        territoire="93",
        canal=Canal.POSTAL,
        genre=GenreOrganisme.DEPARTEMENT,
    )


def text(courriers: Courriers, feuille: Feuille) -> str:
    return courriers.text(feuille).replace("\u00a0", " ").replace("\u202f", " ")


def test_every_template_of_the_folder_is_a_fiche(fiches: Fiches, places: Places) -> None:
    assert set(fiches.ids) == {chemin.name.split(".")[0] for chemin in (places.gabarits / "fiches").iterdir()}
    assert {"secret", "ecrits", "refus"} < set(fiches.ids)
    assert fiches.ids[-1] == CALENDRIER


def test_each_says_what_it_is_for_and_is_written_in_every_format(fiches: Fiches, courriers: Courriers) -> None:
    for id_ in fiches.ids:
        feuille = fiches.make(id_)
        assert feuille.titre
        assert 1 <= len(feuille.en_clair) <= 5
        for format_ in Format:
            rendu = courriers.render(feuille, format_)
            assert rendu.contenu
            assert rendu.remarques == ()
            assert fiches.suggested_name(id_, format_) == f"fiche-{id_}.{format_}"


def test_an_unknown_one_is_refused_with_those_there_are(fiches: Fiches) -> None:
    with pytest.raises(ExpectedError) as erreur:
        fiches.make("x" * 500)

    assert erreur.value.panne is Panne.FICHE_INCONNUE
    assert erreur.value.panne.is_input
    assert len(erreur.value.faits["cle"]) == 60
    assert "secret" in erreur.value.faits["attendu"]


def test_someone_s_own_template_takes_its_place(places: Places, catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "fiches").mkdir()
    (tmp_path / "fiches" / "secret.md.j2").write_text(
        '+++\nversion = "1"\ntitre = "Chez nous"\n+++\nNe dites rien.\n', encoding="utf-8"
    )
    courriers = Courriers(catalogue, replace(places, gabarits_utilisateur=tmp_path))
    fiches = Fiches(places, catalogue, courriers=courriers, suivant=Suivant(catalogue))

    assert text(courriers, fiches.make("secret")) == "Chez nous\n\nNe dites rien.\n"
    courriers.close()


# The calendar


def test_dates_are_in_order_with_whose_they_are_and_why(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    texte = text(courriers, fiches.calendar(facts(catalogue, (RECUE, _T.RECU)), dt.date(2026, 12, 1)))

    assert "Compté au 1er décembre 2026." in texte
    assert "Lettre reçue par l’organisme (24 novembre 2026)" in texte
    assert "- jeudi 24 décembre 2026, à eux. Dernier jour du service pour répondre." in texte
    assert "- mercredi 24 février 2027, à vous. Votre dernier jour pour saisir la CADA." in texte
    assert "Reçue le mardi 24 novembre 2026 › un mois › jeudi 24 décembre" in texte
    assert "visez le mardi 23 février" in texte
    assert (
        texte.index("jeudi 24 décembre 2026, à eux")
        < texte.index("vendredi 25 décembre 2026")
        < texte.index("24 février 2027, à vous")
    )
    assert "Passées" not in texte


def test_what_is_over_is_told_apart_that_day(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    faits = facts(catalogue, (RECUE, _T.RECU))
    veille, jour, lendemain = (
        text(courriers, fiches.calendar(faits, dt.date(2026, 12, 24) + dt.timedelta(n))) for n in (-1, 0, 1)
    )

    assert "Passées" not in veille
    assert "Passées" not in jour
    assert "jeudi 24 décembre 2026, à eux" in lendemain.split("Passées")[1]
    assert "mercredi 24 février 2027" in lendemain.split("Passées")[0]


def test_the_day_to_keep_is_said_once_both_days_of_a_month_are_over(
    fiches: Fiches, courriers: Courriers, catalogue: Catalogue
) -> None:
    """Refused in January: the court until 1 March, or 31 March; until 1 June for who lives abroad."""
    faits = facts(catalogue, (MoisConnu(2026, 1, 1), _T.REFUS), demarche="rectification")
    mars, mai = (text(courriers, fiches.calendar(faits, dt.date(2026, mois, 5))) for mois in (3, 5))

    assert "31 mars 2026" in mars
    assert "1er juin 2026" in mai


def test_a_cada_seized_late_by_one_reading_is_told_it_may_be_in_time(
    fiches: Fiches, courriers: Courriers, catalogue: Catalogue
) -> None:
    faits = (dt.date(2026, 1, 5), _T.RECU), (dt.date(2026, 1, 20), _T.REPONSE_PARTIELLE), (dt.date(2026, 4, 1), _T.CADA_SAISIE)

    assert "vous pouvez soutenir que c’est à temps" in text(
        courriers, fiches.calendar(facts(catalogue, *faits), dt.date(2026, 4, 2))
    )


def test_one_clock_is_never_waited_for_instead_of_the_other(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    faits = facts(catalogue, (RECUE, _T.RECU), (dt.date(2026, 12, 20), _T.PROLONGATION_ANNONCEE))
    texte = text(courriers, fiches.calendar(faits, dt.date(2026, 12, 28)))

    assert "Une lettre, deux demandes, deux délais." in texte
    # Reply and CADA end on the same day.
    assert "Attention. Ce jour-là finissent à la fois le délai du service et votre délai pour saisir la CADA." in texte
    apres = text(courriers, fiches.calendar(faits, dt.date(2027, 3, 1)))
    assert "Attention." not in apres


def test_the_two_clocks_are_only_told_of_where_both_run(fiches: Fiches, courriers: Courriers) -> None:
    faits = FaitsDossier("acces", frozenset({"refus_tacite", "saisine_cada"}), (Evenement(RECUE, _T.RECU),))

    assert "deux délais" not in text(courriers, fiches.calendar(faits, RECUE))


def test_doubt_is_said_beside_the_date(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    envoyee = text(courriers, fiches.calendar(facts(catalogue, (RECUE, _T.ENVOYE)), RECUE))
    precision = facts(
        catalogue,
        (RECUE, _T.RECU),
        (dt.date(2026, 11, 27), _T.PRECISION_DEMANDEE),
        (dt.date(2026, 12, 7), _T.PRECISION_FOURNIE),
    )

    assert "(date estimée)" in envoyee
    texte = text(courriers, fiches.calendar(precision, RECUE))
    assert "date discutable" in texte
    assert "Vous pouvez soutenir que le dernier jour est le jeudi 24 décembre 2026." in texte


def test_a_date_that_is_held_has_no_date(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    faits = facts(catalogue, (RECUE, _T.RECU), (dt.date(2026, 11, 27), _T.IDENTITE_DEMANDEE))
    texte = text(courriers, fiches.calendar(faits, dt.date(2026, 12, 1)))

    assert "Pas de date, à eux. Dernier jour du service pour répondre" in texte.split("Sans date pour l’instant")[1]


def test_facts_to_come_are_not_told_as_past(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    faits = facts(catalogue, (RECUE, _T.RECU), (dt.date(2026, 12, 20), _T.REFUS))

    assert "Refus écrit (" not in text(courriers, fiches.calendar(faits, dt.date(2026, 12, 1)))
    assert "Refus écrit (20 décembre 2026)" in text(courriers, fiches.calendar(faits, dt.date(2026, 12, 20)))


def test_a_whole_history_holds_on_one_page(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    faits = facts(
        catalogue,
        (dt.date(2026, 11, 20), _T.ENVOYE),
        (RECUE, _T.RECU),
        (dt.date(2026, 12, 10), _T.PRECISION_DEMANDEE),
        (dt.date(2026, 12, 15), _T.PROLONGATION_ANNONCEE),
        (dt.date(2026, 12, 20), _T.PRECISION_FOURNIE),
        (dt.date(2027, 1, 5), _T.PLAINTE_CNIL_ENVOYEE),
        (dt.date(2027, 1, 5), _T.CADA_SAISIE),
    )
    for au in (dt.date(2026, 12, 1), dt.date(2027, 1, 6), dt.date(2027, 6, 30)):
        assert len(courriers.pages(fiches.calendar(faits, au))) == 1


def test_no_date_at_all_is_said(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    assert "Aucune date à venir." in text(courriers, fiches.calendar(facts(catalogue), RECUE))


def test_without_a_dossier_it_is_filled_by_hand(fiches: Fiches, courriers: Courriers) -> None:
    feuille = fiches.make(CALENDRIER)
    texte = text(courriers, feuille)

    assert "Reçue par le service le : …" in texte
    assert "N’attendez pas l’une pour l’autre." in texte
    assert "Deux mois après ce refus" in texte
    assert "jamais reporté, jamais prolongé" in texte
    assert len(courriers.pages(feuille)) == 1


def test_a_month_gives_two_days_and_nothing_is_over_before_the_second(
    fiches: Fiches, courriers: Courriers, catalogue: Catalogue
) -> None:
    faits = facts(catalogue, (MoisConnu(2026, 8, 1), _T.ENVOYE))
    texte, apres = (text(courriers, fiches.calendar(faits, jour)) for jour in (dt.date(2026, 11, 28), dt.date(2026, 12, 1)))

    dite = (
        "dimanche 1er novembre 2026, ou lundi 30 novembre 2026 (d’un fait, seul le mois est connu), à vous. Votre dernier jour"
    )
    assert dite in texte.split("Passées")[0]
    assert dite in apres.split("Passées")[1]


def test_of_a_medical_file_which_items_a_day_is_for_is_said(fiches: Fiches, courriers: Courriers, catalogue: Catalogue) -> None:
    faits = replace(facts(catalogue, (RECUE, _T.RECU), demarche="dossier_medical"), genre=GenreOrganisme.SANTE)
    texte = text(courriers, fiches.calendar(faits, dt.date(2026, 12, 28)))

    assert "Pour ce qui a moins de cinq ans." in texte
    assert "jusqu’à deux mois après la réception" in texte


def test_what_was_sent_is_done_and_not_to_come_unless_it_went_too_early(
    fiches: Fiches, courriers: Courriers, catalogue: Catalogue
) -> None:
    def calendar(envoye: str) -> tuple[str, str]:
        recours = (dt.date.fromisoformat(envoye), _T.RECOURS_HIERARCHIQUE_ENVOYE)
        faits = facts(catalogue, (dt.date(2026, 3, 2), _T.RECU), recours, demarche="opposition")
        a_venir, _, faites = text(courriers, fiches.calendar(faits, dt.date(2026, 6, 15))).partition("Déjà fait")
        return a_venir, faites

    titre = catalogue.textes("echeances.titres.recours_hierarchique")
    a_venir, faites = calendar("2026-06-10")
    assert titre not in a_venir
    assert titre in faites
    # Nothing was refused yet.
    assert titre in calendar("2026-04-10")[0]


def test_a_court_is_not_among_what_is_over_the_day_after_its_day(
    fiches: Fiches, courriers: Courriers, catalogue: Catalogue
) -> None:
    faits = replace(facts(catalogue, (dt.date(2026, 12, 15), _T.PLAINTE_CNIL_ENVOYEE)), demeure="93")
    avant, apres = (text(courriers, fiches.calendar(faits, dt.date(2027, 5, jour))) for jour in (18, 19))
    titre = catalogue.textes("echeances.titres.recours_conseil_etat")
    assert titre in avant.split("Passées")[0]
    assert titre in apres.split("Passées")[1]
    reste = "si la CNIL ne vous a pas envoyé d’accusé complet"
    assert reste not in avant
    assert reste in apres.split("Passées")[1]


def test_protection_says_who_asks_whom_what_for_and_that_the_other_one_will_know(fiches: Fiches, courriers: Courriers) -> None:
    texte = text(courriers, fiches.make(PROTEGER))

    for dit in (
        "515-9", "515-10", "515-11", "515-12", "515-13-1", "juge aux affaires familiales", "Le procureur, si vous êtes",
        "Aucune plainte n’est nécessaire avant", "elle saura que vous avez demandé", "cacher votre adresse",
        "six jours au plus, depuis qu’il a fixé le jour de l’audience", "vingt-quatre heures", "douze mois au plus",
        "Ce programme n’écrit pas cette demande", "à vérifier",
        "un parent, un frère, un voisin", "pour les procès civils", "pour la vie courante", "ne la demandez pas vous-même",
        "déjà demandée", "Joignez", "sortie du territoire", "certaines mesures seulement", "3919", "17 ou 112", "114 par SMS",
    ):  # fmt: skip
        assert dit in texte, dit
    # Nothing that was not read: no promise, no court, no form.
    assert not re.search(r"tribunal judiciaire|cerfa|gratuit pour|sera protégé|garanti", texte)


def test_beside_the_numbers_that_page_does_not_say_them_again(fiches: Fiches, courriers: Courriers) -> None:
    texte = text(courriers, fiches.protection())
    assert "ordonnance de protection" in texte
    assert "3919" not in texte
