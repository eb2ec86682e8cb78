"""What words alone do not tell: who is told, what « saisir » is, since when a file was left; and what the CNIL found."""

import datetime as dt
from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Ecart, EcartSaisi, Grille, NaturePassage, Point, check_ecarts
from tests.chaque import chaque
from tests.ecarts import grille, plain


def only(lue: Grille, regle: str, catalogue: Catalogue) -> Ecart | None:
    return {ecart.regle: ecart for ecart in check_ecarts(lue, catalogue.ecarts)}.get(regle)


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
        "La F3SCT s'est réunie sans information préalable.",
        "Les chefs de service l'ont appris par hasard, sans avoir été prévenus.",
    ],
)
def test_what_a_body_was_not_told_proves_nothing_of_people(texte: str, catalogue: Catalogue) -> None:
    """No word tells a body from people: as long as nobody says of whom a sentence speaks, no letter states it."""
    for confirme in (EcartSaisi("usagers_non_informes", confirme=True), EcartSaisi("usagers_non_informes", passages=())):
        ecart = only(grille(("temoignage", "information", texte), saisis=(confirme,)), "usagers_non_informes", catalogue)

        if ecart is not None:
            assert (ecart.gravite, ecart.confirme) == (1, False)
            dit = plain(ecart.fait).replace("\u2019", "'")
            assert "À confirmer : s'agit-il des personnes concernées, et de ce qu'on leur dit de ce fichier ?" in dit


@chaque(
    "texte",
    [
        "L'usager n'a pas su donner sa date de naissance.",
        "Nous n'avons pas reçu la facture du prestataire.",
        "Les agents ne savent pas se servir du tableur.",
    ],
)
def test_what_people_know_of_something_else_is_asked_of_this_file_and_states_nothing(texte: str, catalogue: Catalogue) -> None:
    """The same words: no word tells what is not known, so the question does, and nothing is stated before its answer."""
    ecart = only(grille(("temoignage", "commentaires", texte)), "usagers_non_informes", catalogue)

    assert ecart is not None
    assert (ecart.gravite, ecart.confirme) == (1, False)
    assert "de ce fichier" in plain(ecart.fait)


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
def test_what_people_were_not_told_is_a_right_denied_once_someone_says_that_it_is_them(
    texte: str, catalogue: Catalogue
) -> None:
    ligne = ("temoignage", "information", texte)
    demande = only(grille(ligne), "usagers_non_informes", catalogue)
    assert demande is not None
    assert (demande.gravite, demande.indecis, [id_ for id_, _ in demande.a_confirmer]) == (1, True, ["p1"])

    oui = EcartSaisi("usagers_non_informes", passages=("p1",), confirme=True)
    dit = only(grille(ligne, saisis=(oui,)), "usagers_non_informes", catalogue)
    assert dit is not None
    assert (dit.gravite, dit.confirme, dit.a_confirmer) == (3, True, ())


def test_of_several_only_what_someone_said_is_stated_and_the_rest_is_still_asked(catalogue: Catalogue) -> None:
    lignes = (
        ("temoignage", "information", "La F3SCT a été réunie sans information préalable."),
        ("temoignage-2", "information", "Les familles n'ont jamais été informées."),
        # Nothing is heard there: it is added by the same gesture.
        ("temoignage-3", "information", "Ma mère est tombée des nues devant son nom à l'écran."),
    )
    oui = EcartSaisi("usagers_non_informes", passages=("p2", "p3"), confirme=True)
    ecart = only(grille(*lignes, saisis=(oui,)), "usagers_non_informes", catalogue)

    assert ecart is not None
    assert (ecart.gravite, ecart.confirme, ecart.passages) == (3, True, ("p2", "p3"))
    assert "F3SCT" not in ecart.phrase
    assert [id_ for id_, _ in ecart.a_confirmer] == ["p1"]


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
        "Nous avons ressaisi le Président des comptes rendus d'entretien de chaque famille.",
        "Nous saisissons la F3SCT de chaque situation, systématiquement.",
    ],
)
def test_to_bring_a_matter_before_someone_shows_no_typing(texte: str, catalogue: Catalogue) -> None:
    trouves = weights(catalogue, texte, *Point)
    assert {trouves.get(regle, 1) for regle in ("comptes_rendus_saisis", "saisie_systematique")} == {1}


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


def test_of_what_someone_marked_only_the_verb_is_asked(catalogue: Catalogue) -> None:
    """« La saisie » is typing: only the verb may be the other thing."""
    for texte, indecis in (
        ("On impose la saisie systématique des visiteurs.", False),
        ("Toute personne reçue est saisie, même pour un simple renseignement.", True),
    ):
        lue = grille(("temoignage", "donnees", texte))
        marquee = replace(lue, passages=tuple(replace(un, nature=NaturePassage.FAIT) for un in lue.passages))
        ecart = only(marquee, "saisie_systematique", catalogue)
        assert ecart is not None
        assert ecart.indecis is indecis


@chaque(
    ("source", "point", "texte"),
    [
        ("courrier_cnil", "formalites", "La CNIL n'a relevé aucun manquement."),
        ("note", "formalites", "Aucun contrôle de la CNIL n'a eu lieu ici."),
        ("syndicat", "formalites", "La section n'a pas encore écrit à la CNIL."),
        ("courrier_cnil", "information", "La CNIL n'a pas contrôlé les affiches."),
        ("courrier_cnil", "information", "La CNIL a relevé l'absence d'affiche dans les trois centres visités."),
        ("temoignage", "finalite", "L'huissier a saisi les comptes rendus lors de l'expulsion."),
        ("temoignage", "donnees", "Le maire a demandé la liste, on ne la lui a pas donnée."),
    ],
)
def test_what_words_alone_show_is_asked_whatever_the_rule(source: str, point: str, texte: str, catalogue: Catalogue) -> None:
    """No rule tells by itself of what a sentence speaks: nothing is stated until someone says so, whatever they confirm."""
    lue = grille((source, point, texte), ("declaration", "donnees", "Nom, adresse."))
    surs = tuple(EcartSaisi(regle, confirme=True) for regle in catalogue.ecarts.regles)
    trouves = check_ecarts(replace(lue, saisis=surs), catalogue.ecarts)

    dits = [un for un in trouves if "p1" in un.passages]
    assert all((un.gravite, un.indecis, un.confirme) == (1, True, False) for un in dits)
    assert all("À confirmer" in plain(un.fait) for un in dits)


@chaque(
    "texte",
    [
        "Un dossier sans nouvelle depuis quatorze mois apparaît dans la liste.",
        "Une famille suivie depuis sept ans vient encore chaque mardi.",
        "Le stagiaire est là depuis trois ans.",
    ],
)
def test_a_length_of_time_that_is_no_retention_contradicts_none(texte: str, catalogue: Catalogue) -> None:
    """Whoever says that only the other one is a retention has said that there is one: nothing contradicts it."""
    lignes = (("declaration", "conservation", "Les dossiers sont conservés deux ans."), ("temoignage", "conservation", texte))
    for passages in ((), ("p1",), ("p2",)):
        sur = EcartSaisi("conservation_divergente", passages=passages, confirme=True)
        ecart = only(grille(*lignes, saisis=(sur,)), "conservation_divergente", catalogue)
        assert ecart is not None
        assert (ecart.gravite, ecart.indecis, ecart.confirme) == (1, True, False)
        assert {id_ for id_, _ in ecart.a_confirmer} == {"p1", "p2"} - set(passages)


def test_a_committee_that_was_not_asked_is_still_heard(catalogue: Catalogue) -> None:
    assert "comite_non_saisi" in weights(catalogue, "Le comité n'a jamais été saisi du projet.", "formalites")


@chaque(
    ("texte", "mois"),
    [
        ("Un dossier ouvert en février 2022 et clos en janvier 2023 est toujours dans le logiciel.", 45),
        ("Le dossier clos en février 2022 est toujours dans le logiciel.", 56),
        ("Suivi de mars 2019 à janvier 2023, son dossier est toujours dans le logiciel.", 45),
        ("Le dossier d'une famille connue en février 2022, que l'on a close en janvier 2023, est toujours là.", 45),
    ],
)
def test_an_age_is_reckoned_from_the_last_day_that_is_said_and_asked(texte: str, mois: int, catalogue: Catalogue) -> None:
    lue = grille(("declaration", "conservation", "Les dossiers sont conservés deux ans."), ("logiciel", "conservation", texte))
    datee = replace(lue, sources=tuple(replace(une, date=dt.date(2026, 11, 15)) for une in lue.sources))
    ecart = only(datee, "conservation_depassee", catalogue)
    assert ecart is not None
    fait = plain(ecart.fait).replace("\u2019", "'")

    assert f"au moins {mois} mois" in fait
    # Whoever reads it can reckon it again.
    assert "au 15 novembre 2026" in fait
    assert f"Si c'est exact : Du {'28 février 2022' if mois > 50 else '31 janvier 2023'}" in fait
    assert (ecart.gravite, ecart.indecis) == (1, True)


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
    # What only sounds so is asked.
    entendu = found_by_cnil(catalogue, "La CNIL a constaté que le local était fermé par une ficelle.", nature=None)
    assert entendu is not None
    assert (entendu.gravite, entendu.indecis, len(entendu.a_confirmer)) == (1, True, 1)


def test_all_that_the_cnil_found_is_quoted(catalogue: Catalogue) -> None:
    dits = [f"La porte {rang} était ouverte." for rang in ("A", "B", "C", "D", "E")]
    ecart = found_by_cnil(catalogue, " ".join(dits), nature=NaturePassage.CONSTATE_CNIL)

    assert ecart is not None
    assert all(dit.rstrip(".") in plain(ecart.fait) for dit in dits)
