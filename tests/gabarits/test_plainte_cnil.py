"""A complaint to the CNIL: dated facts, numbered enclosures, each right with its rule, nothing claimed by who has no title."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import addressee, demande_of, read

_T = TypeEvenement
SANS_REPONSE = ((_T.ENVOYE, (2026, 9, 15)), (_T.RECU, (2026, 9, 18)), (_T.RELANCE_ENVOYEE, (2026, 10, 26)))
TOUT_LE_FICHIER = ("information", "tiers", "finalites", "excessives", "numeros", "acces_trop_large", "conservation", "aipd")
#: What the CNIL once said of social work: for those who work in it, never in a usager's letter.
PRECEDENTS = ("ANIS", "Essonne", "2005-038")


def plainte(
    reponses: Reponses | None = None,
    *faits: tuple[TypeEvenement, tuple[int, int, int]],
    qualite: Qualite = Qualite.CONCERNE,
) -> Demande:
    evenements = tuple(Evenement(dt.date(*jour), type_) for type_, jour in faits)
    return replace(demande_of("plainte_cnil", reponses, qualite=qualite), evenements=evenements)


def test_it_goes_to_the_cnil_about_the_organisme(courriers_livres: Courriers) -> None:
    lettre = courriers_livres.compose(plainte({"siren": "999 999 991"}))
    texte = courriers_livres.text(lettre)

    assert addressee(courriers_livres, plainte()) == [
        "Commission nationale de l’informatique et des libertés",
        "3 place de Fontenoy",
        "TSA 80715",
        "75334 Paris cedex 07",
    ]
    assert "Conseil départemental de la Seine-Saint-Denis, Service social départemental" in texte
    assert "999 999 991" in texte
    assert "Votre référence" not in texte
    assert "adresse_autorite" in [remarque.id for remarque in lettre.remarques]


def test_facts_are_in_order_with_the_enclosure_that_shows_each(courriers_livres: Courriers) -> None:
    constats: tuple[Reponses, ...] = (
        {"constat_date": dt.date(2026, 10, 12), "constat_quoi": "l'affiche a disparu", "constat_papier": "Photo du mur"},
        {"constat_quoi": "on m'a dit d'attendre"},
    )
    demande = plainte({"demarche_initiale": "acces", "constats": constats}, *SANS_REPONSE)
    texte = read(courriers_livres, demande)

    faits = [ligne for ligne in texte.splitlines() if ligne.startswith("- ") and " : " in ligne]
    assert faits[:4] == [
        "- 15 septembre 2026 : envoi de la demande d’accès aux données et au dossier (pièce n° 1)",
        "- 18 septembre 2026 : réception par l’organisme (pièce n° 2)",
        "- 12 octobre 2026 : l'affiche a disparu (pièce n° 4)",
        "- 26 octobre 2026 : envoi d’une relance (pièce n° 3)",
    ]
    assert faits[4].endswith("… : on m'a dit d'attendre")
    assert texte.rstrip().endswith(
        "Pièces jointes :\nn° 1 – Copie de la demande envoyée à l’organisme\nn° 2 – Preuve de la réception de cette demande\n"
        "n° 3 – Copie de la relance\nn° 4 – Photo du mur"
    )


def test_silence_is_dated_from_the_facts(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, plainte({"demarche_initiale": "acces"}, *SANS_REPONSE))

    assert "Aucune réponse." in texte
    assert "article 12, paragraphe 3" in texte
    assert "Ce délai a pris fin le 19 octobre 2026." in texte


@pytest.mark.parametrize(
    ("grief", "dit"),
    [
        ("refus", "article 12, paragraphe 4"),
        ("prolongation", "annoncée et expliquée pendant le premier mois"),
        ("identite", "article 12, paragraphe 6"),
        ("frais", "article 12, paragraphe 5"),
        ("opposition_ignoree", "motifs légitimes et impérieux (article 21, paragraphe 1"),
        ("non_rectifie", "article 16"),
        ("non_efface", "article 17, paragraphe 1"),
    ],
)
def test_each_grief_has_its_rule(courriers_livres: Courriers, grief: str, dit: str) -> None:
    avec = read(courriers_livres, plainte({"demarche_initiale": "effacement", "griefs": (grief,)}))
    sans = read(courriers_livres, plainte({"demarche_initiale": "effacement", "griefs": ("incomplete",)}))

    assert dit in avec
    assert dit not in sans
    assert "Aucune réponse." not in avec


def test_a_prolongation_announced_too_late_is_noticed(courriers_livres: Courriers) -> None:
    faits = ((_T.ENVOYE, (2026, 9, 1)), (_T.RECU, (2026, 9, 2)), (_T.PROLONGATION_ANNONCEE, (2026, 10, 20)))
    texte = read(courriers_livres, plainte({"demarche_initiale": "acces"}, *faits))

    assert "Elle a été annoncée le 20 octobre 2026, après ce mois." in texte


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL, Qualite.AGENT])
def test_the_person_concerned_has_articles_77_and_78(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = read(courriers_livres, plainte(qualite=qualite))

    assert "article 77 du règlement" in texte
    assert "dans les trois mois, délai que retient l’article 78, paragraphe 2" in texte


def test_an_organisation_in_its_own_name_has_neither(courriers_livres: Courriers) -> None:
    for reponses in ({}, {"demarche_initiale": "registre_aipd"}, {"demarche_initiale": "aucune"}):
        demande = plainte(reponses, *SANS_REPONSE, qualite=Qualite.ORGANISATION)
        texte = read(courriers_livres, demande) + read(courriers_livres, demande, "relance_cnil")

        assert "article 8, I, 2°, d, de la loi" in texte
        assert "en son propre nom" in texte
        assert "délai raisonnable" in texte
        for absent in ("article 77", "article 78", "trois mois", "article 12, paragraphe 3", "article 12, paragraphe 4"):
            assert absent not in texte, absent


@pytest.mark.parametrize("initiale", ["registre_aipd", "heritier", "directives_deces", "lettre_collective"])
def test_the_month_of_the_regulation_is_only_for_the_rights_it_covers(courriers_livres: Courriers, initiale: str) -> None:
    texte = read(courriers_livres, plainte({"demarche_initiale": initiale}, *SANS_REPONSE))

    assert "À ce jour, l’organisme n’a pas répondu par écrit." in texte
    assert "article 12, paragraphe 3" not in texte
    assert "Ce délai a pris fin" not in texte


@pytest.mark.parametrize("qualite", Qualite)
def test_precedents_on_social_work_are_for_those_who_work_in_it(courriers_livres: Courriers, qualite: Qualite) -> None:
    demande = plainte({"griefs_fichier": TOUT_LE_FICHIER, "mesure_agents": True}, qualite=qualite)
    texte = read(courriers_livres, demande)

    assert [dit in texte for dit in PRECEDENTS] == [qualite in {Qualite.AGENT, Qualite.ORGANISATION}] * len(PRECEDENTS)


def test_a_number_is_neither_recopied_nor_always_forbidden(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, plainte({"griefs_fichier": ("numeros",)}))

    assert "L’organisme devrait dire lequel il invoque pour une zone libre." in texte
    assert "Aucun numéro" not in texte
    assert "interdit" not in texte


def test_no_length_in_years_is_said_to_be_imposed(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, plainte({"griefs_fichier": ("conservation",)}))

    assert "2 ans" not in texte
    assert "deux ans" not in texte
    assert "donner cette durée et la justifier" in texte


def test_a_silence_of_three_months_is_said_to_be_checked_and_never_in_a_letter(
    courriers_livres: Courriers, catalogue: Catalogue
) -> None:
    attente = catalogue.textes_demarche("plainte_cnil")("attente")
    texte = read(courriers_livres, plainte({}, (_T.PLAINTE_CNIL_ENVOYEE, (2026, 7, 20))), "relance_cnil")

    assert "À vérifier avec un juriste" in attente
    assert "décret" not in texte
    assert "rejet" not in texte
    for dit in ("n'est pas votre représentante", "ne donne pas d'argent", "parfois plus d'un an", "aucun autre délai"):
        assert dit.replace("'", "’") in attente


def test_a_reminder_to_the_cnil_asks_where_it_stands(courriers_livres: Courriers) -> None:
    demande = plainte({"reference_cnil": "26012345"}, (_T.PLAINTE_CNIL_ENVOYEE, (2026, 7, 20)))
    texte = read(courriers_livres, demande, "relance_cnil")

    assert "Votre référence : 26012345" in texte
    assert "Le 20 juillet 2026, je vous ai adressé une plainte (pièce n° 1)." in texte
    assert "Ce délai a pris fin le 20 octobre 2026." in texte
    assert "où en est l’examen" in texte


def test_who_acts_for_another_shows_by_what_right(courriers_livres: Courriers) -> None:
    mandat = read(courriers_livres, plainte(qualite=Qualite.MANDATAIRE))
    parent = read(courriers_livres, plainte(qualite=Qualite.REPRESENTANT_LEGAL))

    assert "Ce mandat est joint (pièce n° 2)." in mandat
    assert "n° 2 – Mandat signé" in mandat
    assert "Le document qui me permet d’agir est joint (pièce n° 2)." in parent


def test_nothing_asked_before_is_a_report_and_encloses_no_request(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, plainte({"demarche_initiale": "aucune", "griefs_fichier": ("information",)}))

    assert "envoi de" not in texte
    assert "Copie de la demande" not in texte
    assert "de vérifier les faits, au besoin sur place" in texte


def test_the_page_to_take_home_speaks_of_the_cnil(courriers_livres: Courriers) -> None:
    for qualite, dit in ((Qualite.CONCERNE, "La CNIL a trois mois"), (Qualite.ORGANISATION, "délai raisonnable")):
        (apres,) = [e for e in courriers_livres.kit(plainte(qualite=qualite)) if e.id == "apres"]
        texte = courriers_livres.text(apres.document)

        assert dit in texte
        assert "Vérifiez l’adresse sur www.cnil.fr" in texte
        assert "n’arrête pas les autres délais" in texte
        assert len(courriers_livres.pages(apres.document)) == 1


def test_nothing_known_claims_no_silence(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, plainte())

    assert "Aucune réponse." not in texte
    assert "n’a pas répondu" not in texte
    assert "- …" in texte.split("Ce qui ne paraît pas conforme")[1]


def test_a_worker_does_not_say_she_was_not_told_as_a_user(courriers_livres: Courriers) -> None:
    reponses: Reponses = {"demarche_initiale": "aucune", "griefs_fichier": ("information", "tiers")}
    usager = read(courriers_livres, plainte(reponses))
    agente = read(courriers_livres, plainte(reponses, qualite=Qualite.AGENT))

    assert "Je n’ai pas reçu l’information" in usager
    assert "On ne m’a pas dit" in usager
    assert "Les personnes ne reçoivent pas l’information" in agente
    assert "détient sur moi, comme agent. Elle signale aussi la façon dont il tient le fichier des usagers." in agente


def test_the_cnil_is_not_asked_to_obtain_documents(courriers_livres: Courriers) -> None:
    for qualite in (Qualite.CONCERNE, Qualite.ORGANISATION):
        texte = read(courriers_livres, plainte({"demarche_initiale": "registre_aipd"}, *SANS_REPONSE, qualite=qualite))
        assert "La CADA examine les refus de documents." in texte
        assert "d’obtenir de l’organisme" not in texte
    syndicat = plainte({"demarche_initiale": "defaut_information"}, *SANS_REPONSE, qualite=Qualite.ORGANISATION)
    assert "d’obtenir de l’organisme" not in read(courriers_livres, syndicat)
    assert "d’obtenir de l’organisme" in read(courriers_livres, plainte({"demarche_initiale": "acces"}, *SANS_REPONSE))


def test_who_had_news_in_time_does_not_claim_the_three_months(courriers_livres: Courriers) -> None:
    faits = ((_T.PLAINTE_CNIL_ENVOYEE, (2026, 7, 20)), (_T.CNIL_A_REPONDU, (2026, 9, 1)))
    texte = read(courriers_livres, plainte({}, *faits), "relance_cnil")

    assert "article 78" not in texte
    assert "restée sans nouvelles" not in texte
    assert "dans un délai raisonnable" in texte
    (apres,) = [e for e in courriers_livres.kit(plainte({}, *faits), "relance_cnil") if e.id == "apres"]
    assert "Conseil d’État" not in courriers_livres.text(apres.document)


@pytest.mark.parametrize(("qualite", "qui"), [(Qualite.AGENT, "mon employeur"), (Qualite.CONCERNE, "l’organisme")])
def test_who_hides_a_name_and_wants_an_answer_says_when_it_may_be_told(
    courriers_livres: Courriers, qualite: Qualite, qui: str
) -> None:
    """An organisme cannot answer a person it does not know: the person agrees first, and is written to at one place."""
    initiale: Reponses = {"demarche_initiale": "acces_agent" if qualite is Qualite.AGENT else "acces"}
    cachee = read(courriers_livres, plainte({**initiale, "identite_reservee": True}, *SANS_REPONSE, qualite=qualite))
    connue = read(courriers_livres, plainte(initiale, *SANS_REPONSE, qualite=qualite))

    assert "donne suite à la demande, après mon accord pour lui donner mon nom ;" in cachee
    assert f"ne dire mon nom à {qui} qu’avec mon accord, et de m’écrire seulement à l’adresse en haut" in cachee
    assert "mon accord" not in connue


def test_a_fact_without_its_words_is_left_to_be_written(courriers_livres: Courriers) -> None:
    constats: tuple[Reponses, ...] = ({"constat_date": dt.date(2026, 10, 4), "constat_papier": "Photo de l'accueil"},)
    texte = read(courriers_livres, plainte({"demarche_initiale": "acces", "constats": constats}, *SANS_REPONSE))
    assert "- 4 octobre 2026 : …" in texte
    assert "dossier clos" not in texte


@pytest.mark.parametrize("demarche", ["plainte_cnil", "saisine_cada", "defenseur_droits"])
@pytest.mark.parametrize("fait", [_T.COURRIER_ETABLI, _T.CLOS])
def test_what_one_notes_for_oneself_is_told_to_no_authority(
    courriers_livres: Courriers, demarche: str, fait: TypeEvenement
) -> None:
    """A letter made with the program, a dossier put away: neither was done to the organisme, nor by it."""
    dite = replace(plainte({"demarche_initiale": "acces"}, *SANS_REPONSE), demarche=demarche)
    notee = replace(dite, evenements=(*dite.evenements, Evenement(dt.date(2026, 9, 14), fait)))
    assert "14 septembre" not in read(courriers_livres, notee)
    assert "15 septembre 2026 : envoi de la demande d’accès" in read(courriers_livres, notee)


@pytest.mark.parametrize("fait", [un for un in TypeEvenement if un not in {_T.COURRIER_ETABLI, _T.CLOS}])
def test_every_other_fact_is_told_in_its_own_words(courriers_livres: Courriers, fait: TypeEvenement) -> None:
    texte = read(courriers_livres, plainte({"demarche_initiale": "acces"}, *SANS_REPONSE, (fait, (2026, 11, 3))))
    (ligne,) = (ligne for ligne in texte.splitlines() if ligne.startswith("- 3 novembre 2026 : "))
    assert "…" not in ligne
