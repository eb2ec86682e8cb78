"""How a grille is read: what a sentence is about wherever it was noted, what denies, what is quoted of it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, Grille, Masque, PassageMarque, Point, Source, check_ecarts
from droits_usagers.domain.grille.lexique import PhraseLue, sentences
from droits_usagers.services.grille.ecarts import read_grille
from tests.chaque import chaque
from tests.ecarts import agreed_on, found, plain

SAINS = Path(__file__).parents[2] / "donnees" / "ecarts"

# ── Ailleurs que sous son point ──────────────────────────────────────────────────────────────────────────────────────────


@chaque(
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
@chaque("point", ["finalite", "evaluation_agents", "formalites"])
def test_what_was_noted_under_another_point_is_heard(regle: str, texte: str, point: str, catalogue: Catalogue) -> None:
    assert regle in found(catalogue, ("temoignage", point, texte))


def test_a_list_of_readers_is_one_where_it_was_noted(catalogue: Catalogue) -> None:
    """« Assistants sociaux, secrétariat » under another point would be read as anything."""
    stagiaires = ("temoignage", "habilitations", "Les stagiaires lisent les dossiers.")

    assert "acces_non_prevu" in found(catalogue, ("registre", "destinataires", "Assistants sociaux"), stagiaires)
    assert "acces_non_prevu" not in found(catalogue, ("registre", "formalites", "Qui a accès : assistants sociaux"), stagiaires)


@pytest.mark.parametrize("service", ["des transports", "de l'urbanisme", "des espaces verts", "de l'état civil"])
def test_a_service_that_no_list_names_reads_what_it_may_not(service: str, catalogue: Catalogue) -> None:
    texte = f"Des agents du service {service} ont consulté des fiches de familles suivies."
    liste = ("registre", "destinataires", "Assistants sociaux")

    assert "acces_non_prevu" in found(catalogue, liste, ("temoignage", "habilitations", texte))


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
        agreed_on(catalogue, ("temoignage", "finalite", "Le secret professionnel est bafoué."))["secret_professionnel"].gravite
        == 2
    )
    for texte in ("Le secret professionnel est garanti.", "Les agents sont tenus au secret professionnel."):
        assert "secret_professionnel" not in found(catalogue, ("temoignage", "finalite", texte))
    assert "secret_professionnel" not in found(catalogue, ("note", "finalite", "Et le secret professionnel."))


# ── Citer ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def masque(catalogue: Catalogue) -> Masque:
    return Masque(catalogue.ecarts)


def test_marks_inside_a_quotation_are_others(masque: Masque) -> None:
    assert masque.quote("La zone « libre » sert à tout.") == "La zone \u201clibre\u201d sert à tout"


@pytest.mark.parametrize("texte", ["… à ces informations »", "« Nous devons tout noter"])
def test_a_mark_alone_is_left_out(texte: str, masque: Masque) -> None:
    assert not set("«»\u201c\u201d") & set(masque.quote(texte))


@pytest.mark.parametrize("numero", ["2 85 03 75 116 001 66", "285037511600166", "1 84 12 93 066 010 11"])
def test_a_number_typed_with_a_wrong_key_is_hidden_too(numero: str, masque: Masque) -> None:
    # It may be one figure away from someone's.
    assert masque.hide(f"Un numéro {numero} est affiché.") == "Un numéro [numéro masqué] est affiché."


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
        passage = PassageMarque("s", Point.CONSERVATION, "Illimitée.")
        grille = Grille(sources=(Source("s", genre, dt.date(2011, 2, 8)),), passages=(passage,))
        return {ecart.regle for ecart in check_ecarts(grille, catalogue.ecarts)}

    assert sentences("Illimitée.") is sentences("Illimitée.")
    assert "registre_a_demander" in regles(GenreSource.DECLARATION) - regles(GenreSource.REGISTRE)
    assert "Illimitée" not in repr(PhraseLue("Illimitée."))


# ── Ce qui répond, ce qui continue ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("regle", "texte"),
    [
        ("tout_le_personnel", "Qui consulte ? Tout le monde."),
        ("comite_non_saisi", "Le comité technique ? Contourné."),
        ("affiche_disparue", "Et l'affichette ? Recouverte par une autre."),
        ("refus_sans_aide", "Et si l'on dit non ? La porte se ferme."),
        ("usage_autorites", "Qui en reçoit la liste ?\n- le centre de loisirs ;\n- le commissariat."),
    ],
)
def test_an_answer_is_read_with_its_question_and_an_item_with_its_head(regle: str, texte: str, catalogue: Catalogue) -> None:
    assert regle in found(catalogue, ("temoignage", "formalites", texte))


def test_a_question_and_its_answer_are_quoted_once(catalogue: Catalogue) -> None:
    ecarts = found(
        catalogue, ("temoignage", "habilitations", "Tout le personnel lit-il les fiches ? Oui, tout le personnel les lit.")
    )

    assert ecarts["tout_le_personnel"].fait.count("lit-il les fiches") == 1


@pytest.mark.parametrize(
    "texte",
    ["Et si l'on dit non ? On est reçu quand même.", "Une famille a refusé et a été reçue de la même façon. La police ?"],
)
def test_a_question_that_is_answered_or_asks_nothing_is_no_question(texte: str, catalogue: Catalogue) -> None:
    assert "refus_sans_reponse" not in found(catalogue, ("temoignage", "refus", texte))


def test_a_question_alone_does_not_make_its_answer_say_so(catalogue: Catalogue) -> None:
    texte = "Des listes remises à la police ? Cela n'existe pas ici."

    assert found(catalogue, ("temoignage", "finalite", texte))["usage_autorites"].gravite == 1


@pytest.mark.parametrize("texte", ["Plus de mot de passe partagé.", "Plus aucun mot de passe partagé."])
def test_no_more_of_it_is_none(texte: str, catalogue: Catalogue) -> None:
    assert found(catalogue, ("temoignage", "securite", texte)) == {}


def test_more_than_a_hundred_is_many(catalogue: Catalogue) -> None:
    assert "tout_le_personnel" in found(catalogue, ("temoignage", "habilitations", "Plus de 300 agents ont accès aux fiches."))


@pytest.mark.parametrize(
    "texte",
    [
        "Le directeur n'exclut pas de transmettre des listes à la préfecture.",
        "Rien n'empêche de livrer des noms à la police.",
    ],
)
def test_what_nobody_rules_out_is_not_denied(texte: str, catalogue: Catalogue) -> None:
    assert "usage_autorites" in found(catalogue, ("temoignage", "destinataires", texte))


@pytest.mark.parametrize(
    ("regle", "texte"),
    [
        ("comite_non_saisi", "Ni avant ni après le choix du logiciel, les organisations syndicales n'en auront discuté."),
        ("evaluation_agents", "À l'aide des chiffres du logiciel, l'encadrement compte surveiller de près chacun des agents."),
    ],
)
def test_words_that_stand_together_say_so_in_any_order(regle: str, texte: str, catalogue: Catalogue) -> None:
    assert regle in found(catalogue, ("temoignage", "finalite", texte))


def test_words_that_stand_together_and_are_denied_say_nothing(catalogue: Catalogue) -> None:
    texte = "Le compteur de saisies ne sert pas à contrôler les collègues."

    assert "evaluation_agents" not in found(catalogue, ("temoignage", "donnees", texte))


def test_whoever_takes_minutes_may_name_who_speaks(catalogue: Catalogue) -> None:
    texte = "La direction précise que seul le référent accède aux dossiers."

    assert "acces_non_prevu" not in found(
        catalogue, ("declaration", "destinataires", "Les référents"), ("temoignage", "habilitations", texte)
    )


@pytest.mark.parametrize("nom", ["sain", "sain-ccas", "sain-insertion", "sain-voix"])
def test_what_goes_well_gives_nothing_when_it_is_all_in_one_cell(nom: str, catalogue: Catalogue) -> None:
    lue = read_grille(SAINS / f"{nom}.toml", catalogue)
    racontent = {source.id for source in lue.sources if source.genre in {GenreSource.TEMOIGNAGE, GenreSource.OBSERVATION}}
    ailleurs = [passage for passage in lue.passages if passage.source not in racontent]
    textes = {id_: "\n".join(passage.texte for passage in lue.passages if passage.source == id_) for id_ in sorted(racontent)}
    ensemble = [PassageMarque(id_, Point.FORMALITES, texte) for id_, texte in textes.items()]

    assert check_ecarts(replace(lue, passages=(*ailleurs, *ensemble)), catalogue.ecarts) == ()
