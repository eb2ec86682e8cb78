"""What a passage is decides what it may show: a question proves nothing, nor does a fear; the CNIL's findings do."""

from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Ecart, EcartSaisi, GenreSource, Grille, NaturePassage, Point, check_ecarts
from droits_usagers.places import Places
from droits_usagers.services.grille.ecarts import EXEMPLES, read_grille
from tests.ecarts import agreed, grille, plain

REFUSE = "Sans saisie, pas de rendez-vous."


def example_grilles(places: Places, catalogue: Catalogue) -> list[Grille]:
    return [read_grille(Path(un), catalogue) for un in sorted((places.resources / EXEMPLES).glob("*.toml"))]


def marked(nature: NaturePassage, *lignes: tuple[str, str, str], saisis: tuple[EcartSaisi, ...] = ()) -> Grille:
    lue = grille(*lignes, saisis=saisis)
    passages = (replace(un, nature=nature) for un in lue.passages)
    return replace(lue, passages=tuple(passages))


def only(catalogue: Catalogue, lue: Grille, regle: str) -> Ecart | None:
    return next((ecart for ecart in check_ecarts(lue, catalogue.ecarts) if ecart.regle == regle), None)


@pytest.mark.parametrize("nature", [NaturePassage.DEMANDE, NaturePassage.CRAINT])
def test_what_is_asked_or_feared_is_only_asked(nature: NaturePassage, places: Places, catalogue: Catalogue) -> None:
    for lue in example_grilles(places, catalogue):
        doutes = replace(lue, passages=tuple(replace(un, nature=nature) for un in lue.passages))

        assert {ecart.gravite for ecart in check_ecarts(doutes, catalogue.ecarts)} <= {1}


@pytest.mark.parametrize("nature", sorted(set(NaturePassage) - {NaturePassage.FAIT, NaturePassage.CONSTATE_CNIL}))
def test_no_right_is_denied_where_nobody_saw_it(nature: NaturePassage, places: Places, catalogue: Catalogue) -> None:
    for lue in example_grilles(places, catalogue):
        dites = replace(lue, passages=tuple(replace(un, nature=nature) for un in lue.passages))

        assert all(ecart.gravite < 3 for ecart in check_ecarts(dites, catalogue.ecarts))


def test_what_someone_said_of_a_passage_counts_more_than_its_words(catalogue: Catalogue) -> None:
    question = "Sans saisie, pas de rendez-vous ?"
    for nature, gravite in ((NaturePassage.FAIT, 3), (NaturePassage.RAPPORTE, 2), (NaturePassage.DEMANDE, 1)):
        ecart = only(catalogue, marked(nature, ("compte_rendu", "refus", question)), "refus_sans_aide")
        assert ecart is not None
        assert ecart.gravite == gravite
        assert ("Rien ne l'établit" in plain(ecart.fait).replace("\u2019", "'")) is (gravite == 1)


def test_what_the_cnil_reminds_of_it_did_not_find(catalogue: Catalogue) -> None:
    rappel = only(catalogue, marked(NaturePassage.EXIGE, ("courrier_cnil", "refus", REFUSE)), "refus_sans_aide")
    assert rappel is not None
    assert rappel.gravite == 1

    trouve = only(catalogue, marked(NaturePassage.CONSTATE_CNIL, ("courrier_cnil", "refus", REFUSE)), "refus_sans_aide")
    assert trouve is not None
    assert trouve.gravite == 3
    assert "la CNIL l\u2019a constaté." in trouve.fait
    assert "08/02/2011" in trouve.fait or "8 février 2011" in plain(trouve.fait)


def test_a_rule_that_looks_everywhere_takes_no_mark_made_for_another_point(catalogue: Catalogue) -> None:
    panne = "Le logiciel tombe en panne toutes les semaines et fait perdre du temps."
    ici = marked(NaturePassage.FAIT, ("temoignage", "securite", panne))
    ailleurs = marked(NaturePassage.FAIT, ("temoignage", "origine", panne))
    # Nobody said what it is yet: it is heard wherever it was noted.
    notee = grille(("temoignage", "origine", panne))

    assert only(catalogue, ici, "outil_defaillant") is not None
    assert only(catalogue, ailleurs, "outil_defaillant") is None
    assert only(catalogue, notee, "outil_defaillant") is not None


def test_what_is_announced_in_a_meeting_was_told_to_nobody_whose_data_it_is(catalogue: Catalogue) -> None:
    """« Annoncé » in minutes is an announcement, and no notice to the public."""
    conseil = ("temoignage", "finalite", "Le fichier sert au conseil local de sécurité et de prévention de la délinquance.")
    for source, tu in (("affiche", False), ("compte_rendu", True)):
        dit = (source, "finalite", "Les données servent au conseil local de sécurité et de prévention de la délinquance.")
        lue = marked(NaturePassage.ANNONCE, conseil, dit)
        lue = replace(lue, passages=(replace(lue.passages[0], nature=NaturePassage.FAIT), lue.passages[1]))
        assert (only(catalogue, lue, "usage_securite") is not None) is tu


# ── What one chooses to quote ────────────────────────────────────────────────────────────────────────────────────────────


def test_confirming_a_finding_changes_none_of_its_words(places: Places, catalogue: Catalogue) -> None:
    for lue in example_grilles(places, catalogue):
        for ecart in check_ecarts(lue, catalogue.ecarts):
            assert ecart.passages
            sur = replace(lue, saisis=(EcartSaisi(ecart.regle, passages=ecart.passages, confirme=True),))
            dit = only(catalogue, sur, ecart.regle)
            assert dit is not None
            assert (dit.confirme, dit.a_confirmer) == (True, ())
            # What nobody had said yet is said as a fact, and not asked any more.
            assert ecart.indecis or dit == replace(ecart, confirme=True)
            assert not ecart.indecis or "À confirmer" not in dit.fait


def test_what_is_confirmed_quotes_nothing_that_came_later(catalogue: Catalogue) -> None:
    tard = ("temoignage-2", "refus", "On refuse l'aide à qui refuse la saisie.")
    avant = EcartSaisi("refus_sans_aide", passages=("p1",), confirme=True)
    lue = marked(NaturePassage.FAIT, ("temoignage", "refus", REFUSE), tard, saisis=(avant,))

    ecart = only(catalogue, lue, "refus_sans_aide")
    assert ecart is not None
    assert ecart.passages == ("p1",)
    sans_choix = only(catalogue, replace(lue, saisis=()), "refus_sans_aide")
    assert sans_choix is not None
    assert sans_choix.passages == ("p1", "p2")


def test_a_rule_chosen_from_the_list_comes_with_its_right_and_its_request(catalogue: Catalogue) -> None:
    mots = "Chaque matin, la liste des noms est lue à voix haute dans le hall."
    # A rule that found nothing there, and one whose sentence names what it recognised.
    for id_ in ("securite_insuffisante", "acces_non_prevu"):
        regle = catalogue.ecarts.regles[id_]
        choix = EcartSaisi(id_, passages=("p1",), confirme=True)
        ecart = only(catalogue, marked(NaturePassage.FAIT, ("observation", "origine", mots), saisis=(choix,)), id_)

        assert ecart is not None
        assert (ecart.droit, ecart.demande, ecart.passages) == (regle.droit, regle.demande, ("p1",))
        assert "lue à voix haute dans le hall" in ecart.fait
        assert ecart.cases == (("observation", Point.ORIGINE),)


def test_ones_own_words_lead_to_what_they_quote(catalogue: Catalogue) -> None:
    choix = EcartSaisi("", "La liste est lue à tous.", passages=("p1",), gravite=3, articles=("rgpd-32",))
    lignes = ("observation", "securite", "Chaque matin, on lit les noms de la famille Kerbrat.")

    seul = only(catalogue, marked(NaturePassage.FAIT, lignes, saisis=(choix,)), "personnel")
    assert seul is not None
    assert plain(seul.fait).startswith("La liste est lue à tous : « Chaque matin, on lit les noms de la famille [nom masqué] »")
    assert seul.gravite == 3
    assert seul.sources == ("observation",)
    rapporte = only(catalogue, marked(NaturePassage.RAPPORTE, lignes, saisis=(choix,)), "personnel")
    assert rapporte is not None
    assert rapporte.gravite == 2


def test_a_kind_of_source_says_what_a_passage_is_taken_for(catalogue: Catalogue) -> None:
    for genre, gravite in ((GenreSource.NOTE, 2), (GenreSource.SYNDICAT, 2), (GenreSource.OBSERVATION, 3)):
        ecart = only(catalogue, agreed(catalogue, grille((genre.value, "refus", REFUSE))), "refus_sans_aide")
        assert ecart is not None
        assert ecart.gravite == gravite


def test_a_confirmed_finding_that_says_something_else_is_to_be_looked_at_again(catalogue: Catalogue) -> None:
    lignes = (("declaration", "donnees", "Nom, prénom, adresse."), ("observation", "donnees", "On saisit la religion."))
    avant = only(catalogue, agreed(catalogue, grille(*lignes)), "donnees_non_annoncees")
    assert avant is not None
    sur = EcartSaisi("donnees_non_annoncees", passages=avant.passages, confirme=True, vu=avant.sceau)
    assert only(catalogue, grille(*lignes, saisis=(sur,)), "donnees_non_annoncees") == avant
    assert avant.confirme

    plus = (*lignes, ("observation", "donnees", "On saisit l'addiction à l'alcool et les condamnations."))
    apres = only(catalogue, grille(*plus, saisis=(sur,)), "donnees_non_annoncees")
    assert apres is not None
    # What was looked at is quoted and named, and nothing that came after it.
    assert (apres.confirme, apres.fait) == (True, avant.fait)
    # Another day, another kind of source: it is not what was looked at.
    autre = grille(*lignes, saisis=(sur,), sans_date=True)
    assert not any(ecart.confirme for ecart in check_ecarts(autre, catalogue.ecarts))


def test_beside_a_fear_a_fact_of_something_else_shows_nothing(catalogue: Catalogue) -> None:
    crainte = ("syndicat", "refus", "Sans saisie, pas de rendez-vous.")
    lue = grille(crainte, ("observation", "refus", "Le bureau ferme à midi."))
    lue = replace(lue, passages=(replace(lue.passages[0], nature=NaturePassage.CRAINT), lue.passages[1]))
    choix = EcartSaisi("refus_sans_aide", passages=("p1", "p2"), confirme=True)

    ecart = only(catalogue, replace(lue, saisis=(choix,)), "refus_sans_aide")
    assert ecart is not None
    assert ecart.gravite == 1
    assert "Rien ne l’établit" in ecart.fait


@pytest.mark.parametrize("nature", [NaturePassage.DEMANDE, NaturePassage.CRAINT])
def test_a_question_is_not_half_of_a_proof(nature: NaturePassage, catalogue: Catalogue) -> None:
    lue = grille(("declaration", "conservation", "6 mois"), ("syndicat", "conservation", "Est-il vrai que c'est dix ans ?"))
    lue = replace(lue, passages=(lue.passages[0], replace(lue.passages[1], nature=nature)))

    ecart = only(catalogue, lue, "conservation_divergente")
    assert ecart is not None
    assert ecart.gravite == 1
    assert "dix ans" in ecart.fait
    # Two that tell show it, whatever a third asks.
    trois = replace(lue, sources=(*lue.sources, *grille(("affiche", "conservation", "")).sources))
    trois = replace(trois, passages=(*trois.passages, replace(lue.passages[0], source="affiche", texte="2 ans", id="p3")))
    sure = only(catalogue, agreed(catalogue, trois), "conservation_divergente")
    assert sure is not None
    assert (sure.gravite, sure.passages) == (2, ("p1", "p3"))


def test_ones_own_words_deny_no_right_that_nobody_saw_denied(catalogue: Catalogue) -> None:
    for source, gravite in (("note", 2), ("observation", 3)):
        propre = EcartSaisi("", "On refuse l'aide.", sources=(source,), gravite=3, confirme=True)
        ecart = only(catalogue, grille((source, "origine", "La CAF."), saisis=(propre,)), "personnel")
        assert ecart is not None
        assert ecart.gravite == gravite


def test_only_the_pages_that_are_quoted_are_named(catalogue: Catalogue) -> None:
    lue = grille(*(("temoignage", "refus", f"Sans saisie, pas de rendez-vous numéro {rang}.") for rang in range(1, 7)))
    lue = replace(lue, passages=tuple(replace(un, page=rang) for rang, un in enumerate(lue.passages, start=1)))

    ecart = only(catalogue, lue, "refus_sans_aide")
    assert ecart is not None
    assert "p. 1 et 2 et 3)" in plain(ecart.fait)


@pytest.mark.parametrize(
    "phrase",
    [
        "Quant à l'évaluation des agents, la Commission n'a pas recueilli d'élément établissant que les compteurs y servent.",
        "La Commission n'a pas constaté que les agents étaient évalués par le fichier.",
        "Aucun élément ne permet d'établir que des chiffres par agent sont tirés du fichier.",
    ],
)
@pytest.mark.parametrize("nature", [NaturePassage.CONSTATE_CNIL, NaturePassage.RAPPORTE])
def test_what_the_cnil_did_not_find_is_not_found(nature: NaturePassage, phrase: str, catalogue: Catalogue) -> None:
    assert only(catalogue, marked(nature, ("courrier_cnil", "evaluation_agents", phrase)), "evaluation_agents") is None


@pytest.mark.parametrize(
    ("point", "question", "regle"),
    [
        ("sensibles", "La religion est-elle demandée à l'écran ?", "sensibles_sans_exception"),
        ("comptes_rendus", "Faudra-t-il saisir des comptes rendus d'entretien ?", "comptes_rendus_saisis"),
        ("donnees", "Le numéro de sécurité sociale sera-t-il demandé ?", "nir_a_justifier"),
        ("conservation", "Et si les dossiers étaient gardés dix ans ?", "conservation_repere"),
    ],
)
def test_a_question_is_said_to_be_one_however_little_it_would_weigh(
    point: str, question: str, regle: str, catalogue: Catalogue
) -> None:
    ecart = only(catalogue, marked(NaturePassage.DEMANDE, ("compte_rendu", point, question)), regle)

    assert ecart is not None
    assert "Rien ne l'établit" in plain(ecart.fait).replace("\u2019", "'")


def test_what_is_only_reported_is_said_to_be_reported(catalogue: Catalogue) -> None:
    dit = ("courrier_cnil", "commentaires", "Vous indiquez que des appréciations sur les personnes sont enregistrées.")
    ecart = only(catalogue, marked(NaturePassage.RAPPORTE, dit), "appreciations")

    assert ecart is not None
    assert (
        plain(ecart.fait)
        .replace("\u2019", "'")
        .startswith("Des appréciations sur les personnes : c'est rapporté, non constaté.")
    )


def test_names_of_what_is_only_reported_are_told(catalogue: Catalogue) -> None:
    lue = marked(NaturePassage.RAPPORTE, ("compte_rendu", "donnees", "On saisit la religion."))
    annonce = marked(NaturePassage.ANNONCE, ("declaration", "donnees", "État civil, adresse."))
    lue = replace(
        lue,
        sources=(*annonce.sources, *lue.sources),
        passages=(*(replace(un, id="a1") for un in annonce.passages), *lue.passages),
    )
    ecart = only(catalogue, lue, "donnees_non_annoncees")

    assert ecart is not None
    assert "(la religion)" in ecart.fait


def mixed(*lignes: tuple[str, str, str, NaturePassage]) -> Grille:
    lue = grille(*((source, point, texte) for source, point, texte, _ in lignes))
    natures = [nature for *_, nature in lignes]
    return replace(lue, passages=tuple(replace(un, nature=nature) for un, nature in zip(lue.passages, natures, strict=True)))


ANNONCE = ("declaration", "donnees", "Nom, adresse.", NaturePassage.ANNONCE)


def test_what_is_feared_or_asked_is_not_named_beside_what_was_seen(catalogue: Catalogue) -> None:
    lue = mixed(
        ANNONCE,
        ("observation", "donnees", "Champ vu : nationalité.", NaturePassage.FAIT),
        ("syndicat", "donnees", "La religion des personnes est-elle enregistrée ?", NaturePassage.DEMANDE),
        ("syndicat-2", "donnees", "On craint que la vie sexuelle soit enregistrée.", NaturePassage.CRAINT),
    )
    ecart = only(catalogue, lue, "donnees_non_annoncees")

    assert ecart is not None
    assert "religion" not in ecart.fait
    assert "sexuelle" not in ecart.fait


def test_the_cnil_found_what_it_found_and_no_more(catalogue: Catalogue) -> None:
    lue = mixed(
        ANNONCE,
        ("courrier_cnil", "donnees", "Nous avons constaté que la nationalité est enregistrée.", NaturePassage.CONSTATE_CNIL),
        ("observation", "donnees", "Champ vu : religion", NaturePassage.CRAINT),
    )
    ecart = only(catalogue, lue, "donnees_non_annoncees")

    assert ecart is not None
    assert "CNIL l" in ecart.fait
    assert "religion" not in ecart.fait


def test_what_is_reported_beside_what_was_seen_says_so_and_names_nothing(catalogue: Catalogue) -> None:
    lue = mixed(
        ANNONCE,
        ("observation", "donnees", "Champ vu : nationalité.", NaturePassage.FAIT),
        ("syndicat", "donnees", "On enregistre la religion des personnes.", NaturePassage.RAPPORTE),
    )
    ecart = only(catalogue, lue, "donnees_non_annoncees")

    assert ecart is not None
    assert "religion" not in ecart.fait.split(")")[0]
    assert "qui le rapporte" in ecart.fait


def test_the_cnil_finds_nothing_in_what_someone_else_writes(catalogue: Catalogue) -> None:
    ecart = only(
        catalogue,
        marked(NaturePassage.CONSTATE_CNIL, ("syndicat", "conservation", "Rien n'est jamais effacé.")),
        "conservation_illimitee",
    )

    assert ecart is not None
    assert "CNIL l" not in ecart.fait


def test_what_the_cnil_writes_is_its_own_finding_once_someone_says_so(catalogue: Catalogue) -> None:
    dit = ("courrier_cnil", "conservation", "Aucun effacement n'était prévu, et rien n'est jamais purgé.")
    lue = marked(NaturePassage.A_DEMANDER, dit)
    for regle in ("conservation_illimitee", "constats_cnil"):
        demande = only(catalogue, lue, regle)
        assert demande is not None
        assert demande.indecis
        assert "est-ce la CNIL elle-même" in plain(demande.fait)
        assert "rapporté" not in demande.fait
        oui = EcartSaisi(regle, passages=("p1",), confirme=True)
        trouve = only(catalogue, replace(lue, saisis=(oui,)), regle)
        assert trouve is not None
        assert (trouve.confirme, trouve.gravite) == (True, catalogue.ecarts.regles[regle].gravite)
        assert "constaté" in trouve.fait
        assert "rapporté" not in trouve.fait
