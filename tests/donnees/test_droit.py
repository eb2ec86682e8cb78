"""The law as data: what may be cited to whom, what is a trap, how long each delay is."""

import datetime as dt
from itertools import product
from urllib.parse import urlsplit

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.droit.droit import Cote, ReserveDroit
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite

JOUR = dt.date(2026, 12, 1)

SITES = {
    "cada.data.gouv.fr",
    "curia.europa.eu",
    "eur-lex.europa.eu",
    "www.cnil.fr",
    "www.conseil-etat.fr",
    "www.defenseurdesdroits.fr",
    "www.edpb.europa.eu",
    "www.legifrance.gouv.fr",
}

#: In no letter, to anyone: the articles people cite by mistake.
PIEGES = [
    *("lil-22", "lil-34", "lil-37", "lil-51-2", "lil-52", "lil-118", "lil-121"),
    *(f"decret-2019-536-{article}" for article in (82, 83, 84, 135, 144)),
    *("casf-l115-2", "casf-l226-9", "lil-22-1"),
    "cja-l77-10-1",
]


#: Read in copies that leave some of their words out: nothing to compare the whole text with.
COUPES = [
    *("casf-l121-6-1", "casf-l134-2", "casf-l221-3", "casf-l226-3", "casf-l262-37", "casf-l263-4-1", "casf-l311-4"),
    *("casf-l345-1", "casf-r262-92-1", "csp-l1110-4", "csp-l1111-7", "csp-l1111-19"),
]
#: What the law of 25 June 2026 on frauds may have changed: it was not read.
FRAUDES = [
    *("casf-l262-46", "casf-l262-52", "css-l114-10", "css-l114-17", "css-l114-17-1", "css-l114-17-2", "css-l553-2"),
    *("travail-l5426-8-1", "travail-l5426-8-2", "travail-r5412-7", "travail-r5412-7-1"),
]


def readers(catalogue: Catalogue, id_: str) -> set[tuple[GenreOrganisme, Qualite]]:
    """To whom, and by whom, an entry may be cited."""
    entree = catalogue.droit.entrees[id_]
    return {couple for couple in product(GenreOrganisme, Qualite) if entree.citable(*couple)}


@pytest.mark.parametrize("piege", PIEGES)
def test_a_trap_is_explained_but_cited_in_no_letter(piege: str, catalogue: Catalogue) -> None:
    assert readers(catalogue, piege) == set()


@pytest.mark.parametrize("piege", PIEGES)
def test_a_trap_says_what_is_wrongly_read_into_it(piege: str, catalogue: Catalogue) -> None:
    assert catalogue.droit.entrees[piege].ne_dit_pas


def test_the_rights_of_residents_are_cited_to_establishments_only(catalogue: Catalogue) -> None:
    assert {genre for genre, _ in readers(catalogue, "casf-l311-3")} == {GenreOrganisme.ESSMS}


@pytest.mark.parametrize(
    ("id_", "genres"),
    [("csp-l1111-7", {GenreOrganisme.SANTE, GenreOrganisme.ESSMS}), ("csp-r1111-1", {GenreOrganisme.SANTE})],
)
def test_the_delays_of_medical_files_are_cited_to_who_treats_only(
    id_: str, genres: set[GenreOrganisme], catalogue: Catalogue
) -> None:
    """A home has carers too: the law, which is of health professionals wherever they are, is cited to it."""
    assert {genre for genre, _ in readers(catalogue, id_)} == genres


@pytest.mark.parametrize("id_", ["cnil-2005-038", "cnil-anis-1998", "cnil-essonne-2011"])
def test_the_precedents_of_the_cnil_are_for_agents_and_organisations(id_: str, catalogue: Catalogue) -> None:
    assert {qualite for _, qualite in readers(catalogue, id_)} == {Qualite.AGENT, Qualite.ORGANISATION}


def test_no_letter_threatens_with_the_penal_code(catalogue: Catalogue) -> None:
    for id_, entree in catalogue.droit.entrees.items():
        assert entree.texte != "penal" or readers(catalogue, id_) == set(), id_


def test_what_was_only_remembered_is_not_cited(catalogue: Catalogue) -> None:
    remembered = [entree.id for entree in catalogue.droit.entrees.values() if entree.cote_existence is Cote.DM]

    assert remembered == ["cjue-c-434-16"]
    assert readers(catalogue, "cjue-c-434-16") == set()


@pytest.mark.parametrize("coupe", COUPES)
def test_what_was_read_in_part_is_said_to_have_no_official_text(coupe: str, catalogue: Catalogue) -> None:
    entree = catalogue.droit.entrees[coupe]

    assert entree.reserve(JOUR) is ReserveDroit.SANS_TEXTE
    assert entree.extrait


@pytest.mark.parametrize("fraude", FRAUDES)
def test_what_a_law_that_was_not_read_may_have_changed_is_to_be_checked_since(fraude: str, catalogue: Catalogue) -> None:
    entree = catalogue.droit.entrees[fraude]

    assert entree.reserve(dt.date(2026, 6, 26)) is not ReserveDroit.FIN
    assert entree.reserve(dt.date(2026, 6, 27)) is ReserveDroit.FIN
    assert "2026-534" in entree.fin_par


def test_an_article_known_to_exist_may_be_named_though_not_quoted(catalogue: Catalogue) -> None:
    feries = catalogue.droit.entrees["reglement-1182-71-3-3"]

    assert feries.citable(GenreOrganisme.DEPARTEMENT, Qualite.CONCERNE)
    assert not feries.contenu_citable
    assert feries.reserve(JOUR) is ReserveDroit.DM


@pytest.mark.parametrize(
    "id_",
    [
        *(
            "rgpd-12-3",
            "rgpd-12-4",
            "rgpd-12-6",
            "rgpd-15",
            "rgpd-15-1-c",
            "rgpd-15-1-g",
            "rgpd-15-1-h",
            "rgpd-15-3",
            "rgpd-15-4",
        ),
        *(
            "crpa-l112-3",
            "crpa-l114-2",
            "crpa-l311-1",
            "crpa-l311-6",
            "crpa-l311-7",
            "crpa-l311-14",
            "crpa-r311-12",
            "crpa-r311-13",
        ),
        *("lil-49", "cjue-c-154-21"),
    ],
)
def test_what_the_access_letter_rests_on_was_read(id_: str, catalogue: Catalogue) -> None:
    entree = catalogue.droit.entrees[id_]

    assert entree.cote_contenu is entree.cote_existence is Cote.V
    assert entree.contenu_citable


def test_every_link_leads_to_a_public_site(catalogue: Catalogue) -> None:
    liens = {urlsplit(entree.lien) for entree in catalogue.droit.entrees.values()}

    assert {lien.scheme for lien in liens} == {"https"}
    assert {lien.netloc for lien in liens} <= SITES


def test_every_entry_says_one_thing_in_plain_words(catalogue: Catalogue) -> None:
    for entree in catalogue.droit.entrees.values():
        assert entree.resume.endswith("."), entree.id
        assert len(entree.resume.split()) <= 45, entree.id
        assert "article" not in entree.resume or entree.texte == "lil", entree.id
        assert entree.verifie_le >= dt.date(2026, 1, 1), entree.id
        assert entree.citation, entree.id
        assert entree.texte in catalogue.droit.textes, entree.id


@pytest.mark.parametrize("id_", ["cnil-commentaires", "cnil-2018-327-13"])
def test_what_has_its_own_name_keeps_it_when_it_is_cited_again(id_: str, catalogue: Catalogue) -> None:
    entree = catalogue.droit.entrees[id_]

    assert (entree.citation_courte or entree.citation) == entree.citation


def test_an_entry_is_named_after_its_text(catalogue: Catalogue) -> None:
    strangers = {entree.id for entree in catalogue.droit.entrees.values() if not entree.id.startswith(f"{entree.texte}-")}

    assert strangers == {"ta-bastia-1101179"}


# Each delay, its length that day, and whether its end moves to a working day.
DELAIS = [
    ("reponse", {"mois": 1}, True),
    ("annonce_prolongation", {"mois": 1}, True),
    ("prolongation", {"mois": 2}, True),
    ("question_tardive", {"jours": 10}, False),
    ("refus_tacite", {"mois": 1}, False),
    ("saisine_cada", {"mois": 2}, False),
    ("refus_confirme", {"mois": 2}, False),
    ("recours_ta", {"mois": 2}, False),
    ("motifs", {"mois": 1}, False),
    ("motifs_prorogation", {"mois": 2}, False),
    ("motifs_plafond", {"mois": 12}, False),
    ("suite_cnil", {"mois": 3}, True),
    ("silence_cnil", {"mois": 3}, False),
    ("recours_conseil_etat", {"mois": 2}, False),
    ("dossier_medical_au_plus_tot", {"heures": 48}, False),
    ("dossier_medical", {"jours": 8}, False),
    ("dossier_medical_ancien", {"mois": 2}, False),
    ("dossier_medical_anciennete", {"mois": 60}, False),
]


@pytest.mark.parametrize(("id_", "longueur", "reporte"), DELAIS)
def test_a_delay_is_as_long_as_the_law_says(
    id_: str,
    longueur: dict[str, int],
    reporte: bool,  # noqa: FBT001 - a parameter of the table above
    catalogue: Catalogue,
) -> None:
    delai = catalogue.delais[id_]
    valeur = delai.in_force(dt.date(2026, 11, 24))

    assert {"mois": valeur.mois, "jours": valeur.jours, "heures": valeur.heures} == {
        "mois": 0,
        "jours": 0,
        "heures": 0,
    } | longueur
    assert delai.reporte is reporte


def test_only_delays_of_the_rgpd_move_to_a_working_day(catalogue: Catalogue) -> None:
    for delai in catalogue.delais.values():
        assert not delai.reporte or catalogue.droit.entrees[delai.fondement].texte == "rgpd", delai.id


def test_a_delay_is_to_be_checked_when_its_ground_is(catalogue: Catalogue) -> None:
    """Or when that its ground is for this is only our reading. What only makes a date contestable is said by that."""
    notres = {"rejet_implicite"}
    contestables = {"question_tardive"}
    for delai in catalogue.delais.values():
        lu = catalogue.droit.entrees[delai.fondement].reserve(JOUR) in {ReserveDroit.DM, ReserveDroit.V_SEC, ReserveDroit.V_ANC}
        assert delai.a_verifier is ((lu and delai.id not in contestables) or delai.id in notres), delai.id


def test_a_delay_before_its_law_has_no_value(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="reponse"):
        catalogue.delais["reponse"].in_force(dt.date(2018, 5, 24))
