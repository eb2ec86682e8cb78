"""The templates we ship: names that exist, citations good for every letter, sentences one can read, nothing that harms."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from jinja2.meta import find_referenced_templates

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, Qualite
from droits_usagers.letters.lettre import fiches
from droits_usagers.letters.lettre.atelier import IMPORT
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.contexte import schema_of
from droits_usagers.letters.lettre.gabarits import Gabarit, Gabarits
from droits_usagers.letters.lettre.verification import check_template, cited_ids, parse
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.chaque import chaque
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE, RELANCE, by

# « article 15 », « art. L311-1 », « R*311-12 »: a number that no one would put right when the law changes.
ARTICLE = re.compile(r"\b(?:articles?|art\.)\s+(?:[LRD]\.?\s*\*?)?\d|\b[LRD]\.?\s?\*?\d{2,}-\d", re.IGNORECASE)
JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
# A sentence ends with a full stop or a question mark; an item of a list, with a semicolon.
PHRASE = re.compile(r"(?<=[.?;])\s+")


# After a death, or for an organisation, another letter is to be written.
QUALITES = tuple(qualite for qualite in Qualite if qualite not in {Qualite.HERITIER, Qualite.ORGANISATION})


def everyone() -> Iterator[Demande]:
    """One demande for each kind of author, of organisme, of channel and of civility, empty and full."""
    for qualite, genre in itertools.product(QUALITES, GenreOrganisme):
        for demande in (BLANCHE, COMPLETE):
            yield by(qualite, replace(demande, organisme=replace(demande.organisme, genre=genre)))
    for envoi, civilite in itertools.product(("lrar", "guichet", "simple", "courriel"), (None, *Civilite)):
        concerne = replace(COMPLETE.signataire, civilite=civilite)
        yield replace(COMPLETE, concerne=concerne, reponses={**COMPLETE.reponses, "envoi": envoi, "piece_identite": False})


TOUTES = tuple(everyone())
#: What the letters that follow share: macros that use their questions.
MACROS = ("_communs/demandes", "_communs/manques", "_communs/refus")
#: The same, for the demarches that ask its questions.
DESTINATAIRES = "_communs/destinataires"
#: What health, beliefs, union… have said first, for the demarches that ask of them.
SENSIBLE = "_communs/sensible"
#: The same, for those that contest a decision on an aid.
VOIES = "_communs/voies"
#: And for a sum claimed back.
DETTE = "_communs/dette"
# They may be private: documents are then owed only for a mission of public service.
PRIVES = {GenreOrganisme.ESSMS, GenreOrganisme.HEBERGEMENT, GenreOrganisme.SANTE, GenreOrganisme.AUTRE}


def fragments(gabarit: Gabarit) -> Iterator[str]:
    yield gabarit.corps
    yield from gabarit.champs.values()


def users_of(catalogue: Catalogue, gabarit: Gabarit) -> list[Demarche | None]:
    """The demarches that write a letter from this template; None for a template that any of them may use."""
    if gabarit.id.startswith("fiches/"):
        return []
    found = [d for d in catalogue.demarches.values() if any(etape.gabarit == gabarit.id for etape in d.etapes)]
    return [*found] or [catalogue.demarches.get(gabarit.id.split("/", maxsplit=1)[0])]


def test_every_template_only_uses_names_that_exist(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    """A template that several demarches share, for each of them."""
    for gabarit in gabarits_livres.ours.values():
        for demarche in users_of(catalogue, gabarit):
            if gabarit.id not in {*MACROS, DESTINATAIRES, SENSIBLE, VOIES, DETTE} and not gabarit.id.startswith(
                f"{fiches.DOSSIER}/"
            ):
                check_template(gabarit, schema_of(demarche))


def test_what_letters_that_follow_share_only_uses_names_that_exist(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    """Those are only for the demarches that take `suites`."""
    for demarche in catalogue.demarches.values():
        if {etape.gabarit for etape in demarche.etapes} >= {"suites/relance", "suites/complement", "suites/contestation_refus"}:
            for id_ in MACROS:
                check_template(gabarits_livres.ours[id_], schema_of(demarche))


def test_who_is_told_of_a_change_only_uses_names_that_exist(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    """A choice where someone must not know, asked by every demarche whose letters speak of it."""
    asking = {d.id for d in catalogue.demarches.values() if any(question.id == "prevenir" for question in d.questions)}
    assert asking == {"effacement", "limitation", "opposition", "rectification", "retrait_consentement"}
    for id_ in asking:
        check_template(gabarits_livres.ours[DESTINATAIRES], schema_of(catalogue.demarches[id_]))


def test_what_is_forbidden_first_only_uses_names_that_exist(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    asking = {d.id for d in catalogue.demarches.values() if any(question.id == "sensible" for question in d.questions)}
    assert asking == {"effacement", "opposition", "rectification"}
    for id_ in asking:
        check_template(gabarits_livres.ours[SENSIBLE], schema_of(catalogue.demarches[id_]))


def test_what_contests_a_decision_only_uses_names_that_exist(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    asking = {d.id for d in catalogue.demarches.values() if "recours_prealable" in d.delais}
    assert asking == {"aide_refusee", "somme_reclamee"}
    for id_ in asking:
        check_template(gabarits_livres.ours[VOIES], schema_of(catalogue.demarches[id_]))


def test_what_a_sum_claimed_back_says_only_uses_names_that_exist(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    check_template(gabarits_livres.ours[DETTE], schema_of(catalogue.demarches["somme_reclamee"]))


def test_every_etape_has_its_template(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    for demarche in catalogue.demarches.values():
        for etape in demarche.etapes:
            gabarit = gabarits_livres.ours[etape.gabarit]
            assert gabarit.is_sheet or gabarit.champs["objet"]


def test_every_letter_has_a_version_and_every_sheet_a_title(gabarits_livres: Gabarits) -> None:
    for gabarit in gabarits_livres.ours.values():
        if gabarit.champs:
            assert gabarit.utilise.version
            assert gabarit.champs.get("objet") or gabarit.champs.get("titre")


def test_no_number_of_an_article_is_typed(gabarits_livres: Gabarits) -> None:
    for gabarit in gabarits_livres.ours.values():
        for source in fragments(gabarit):
            assert ARTICLE.findall(JINJA.sub(" ", source)) == [], gabarit.id


def test_every_citation_exists(gabarits_livres: Gabarits, catalogue: Catalogue) -> None:
    entrees = catalogue.droit.entrees
    for gabarit in gabarits_livres.ours.values():
        for source in fragments(gabarit):
            for id_ in cited_ids(parse(gabarit.fichier, source)):
                assert entrees[id_].existence_sure, (gabarit.id, id_)


def test_what_is_imported_is_found_without_reading_it_as_jinja_does(gabarits_livres: Gabarits) -> None:
    for gabarit in gabarits_livres.ours.values():
        for source in (gabarit.corps, *gabarit.champs.values()):
            assert set(IMPORT.findall(source)) == {*find_referenced_templates(parse(gabarit.fichier, source))}, gabarit.id


@pytest.mark.parametrize("etape", ["demande", "relance"])
def test_a_letter_can_be_made_for_everyone_and_cites_what_it_may(courriers_livres: Courriers, etape: str) -> None:
    for demande in TOUTES:
        for exemplaire in courriers_livres.kit(demande, etape):
            assert courriers_livres.text(exemplaire.document)


@pytest.mark.lent
def test_what_is_cited_was_checked_to_be_there(catalogue: Catalogue) -> None:
    for genre, qualite in itertools.product(GenreOrganisme, Qualite):
        citations = Citations.of(catalogue.droit, genre, qualite)
        assert all(entree.existence_sure or not citations.may_name(entree) for entree in catalogue.droit.entrees.values())


def test_casf_is_only_cited_to_establishments(courriers_livres: Courriers) -> None:
    for demande in TOUTES:
        texte = courriers_livres.text(courriers_livres.compose(demande))
        if "L311-3 du code de l’action sociale" in texte:
            assert demande.organisme.genre is GenreOrganisme.ESSMS


def test_free_copy_is_claimed_before_the_law_that_allows_a_fee(courriers_livres: Courriers) -> None:
    for demande in TOUTES:
        texte = courriers_livres.text(courriers_livres.compose(demande))
        assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")


def test_each_thing_that_article_15_gives_is_asked(courriers_livres: Courriers) -> None:
    """What is not asked cannot be missed afterwards: the questionnaire on the answer goes by the same list."""
    texte = courriers_livres.text(courriers_livres.compose(ORDINAIRE))

    for dit in (
        "si vous traitez des données",
        "une copie complète et lisible",
        "à quoi elles servent et à quelles catégories",
        "le nom de chaque destinataire",
        "combien de temps vous les gardez",
        "toute information disponible sur leur source",
        "les droits qui s’exercent sur elles, et la réclamation possible auprès de la CNIL",
        "une décision automatisée, dont un profilage",
    ):
        assert dit in texte


def test_both_clocks_run(courriers_livres: Courriers) -> None:
    texte = courriers_livres.text(courriers_livres.compose(ORDINAIRE))

    assert "Cette prolongation ne vaut pas pour les documents administratifs." in texte
    assert "un mois de silence vaut refus" in texte
    assert "Commission d’accès aux documents administratifs" in texte


def test_a_refusal_is_to_be_written_and_reasoned(courriers_livres: Courriers) -> None:
    for demande in TOUTES:
        assert "L311-14" in courriers_livres.text(courriers_livres.compose(demande))


def test_an_acknowledgement_is_only_cited_where_it_is_owed(courriers_livres: Courriers) -> None:
    for demande in TOUTES:
        texte = courriers_livres.text(courriers_livres.compose(demande))
        owed = (
            demande.qualite is not Qualite.AGENT
            and demande.organisme.genre not in PRIVES
            and demande.reponses.get("envoi", "lrar") != "courriel"
        )
        assert ("L112-3" in texte) is owed


def test_an_identity_paper_is_only_for_a_doubt_and_then_destroyed(courriers_livres: Courriers) -> None:
    joint = courriers_livres.text(courriers_livres.compose(COMPLETE))
    sans = courriers_livres.text(courriers_livres.compose(ORDINAIRE))

    assert "Je vous prie de la détruire après vérification." in joint
    assert "Si vous avez un doute raisonnable sur mon identité" in sans
    assert "sera à détruire après vérification" in sans


def test_a_reminder_opens_no_delay_and_says_so(courriers_livres: Courriers) -> None:
    texte = courriers_livres.text(courriers_livres.compose(RELANCE, "relance"))

    assert "Le 1er octobre 2026, je vous ai demandé l’accès" in texte
    assert "Vous avez reçu cette lettre le 5 octobre 2026, comme le montre l’avis de réception joint" in texte
    assert "je n’ai pas reçu de réponse écrite" in texte
    assert "la première garde sa date" in texte


@pytest.mark.parametrize(
    ("type_", "dit", "en_clair"),
    [
        (TypeEvenement.REFUS, "J’ai reçu votre refus le 20 octobre 2026.", "Vous demandez au service de revoir son refus."),
        (
            TypeEvenement.REPONSE_PARTIELLE,
            "Votre réponse du 20 octobre 2026",
            "La réponse que vous avez reçue n’est pas complète.",
        ),
        (
            TypeEvenement.REPONSE_COMPLETE,
            "Votre réponse du 20 octobre 2026",
            "La réponse que vous avez reçue n’est pas complète.",
        ),
        (
            TypeEvenement.REFUS_ORAL,
            "Un refus m’a été donné oralement le 20 octobre 2026.",
            "Le service a refusé sans l’écrire.",
        ),
        (TypeEvenement.IDENTITE_DEMANDEE, "Vous m’avez demandé un justificatif d’identité", "Vous n’avez pas reçu de réponse."),
        (
            TypeEvenement.PRECISION_DEMANDEE,
            "ma demande porte sur tout ce que vous détenez sur moi",
            "Vous n’avez pas reçu de réponse.",
        ),
    ],
)
def test_a_reminder_says_what_was_answered(courriers_livres: Courriers, type_: TypeEvenement, dit: str, en_clair: str) -> None:
    evenement = replace(RELANCE.evenements[0], type=type_, date=dt.date(2026, 10, 20))

    lettre = courriers_livres.compose(replace(RELANCE, evenements=(*RELANCE.evenements, evenement)), "relance")

    texte = courriers_livres.text(lettre)
    answered = type_ in {TypeEvenement.REFUS, TypeEvenement.REPONSE_PARTIELLE, TypeEvenement.REPONSE_COMPLETE}
    assert dit in texte
    assert en_clair in lettre.en_clair
    assert ("je n’ai pas reçu de réponse" in texte) is not answered
    assert "))" not in texte


def test_a_reminder_never_threatens_with_a_delay_that_may_be_over(courriers_livres: Courriers) -> None:
    texte = courriers_livres.text(courriers_livres.compose(RELANCE, "relance"))

    assert "peut être saisie dans les deux mois qui suivent un refus" in texte
    assert "Je me réserve" not in texte


@pytest.mark.parametrize(
    ("qualite", "phrase"),
    [
        (Qualite.CONCERNE, "Pour ma sécurité, je vous demande une enveloppe neutre"),
        (Qualite.MANDATAIRE, "Pour la sécurité de cette personne, je vous demande une enveloppe neutre"),
        (Qualite.REPRESENTANT_LEGAL, "Pour la sécurité de cette personne, je vous demande une enveloppe neutre"),
        (Qualite.ORGANISATION, "\nJe vous demande une enveloppe neutre"),
    ],
)
def test_safety_is_that_of_the_person_concerned(courriers_livres: Courriers, qualite: Qualite, phrase: str) -> None:
    assert phrase in courriers_livres.text(courriers_livres.compose(by(qualite, COMPLETE)))


def test_someone_without_a_civility_is_given_no_gender(courriers_livres: Courriers) -> None:
    for naissance, dit in (
        (1970, "année de naissance\u00a0: 1970"),
        (dt.date(1970, 4, 1), "date de naissance\u00a0: 1er avril 1970"),
    ):
        concerne = replace(ORDINAIRE.signataire, civilite=None, naissance=naissance)

        texte = courriers_livres.text(courriers_livres.compose(replace(ORDINAIRE, concerne=concerne)))

        assert dit in texte
        assert ", née " not in texte


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_documents_are_asked_of_private_bodies_for_their_public_mission(
    courriers_livres: Courriers, genre: GenreOrganisme
) -> None:
    demande = replace(ORDINAIRE, organisme=replace(ORDINAIRE.organisme, genre=genre))

    texte = courriers_livres.text(courriers_livres.compose(demande))

    assert ("Pour ce qui relève d’une mission de service public" in texte) is (genre in PRIVES)
    assert ("article R1111-1 du code de la santé publique" in texte) is (genre is GenreOrganisme.SANTE)


def test_a_mandate_covers_what_the_letters_say_will_be_done(courriers_livres: Courriers) -> None:
    (mandat,) = [e for e in courriers_livres.kit(by(Qualite.MANDATAIRE)) if e.id == "mandat"]
    texte = courriers_livres.text(mandat.document)

    for dit in (
        "Commission d’accès aux documents administratifs ou la CNIL",
        "lire mon dossier",
        "sur ma santé",
        "automatique",
    ):
        assert dit in texte
    assert "Syndicat du département, par …" in texte


@chaque("type_", TypeEvenement)
def test_a_reminder_can_be_made_after_any_fact(courriers_livres: Courriers, type_: TypeEvenement) -> None:
    evenements = (*RELANCE.evenements, replace(RELANCE.evenements[0], type=type_))

    assert courriers_livres.text(courriers_livres.compose(replace(RELANCE, evenements=evenements), "relance"))


def test_the_page_to_take_home_tells_both_delays_and_when_to_come_back(courriers_livres: Courriers) -> None:
    (apres,) = [e for e in courriers_livres.kit(ORDINAIRE) if e.id == "apres"]
    texte = courriers_livres.text(apres.document)

    assert "Votre lettre vaut deux demandes." in texte
    assert "N’attendez pas la première pour la seconde." in texte
    assert "Relancer ne rallonge pas le délai pour saisir la CADA." in texte
    assert texte.splitlines()[2] == "Revenez le 29 décembre 2026"
    assert "29 décembre 2026 | Rien n’est venu\u202f? Revenez avec cette page." in texte
    for phrase in courriers_livres.compose(ORDINAIRE).en_clair:
        assert phrase in texte
    assert "Œuvrard" not in texte


@pytest.mark.lent
def test_the_page_to_take_home_has_short_sentences(courriers_livres: Courriers) -> None:
    for demande in TOUTES:
        for etape in ("demande", "relance"):
            (apres,) = [e for e in courriers_livres.kit(demande, etape) if e.id == "apres"]
            longueurs = [
                len(phrase.split()) for phrase in PHRASE.split(courriers_livres.text(apres.document).replace("\n", ". "))
            ]
            assert max(longueurs) <= 22
            assert len(courriers_livres.pages(apres.document)) <= 2


@pytest.mark.parametrize("envoi", ["lrar", "guichet", "simple", "courriel"])
def test_the_page_to_take_home_is_one_page(courriers_livres: Courriers, envoi: str) -> None:
    for demande, etape in ((ORDINAIRE, "demande"), (by(Qualite.MANDATAIRE), "demande"), (RELANCE, "relance")):
        kit = courriers_livres.kit(replace(demande, reponses={**demande.reponses, "envoi": envoi}), etape)
        (apres,) = [e for e in kit if e.id == "apres"]

        assert len(courriers_livres.pages(apres.document)) == 1


@pytest.mark.parametrize(
    ("qualite", "genre", "protege"),
    [
        (Qualite.CONCERNE, GenreOrganisme.DEPARTEMENT, True),
        (Qualite.CONCERNE, GenreOrganisme.ESSMS, False),
        (Qualite.AGENT, GenreOrganisme.DEPARTEMENT, False),
    ],
)
def test_who_wrote_by_mail_is_told_of_a_prudent_date_and_why(
    courriers_livres: Courriers, qualite: Qualite, genre: GenreOrganisme, *, protege: bool
) -> None:
    """L112-12 protects who asked an administration by mail; not its agents, nor before a private body."""
    demarche = "acces_agent" if qualite is Qualite.AGENT else "acces"
    demande = by(qualite, replace(ORDINAIRE, demarche=demarche, reponses={"envoi": "courriel"}))
    demande = replace(demande, organisme=replace(demande.organisme, genre=genre))
    (apres,) = [e for e in courriers_livres.kit(demande) if e.id == "apres"]
    texte = courriers_livres.text(apres.document)

    assert "au plus court" not in texte
    assert ("la loi vous protège" in texte) is protege
    assert "date prudente que nous montrons" in texte or "nous montrons la date la plus prudente" in texte


def test_sheets_hold_on_one_page(courriers_livres: Courriers) -> None:
    for demande in TOUTES:
        for exemplaire in courriers_livres.kit(demande):
            if exemplaire.id in {"recepisse", "mandat", "pieces"}:
                assert len(courriers_livres.pages(exemplaire.document)) == 1, exemplaire.id


def test_the_guide_for_those_who_write_names_every_name(places: Places, catalogue: Catalogue) -> None:
    guide = (places.gabarits / "LISEZMOI.md").read_text(encoding="utf-8")
    schema = schema_of(None)
    assert isinstance(schema, dict)
    for nom, sous in schema.items():
        assert f"`{nom}" in guide, nom
        for champ in sous if isinstance(sous, dict) and nom not in {"faits", "reponses"} else ():
            assert champ in guide, (nom, champ)
    assert catalogue.demarches


def test_every_document_can_be_written_in_every_format(courriers_livres: Courriers) -> None:
    for exemplaire in courriers_livres.kit(by(Qualite.MANDATAIRE, COMPLETE)):
        for format_ in Format:
            assert courriers_livres.render(exemplaire.document, format_).contenu
