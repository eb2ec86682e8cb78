"""Where it comes from, who got it, who looked: each asked for what the law gives, and no more."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

TITRES = {
    "source": "D’où viennent ces données",
    "destinataires": "À qui elles ont été communiquées",
    "consultations": "Qui a consulté le dossier",
    "commentaires": "Les commentaires",
    "statistiques": "Les statistiques",
}


@pytest.mark.parametrize("volet", TITRES)
def test_one_box_asks_one_thing(courriers_livres: Courriers, volet: str) -> None:
    lignes = read(courriers_livres, demande_of("acces_cible", {"volets": (volet,)})).splitlines()

    assert [code for code, titre in TITRES.items() if titre in lignes] == [volet]


def test_nothing_ticked_asks_everything(courriers_livres: Courriers) -> None:
    lignes = read(courriers_livres, demande_of("acces_cible")).splitlines()

    assert all(titre in lignes for titre in TITRES.values())


def test_the_source_may_be_another_administration_or_someone_who_stays_unnamed(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_cible", {"volets": ("source",), "information_connue": "mon adresse"}))

    for dit in (
        "article 15, paragraphe 1, point g",
        "article L114-8",
        "sur quel texte il repose",
        "de quel type de source il s’agit",
        "d’où vient ceci :\nmon adresse",
    ):
        assert dit in texte


def test_recipients_are_named_unless_it_cannot_be(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_cible", {"volets": ("destinataires",)}))

    assert "l’identité même des destinataires" in texte
    assert "C-154/21" in texte
    assert "sauf si c’est impossible ou si la demande est abusive" in texte


def test_the_log_is_asked_for_without_the_names_of_agents(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_cible", {"volets": ("consultations",)}))

    for dit in ("la date et l’heure", "le but", "le service, et la fonction", "C-579/21"):
        assert dit in texte
    assert "447495" not in texte
    assert "Je ne demande pas le nom des agents" in texte
    assert "le nom de chaque" not in texte


def test_a_suspicion_is_explained_and_left_to_the_service_to_check(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    demande = demande_of("acces_cible", {"volets": ("consultations",), "soupcon": "ma voisine y travaille"})
    texte = read(courriers_livres, demande)

    assert "ouvert sans nécessité :\nma voisine y travaille" in texte
    assert "Je vous demande de vérifier ce point et de me dire le résultat." in texte
    textes = catalogue.textes_demarche("acces_cible")
    assert "C’est au service de vérifier et de vous dire le résultat." in textes("attente")


def test_statistics_are_a_question_not_a_reproach(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_cible", {"volets": ("statistiques",)}))

    assert "Une décision me concernant a-t-elle été prise à partir de ces statistiques ?" in texte
    assert "article 4, 2°, de la loi" in texte


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
@pytest.mark.parametrize("volet", [None, *TITRES])
def test_the_first_copy_is_free_before_the_law_that_allows_a_fee(
    courriers_livres: Courriers, qualite: Qualite, volet: str | None
) -> None:
    reponses = {"volets": (volet,)} if volet else {}
    texte = read(courriers_livres, demande_of("acces_cible", reponses, qualite=qualite))

    assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")
    assert "))" not in texte


def test_both_clocks_run_and_the_letter_says_so(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = read(courriers_livres, demande_of("acces_cible"))

    assert "Cette prolongation ne vaut pas pour les documents administratifs." in texte
    assert {"reponse", "refus_tacite", "saisine_cada"} <= set(catalogue.demarches["acces_cible"].delais)
    assert "L311-14" in texte


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_no_precedent_on_social_work_in_the_letter_of_a_usager(courriers_livres: Courriers, genre: GenreOrganisme) -> None:
    texte = read(courriers_livres, demande_of("acces_cible", genre=genre))

    assert "2005-038" not in texte
    assert ("Pour ce qui relève d’une mission de service public" in texte) is (
        genre in {"essms", "hebergement", "sante", "autre"}
    )


def test_en_clair_names_what_was_ticked(courriers_livres: Courriers) -> None:
    for volets in (("source", "destinataires"), ("source",), ("destinataires",), tuple(TITRES)):
        en_clair = courriers_livres.compose(demande_of("acces_cible", {"volets": volets})).en_clair
        assert en_clair[0].startswith("Vous demandez")
        assert len(en_clair) <= 5


@pytest.mark.parametrize(
    ("qualite", "qui"), [(Qualite.CONCERNE, "J’ai déménagé."), (Qualite.MANDATAIRE, "Cette personne a déménagé.")]
)
def test_who_moved_may_ask_where_the_file_went(courriers_livres: Courriers, qualite: Qualite, qui: str) -> None:
    parti = read(
        courriers_livres, demande_of("acces", {"demenage": True, "demenage_quand": "il y a quatre ans"}, qualite=qualite)
    )
    reste = read(courriers_livres, demande_of("acces", {}, qualite=qualite))

    assert qui in parti
    assert "a été transmis à un autre département ou à un autre service" in parti
    assert "déménagement : il y a quatre ans" in parti
    assert "déménag" not in reste
    assert "a été transmis" not in reste


@pytest.mark.parametrize(
    ("qualite", "reponses", "dit"),
    [
        (Qualite.CONCERNE, {}, True),
        (Qualite.REPRESENTANT_LEGAL, {"titre_representant": "tutelle"}, True),
        (Qualite.REPRESENTANT_LEGAL, {"titre_representant": "parent"}, False),
    ],
)
def test_a_child_who_asks_for_no_rsa_is_on_no_list_of_job_seekers(
    courriers_livres: Courriers, qualite: Qualite, reponses: dict[str, str], *, dit: bool
) -> None:
    """Code du travail L5411-1: who asks for the RSA is, but for some of an age to retire or disabled."""
    texte = read(courriers_livres, demande_of("acces_cible", {"volets": ("source",), **reponses}, qualite=qualite))

    assert ("Qui demande le RSA est, sauf exceptions, inscrit à France Travail" in texte) is dit
