"""A mandate says who, for what, towards whom, for how long: a form that two people sign, alone or with a letter."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.lettre.lettre import Document, Feuille, Lettre
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.cas import AUTEURS, DEPARTEMENT, ELODIE, ORDINAIRE, by

BLANC = Demande("mandat")
DROITS = (
    "acces", "documents", "cada", "rectification", "effacement", "limitation", "opposition", "retrait", "portabilite", "humain",
    "plainte",
)  # fmt: skip
LIGUE = Personne(Civilite.M, "Paul", "Vasseur", denomination="Ligue des droits", adresse=("2 quai des Brumes", "93000 Bobigny"))


def mandat(reponses: Reponses | None = None, *, auteur: Auteur | None = None) -> Demande:
    demande = replace(ORDINAIRE, demarche="mandat", organisme=DEPARTEMENT, reponses=reponses or {})
    return replace(demande, auteur=auteur or Auteur(Qualite.MANDATAIRE, LIGUE))


def text(courriers: Courriers, document: Document) -> str:
    return courriers.text(document).replace("\u00a0", " ").replace("\u202f", " ")


def written(courriers: Courriers, demande: Demande) -> str:
    return text(courriers, courriers.compose(demande))


def test_it_is_a_form_with_what_it_says_in_short(courriers_livres: Courriers) -> None:
    document = courriers_livres.compose(BLANC)

    assert isinstance(document, Feuille)
    assert document.en_clair
    assert [remarque.id for remarque in document.remarques] == ["a_completer_feuille", "textes_a_verifier"]


@pytest.mark.parametrize("demande", [BLANC, mandat({"droits": DROITS})])
def test_two_copies_are_printed_and_nothing_else(courriers_livres: Courriers, demande: Demande) -> None:
    assert [(e.id, e.nombre) for e in courriers_livres.kit(demande)] == [("formulaire", 2)]


@pytest.mark.parametrize("format_", Format)
def test_it_is_written_in_every_format(courriers_livres: Courriers, format_: Format) -> None:
    assert courriers_livres.render(courriers_livres.compose(mandat()), format_).contenu
    assert courriers_livres.suggested_name(mandat(), None, format_) == f"2026-11-24-mandat-demande.{format_}"


def test_it_holds_what_the_decree_and_the_cnil_expect(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, mandat({"droits": ("acces",), "duree": "six_mois", "identite": "copie"}))

    for dit in (
        "article 77 du décret n° 2019-536",
        "articles 1984 et 1985 du code civil",
        "n° 2021-070 du 27 mai 2021",
        "Mme Élodie Œuvrard",
        "Ligue des droits, par M. Paul Vasseur",
        "Auprès du Conseil départemental de la Seine-Saint-Denis",
        "voir mes données personnelles et en recevoir une copie, article 15 du règlement",
        "automatique",
        "détruire après vérification",
        "six mois à compter de sa date",
        "par écrit (article 2004 du code civil)",
        "en deux exemplaires",
        "Signature de qui donne mandat",
    ):
        assert dit in texte, dit


def test_only_what_is_ticked_is_allowed(courriers_livres: Courriers) -> None:
    texte = written(courriers_livres, mandat({"droits": ("rectification",)}))

    assert "faire corriger" in texte
    assert "recevoir une copie" not in texte
    assert "Ce mandat ne permet rien d’autre" in texte


def test_with_nothing_ticked_everything_can_be_ticked_by_hand(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = written(courriers_livres, BLANC)

    assert texte.count("- …… ") == len(DROITS)
    question = next(q for q in catalogue.demarches["mandat"].questions if q.id == "droits")
    assert set(question.choix) == set(DROITS)


@pytest.mark.parametrize(
    ("duree", "dit"), [("un_jour", "vaut un jour"), ("un_mois", "un mois"), ("six_mois", "six mois"), ("un_an", "un an")]
)
def test_it_lasts_as_long_as_chosen(courriers_livres: Courriers, duree: str, dit: str) -> None:
    texte = written(courriers_livres, mandat({"duree": duree}))

    assert dit in texte.split("5. Durée.")[1]
    assert "rayer" not in texte.split("5. Durée.")[1]


def test_the_answer_goes_where_it_was_said(courriers_livres: Courriers) -> None:
    ailleurs = replace(mandat(), reponse_a=ReponseA("chez Mme Diallo", ("4 place du Marché",), enveloppe_neutre=True))

    assert "À moi, et à personne d’autre." in written(courriers_livres, mandat({"reponse_vers": "moi"}))
    assert "chez Mme Diallo, 4 place du Marché, dans une enveloppe neutre." in written(courriers_livres, ailleurs)


def test_health_is_a_choice_of_its_own(courriers_livres: Courriers) -> None:
    assert "ma santé ne sont pas comprises" in written(courriers_livres, mandat({"sante": False}))
    assert "ma santé sont comprises." in written(courriers_livres, mandat({"sante": True}))


@pytest.mark.parametrize(
    "demande",
    [
        mandat({"droits": ("plainte",)}),
        replace(mandat({"droits": ("plainte",), "organisation": True}), auteur=None),
    ],
)
def test_an_organisation_before_the_cnil_says_its_purpose(courriers_livres: Courriers, demande: Demande) -> None:
    texte = written(courriers_livres, demande)

    assert "article 80, paragraphe 1, du RGPD" in texte
    assert "article 38 de la loi n° 78-17" in texte
    assert "d’après ses statuts : …" in texte
    assert "article 37" not in texte


def test_a_friend_before_the_cnil_has_no_statutes(courriers_livres: Courriers) -> None:
    ami = Auteur(Qualite.MANDATAIRE, Personne(nom="Martin"))

    assert "statuts" not in written(courriers_livres, mandat({"droits": ("plainte",)}, auteur=ami))


def test_who_expects_it_of_a_union_is_told_before(catalogue: Catalogue) -> None:
    assert "syndicat" in catalogue.textes_demarche("mandat")("attente")


def test_someone_writing_for_herself_names_who_will_act(courriers_livres: Courriers) -> None:
    demande = replace(
        mandat({"mandataire_nom": "Mme Fatou Diallo", "mandataire_adresse": "4 place du Marché\n93000 Bobigny"}), auteur=None
    )
    texte = written(courriers_livres, demande)

    assert "Nom | Mme Élodie Œuvrard | Mme Fatou Diallo" in texte
    assert "4 place du Marché" in texte


def test_a_parent_gives_it_for_the_child(courriers_livres: Courriers) -> None:
    texte = written(
        courriers_livres, replace(by(Qualite.REPRESENTANT_LEGAL), demarche="mandat", reponses={"droits": ("acces",)})
    )

    assert "Nom | M. Karim Benali" in texte
    assert "Agit pour | Mme Élodie Œuvrard, en qualité de représentant légal" in texte
    assert "voir ses données personnelles" in texte
    assert "au nom de cette personne" in texte


@pytest.mark.parametrize("demande", [BLANC, mandat({"droits": DROITS, "donnees": "mon dossier", "duree": "un_an"})])
def test_it_holds_on_one_page(courriers_livres: Courriers, demande: Demande) -> None:
    assert len(courriers_livres.pages(courriers_livres.compose(demande))) == 1


# The mandate that goes with a letter.


def joined(courriers: Courriers, demande: Demande) -> str:
    (feuille,) = [e.document for e in courriers.kit(demande) if e.id == "mandat"]
    return text(courriers, feuille)


def test_the_one_of_a_letter_allows_what_the_letter_asks(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    for demarche in catalogue.demarches.values():
        if Qualite.MANDATAIRE not in demarche.pour or demarche.id in {"mandat", "opposition"}:
            continue
        demande = replace(by(Qualite.MANDATAIRE), demarche=demarche.id, reponses={})
        lettre = courriers_livres.compose(demande)
        assert isinstance(lettre, Lettre)
        texte = joined(courriers_livres, demande)
        assert "avec ce mandat" in texte
        voir = {"rgpd-15", "rgpd-15-1-c", "rgpd-15-1-g"} & {*demarche.fondements}
        assert ("voir mes données personnelles" in texte) is bool(voir), demarche.id
        assert ("faire corriger" in texte) is ("rgpd-16" in demarche.fondements), demarche.id
        assert ("faire effacer" in texte) is ("rgpd-17-1" in demarche.fondements), demarche.id


def test_the_one_for_being_received_is_not_about_data(courriers_livres: Courriers) -> None:
    demande = replace(by(Qualite.MANDATAIRE), demarche="refus_accueil", reponses={})
    texte = joined(courriers_livres, demande)

    # Article 77 is that of rights on one's data, and being received opens no file and no health information.
    for jamais in ("2019-536", "CNIL", "santé", "droits sur des données"):
        assert jamais not in texte, jamais
    assert "articles 1984 et 1985 du code civil" in texte
    assert "un rendez-vous, et l’étude de mes demandes d’aide" in texte
    for etape in ("demande", "hierarchie"):
        assert "2019-536" not in courriers_livres.text(courriers_livres.compose(demande, etape))


def test_the_one_of_a_letter_names_the_letter(courriers_livres: Courriers) -> None:
    assert "envoyer la lettre « Demande d’accès à des données et à un dossier », avec ce mandat" in joined(
        courriers_livres, by(Qualite.MANDATAIRE)
    )


def test_an_organisation_signs_by_someone(courriers_livres: Courriers) -> None:
    assert f"{AUTEURS[Qualite.MANDATAIRE].denomination}, par …" in joined(courriers_livres, by(Qualite.MANDATAIRE))
    assert ELODIE.nom in joined(courriers_livres, by(Qualite.MANDATAIRE))
