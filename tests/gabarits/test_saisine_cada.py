"""An opinion asked of the CADA: what R343-1 wants, both dates, documents and nothing else, and the sheet to copy online."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses, Valeur
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import addressee, demande_of, read

_T = TypeEvenement
#: The letters of these tests are dated 24 November 2026.
ENVOI = ((_T.ENVOYE, (2026, 10, 5)), (_T.RECU, (2026, 10, 7)))


def saisine(
    reponses: Reponses | None = None,
    *faits: tuple[TypeEvenement, tuple[int, int, int]],
    qualite: Qualite = Qualite.CONCERNE,
) -> Demande:
    evenements = tuple(Evenement(dt.date(*jour), type_) for type_, jour in faits)
    return replace(demande_of("saisine_cada", reponses, qualite=qualite), evenements=evenements)


def sheet(courriers: Courriers, demande: Demande, id_: str) -> str:
    (trouvee,) = [exemplaire for exemplaire in courriers.kit(demande) if exemplaire.id == id_]
    assert len(courriers.pages(trouvee.document)) == 1
    return courriers.text(trouvee.document).replace("\u00a0", " ").replace("\u202f", " ")


def remarks(courriers: Courriers, demande: Demande) -> list[str]:
    return [remarque.id for remarque in courriers.compose(demande).remarques]


def test_it_goes_to_the_cada(courriers_livres: Courriers) -> None:
    assert addressee(courriers_livres, saisine()) == [
        "Commission d’accès aux documents administratifs",
        "TSA 50730",
        "75334 Paris cedex 07",
    ]


def test_a_silence_gives_both_dates_and_encloses_the_request(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, saisine({"demarche_initiale": "acces"}, *ENVOI))

    assert "- 7 octobre 2026 : réception par l’organisme (pièce n° 2)" in texte
    assert "- 7 novembre 2026 : un mois après la réception, refus par silence" in texte
    assert "n° 1 – Copie de la demande envoyée à l’organisme" in texte
    assert "articles R*311-12 et R311-13" in texte


def test_a_written_refusal_is_enclosed_and_no_silence_is_invented(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, saisine({"motif_refus": "c'est interne"}, *ENVOI, (_T.REFUS, (2026, 10, 20))))

    assert "- 20 octobre 2026 : refus écrit de l’organisme (pièce n° 3)" in texte
    assert "n° 3 – Lettre de refus" in texte
    assert "Voici la raison donnée : c'est interne" in texte
    assert "silence" not in texte


def test_who_asks_is_said_as_the_law_wants(courriers_livres: Courriers) -> None:
    personne = read(courriers_livres, saisine())
    reponses = {"forme": "syndicat", "representant": "Mme Renaud, secrétaire"}
    organisation = read(courriers_livres, saisine(reponses, qualite=Qualite.ORGANISATION))

    assert "Nom et prénoms : Mme Élodie Œuvrard" in personne
    assert "Domicile : 12 rue des Lilas, 93000 Bobigny" in personne
    for dit in ("Dénomination : Association Un Toit", "Forme : syndicat", "Siège : …", "Représentée par : Mme Renaud"):
        assert dit in organisation
    assert "Domicile" not in organisation


def test_only_documents_are_brought_to_the_cada(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, saisine({"demarche_initiale": "acces"}, *ENVOI))

    assert "Cette saisine ne porte que sur des documents." in texte
    assert "relève de la CNIL, et je ne vous demande pas de l’examiner" in texte
    assert "RGPD" not in read(courriers_livres, saisine(qualite=Qualite.ORGANISATION))


@pytest.mark.parametrize(
    ("initiale", "documents", "avis"),
    [
        ("acces", "la copie de tous les documents qui composent mon dossier", "20181006"),
        ("information_preoccupante", "le recueil de l’information préoccupante", "20173306"),
        ("registre_aipd", "la fiche du registre des traitements et l’analyse d’impact", "20231552"),
    ],
)
def test_each_demande_says_what_was_asked_and_why_it_is_due(
    courriers_livres: Courriers, initiale: str, documents: str, avis: str
) -> None:
    texte = read(courriers_livres, saisine({"demarche_initiale": initiale}))

    assert f"- {documents}" in texte
    assert avis in texte


AIN: dict[str, Valeur] = {
    "serie_nom": "Département de l'Ain",
    "serie_adresse": "dsi@example.org",
    "serie_demande": dt.date(2026, 3, 3),
}


@pytest.mark.parametrize(
    ("autres", "question"),
    [
        ((), "serie_autres"),
        ((AIN,) * 3, "serie_autres"),
        ((AIN, AIN | {"serie_adresse": " "}), "serie_adresse"),
        ((AIN | {"serie_nom": ""},), "serie_nom"),
    ],
)
def test_no_series_without_each_administration_and_where_it_is_written_to(
    courriers_livres: Courriers, catalogue: Catalogue, autres: tuple[Reponses, ...], question: str
) -> None:
    """R343-3-1: the referral holds only for those that are named with their address."""
    with pytest.raises(ExpectedError) as erreur:
        courriers_livres.compose(saisine({"serie": True, "serie_autres": autres}))
    assert erreur.value.panne is Panne.PAS_DE_LETTRE
    assert erreur.value.faits["question"] == question
    assert catalogue.textes_demarche("saisine_cada")(f"refus.{question}")


def test_a_series_is_one_applicant_before_several_administrations(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    """L342-1: each of them is named and told; five people before one service are no series."""
    jura, refus = {"serie_nom": "Département du Jura"}, {"serie_refus": dt.date(2026, 4, 9)}
    autres: tuple[Reponses, ...] = (AIN | refus, *(AIN | jura,) * 3)
    seule: dict[str, Valeur] = {"serie": True, "serie_autres": autres}
    serie = read(courriers_livres, saisine(seule | {"serie_nombre": "six", "serie_prevenues": True}))
    sans_rien = read(courriers_livres, saisine(seule))

    assert "l’une des six demandes de même objet que j’ai adressées à des administrations différentes" in serie
    assert "- Département de l'Ain, dsi@example.org : demande du 3 mars 2026, refus du 9 avril 2026\n" in serie
    assert "- Département du Jura, dsi@example.org : demande du 3 mars 2026\n" in serie
    assert "Chacune a été informée de cette saisine." in serie
    assert "cinq au moins" in sans_rien
    assert "Chacune est informée de cette saisine en même temps que vous." in sans_rien
    for texte in (serie, sans_rien):
        assert "articles L342-1 et R343-3-1" in texte
    assert "R343-3-1" not in read(courriers_livres, saisine())
    assert "ne font pas une série" in catalogue.textes_demarche("saisine_cada")("questions.serie.aide")


@pytest.mark.parametrize(
    ("qualite", "reponses", "dit"),
    [
        (Qualite.CONCERNE, {"recours_indiques": "absents"}, {"article L112-6"}),
        (Qualite.CONCERNE, {"recours_indiques": "indiques"}, set()),
        (Qualite.CONCERNE, {"recours_indiques": "absents", "demande_electronique": True}, {"article L112-12"}),
        (Qualite.AGENT, {"recours_indiques": "absents"}, set()),
        (Qualite.AGENT, {"recours_indiques": "absents", "demande_electronique": True}, set()),
    ],
)
def test_delays_are_said_not_to_be_opposable_by_the_article_that_says_so(
    courriers_livres: Courriers, qualite: Qualite, reponses: Reponses, dit: set[str]
) -> None:
    texte = read(courriers_livres, saisine(reponses, *ENVOI, qualite=qualite))

    assert {article for article in ("article L112-6", "article L112-12") if article in texte} == dit


def test_the_same_request_again_opens_no_delay_after_a_proper_acknowledgement(courriers_livres: Courriers) -> None:
    tard = ((_T.ENVOYE, (2026, 2, 27)), (_T.RECU, (2026, 3, 2)))
    conforme = courriers_livres.compose(saisine({}, *tard, (_T.ACCUSE_CONFORME, (2026, 3, 4))))
    absent = courriers_livres.compose(saisine({}, *tard))

    assert any("refaire la même demande" in ligne for ligne in conforme.en_clair)
    assert any("peut ne pas valoir contre vous" in ligne for ligne in absent.en_clair)
    assert not any("en ouvrir un autre" in ligne for lettre in (conforme, absent) for ligne in lettre.en_clair)


def test_a_written_refusal_is_only_reproached_what_it_lacks(courriers_livres: Courriers) -> None:
    refus = (*ENVOI, (_T.REFUS, (2026, 11, 2)))
    texte = read(courriers_livres, saisine({"recours_indiques": "absents", "motif_refus": "C'est secret."}, *refus))

    assert "Un refus doit indiquer les voies et délais de recours" in texte
    assert "motivé" not in texte
    assert "article R421-5 du code de justice administrative" in texte
    assert "R421-5" not in read(courriers_livres, saisine({"recours_indiques": "indiques"}, *refus))


def test_what_is_kept_for_a_person_is_not_claimed_by_another(courriers_livres: Courriers) -> None:
    for qualite, initiale in (
        (Qualite.HERITIER, "heritier"),
        (Qualite.ORGANISATION, "acces_agent"),
        (Qualite.CONCERNE, "registre_aipd"),
        (Qualite.CONCERNE, "algorithme"),
    ):
        texte = read(courriers_livres, saisine({"demarche_initiale": initiale}, *ENVOI, qualite=qualite))
        assert "L311-6" not in texte, initiale
    assert "L311-3-1" in read(courriers_livres, saisine({"demarche_initiale": "algorithme"}, *ENVOI))


@pytest.mark.parametrize(
    ("genre", "detenteur", "soignant"),
    [
        (GenreOrganisme.DEPARTEMENT, "sante", True),
        (GenreOrganisme.SANTE, "", True),
        (GenreOrganisme.MDPH, "service", False),
        (GenreOrganisme.DEPARTEMENT, "inconnu", False),
    ],
)
def test_a_medical_file_rests_on_the_law_that_gives_it_and_on_what_the_cada_knows_of(
    courriers_livres: Courriers, genre: GenreOrganisme, detenteur: str, *, soignant: bool
) -> None:
    demande = saisine({"demarche_initiale": "dossier_medical", "detenteur": detenteur}, *ENVOI)
    texte = read(courriers_livres, replace(demande, organisme=replace(demande.organisme, genre=genre)))

    assert ("L1111-7 du code de la santé publique" in texte) is soignant
    assert ("L342-2" in texte) is (detenteur != "service")
    for article in ("L311-1 ", "L311-6", "L311-7", "L311-14"):
        assert (article in texte) is not soignant, article
    assert "mon dossier médical" in texte


def test_after_the_window_it_is_said_and_no_new_request_is_promised_to_help(courriers_livres: Courriers) -> None:
    tard = saisine({}, (_T.ENVOYE, (2026, 6, 1)), (_T.RECU, (2026, 6, 3)))

    assert "cada_trop_tard" in remarks(courriers_livres, tard)
    assert not any("en ouvrir un autre" in ligne for ligne in courriers_livres.compose(tard).en_clair)
    assert "Le délai de deux mois paraît passé." in sheet(courriers_livres, tard, "apres")
    accuse = replace(tard, evenements=(*tard.evenements, Evenement(dt.date(2026, 6, 5), _T.ACCUSE_CONFORME)))
    assert "Refaire la même demande n’ouvre pas d’autre délai." in sheet(courriers_livres, accuse, "apres")


def test_before_the_window_it_is_said_to_wait(courriers_livres: Courriers) -> None:
    tot = saisine({}, (_T.ENVOYE, (2026, 11, 10)), (_T.RECU, (2026, 11, 12)))
    refuse = replace(tot, evenements=(*tot.evenements, Evenement(dt.date(2026, 11, 20), _T.REFUS)))

    assert "cada_trop_tot" in remarks(courriers_livres, tot)
    assert "Attendez le 12 décembre 2026" in "".join(courriers_livres.compose(tot).en_clair).replace("\u00a0", " ")
    assert not {"cada_trop_tot", "cada_trop_tard"} & set(remarks(courriers_livres, refuse))


def test_the_page_to_take_home_counts_from_the_registration(courriers_livres: Courriers) -> None:
    texte = sheet(courriers_livres, saisine({}, *ENVOI), "apres")

    for dit in (
        "La lettre part, le 6 janvier 2027 au plus tard.",
        "Deux mois après l’enregistrement",
        "Encore deux mois après | Dernier jour pour le tribunal administratif.",
        "n’ouvre pas un nouveau délai",
    ):
        assert dit in texte


def test_a_sheet_gives_each_field_of_the_online_form(courriers_livres: Courriers) -> None:
    documents = ({"refuse_quoi": "le rapport de visite", "refuse_quand": "mars 2026"},)
    demande = saisine({"documents_refuses": documents, "courriel_cada": "elodie@exemple.fr"}, *ENVOI)
    lignes = sheet(courriers_livres, demande, "formulaire_en_ligne").splitlines()

    for dit in (
        "Nom : Œuvrard",
        "Prénom : Élodie",
        "93000 Bobigny",
        "Courriel : elodie@exemple.fr",
        "Nom : Conseil départemental de la Seine-Saint-Denis",
        "Date de la demande : 5 octobre 2026",
        "Reçue le : 7 octobre 2026",
        "Réponse : aucune ; refus par silence né le 7 novembre 2026",
        "- le rapport de visite (date : mars 2026)",
        "2. Preuve de la réception de cette demande",
    ):
        assert dit in lignes, dit


@pytest.mark.parametrize("qualite", Qualite)
def test_the_sheet_can_be_made_for_everyone_with_no_answer(courriers_livres: Courriers, qualite: Qualite) -> None:
    assert "www.cada.fr" in sheet(courriers_livres, saisine(qualite=qualite), "formulaire_en_ligne")
