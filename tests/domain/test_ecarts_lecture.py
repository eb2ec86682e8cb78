"""How a grille is read: what a sentence is about wherever it was noted, what denies, what is quoted of it."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.ecarts import Constat, GenreSource, Grille, Masque, Point, Source, check_ecarts
from droits_usagers.domain.ecarts.lexique import Phrase, sentences
from tests.ecarts import found, plain

# ── Ailleurs que sous son point ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("regle", "texte"),
    [
        ("affiche_disparue", "L'affiche ? Elle a tenu trois semaines. Depuis, plus rien."),
        ("usagers_non_informes", "Les usagers ne sont pas informés de l'informatisation."),
        ("tout_le_personnel", "Bien trop d'agents y ont accès."),
        ("conservation_illimitee", "Les fiches s'accumulent sans jamais être effacées."),
        ("source_non_nommee", "Les données proviennent de l'usager ou d'un tiers."),
        ("refus_sans_reponse", "L'usager qui s'oppose sera-t-il reçu ?"),
        ("comptes_partages", "Le mot de passe est affiché."),
        ("comite_non_saisi", "Le comité technique n'a jamais été saisi."),
        ("absent_du_registre", "L'enquête n'a jamais été déclarée à la CNIL."),
        ("statistiques_decisions", "Des corrélations sont faites entre les réponses."),
    ],
)
@pytest.mark.parametrize("point", ["finalite", "evaluation_agents", "formalites"])
def test_what_was_noted_under_another_point_is_heard(regle: str, texte: str, point: str, catalogue: Catalogue) -> None:
    assert regle in found(catalogue, ("temoignage", point, texte))


def test_a_list_of_readers_is_one_where_it_was_noted(catalogue: Catalogue) -> None:
    """« Assistants sociaux, secrétariat » under another point would be read as anything."""
    stagiaires = ("temoignage", "habilitations", "Les stagiaires lisent les dossiers.")

    assert "acces_non_prevu" in found(catalogue, ("registre", "destinataires", "Assistants sociaux"), stagiaires)
    assert "acces_non_prevu" not in found(catalogue, ("registre", "formalites", "Qui a accès : assistants sociaux"), stagiaires)


def test_an_announcement_that_someone_tells_of_is_one(catalogue: Catalogue) -> None:
    vieux = "Nous retrouvons des gens reçus en 1998."

    trouves = found(catalogue, ("temoignage", "conservation", f"{vieux} La déclaration disait : deux ans."))
    assert "conservation_depassee" in trouves
    assert "conservation_depassee" not in found(catalogue, ("temoignage", "conservation", f"{vieux} Deux ans, c'est long."))


def test_an_aid_refused_in_one_sentence_and_its_report_in_the_next(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("temoignage", "comptes_rendus", "Le secours est rejeté ; on lui réclame un rapport détaillé."))[
        "rapport_exige"
    ]

    assert "Le secours est rejeté on lui réclame un rapport détaillé" in plain(ecart.fait)


# ── Nier, demander ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "texte",
    [
        "La section dit NON au contrôle de l'activité des agents.",
        "Non au contrôle du travail des agents !",
        "Nous craignons que ces chiffres ne servent à évaluer les agents.",
        "N'est-ce pas un contrôle du travail des agents ?",
        "Les mots de passe ne changent pas, et plusieurs chefs évaluent le travail des agents.",
    ],
)
def test_who_protests_or_asks_denies_nothing(texte: str, catalogue: Catalogue) -> None:
    assert "evaluation_agents" in found(catalogue, ("temoignage", "evaluation_agents", texte))


@pytest.mark.parametrize(
    "texte", ["On n'évalue pas les agents.", "Avant la mise en service, on ne compare pas le travail des agents."]
)
def test_who_denies_does(texte: str, catalogue: Catalogue) -> None:
    assert "evaluation_agents" not in found(catalogue, ("temoignage", "evaluation_agents", texte))


def test_the_secret_is_a_grievance_when_a_witness_speaks_of_it(catalogue: Catalogue) -> None:
    nomme = ("temoignage", "finalite", "Et le secret professionnel, dans tout cela.")

    assert found(catalogue, nomme)["secret_professionnel"].gravite == 1
    assert (
        found(catalogue, ("temoignage", "finalite", "Le secret professionnel est bafoué."))["secret_professionnel"].gravite == 2
    )
    for texte in ("Le secret professionnel est garanti.", "Les agents sont tenus au secret professionnel."):
        assert "secret_professionnel" not in found(catalogue, ("temoignage", "finalite", texte))
    assert "secret_professionnel" not in found(catalogue, ("note", "finalite", "Et le secret professionnel."))


# ── Citer ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def masque(catalogue: Catalogue) -> Masque:
    return Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots)


def test_marks_inside_a_quotation_are_others(masque: Masque) -> None:
    assert masque.quote("La zone « libre » sert à tout.") == "La zone \u201clibre\u201d sert à tout"


@pytest.mark.parametrize("texte", ["… à ces informations »", "« Nous devons tout noter"])
def test_a_mark_alone_is_left_out(texte: str, masque: Masque) -> None:
    assert not set("«»\u201c\u201d") & set(masque.quote(texte))


@pytest.mark.parametrize("numero", ["2 85 03 75 116 001 66", "285037511600166", "1 84 12 93 066 010 11"])
def test_a_number_typed_with_a_wrong_key_is_hidden_too(numero: str, masque: Masque) -> None:
    # It may be one figure away from someone's.
    assert masque.hide(f"Un numéro {numero} est affiché.") == "Un numéro [numéro masqué] est affiché."


@pytest.mark.parametrize("numero", ["732 829 320 00074", "FR76 3000 6000 0112 3456 7890 189", "01 23 45 67 89, 06 12 34 56 78"])
def test_what_identifies_nobody_is_quoted_as_it_is(numero: str, masque: Masque) -> None:
    assert masque.hide(f"Voir {numero} au besoin.") == f"Voir {numero} au besoin."


def test_a_name_is_seen(masque: Masque) -> None:
    assert masque.names("Mme Le Goff attend.")
    assert not masque.names("Mme la directrice attend.")


def test_a_long_sentence_is_cut_where_one_breathes(masque: Masque) -> None:
    cite = masque.quote("Le service enregistre tout ce qui se dit en entretien, " * 9 + "sans fin")

    assert cite.endswith("entretien…")
    assert len(cite) <= 400
    assert masque.quote("mot " * 150).endswith("mot…")


def test_of_a_very_long_sentence_the_half_that_tells_is_quoted(catalogue: Catalogue) -> None:
    texte = f"Il faut bien dire que {'le service reçoit des familles, ' * 14}mais rien n'est jamais effacé."

    ecart = found(catalogue, ("temoignage", "conservation", texte))["conservation_illimitee"]

    assert "« mais rien n'est jamais effacé »" in plain(ecart.fait)


def test_a_text_is_read_once_and_heard_anew_in_another_grille(catalogue: Catalogue) -> None:
    def regles(genre: GenreSource) -> set[str]:
        constat = Constat("s", Point.CONSERVATION, "Illimitée.")
        grille = Grille(sources=(Source("s", genre, dt.date(2011, 2, 8)),), constats=(constat,))
        return {ecart.regle for ecart in check_ecarts(grille, catalogue.ecarts)}

    assert sentences("Illimitée.") is sentences("Illimitée.")
    assert "registre_a_demander" in regles(GenreSource.DECLARATION) - regles(GenreSource.REGISTRE)
    assert "Illimitée" not in repr(Phrase("Illimitée."))
