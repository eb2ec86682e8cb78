"""The grille as a whole: what people are told, what is asked for, what the user decides, how sources are quoted."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Ecart, EcartSaisi, Point, check_ecarts
from droits_usagers.domain.grille.lexique import sentences
from tests.ecarts import agreed_on, found, grille, plain

# ── Personnes, formalités ────────────────────────────────────────────────────────────────────────────────────────────────

AFFICHE = (
    "Le département traite vos données pour instruire vos demandes d'aide. Elles sont lues par votre assistante sociale. "
    "Elles sont conservées deux ans. Vous avez un droit d'accès et de rectification, et vous pouvez vous opposer. "
    "Délégué : dpo@exemple.fr. Réclamation : CNIL."
)


def test_a_whole_poster_lacks_nothing(catalogue: Catalogue) -> None:
    assert "affiche_incomplete" not in found(catalogue, ("affiche", "information", AFFICHE))


def test_what_a_poster_leaves_out_is_listed(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("affiche", "information", AFFICHE.replace("Elles sont conservées deux ans. ", "")))[
        "affiche_incomplete"
    ]

    assert "on ne lit pas : la durée de conservation. Elle dit" in plain(ecart.phrase)


@pytest.mark.parametrize(
    "texte", ["Affiche posée.", "L'affiche a disparu au bout de quelques semaines, et personne ne l'a remise au mur depuis."]
)
def test_a_poster_that_was_not_copied_is_not_read(texte: str, catalogue: Catalogue) -> None:
    assert "affiche_incomplete" not in found(catalogue, ("affiche", "information", texte))


def test_the_worst_comes_first(catalogue: Catalogue) -> None:
    ecarts = check_ecarts(
        grille(
            ("note", "refus", "Sans saisie, pas de rendez-vous."),
            ("declaration", "conservation", "5 ans"),
            ("temoignage", "habilitations", "Tous les agents lisent tout."),
        ),
        catalogue.ecarts,
    )

    assert [ecart.gravite for ecart in ecarts] == sorted((ecart.gravite for ecart in ecarts), reverse=True)
    assert ecarts[0].regle == "refus_sans_aide"


def test_an_assessment_is_asked_for_where_people_are_accompanied(catalogue: Catalogue) -> None:
    titre, registre = "Dossier social informatisé", ("registre", "destinataires", "Les référents")

    assert "aipd_a_demander" in found(catalogue, registre, titre=titre)
    assert "aipd_a_demander" not in found(catalogue, registre, titre="Parc automobile")
    assert "aipd_a_demander" not in found(catalogue, registre, ("aipd", "formalites", "Validée"), titre=titre)
    assert "aipd_a_demander" not in found(catalogue, registre, ("note", "formalites", "Aucune AIPD."), titre=titre)
    assert "aipd_a_demander" not in found(catalogue, ("temoignage", "refus", "Bonjour."), titre=titre)


def test_an_old_declaration_calls_for_the_register(catalogue: Catalogue) -> None:
    declaration = ("declaration", "conservation", "2 ans")

    ecart = found(catalogue, declaration)["registre_a_demander"]
    assert "récépissé" not in ecart.phrase
    assert "registre_a_demander" not in found(catalogue, declaration, ("registre", "conservation", "2 ans"))


def test_a_survey_that_no_register_speaks_of(catalogue: Catalogue) -> None:
    enquete = ("temoignage", "statistiques", "Une enquête a été menée auprès de la population.")

    assert "enquete_hors_registre" in found(catalogue, enquete)
    assert "enquete_hors_registre" not in found(catalogue, enquete, ("registre", "formalites", "Enquête sur la population"))


# ── Ce que l'on décide ───────────────────────────────────────────────────────────────────────────────────────────────────

REFUS = ("note", "refus", "Sans saisie, pas de rendez-vous.")


def decided(catalogue: Catalogue, *saisis: EcartSaisi) -> list[Ecart]:
    return [e for e in check_ecarts(grille(REFUS, saisis=saisis), catalogue.ecarts) if e.regle != "refus_sans_reponse"]


def test_a_finding_may_be_dropped_or_reworded(catalogue: Catalogue) -> None:
    assert decided(catalogue, EcartSaisi("refus_sans_aide", ecarte=True)) == []
    [reformule] = decided(catalogue, EcartSaisi("refus_sans_aide", "Nos mots."))
    assert reformule.phrase == "Nos mots."
    assert (reformule.gravite, reformule.sources) == (2, ("note",))
    [tel_quel] = decided(catalogue, EcartSaisi("refus_sans_aide"))
    assert tel_quel.phrase == f"{tel_quel.fait} {tel_quel.droit} Le service est prié de {tel_quel.demande}."
    assert (reformule.fait, reformule.droit, reformule.demande) == ("Nos mots.", tel_quel.droit, tel_quel.demande)


def test_one_may_add_what_no_rule_found(catalogue: Catalogue) -> None:
    ajouts = (
        EcartSaisi("", "La porte ferme mal.", point=Point.SECURITE, sources=("note",), gravite=2, articles=("rgpd-32",)),
        EcartSaisi("tout_le_personnel", "Les clés sont sur les armoires."),
        EcartSaisi("mon_constat", "Autre chose."),
        EcartSaisi("mon_constat", "Finalement non.", ecarte=True),
    )

    trouves = {ecart.phrase: ecart for ecart in decided(catalogue, *ajouts)}

    assert trouves["La porte ferme mal."] == Ecart(
        "personnel",
        Point.SECURITE,
        ("note",),
        2,
        ("rgpd-32",),
        "La porte ferme mal.",
        phrase="La porte ferme mal.",
        cases=(("note", Point.SECURITE),),
    )
    assert trouves["Les clés sont sur les armoires."].point is Point.HABILITATIONS
    assert trouves["Autre chose."].gravite == 1
    assert "Finalement non." not in trouves


def test_a_finding_tells_on_which_cells_it_rests(catalogue: Catalogue) -> None:
    [refus] = decided(catalogue)
    assert refus.cases == (("note", Point.REFUS),)
    [reformule] = decided(catalogue, EcartSaisi("refus_sans_aide", "Nos mots."))
    assert reformule.cases == refus.cases
    [deplace] = decided(catalogue, EcartSaisi("refus_sans_aide", "Nos mots.", point=Point.INFORMATION))
    assert deplace.cases == (("note", Point.INFORMATION),)


def test_the_same_words_on_two_points_are_quoted_once(catalogue: Catalogue) -> None:
    mots = "N'importe quel agent ouvre n'importe quel dossier."
    ecart = found(catalogue, ("temoignage", "habilitations", mots), ("temoignage", "securite", mots))["tout_le_personnel"]

    assert ecart.phrase.count("quel agent ouvre") == 1


# ── Citations ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sources_of_one_kind_and_day_are_told_apart(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("note-1", "conservation", "6 mois"), ("note-2", "conservation", "2 ans"))[
        "conservation_divergente"
    ]

    assert "note du 8 février 2011, note-1" in ecart.phrase


def test_a_source_without_a_date_is_told_as_such(catalogue: Catalogue) -> None:
    [ecart] = check_ecarts(
        grille(("temoignage", "habilitations", "Tous les agents lisent tout."), sans_date=True), catalogue.ecarts
    )

    assert "témoignage sans nom, sans date" in ecart.phrase


def test_a_source_is_quoted_three_times_at_most(catalogue: Catalogue) -> None:
    texte = "Tous les agents lisent tout. Tous les agents lisent tout. " + " ".join(
        f"Tous les agents voient l'écran {rang}." for rang in "ABCD"
    )

    phrase = plain(found(catalogue, ("temoignage", "habilitations", texte))["tout_le_personnel"].phrase)

    assert phrase.count("Tous les agents") == 3
    assert "l'écran B" in phrase


def test_a_long_sentence_is_cut_after_a_word(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("temoignage", "habilitations", "Tous les agents lisent tout, " + "encore et encore, " * 30))[
        "tout_le_personnel"
    ]

    assert "…\u00a0»" in ecart.phrase


def test_inclusive_writing_is_read(catalogue: Catalogue) -> None:
    for texte in ("Tou·te·s les agent·es lisent tout : l'ensemble des agent·e·s.", "L'ensemble des agent.e.s lit tout."):
        assert "tout_le_personnel" in found(catalogue, ("temoignage", "habilitations", texte))


def test_a_sentence_is_cut_where_it_turns_and_quoted_whole() -> None:
    phrases = sentences("La note l'interdit, mais tout est saisi. Puis rien ; fin.")

    assert [phrase.texte for phrase in phrases] == ["La note l'interdit", "mais tout est saisi.", "Puis rien", "fin."]
    assert phrases[1].entiere == "La note l'interdit, mais tout est saisi."


# ── What shows something, and what only asks ─────────────────────────────────────────────────────────────────────────────

REFUSE = "Sans saisie, pas de rendez-vous."


@pytest.mark.parametrize(
    ("source", "texte"),
    [
        ("temoignage", "Que devient l'aide si la personne refuse l'informatique : plus de rendez-vous ?"),
        ("temoignage", "Nous craignons que sans saisie il n'y ait pas de rendez-vous."),
        ("courrier_cnil", "La CNIL rappelle que sans saisie, pas de rendez-vous est contraire à la loi."),
        ("courrier_cnil", "Un refus de saisie ne doit pas priver de rendez-vous : sans saisie, pas d'aide."),
        ("courrier_cnil", "J'ai peur que l'on refuse de me recevoir."),
        ("note", "J'ai peur que l'on refuse de me recevoir."),
        ("note", "On se demande si les usagers peuvent refuser."),
        ("note", "Il nous a été demandé si une aide serait refusée."),
    ],
)
def test_a_question_a_fear_or_a_reminder_is_never_said_to_be_a_refusal(source: str, texte: str, catalogue: Catalogue) -> None:
    ecart = found(catalogue, (source, "refus", texte)).get("refus_sans_aide")

    assert ecart is None or ecart.gravite == 1
    assert ecart is None or "c'est une question ou une crainte" in plain(ecart.phrase).replace("’", "'")


def test_a_reminder_told_by_someone_else_is_no_refusal_either(catalogue: Catalogue) -> None:
    rappel = "La Commission souligne que nul ne peut se voir refuser un droit."
    for source in ("courrier_cnil", "temoignage", "note"):
        ecart = found(catalogue, (source, "refus", rappel)).get("opposition_impossible")
        assert ecart is None or ecart.gravite == 1
    # What an announcement states of its own is what it says; until someone saw it done, no right was denied.
    assert (
        agreed_on(catalogue, ("affiche", "refus", "Nul ne peut s'opposer à ce traitement."))["opposition_impossible"].gravite
        == 2
    )


def test_a_question_beside_a_fact_is_not_quoted_as_one(catalogue: Catalogue) -> None:
    question = "Sans saisie, pas de rendez-vous ?"
    ecart = agreed_on(catalogue, ("observation", "refus", REFUSE), ("temoignage", "refus", question))["refus_sans_aide"]

    assert ecart.gravite == 3
    assert question.removesuffix(" ?") + " ?" not in plain(ecart.phrase)
    assert ecart.sources == ("observation",)


def test_what_the_cnil_found_is_a_fact(catalogue: Catalogue) -> None:
    texte = "La CNIL a constaté que sans saisie, pas de rendez-vous."
    assert agreed_on(catalogue, ("courrier_cnil", "refus", texte))["refus_sans_aide"].gravite == 3


@pytest.mark.parametrize("source", ["syndicat", "compte_rendu"])
def test_what_is_only_told_never_weighs_as_a_right_refused(source: str, catalogue: Catalogue) -> None:
    ecart = agreed_on(catalogue, (source, "refus", REFUSE))["refus_sans_aide"]
    assert ecart.gravite == 2
    assert plain(ecart.phrase).count(catalogue.ecarts.mots[f"source_{source}"]) == 1
    # Beside a note that says so, no right was denied yet; beside what someone saw, it only goes with it.
    assert agreed_on(catalogue, (source, "refus", REFUSE), ("note", "refus", REFUSE))["refus_sans_aide"].gravite == 2
    assert agreed_on(catalogue, (source, "refus", REFUSE), ("observation", "refus", REFUSE))["refus_sans_aide"].gravite == 3


def test_what_was_looked_at_again_is_told(catalogue: Catalogue) -> None:
    confirme, doute = EcartSaisi("refus_sans_aide", passages=("p1",), confirme=True), EcartSaisi("refus_sans_aide", "Nos mots.")
    for saisis, attendu in (((confirme,), [True]), ((doute,), [False]), ((doute, confirme), [False]), ((), [False])):
        ecarts = check_ecarts(grille(("note", "refus", REFUSE), saisis=saisis), catalogue.ecarts)
        assert [ecart.confirme for ecart in ecarts if ecart.regle == "refus_sans_aide"] == attendu
