"""The rules of the control that look at what is missing, invented, contradictory, announced, or asked not to be done."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Lieu, Partie, Passage, Poids, Regle
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import ACompleter, Feuille, GabaritUtilise, Lettre, Ligne, Paragraphe, Texte
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, CodeConsigne, Consigne, Personne, Qualite, ReponseA
from tests.controle import RIEN, cases, look_at, passage

GABARIT = GabaritUtilise("essai", "1", "")
TROU: Ligne = (ACompleter(),)
JOUR = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def reference(catalogue: Catalogue) -> Reference:
    return catalogue.controle


def line(texte: str) -> Ligne:
    return (Texte(texte, saisi=True),)


def letter(corps: str = "Bonjour.", *, destinataire: Ligne = TROU, lieu_date: Ligne = TROU, expediteur: Ligne = TROU) -> Lettre:
    return Lettre((expediteur,), (destinataire,), lieu_date, line("Objet"), (Paragraphe(line(corps)),), (line("X"),), GABARIT)


# ── What is missing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_missing_is_only_shown_each_with_where_to_complete_it(reference: Reference) -> None:
    alertes = examine(Sortant({"lettre": letter()}), RIEN, reference)

    assert [(alerte.regle, alerte.champ) for alerte in alertes] == [
        (Regle.DESTINATAIRE_INCOMPLET, "organisme_nom"),
        (Regle.LIEU_OU_DATE_ABSENTS, "lieu"),
        (Regle.RESTE_A_REMPLIR, "concerne_nom"),
    ]
    assert {alerte.poids for alerte in alertes} == {Poids.A_SAVOIR}


def test_the_address_and_the_date_alone_are_told_from_the_rest(reference: Reference) -> None:
    lettre = letter(lieu_date=(Texte("Ici, le "), ACompleter()), expediteur=line("Moi"))
    alertes = examine(Sortant({"lettre": lettre}), Cadre(organisme=Organisme("CAF")), reference)

    assert [(alerte.cas, alerte.champ) for alerte in alertes] == [("adresse", "organisme_adresse"), ("date", "date")]


def test_dotted_lines_are_counted(reference: Reference) -> None:
    lettre = letter(destinataire=line("CAF"), lieu_date=line("Ici, le 2"), expediteur=(ACompleter(), ACompleter()))
    (alerte,) = examine(Sortant({"lettre": lettre}), RIEN, reference)

    assert "2 lignes" in reference.phrase(alerte).titre


def test_those_of_a_receipt_are_for_others(reference: Reference) -> None:
    lettre = letter(destinataire=line("CAF"), lieu_date=line("Ici, le 2"), expediteur=line("Moi"))
    recepisse = Feuille(line("Reçu"), (Paragraphe((ACompleter(),)),), GABARIT)

    assert examine(Sortant({"lettre": lettre, "recepisse": recepisse}), RIEN, reference) == ()
    assert cases(examine(Sortant({"formulaire": recepisse}), RIEN, reference)) == [("reste_a_remplir", "un")]


# ── What comes from a model ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "texte",
    [
        "écrivez à donnees@bellerive.exemple.fr",
        "https://www.exemple.fr/vos-donnees",
        "03 00 00 00 00",
        "02.00.00.00.00",
        "0300000000",
        "Département de l’Arance",
        "DÉPARTEMENT DE LA VAURE",
        "moi@example.com",
        "dpo@service.invalid",
        "89999\u00a0Bellerive",
    ],
)
def test_what_a_model_invented_stops_everything(reference: Reference, texte: str) -> None:
    (alerte,) = look_at(reference, passage(texte, Partie.CONTENU))
    assert (alerte.regle, alerte.poids) == (Regle.VALEUR_D_EXEMPLE, Poids.ARRET)
    assert look_at(reference, texte, cadre=Cadre(invente=True)) == ()


@pytest.mark.parametrize(
    "texte", ["par exemple, fréquemment", "03 00 00 00 01", "un document invalide", "Bellerive-sur-Allier", "100 000 000"]
)
def test_what_only_looks_like_it_passes(reference: Reference, texte: str) -> None:
    assert look_at(reference, passage(texte, Partie.CONTENU)) == ()


# ── Facts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def dated(**faits: int) -> Cadre:
    """Facts by type, in days since the sending."""
    return Cadre(
        evenements=tuple(Evenement(JOUR + dt.timedelta(jours), TypeEvenement(type_)) for type_, jours in faits.items())
    )


@pytest.mark.parametrize(
    ("cadre", "cas"),
    [
        (dated(envoye=0, refus=-1), "reponse_avant_envoi"),
        (dated(envoye=0, reponse_complete=-30), "reponse_avant_envoi"),
        (dated(envoye=0, recu=-1), "recu_avant_envoi"),
        (dated(envoye=0, recu=61), "recu_tard"),
        (dated(envoye=0, recu=60, refus=61), ""),
        (dated(envoye=0, recu=0, reponse_complete=0), ""),
        (dated(envoye=0, refus_oral=-2), ""),
        (dated(refus=3), ""),
        (Cadre(recommandes=("1A 123 456 7890 1", "1a1234567890 1")), "recommande_double"),
        (Cadre(recommandes=("1A 123 456 789",)), "recommande_forme"),
        (Cadre(recommandes=("RR 473 124 828 FR",)), "recommande_forme"),
        (Cadre(recommandes=("bonjour",)), "recommande_forme"),
        (Cadre(recommandes=("1A 123 456 7890 1", "RR 473 124 829 FR", "2C 999 000 123 4 5", "")), ""),
    ],
)
def test_facts_that_cannot_all_be_true_are_confirmed(reference: Reference, cadre: Cadre, cas: str) -> None:
    alertes = examine(Sortant(), cadre, reference)
    assert [(alerte.cas, alerte.poids) for alerte in alertes] == ([(cas, Poids.A_CONFIRMER)] if cas else [])


def test_who_represents_does_not_assist(reference: Reference) -> None:
    cadre = Cadre(auteur=Auteur(Qualite.REPRESENTANT_LEGAL))
    pleine = {"destinataire": line("CAF"), "lieu_date": line("Ici, le 2"), "expediteur": line("Moi")}
    deux = letter("En qualité de représentante légale, sous curatelle.", **pleine)
    assert cases(examine(Sortant({"lettre": deux}), cadre, reference)) == [("faits_contradictoires", "qualites")]
    for seul in ("En qualité de représentant légal.", "En qualité de curatrice."):
        assert examine(Sortant({"lettre": letter(seul, **pleine)}), cadre, reference) == ()


def test_a_law_that_our_own_sentence_tells_says_nothing_of_who_writes(reference: Reference) -> None:
    cadre = Cadre(auteur=Auteur(Qualite.REPRESENTANT_LEGAL))
    pleine = {"destinataire": line("CAF"), "lieu_date": line("Ici, le 2"), "expediteur": line("Moi")}
    loi = Paragraphe((Texte("La personne, ou son représentant légal, peut refuser."),))
    ecrite = letter("Je vous écris avec Mme Œ, que j'assiste.", **pleine)
    assert examine(Sortant({"lettre": replace(ecrite, corps=(*ecrite.corps, loi))}), cadre, reference) == ()


# ── Enclosures and findings ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mandate_that_is_announced_is_in_the_packet(reference: Reference) -> None:
    cadre = Cadre(auteur=Auteur(Qualite.MANDATAIRE))
    lettre = letter("Ce mandat est joint.", destinataire=line("CAF"), lieu_date=line("Ici"), expediteur=line("Moi"))
    for documents, attendus in (
        ({"lettre": lettre, "recepisse": lettre}, [("mandat", Poids.A_CONFIRMER)]),
        ({"lettre": lettre, "mandat": lettre}, []),
        ({"lettre": lettre}, [("mandat_seul", Poids.A_SAVOIR)]),
    ):
        alertes = examine(Sortant(documents), cadre, reference)
        assert [(alerte.cas, alerte.poids) for alerte in alertes] == attendus


def test_a_finding_that_nobody_confirmed_stops_the_letter(reference: Reference) -> None:
    (alerte,) = examine(Sortant(), Cadre(constats_a_confirmer=3), reference)
    assert (alerte.regle, alerte.poids) == (Regle.CONSTAT_NON_CONFIRME, Poids.ARRET)
    assert "3 constats" in reference.phrase(alerte).titre


# ── Consignes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

MOI = Personne(prenom="Nour", nom="Haddad", adresse=("8 rue Verte", "21000 Dijon"))
DOMICILE = Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE)


@pytest.mark.parametrize(
    ("cadre", "partie", "cas"),
    [
        (Cadre(concerne=MOI, consignes=(DOMICILE,)), Partie.EXPEDITEUR, "domicile"),
        (Cadre(concerne=MOI, consignes=(DOMICILE,)), Partie.DESTINATAIRE, "domicile"),
        (
            Cadre(concerne=MOI, consignes=(DOMICILE,), reponse_a=ReponseA("CCAS", ("1 place Neuve", "21000 Dijon"))),
            Partie.EXPEDITEUR,
            "",
        ),
        (Cadre(concerne=MOI, consignes=(DOMICILE,), reponse_a=ReponseA("", MOI.adresse)), Partie.CORPS, "domicile"),
        (Cadre(concerne=MOI, consignes=(DOMICILE,), auteur=Auteur(Qualite.MANDATAIRE)), Partie.CORPS, ""),
    ],
)
def test_the_home_is_not_where_an_answer_is_asked(reference: Reference, cadre: Cadre, partie: Partie, cas: str) -> None:
    trouves = look_at(reference, passage("8, r. Verte\n21000 Dijon", partie), cadre=cadre)
    assert [(alerte.cas, alerte.poids) for alerte in trouves] == ([(cas, Poids.ARRET)] if cas else [])


@pytest.mark.parametrize(
    ("code", "texte", "cas"),
    [
        ("ne_pas_telephoner", "vous pouvez me joindre au 06 12 34 56 78", "telephone"),
        ("ne_pas_telephoner", "le standard du service est le 01 43 45 67 89", ""),
        ("ne_pas_telephoner", "appelez-moi le matin", ""),
        ("ne_pas_laisser_de_message", "appelez-moi au 0612345678", "message"),
        ("ne_pas_laisser_de_message", "appelez-moi au 0612345678, sans laisser de message", ""),
    ],
)
def test_a_telephone_given_to_be_called_is_held_back(reference: Reference, code: str, texte: str, cas: str) -> None:
    assert [alerte.cas for alerte in look_at(reference, texte, cadre=Cadre(consignes=(Consigne(CodeConsigne(code)),)))] == (
        [cas] if cas else []
    )


def test_words_of_ones_own_are_shown_and_stop_only_a_recipient_they_forbid(reference: Reference) -> None:
    vers = passage("Mairie de Brizac\nService social", Partie.DESTINATAIRE)
    for texte, cas in (
        ("Parler doucement", "autre"),
        ("Ne rien envoyer à la Mairie", "nomme"),
        ("Ne rien envoyer sauf à la Mairie", "autre"),
        ("Ne pas écrire au Foyer", "autre"),
    ):
        cadre = Cadre(consignes=(Consigne(CodeConsigne.AUTRE, texte),), organisme=Organisme("Mairie de Brizac"))
        (alerte,) = look_at(reference, vers, cadre=cadre)
        assert (alerte.cas, "Mairie" in repr(alerte)) == (cas, False)


# ── Together ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_worst_comes_first_and_always_in_the_same_order(reference: Reference) -> None:
    cadre = Cadre(adresses_protegees=(("8 rue Verte",),), consignes=(Consigne(CodeConsigne.AUTRE, "x"),))
    dits = ("CAF 1234567", "7503123456", "8 rue Verte", Passage(Lieu("b", Partie.CONTENU), "1 85 12 75 116 001"))
    alertes = look_at(reference, *dits, cadre=cadre)

    assert [alerte.poids for alerte in alertes] == [Poids.ARRET, Poids.ARRET, Poids.A_CONFIRMER, Poids.A_SAVOIR, Poids.A_SAVOIR]
    assert set(look_at(reference, *reversed(dits), cadre=cadre)) == set(alertes)


def test_each_fact_to_mend_is_led_to_its_field(reference: Reference) -> None:
    def fields(cadre: Cadre) -> set[str]:
        return {alerte.champ for alerte in examine(Sortant(), cadre, reference)}

    assert fields(dated(envoye=0, refus=-1)) == {"papier_reponse"}
    assert fields(dated(envoye=0, recu=-1)) == fields(dated(envoye=0, recu=61)) == {"papier_recu"}
    assert fields(Cadre(recommandes=("bonjour",))) == {"numero_envoi"}
    assert fields(Cadre(recommandes=("1A 123 456 7890 1", "1a1234567890 1"))) == {"numero_envoi"}


def test_a_telephone_is_led_to_the_answer_that_gives_it(reference: Reference) -> None:
    cadre = Cadre(
        consignes=(Consigne(CodeConsigne.NE_PAS_TELEPHONER),),
        saisies={"objet": "Mon dossier", "contact": "Joindre au 06 12 34 56 78"},
    )
    champs = {alerte.champ for alerte in look_at(reference, "Vous pouvez me joindre au 06 12 34 56 78.", cadre=cadre)}
    assert "contact" in champs
