"""The traps of this law, in every letter: what is never cited to whom, never promised, never threatened, never asked.

Numbers between brackets are those of the corrections the legal base went through.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.questions import effective_answers
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.lettres import HISTOIRES, answers
from tests.letters.cas import BLANCHE, COMPLETE, by

ENVOIS = ("lrar", "guichet", "simple", "courriel")
#: So that each reason of a refusal is answered once, whatever the number of choices.
TOURS = 13
#: Those who ask for no data of their own.
SANS_DONNEES = {Qualite.HERITIER, Qualite.ORGANISATION}
A_SON_NOM = {Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL, Qualite.HERITIER}


@dataclass(frozen=True)
class Piece:
    """A document one leaves with: a letter, or a page that goes with it. Its text is as typed, not as set."""

    demande: Demande
    demarche: Demarche
    etape: str
    genre: str
    texte: str

    @property
    def nom(self) -> str:
        """To find it again."""
        demande = self.demande
        return (
            f"{demande.demarche}/{self.etape}/{self.genre} {demande.qualite} → {demande.organisme.genre}"
            f" ({demande.reponses.get('envoi', '')})"
        )

    @property
    def paragraphes(self) -> list[str]:
        """Its paragraphs and the items of its lists."""
        return [ligne for ligne in self.texte.splitlines() if ligne.strip()]

    @property
    def first(self) -> bool:
        """True for the letter that opens the demarche."""
        return self.etape == self.demarche.etapes[0].id


def plain(texte: str) -> str:
    """As typed: without French typography."""
    return texte.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def demande_of(demarche: Demarche, qualite: Qualite, genre: GenreOrganisme, rang: int) -> Demande:
    """Everything is answered, one choice more at each rank."""
    demande = by(qualite, replace(COMPLETE, demarche=demarche.id, reponses={}))
    demande = replace(
        demande,
        organisme=replace(demande.organisme, genre=genre),
        evenements=tuple(Evenement(dt.date(2026, mois, jour), type_) for mois, jour, type_ in HISTOIRES[rang % len(HISTOIRES)]),
    )
    reponses = dict(answers(demarche.questions, rang))
    envoi = next((question for question in demarche.questions if question.id == "envoi"), None)
    if envoi is not None:
        reponses["envoi"] = envoi.choix[rang % len(envoi.choix)]
    return replace(demande, reponses=effective_answers(demarche.questions, reponses, contexte_of(demande)))


def demandes_of(demarche: Demarche) -> Iterator[tuple[Demande, str]]:
    """Every kind of author to every kind of organisme for the first letter; for the next ones, each answer in turn."""
    premiere, *suivantes = (etape.id for etape in demarche.etapes)
    for qualite in demarche.pour:
        yield by(qualite, replace(BLANCHE, demarche=demarche.id)), premiere
        for rang, genre in enumerate(GenreOrganisme):
            yield demande_of(demarche, qualite, genre, rang), premiere
    genres = tuple(GenreOrganisme)
    for rang in range(TOURS):
        for etape in suivantes:
            qualite = demarche.pour[rang % len(demarche.pour)]
            yield demande_of(demarche, qualite, genres[rang % len(genres)], rang), etape


#: Every page is written once, for all of these.
pytestmark = pytest.mark.lent


@pytest.fixture(scope="session")
def toutes_les_pieces(catalogue: Catalogue, courriers_livres: Courriers) -> tuple[Piece, ...]:
    return tuple(write_all(catalogue, courriers_livres))


def write_all(catalogue: Catalogue, courriers: Courriers) -> Iterator[Piece]:
    for demarche in catalogue.demarches.values():
        for rang, (demande, etape) in enumerate(demandes_of(demarche)):
            try:
                lettre = courriers.compose(demande, etape)
                # The pages that go with a letter change little from one to the next.
                kit = courriers.kit(demande, etape)[1:] if rang % 5 == 0 else ()
            except ExpectedError as error:
                if error.panne is not Panne.PAS_DE_LETTRE:
                    raise
                continue
            yield Piece(demande, demarche, etape, "lettre", plain(courriers.text(lettre)))
            for un in kit:
                yield Piece(demande, demarche, etape, un.id, plain(courriers.text(un.document)))


def where(pieces: tuple[Piece, ...], faute: Callable[[Piece], object]) -> dict[str, object]:
    """The pieces in which something is wrong, and what."""
    return {piece.nom: trouve for piece in pieces if (trouve := faute(piece))}


# ── What is cited, and to whom ───────────────────────────────────────────────────────────────────────────────────────────

#: « articles 48 et 49 de la loi n° 78-17 du 6 janvier 1978 », « article 4, 6°, de la loi du 6 janvier 1978 ».
CITES = re.compile(r"articles? ((?:[LRD]\*?\.? ?)?[0-9][^.;()]{0,120}?) (?:de la|du) ([^.;()]{0,60})")
NUMERO = re.compile(r"[LRD]?\*?\d+(?:-\d+)*(?:, I\b)?")


def cited(texte: str, quoi: str) -> set[str]:
    """The numbers cited of one text of law."""
    return {numero for numeros, ou in CITES.findall(texte) if ou.startswith(quoi) for numero in NUMERO.findall(numeros)}


def cited_lil(texte: str) -> set[str]:
    """Of the act of 1978."""
    return cited(texte, "loi n° 78-17") | cited(texte, "loi du 6 janvier")


def test_citations_are_recognised(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """The tests below would find nothing if citations were written in another way."""
    lil = set().union(*(cited_lil(piece.texte) for piece in toutes_les_pieces))
    crpa = set().union(*(cited(piece.texte, "code des relations") | cited(piece.texte, "CRPA") for piece in toutes_les_pieces))

    assert "64" in lil
    assert {"L311-1", "L311-6", "L311-14", "R*311-12"} <= crpa


def test_no_letter_cites_a_number_that_now_says_something_else(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(traps 1, 2, 3; 27) Security of the State, indirect access, class action, minors online; the numbers of 2011."""
    interdits = {"22", "25", "27", "32", "34", "37", "39", "40", "41", "43", "52", "118", "121"}

    assert where(toutes_les_pieces, lambda piece: cited_lil(piece.texte) & interdits) == {}
    assert where(toutes_les_pieces, lambda piece: re.findall(r"article 51, II", piece.texte)) == {}


def test_the_powers_of_the_cnil_are_cited_without_a_subdivision(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(trap 4) Article 20 was renumbered inside."""
    assert where(toutes_les_pieces, lambda piece: re.findall(r"article 20, [IV\d][^.]* loi", piece.texte)) == {}


def test_only_what_was_read_of_the_decree_of_2019_is_cited(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(17) 82 to 84 are about the officer, 135 and 144 about the police and the State."""

    def faute(piece: Piece) -> set[str]:
        return (cited(piece.texte, "décret n° 2019-536") | cited(piece.texte, "décret du 29 mai 2019")) - {"77", "10"}

    assert where(toutes_les_pieces, faute) == {}


def test_secrets_that_do_not_bind_the_service_are_not_cited(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(13, 21) L226-9 is the secrecy of the 119, L115-2 is about work; L116-2 is a principle."""
    assert where(toutes_les_pieces, lambda piece: re.findall(r"L226-9|L115-2|L116-2|SNATED", piece.texte)) == {}


def of_a_resident(piece: Piece) -> bool:
    """True of the file of an establishment: by its kind, or because the person says that it is one."""
    demande = piece.demande
    if demande.demarche != "dossier_essms":
        return False
    return demande.organisme.genre is GenreOrganisme.ESSMS or demande.reponses.get("est_essms") == "etablissement"


def test_the_rights_of_residents_are_claimed_from_establishments_only(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(trap 7)"""

    def faute(piece: Piece) -> list[str]:
        if piece.demande.organisme.genre is GenreOrganisme.ESSMS or of_a_resident(piece):
            return []
        return re.findall(r"L311-3 (?:du code de l'action|du CASF)", piece.texte)

    assert where(toutes_les_pieces, faute) == {}


def test_the_delays_of_doctors_are_claimed_from_those_who_treat_only(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(12) A département, a MDPH: the law of administrative documents; their doctors are asked for by the demarche."""

    def faute(piece: Piece) -> list[str]:
        if piece.demande.detenteur is GenreOrganisme.SANTE or piece.demande.demarche == "dossier_medical":
            return []
        if of_a_resident(piece):
            return []
        return re.findall(r"R1111-1|L1111-7|huit jours", piece.texte)

    assert where(toutes_les_pieces, faute) == {}


def test_a_text_that_gives_more_than_it_takes_is_cited_with_its_other_side(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(19, 20) L133-4 and L121-6-2 let a service answer « necessary »: so does whoever cites them."""

    def faute(piece: Piece) -> list[str]:
        return [p for p in piece.paragraphes if re.search(r"L133-4|L121-6-2", p) and "nécessaire" not in p]

    assert where(toutes_les_pieces, faute) == {}


# ── What is never asked, promised or threatened ──────────────────────────────────────────────────────────────────────────


def test_no_receipt_of_the_cnil_is_asked_for(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(trap 8; 33) The history before 2018 may be asked as a document, never as a condition."""

    def faute(piece: Piece) -> list[str]:
        dits = [dit for dit in re.split("[.;]", piece.texte) if "CNIL" in dit and re.search("récépissé|déclaration", dit)]
        return [dit for dit in dits if not re.search(r"avant|antérieur|2018|historique|complémentaire", dit)]

    assert where(toutes_les_pieces, faute) == {}


def test_history_is_no_condition_of_legality(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(33)"""
    assert (
        where(toutes_les_pieces, lambda piece: re.findall(r"(?:à défaut|sans) (?:de )?(?:déclaration|récépissé)", piece.texte))
        == {}
    )


def test_no_penalty_is_mentioned(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """No letter threatens with a criminal sanction, (25) nor cites the one that is not about paper."""
    motif = re.compile(
        r"pénal(?!ité)|R625-1|\b226-\d|amende|emprisonnement|délit\b|poursuites|astreinte|mise? en demeure", re.IGNORECASE
    )

    # What an order to pay must follow is told on the page of who got one: it is no letter.
    lettres = tuple(piece for piece in toutes_les_pieces if piece.etape != "contrainte")
    assert where(lettres, lambda piece: motif.findall(piece.texte)) == {}


def test_two_years_are_imposed_by_nobody(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(23) A recommendation, not binding, out of medical files; nor those after which a sum is no longer claimed."""

    def faute(piece: Piece) -> list[str]:
        phrases = [phrase for phrase in re.split(r"[.;\n]", piece.texte) if re.search(r"\b(?:deux|2) ans\b", phrase)]
        return [phrase for phrase in phrases if not re.search(r"recommand", phrase) or re.search(r"impos|oblig|deviez", phrase)]

    assert where(tuple(piece for piece in toutes_les_pieces if piece.demarche.id != "somme_reclamee"), faute) == {}


def test_precedents_on_social_work_are_for_agents_and_organisations(toutes_les_pieces: tuple[Piece, ...]) -> None:
    def faute(piece: Piece) -> list[str]:
        return re.findall(r"ANAISS|2005-038|\bANIS\b|Essonne", piece.texte) if piece.demande.qualite in A_SON_NOM else []

    assert where(toutes_les_pieces, faute) == {}


def test_judgements_of_the_old_act_are_cited_by_analogy(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(10) A school file, another act."""

    def faute(piece: Piece) -> list[str]:
        return [p for p in piece.paragraphes if re.search(r"317182|1101179", p) and "analogie" not in p]

    assert where(toutes_les_pieces, faute) == {}


def test_no_delay_is_promised_to_whoever_writes_by_mail_or_is_an_agent(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(5) L112-3 and L112-6 are for letters, and not between an administration and its agents."""

    def faute(piece: Piece) -> list[str]:
        concerned = piece.demande.reponses.get("envoi") == "courriel" or piece.demande.qualite is Qualite.AGENT
        return re.findall(r"L112-3|L112-6", piece.texte) if concerned else []

    assert where(toutes_les_pieces, faute) == {}
    motif = re.compile(r"délais? (?:de recours )?ne (?:cour(?:t|ent)|commence(?:nt)?)|inopposable|pas opposables?")
    assert where(toutes_les_pieces, lambda piece: motif.findall(piece.texte)) == {}


def test_limitation_never_means_that_nothing_may_be_done(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(11) Four exceptions, of which an important public interest."""
    motif = re.compile(
        r"(?:plus rien|ne (?:pouvez|peut|pourrez)[^.]{0,20} rien) (?:en )?faire|aucune? (?:usage|utilisation) ne? "
    )

    assert where(toutes_les_pieces, lambda piece: motif.findall(piece.texte)) == {}


def test_consent_is_not_said_to_be_needed(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(trap 5) Information, source, loyalty, opposition: not the want of consent."""
    motif = re.compile(
        r"sans (?:mon|son|notre|leur|aucun) (?:consentement|accord)"
        r"|(?:aurai(?:t|ent)|devai(?:t|ent)|deviez) [^.]{0,30}consentement|n'ai pas (?:consenti|donné mon accord)"
    )

    assert where(toutes_les_pieces, lambda piece: motif.findall(piece.texte)) == {}


def test_appreciations_are_data_and_never_notes_of_the_agent(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(trap 6)"""

    def faute(piece: Piece) -> list[str]:
        return [p for p in piece.paragraphes if re.search(r"notes? personnelles?", p) and not re.search(r"\bne?\b|n'", p)]

    assert where(toutes_les_pieces, faute) == {}


def test_documents_made_for_a_judge_are_set_apart(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(13) The evaluation is asked for, except what was made for the courts."""

    def faute(piece: Piece) -> bool:
        return "20173306" in piece.texte and not re.search(r"justice|juge|judiciaire", piece.texte)

    assert where(toutes_les_pieces, faute) == {}


def test_a_preparatory_document_is_first_answered_by_the_right_of_access(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(18) That exception is not in article 15."""

    def faute(piece: Piece) -> bool:
        own_data = "reponse" in piece.demarche.delais and piece.demande.qualite not in SANS_DONNEES
        if not own_data or "préparatoire" not in piece.texte or "L311-2" not in piece.texte:
            return False
        return not re.search(r"article 15|RGPD", piece.texte.split("L311-2", 1)[0])

    assert where(toutes_les_pieces, faute) == {}


def test_an_organisation_that_complains_in_its_own_name_is_no_data_subject(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(14, 15) Neither articles 77 and 78 of the regulation, nor the mandate of article 38, nor article 80."""

    def faute(piece: Piece) -> set[str]:
        if piece.demande.qualite is not Qualite.ORGANISATION:
            return set()
        rgpd = cited(piece.texte, "règlement (UE)") | cited(piece.texte, "RGPD")
        delai = set(re.findall(r"article 12, paragraphe 3", piece.texte))
        return delai | (rgpd & {"15", "77", "78", "80"}) | (cited_lil(piece.texte) & {"38"})

    assert where(toutes_les_pieces, faute) == {}


def test_the_committee_or_its_section_is_named(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(26) Which of the two depends on whether the service is reorganised."""

    def faute(piece: Piece) -> bool:
        return "R253-25" in piece.texte and "formation spécialisée" not in piece.texte

    assert where(toutes_les_pieces, faute) == {}


def test_statistics_are_asked_about_rather_than_accused(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(32) Only a decision about the person falls outside."""

    def faute(piece: Piece) -> list[str]:
        return [p for p in piece.paragraphes if re.search(r"article 4, 2°", p) and "décision" not in p]

    assert where(toutes_les_pieces, faute) == {}


def test_the_use_of_a_social_security_number_is_asked_about_rather_than_denied(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(30) Some uses are allowed: which one is it?"""
    motif = re.compile(r"(?:numéro de sécurité sociale|NIR)[^.;?]*(?:est interdit|illégal|n'avez pas le droit)", re.IGNORECASE)

    assert where(toutes_les_pieces, lambda piece: motif.findall(piece.texte)) == {}


def test_no_line_of_dots_is_for_an_identifier(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(30) What is missing in a letter is filled by hand: no dots after « sécurité sociale », « allocataire »…"""
    motif = re.compile(
        r"(?:sécurité sociale|\bNIR\b|allocataire|titre de séjour|numéro étranger)[^.;\n…]{0,30}\s*…", re.IGNORECASE
    )

    assert where(toutes_les_pieces, lambda piece: motif.findall(piece.texte)) == {}


def test_the_first_copy_is_claimed_free_before_the_law_that_allows_a_fee(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """Wherever a letter asks for a copy on both grounds."""

    def faute(piece: Piece) -> bool:
        crpa = piece.texte.find("code des relations entre le public")
        copy = re.search(r"copie[^.]*données|données[^.]*copie", piece.texte)
        if "Madame, Monsieur" not in piece.texte or not piece.first or crpa < 0 or copy is None:
            return False
        if piece.demande.qualite in SANS_DONNEES:
            return False
        return "gratuite au titre de l'article 15" not in piece.texte[:crpa]

    assert where(toutes_les_pieces, faute) == {}


def test_a_written_and_reasoned_refusal_is_the_first_grievance(toutes_les_pieces: tuple[Piece, ...]) -> None:
    """(22) L311-14, wherever documents were refused; what a health professional refuses was asked by another law."""

    def faute(piece: Piece) -> bool:
        medical = piece.demande.demarche == "dossier_medical" and piece.demande.detenteur is GenreOrganisme.SANTE
        documents = "refus_tacite" in piece.demarche.delais and not medical
        return piece.genre == "lettre" and piece.etape == "contestation_refus" and documents and "L311-14" not in piece.texte

    assert where(toutes_les_pieces, faute) == {}
