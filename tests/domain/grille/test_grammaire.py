"""What the grammar of a sentence tells: who is told, who is « saisi », since when a file was left; and what the CNIL found."""

import datetime as dt
from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Ecart, NaturePassage, Point, check_ecarts
from tests.chaque import chaque
from tests.ecarts import grille, plain


def weights(catalogue: Catalogue, texte: str, *points: str) -> dict[str, int]:
    """What a witness's sentence shows, noted under each of these points, and how much it weighs."""
    return {
        ecart.regle: ecart.gravite
        for point in points or ("information",)
        for ecart in check_ecarts(grille(("temoignage", point, texte)), catalogue.ecarts)
    }


@chaque(
    "texte",
    [
        "Le comité technique n'a été ni informé ni consulté.",
        "L'instance n'a jamais été informée du projet.",
        "Les représentants du personnel n'ont été ni informés ni consultés.",
        "On n'a pas informé la commission paritaire.",
        "Le logiciel a été déployé sans informer le comité social territorial.",
        "Le déploiement s'est fait sans que le comité soit informé.",
        "La direction départementale n'a pas été mise au courant.",
        "Aucune information du comité n'a eu lieu.",
        "Le conseil d'administration ignore l'existence du fichier.",
        "Le comité des usagers n'a pas été informé.",
        "Le préfet n'a jamais été informé de ce fichier.",
        "Le comité, saisi trop tard, n'a été ni informé ni consulté.",
    ],
)
def test_what_a_body_was_not_told_proves_nothing_of_people(texte: str, catalogue: Catalogue) -> None:
    assert "usagers_non_informes" not in weights(catalogue, texte)


@chaque(
    "texte",
    [
        "Les familles n'ont été ni informées ni consultées.",
        "Les usagers reçus par la commission ne sont pas informés.",
        "Dans ce centre, aucun usager n'est informé.",
        "La majorité des familles n'est pas informée.",
        "Ni le comité ni les usagers n'ont été informés.",
        "Le fichier a été ouvert sans informer les personnes.",
        "Elles n'ont jamais été prévenues.",
        "Les familles, qui attendaient depuis deux heures, n'ont pas été informées.",
        "Les demandeurs d'aide ignorent qu'un fichier existe.",
    ],
)
def test_what_people_were_not_told_is_a_right_denied(texte: str, catalogue: Catalogue) -> None:
    assert weights(catalogue, texte)["usagers_non_informes"] == 3


def test_of_several_about_whom_nothing_is_known_it_is_asked(catalogue: Catalogue) -> None:
    assert weights(catalogue, "Aucune information des partenaires n'a été faite.").get("usagers_non_informes", 1) == 1


@chaque(
    "texte",
    [
        "Le syndicat a saisi le Président du conseil départemental.",
        "Nous avons saisi le Président du compte rendu de la réunion.",
        "Le CST est saisi de tous les comptes rendus d'entretien.",
        "Nous avons saisi par courrier la directrice des récits d'entretien qui circulent.",
        "La section a saisi la CNIL pour chaque famille reçue.",
        "Nous saisissons le juge de chaque situation.",
        "Saisi par le syndicat, le Président n'a pas répondu sur les comptes rendus.",
        "Le vice-président a été saisi par les agents.",
        "Le collectif a saisi la directrice des comptes rendus d'entretien.",
    ],
)
def test_to_bring_a_matter_before_someone_is_no_typing(texte: str, catalogue: Catalogue) -> None:
    assert {"comptes_rendus_saisis", "saisie_systematique"}.isdisjoint(weights(catalogue, texte, *Point))


@chaque(
    "texte",
    [
        "Les comptes rendus d'entretien sont saisis dans le logiciel.",
        "On saisit le récit complet de l'entretien.",
        "Nous saisissons le compte rendu de chaque visite.",
        "Le compte rendu est saisi de façon systématique.",
    ],
)
def test_typing_is_still_heard(texte: str, catalogue: Catalogue) -> None:
    assert "comptes_rendus_saisis" in weights(catalogue, texte, "comptes_rendus", "commentaires")


def test_a_committee_that_was_not_asked_is_still_heard(catalogue: Catalogue) -> None:
    assert "comite_non_saisi" in weights(catalogue, "Le comité n'a jamais été saisi du projet.", "formalites")


@chaque(
    ("texte", "mois"),
    [
        ("Un dossier ouvert en février 2022 et clos en janvier 2023 est toujours dans le logiciel.", 45),
        ("Le dossier clos en février 2022 est toujours dans le logiciel.", 56),
        ("Suivi de mars 2019 à janvier 2023, son dossier est toujours dans le logiciel.", 45),
        ("Des dossiers de 2009, 2011 et 2015 sont toujours dans le logiciel.", 202),
        ("Le 3 mars 2026, un dossier clos en janvier 2023 est toujours dans le logiciel.", 45),
    ],
)
def test_an_age_is_reckoned_from_the_day_a_file_was_left_and_says_which(texte: str, mois: int, catalogue: Catalogue) -> None:
    lue = grille(("declaration", "conservation", "Les dossiers sont conservés deux ans."), ("logiciel", "conservation", texte))
    datee = replace(lue, sources=tuple(replace(une, date=dt.date(2026, 11, 15)) for une in lue.sources))
    fait = plain({un.regle: un for un in check_ecarts(datee, catalogue.ecarts)}["conservation_depassee"].fait)

    assert f"au moins {mois} mois" in fait
    # Whoever reads it can reckon it again.
    assert "au 15 novembre 2026" in fait
    assert f"Du {'31 décembre 2009' if mois > 200 else '28 février 2022' if mois > 50 else '31 janvier 2023'}" in fait


def found_by_cnil(catalogue: Catalogue, texte: str, *, nature: NaturePassage | None) -> Ecart | None:
    lue = grille(("courrier_cnil", "securite", texte))
    marquee = replace(
        lue,
        sources=tuple(replace(une, date=dt.date(2024, 3, 12)) for une in lue.sources),
        passages=tuple(replace(un, nature=nature) for un in lue.passages),
    )
    return {un.regle: un for un in check_ecarts(marquee, catalogue.ecarts)}.get("constats_cnil")


def test_what_the_cnil_found_is_told_whatever_it_is_about(catalogue: Catalogue) -> None:
    """No rule knows these words: they are none the less what a complaint to the CNIL says first."""
    ecart = found_by_cnil(catalogue, "Le local était fermé par une ficelle.", nature=NaturePassage.CONSTATE_CNIL)

    assert ecart is not None
    assert ecart.gravite == 3
    assert "fermé par une ficelle" in ecart.fait
    assert "12 mars 2024" in ecart.fait
    assert found_by_cnil(catalogue, "Le local était fermé par une ficelle.", nature=NaturePassage.EXIGE) is None
    assert found_by_cnil(catalogue, "Le local était fermé par une ficelle.", nature=None) is None


def test_all_that_the_cnil_found_is_quoted(catalogue: Catalogue) -> None:
    dits = [f"La porte {rang} était ouverte." for rang in ("A", "B", "C", "D", "E")]
    ecart = found_by_cnil(catalogue, " ".join(dits), nature=NaturePassage.CONSTATE_CNIL)

    assert ecart is not None
    assert all(dit.rstrip(".") in plain(ecart.fait) for dit in dits)
