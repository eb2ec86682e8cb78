"""« Et après ? » speaks of the delays that run, and of no other."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import INITIALE, Demande
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Document
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of
from tests.gabarits.lettres import demandes_of
from tests.letters.cas import BLANCHE, ORDINAIRE, RELANCE
from tests.letters.lecture import convert_all
from tests.outils import besoin_de

#: As long as a name is, where names are long.
LONG = (
    "Établissement public départemental d'accueil et d'accompagnement social et médico-social de la vallée de la Haute-Sauve "
    "et du Val-de-l'Estuaire"
)
_T = TypeEvenement


def read_page(courriers: Courriers, demande: Demande, etape: str | None = None) -> str:
    (apres,) = [exemplaire for exemplaire in courriers.kit(demande, etape) if exemplaire.id == "apres"]
    assert len(courriers.pages(apres.document)) == 1
    return courriers.text(apres.document)


def first_line(courriers: Courriers, demande: Demande, etape: str | None = None) -> str:
    """What is boxed, under the title."""
    return read_page(courriers, demande, etape).splitlines()[2]


def pages_of(courriers: Courriers, demarche: Demarche) -> Iterator[tuple[str, Document]]:
    """Every page of a demarche, with the étape it follows, to an organisme whose name is long."""
    for demande, _ in demandes_of(demarche):
        longue = replace(demande, organisme=replace(demande.organisme, nom=LONG))
        for etape in demarche.etapes:
            with suppress(ExpectedError):  # these answers lead to another letter, or to none
                kit = courriers.kit(longue, etape.id, emporter=("apres",))
                yield from ((etape.id, un.document) for un in kit if un.id == "apres")


@pytest.fixture(scope="module")
def longues(catalogue: Catalogue, courriers_livres: Courriers) -> dict[str, Document]:
    """The longest page of each étape of each demarche."""
    pages: dict[str, Document] = {}
    for demarche in catalogue.demarches.values():
        for etape, document in pages_of(courriers_livres, demarche):
            nom = f"{demarche.id}-{etape}"
            pages[nom] = max(document, pages.get(nom, document), key=lambda page: len(courriers_livres.text(page)))
    return pages


@pytest.mark.lent
def test_it_is_always_one_page(catalogue: Catalogue, courriers_livres: Courriers, longues: dict[str, Document]) -> None:
    # A mandate, and the page for an order to pay, are pages themselves.
    feuilles = {"mandat-demande", "somme_reclamee-contrainte"}
    avec_page = {f"{d.id}-{e.id}" for d in catalogue.demarches.values() for e in d.etapes}

    assert set(longues) == avec_page - feuilles
    assert {nom: len(courriers_livres.pages(page)) for nom, page in longues.items()} == dict.fromkeys(longues, 1)


@pytest.mark.lent
@besoin_de("soffice")
def test_nor_is_it_more_in_word(courriers_livres: Courriers, longues: dict[str, Document], tmp_path: Path) -> None:
    contenus = {nom: courriers_livres.render(page, Format.DOCX).contenu for nom, page in longues.items()}

    assert {chemin.stem: len(PdfDocument(chemin)) for chemin in convert_all(contenus, tmp_path)} == dict.fromkeys(longues, 1)


def test_it_begins_with_the_day_to_come_back(courriers_livres: Courriers) -> None:
    assert first_line(courriers_livres, ORDINAIRE) == "Revenez le 29 décembre 2026"
    assert first_line(courriers_livres, RELANCE, "relance") == "Revenez le 8 décembre 2026"
    assert first_line(courriers_livres, demande_of("aide_refusee")) == "Revenez le 25 janvier 2027"
    rien_avant = replace(demande_of("plainte_cnil"), reponses={INITIALE: "aucune"})
    assert first_line(courriers_livres, rien_avant) == "Revenez le 24 février 2027"
    assert first_line(courriers_livres, demande_of("portabilite"), "relance") == "Revenez le 8 décembre 2026"


@chaque(
    ("demarche", "etape", "dit"),
    [
        ("acces", None, "cinq semaines après l’envoi"),
        ("portabilite", "relance", "deux semaines après l’envoi"),
        ("refus_accueil", "hierarchie", "deux semaines après l’envoi"),
        ("saisine_cada", None, "deux mois après l’envoi"),
        ("aide_refusee", None, "deux mois après l’envoi"),
        ("plainte_cnil", None, "trois mois après l’envoi"),
        ("defenseur_droits", None, "dès qu’on vous répond"),
        ("revocation_mandat", "mandataire", "tout de suite si elle continue"),
    ],
)
def test_without_a_date_it_says_from_when_to_count(
    courriers_livres: Courriers, demarche: str, etape: str | None, dit: str
) -> None:
    blanche = replace(BLANCHE, demarche=demarche)

    assert first_line(courriers_livres, blanche, etape) == f"Revenez {dit}"
    assert "| Rien n’est venu" not in read_page(courriers_livres, blanche, etape)


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.ORGANISATION])
def test_the_silence_of_the_cnil_leads_to_the_conseil_d_etat_and_never_to_the_cada(
    courriers_livres: Courriers, qualite: Qualite
) -> None:
    """Article 78 is for the person or whoever acts for her; a union in its own name has, if anything, the decree of 2019."""
    texte = (
        read_page(courriers_livres, demande_of("plainte_cnil", qualite=qualite)).replace("\u202f", " ").replace("\u00a0", " ")
    )

    assert "À vérifier : il peut ne rester que deux mois pour le Conseil d’État. La CADA n’y peut rien." in texte
    assert ("La CNIL a trois mois pour dire où en est votre plainte." in texte) is (qualite is not Qualite.ORGANISATION)
    assert ("dans un délai raisonnable" in texte) is (qualite is Qualite.ORGANISATION)


@pytest.mark.parametrize("autorite", ["plainte_cnil", "saisine_cada", "defenseur_droits"])
def test_to_an_authority_the_first_day_that_loses_something_is_on_top_even_past(
    courriers_livres: Courriers, autorite: str
) -> None:
    def top(recue: dt.date) -> str:
        faits = (Evenement(recue, TypeEvenement.RECU),)
        return first_line(
            courriers_livres,
            replace(demande_of(autorite), reponses={"demarche_initiale": "acces"}, evenements=faits),
        )

    assert "18 décembre 2026" in top(dt.date(2026, 9, 18))
    assert "18 octobre 2026" in top(dt.date(2026, 7, 18))


@chaque(
    ("initiale", "faits", "juge"),
    [
        ("opposition", {_T.REFUS: "2026-08-14", _T.VOIES_DITES: "2026-08-14"}, "le tribunal administratif"),
        ("effacement", {_T.PLAINTE_CNIL_ENVOYEE: "2026-05-22", _T.CNIL_A_REPONDU: "2026-08-14"}, "le Conseil d’État"),
    ],
)
def test_a_court_that_legal_aid_keeps_is_not_told_as_over(
    courriers_livres: Courriers, initiale: str, faits: dict[TypeEvenement, str], juge: str
) -> None:
    notes = faits | {_T.AIDE_JURIDICTIONNELLE_DEMANDEE: "2026-10-09"}
    evenements = tuple(Evenement(dt.date.fromisoformat(jour), type_) for type_, jour in notes.items())
    demande = demande_of("plainte_cnil", genre=GenreOrganisme.DEPARTEMENT)
    demande = replace(demande, reponses={INITIALE: initiale}, evenements=evenements)

    page = read_page(courriers_livres, demande)

    assert f"Pour {juge}, le jour était le 14 octobre 2026. L’aide juridictionnelle, demandée à temps, devrait garder" in page
    assert "paraît passé" not in page
    assert "ne rouvre pas" not in page


@chaque(
    ("demarche", "etape", "faits"),
    [
        ("effacement", "relance", {_T.RECU: "2026-04-07"}),
        ("opposition", "contestation_refus", {_T.RECU: "2026-07-31", _T.REFUS: "2026-08-07", _T.VOIES_DITES: "2026-08-07"}),
        ("refus_accueil", "hierarchie", {_T.RECU: "2026-07-31", _T.REFUS: "2026-08-07"}),
    ],
)
def test_a_letter_to_the_body_tells_legal_aid_as_one_to_an_authority_does(
    courriers_livres: Courriers, demarche: str, etape: str, faits: dict[TypeEvenement, str]
) -> None:
    notes = faits | {_T.AIDE_JURIDICTIONNELLE_DEMANDEE: "2026-08-03" if etape == "relance" else "2026-10-02"}
    evenements = tuple(Evenement(dt.date.fromisoformat(jour), type_) for type_, jour in notes.items())
    page = read_page(
        courriers_livres,
        replace(demande_of(demarche, genre=GenreOrganisme.DEPARTEMENT), evenements=evenements),
        etape,
    )

    jour = "7 août" if etape == "relance" else "7 octobre"
    assert f"Pour le tribunal administratif, le jour était le {jour} 2026. L’aide juridictionnelle, demandée" in page
    assert "Revenez le jour même : le délai devrait repartir de là." in page.replace("\u00a0", " ")
    assert "paraît passé" not in page


def test_a_letter_to_the_body_says_which_date_is_to_be_found_again(courriers_livres: Courriers) -> None:
    """Reminded before it was refused, and nobody knows when it was received: a silence may have refused it before."""
    faits = {_T.RELANCE_ENVOYEE: "2026-09-14", _T.REFUS: "2026-10-12"}
    evenements = tuple(Evenement(dt.date.fromisoformat(jour), type_) for type_, jour in faits.items())
    page = read_page(courriers_livres, replace(demande_of("acces"), evenements=evenements), "contestation_refus")

    assert "Un jour peut être perdu, pour la CADA" in page
    assert "Revenez dès que vous avez cette date" in page


def test_nobody_is_sent_back_home_beyond_a_day_that_counts(courriers_livres: Courriers) -> None:
    """What must be done before the judge may end before the five weeks of a first letter."""
    recue = Evenement(dt.date(2026, 10, 10), _T.DECISION_RECUE)
    demande = demande_of("somme_reclamee", {"decision_genre": "indu", "aide_caf": "rsa"}, genre=GenreOrganisme.CAF)
    demande = replace(demande, evenements=(recue,))

    assert first_line(courriers_livres, demande) == "Revenez le 30 novembre 2026"
    assert "10 décembre 2026 | Dernier jour pour le recours avant le juge." in read_page(courriers_livres, demande)


@chaque(
    ("demarche", "initiale", "boite"),
    [
        ("plainte_cnil", "rectification", "Un jour peut être perdu, pour le tribunal administratif"),
        ("plainte_cnil", "acces", "Un jour peut être perdu, pour la CADA"),
        ("saisine_cada", "acces", "Envoyez cette lettre aujourd’hui"),
    ],
)
def test_begun_alone_without_a_date_what_may_be_lost_is_on_top(
    courriers_livres: Courriers, demarche: str, initiale: str, boite: str
) -> None:
    demande = replace(
        ORDINAIRE,
        demarche=demarche,
        date=dt.date(2026, 11, 20),
        reponses={INITIALE: initiale},
        evenements=(),
        organisme=replace(ORDINAIRE.organisme, genre=GenreOrganisme.DEPARTEMENT),
    )
    assert first_line(courriers_livres, demande).startswith(boite)
    page = read_page(courriers_livres, demande)
    assert "deux mois depuis le 20 novembre 2026, au plus tard le 20 janvier 2027" in page
    assert "Revenez dès que vous avez cette date, le 4 décembre 2026 au plus tard" in page


def test_one_is_back_before_the_day_of_the_cada_in_case_its_letter_has_not_left(courriers_livres: Courriers) -> None:
    demande = replace(
        ORDINAIRE,
        demarche="saisine_cada",
        date=dt.date(2026, 11, 20),
        reponses={INITIALE: "acces"},
        evenements=(Evenement(dt.date(2026, 10, 20), _T.RECU),),
    )
    assert "Revenez le 8 janvier 2027" in read_page(courriers_livres, demande)
    # Less than ten days before it, it is to leave at once: one comes back for what follows.
    assert "Revenez le 15 mars 2027" in read_page(courriers_livres, replace(demande, date=dt.date(2027, 1, 15)))


def test_whoever_lives_far_is_not_sent_back_home_beyond_the_day_that_is_theirs(courriers_livres: Courriers) -> None:
    """Rejected by silence on 20 September, the court until 20 November, and for who lives across the sea until 20 December."""
    recue = Evenement(dt.date(2026, 7, 20), _T.RECU)
    ailleurs = replace(demande_of("effacement"), date=dt.date(2026, 12, 1), evenements=(recue,))
    ailleurs = replace(
        ailleurs,
        concerne=Personne(prenom="Nour", nom="Petit", adresse=("3 rue du Port", "97400 Saint-Denis")),
        organisme=replace(ailleurs.organisme, territoire="93"),
    )
    dit = first_line(courriers_livres, ailleurs, "relance")
    assert "jusqu’au 20 décembre 2026 : demandez conseil aujourd’hui" in dit.replace("\u202f", " ").replace("\u00a0", " ")
    assert "10 décembre 2026 | Rien n’est venu" in read_page(courriers_livres, ailleurs, "relance").replace("\u00a0", " ")


def test_an_appeal_that_was_sent_is_not_to_be_made_again(courriers_livres: Courriers) -> None:
    """Of a refused aid, « sent » is the appeal."""
    faits = (Evenement(dt.date(2026, 11, 2), _T.DECISION_RECUE), Evenement(dt.date(2026, 11, 20), _T.ENVOYE))
    plainte = replace(demande_of("plainte_cnil", {INITIALE: "aide_refusee"}), evenements=faits[:1])
    assert "recours avant le juge" in " ".join(courriers_livres.to_remember(plainte))
    assert "recours avant le juge" not in " ".join(courriers_livres.to_remember(replace(plainte, evenements=faits)))


def test_what_comes_is_told_by_its_date_once_the_letter_is_received(courriers_livres: Courriers) -> None:
    recue = replace(
        ORDINAIRE, evenements=(Evenement(dt.date(2026, 11, 24), _T.ENVOYE), Evenement(dt.date(2026, 11, 26), _T.RECU))
    )
    lignes = [ligne for ligne in read_page(courriers_livres, recue).splitlines() if " | " in ligne]

    assert [ligne.partition(" | ")[0] for ligne in lignes] == [
        *("Quand", "24 novembre 2026", "26 novembre 2026", "26 décembre 2026", "28 décembre 2026"),
        *("29 décembre 2026", "29 décembre 2026", "26 février 2027"),
    ]
    assert "après" not in "".join(ligne.partition(" | ")[0] for ligne in lignes)


def test_a_day_that_may_be_argued_is_not_told_as_sure(courriers_livres: Courriers) -> None:
    """Sent, and nobody knows when it came: the CADA's day is the shortest there could be."""
    envoyee = replace(RELANCE, evenements=RELANCE.evenements[:1])
    page = read_page(courriers_livres, envoyee, "relance")

    assert "1er janvier 2027 (à vérifier) | Dernier jour pour saisir la CADA." in page
    assert "Tenez cette date, ou plus tôt." in page
    assert "vérifier" not in read_page(courriers_livres, RELANCE, "relance")


SANS_DELAI = re.compile("Aucun texte ne fixe de délai|ne donne pas ici de délai")
# Who writes what, then: does it tell of the month of the RGPD, does it tell of the CADA.
CAS = [
    ("acces", Qualite.CONCERNE, True, True),
    ("acces_cible", Qualite.MANDATAIRE, True, True),
    ("algorithme", Qualite.CONCERNE, True, True),
    ("acces_agent", Qualite.AGENT, True, True),
    ("acces_agent", Qualite.ORGANISATION, False, True),
    ("registre_aipd", Qualite.CONCERNE, False, True),
    ("registre_aipd", Qualite.ORGANISATION, False, True),
    ("question_dpo", Qualite.CONCERNE, True, False),
    ("question_dpo", Qualite.AGENT, False, False),
    ("question_dpo", Qualite.ORGANISATION, False, False),
]


@chaque(("demarche", "qualite", "donnees", "documents"), CAS)
@chaque("etape", ["demande", "relance", "complement", "contestation_refus"])
def test_it_tells_of_the_delays_that_run(
    courriers_livres: Courriers, demarche: str, qualite: Qualite, etape: str, *, donnees: bool, documents: bool
) -> None:
    texte = read_page(courriers_livres, demande_of(demarche, qualite=qualite), etape)

    assert ("CADA" in texte) is documents
    if etape == "demande":
        assert ("Il peut prendre deux mois de plus" in texte) is donnees
        assert ("Votre lettre vaut deux demandes." in texte) is (donnees and documents)
        assert bool(SANS_DELAI.search(texte)) is (not donnees and not documents)
    else:
        assert ("Elle ne garde pas le délai de la CADA" in texte) is documents


def test_an_agent_keeps_it_away_from_work(courriers_livres: Courriers) -> None:
    conseil = "pas sur l’ordinateur du travail"

    assert conseil in read_page(courriers_livres, demande_of("acces_agent", qualite=Qualite.AGENT))
    assert conseil not in read_page(courriers_livres, demande_of("acces_agent", qualite=Qualite.ORGANISATION))


@pytest.mark.parametrize(("genre", "prive"), [(GenreOrganisme.ESSMS, True), (GenreOrganisme.DEPARTEMENT, False)])
def test_the_cada_is_not_promised_against_a_private_body(
    courriers_livres: Courriers, genre: GenreOrganisme, *, prive: bool
) -> None:
    page = read_page(courriers_livres, demande_of("dossier_essms", {"est_essms": "etablissement"}, genre=genre))

    assert ("Pour un organisme privé, seulement s’il a une mission de service public." in page) is prive


@pytest.mark.parametrize(
    ("recue", "dit"),
    [
        (dt.date(2026, 11, 10), "avant la fin du 30 novembre 2026. Visez plus tôt."),
        # Twenty days to have it corrected: that very day, then over.
        (dt.date(2026, 11, 4), "aujourd’hui même."),
        (dt.date(2026, 10, 20), "au plus vite : le délai paraît passé."),
    ],
)
def test_a_letter_is_not_to_leave_before_a_day_that_is_over(courriers_livres: Courriers, recue: dt.date, dit: str) -> None:
    reponses = {"decision_genre": "indu", "aide_caf": "rsa"}
    demande = replace(
        demande_of("somme_reclamee", reponses, genre=GenreOrganisme.CAF),
        date=dt.date(2026, 11, 24),
        evenements=(Evenement(recue, _T.DECISION_RECUE),),
    )
    page = read_page(courriers_livres, demande).replace("\u00a0", " ").replace("\u202f", " ")
    (part,) = (ligne for ligne in page.splitlines() if "La lettre part" in ligne)
    assert part.endswith(f"La lettre part, {dit}")


@pytest.mark.parametrize(
    ("recue", "part", "vient"),
    [
        (dt.date(2026, 10, 3), "La lettre part.", "avant la fin du 3 décembre 2026. Visez plus tôt."),
        (dt.date(2026, 10, 1), "La lettre part.", "aujourd’hui même."),
        (dt.date(2026, 9, 20), "La lettre part, au plus vite : le délai paraît passé.", None),
    ],
)
def test_an_appeal_that_keeps_the_court_once_arrived_is_told_until_when_to_arrive(
    courriers_livres: Courriers, recue: dt.date, part: str, vient: str | None
) -> None:
    demande = replace(
        demande_of("aide_refusee", {"decision_genre": "refus", "aide_collectivite": "fsl"}, genre=GenreOrganisme.DEPARTEMENT),
        date=dt.date(2026, 12, 1),
        evenements=(Evenement(recue, _T.DECISION_RECUE),),
    )
    page = read_page(courriers_livres, demande).replace("\u00a0", " ").replace("\u202f", " ")
    (depart,) = (ligne for ligne in page.splitlines() if "La lettre part" in ligne)
    (arrivee,) = (ligne for ligne in page.splitlines() if "Le service la reçoit" in ligne)

    assert depart.endswith(part)
    assert arrivee.endswith("Le service la reçoit" + (f", {vient}" if vient else "."))


@pytest.mark.parametrize(
    ("recue", "main"), [(dt.date(2026, 10, 2), True), (dt.date(2026, 10, 5), True), (dt.date(2026, 10, 6), False)]
)
@pytest.mark.parametrize("demarche", ["aide_refusee", "effacement"])
def test_what_must_arrive_is_not_left_to_the_post_in_its_last_days(
    courriers_livres: Courriers, demarche: str, recue: dt.date, *, main: bool
) -> None:
    """By the 2nd, the 5th or the 6th of December, written on the 1st: a letter may take five days."""
    aide = demarche == "aide_refusee"
    reponses = {"decision_genre": "refus", "aide_collectivite": "fsl", "envoi": "lrar"} if aide else {"envoi": "lrar"}
    types = (_T.DECISION_RECUE,) if aide else (_T.REFUS, _T.VOIES_DITES)
    demande = replace(
        demande_of(demarche, reponses, genre=GenreOrganisme.DEPARTEMENT),
        date=dt.date(2026, 12, 1),
        evenements=tuple(Evenement(recue, type_) for type_ in types),
    )
    page = read_page(courriers_livres, demande, None if aide else "contestation_refus")
    assert ("déposez-la au service contre un reçu" in page) is main
    assert ("portez-la à La Poste" in page) is not main


def test_whoever_has_no_roof_tonight_is_not_told_to_wait_for_an_appeal(courriers_livres: Courriers) -> None:
    reponses = {"decision_genre": "refus", "aide_hebergement": "urgence"}
    refusee = (Evenement(dt.date(2026, 11, 30), _T.DECISION_RECUE),)
    demande = replace(demande_of("aide_refusee", reponses, genre=GenreOrganisme.HEBERGEMENT), evenements=refusee)
    autre = replace(demande, reponses={**demande.reponses, "aide_hebergement": "chrs"})

    assert "Dehors ce soir ?" in (page := read_page(courriers_livres, demande).replace("\u00a0", " ").replace("\u202f", " "))
    assert "un juge peut répondre en quarante-huit heures, sans avocat obligatoire (référé-liberté)" in page
    assert "Dehors ce soir" not in read_page(courriers_livres, autre)


AUJOURD_HUI = "signez la lettre, portez-la à La Poste en recommandé (quelques euros), gardez le papier."


@pytest.mark.parametrize("demarche", ["acces", "saisine_cada"])
def test_a_registered_letter_is_for_today_and_its_slip_is_kept(courriers_livres: Courriers, demarche: str) -> None:
    demande = demande_of(demarche)

    assert AUJOURD_HUI in read_page(courriers_livres, replace(demande, reponses={"envoi": "lrar"}))
    assert "La Poste" not in read_page(
        courriers_livres, replace(demande, reponses={"envoi": "teleservice" if demarche == "saisine_cada" else "guichet"})
    )


def test_one_that_left_is_not_to_leave_today(courriers_livres: Courriers) -> None:
    partie = replace(demande_of("acces", {"envoi": "lrar"}), evenements=(Evenement(dt.date(2026, 11, 24), _T.ENVOYE),))

    assert AUJOURD_HUI not in read_page(courriers_livres, partie)
    # The reminder that follows is another letter.
    assert AUJOURD_HUI in read_page(courriers_livres, partie, "relance")


@pytest.mark.parametrize("etape", ["demande", "relance"])
def test_the_day_of_a_cada_seized_too_early_is_still_told(courriers_livres: Courriers, etape: str) -> None:
    """Received on 10 December, seized on the 13th: nothing was refused before 10 January, so until 10 March."""
    faits = ((dt.date(2026, 12, 10), _T.RECU), (dt.date(2026, 12, 13), _T.CADA_SAISIE))
    demande = replace(demande_of("acces"), evenements=tuple(Evenement(*fait) for fait in faits), date=dt.date(2027, 2, 9))
    page = read_page(courriers_livres, demande, etape).replace("\u00a0", " ")
    assert "10 mars 2027 | Dernier jour pour saisir la CADA." in page
    assert "Elle a été saisie trop tôt, peut-être : recommencez." in page
    assert "Vous avez déjà saisi la CADA" not in page
    # Seized in time, it is over.
    bien = replace(demande, evenements=(demande.evenements[0], Evenement(dt.date(2027, 1, 20), _T.CADA_SAISIE)))
    assert "Dernier jour pour saisir la CADA" not in read_page(courriers_livres, bien, etape)


@pytest.mark.parametrize(
    ("du", "dit"),
    [
        ("2026-12-19", "Revenez dès que vous avez cette date, le 4 janvier 2027 au plus tard"),
        ("2027-03-09", "Revenez dès aujourd'hui"),
        ("2027-03-15", "Revenez dès aujourd'hui"),
    ],
)
def test_the_day_to_be_found_is_looked_for_before_it_is_over(courriers_livres: Courriers, du: str, dit: str) -> None:
    """Begun on 19 December: by the 19th of February, or the 19th of March; ten days before, or that very day."""
    saisine = replace(
        demande_of("saisine_cada", {INITIALE: "acces"}), date=dt.date.fromisoformat(du), commencee_le=dt.date(2026, 12, 19)
    )
    assert dit in read_page(courriers_livres, saisine).replace("\u00a0", " ").replace("’", "'")
