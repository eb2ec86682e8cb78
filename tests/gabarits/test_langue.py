"""How every letter reads: short sentences, plain and courteous words, French that agrees, nothing left behind."""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.lettre.lettre import Lettre as Courrier
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.lettres import SAISI, Lettre

#: Every letter is written once, for all of these.
pytestmark = pytest.mark.lent

# A sentence ends with a full stop or a question mark; an item of a list, with a semicolon.
_PHRASE = re.compile(r"(?<=[.?;:])\s+")
_ABREGES = re.compile(r"\b(M|Mme|Dr|art|n|no)\.")
_CITATION = re.compile(r"\([^()]*\)")
#: What nobody says to a service one needs, and what would be false or a threat.
INTERDITS = re.compile(
    r"veuillez|sous peine|mis(?:e)? en demeure|pénal(?!ité)|amende|délit\b|sanction|plainte contre|récépissé"
    r"|déclaration à la CNIL|plus rien en faire|la CNIL impose|!|dans les plus brefs délais|sommation|je vous somme",
    re.IGNORECASE,
)
#: Names that are declined in every way: masculine, feminine, plural, vowel, mute h, no article.
NOMS = (
    "Conseil départemental du Gers", "CAF de Paris", "Association Un Toit", "Hôpital Saint-Louis", "Apprentis d'Auteuil",
    "Emmaüs", "Les Restos", "EHPAD Les Lilas", "Mairie d'Arcy", "Œuvre de secours",
)  # fmt: skip
#: What a template leaves behind when a value is missing, or when two pieces are badly joined.
RESTES = re.compile(
    r"\{[{%#]|[%#}]\}|\bNone\b|\bUndefined\b|\[\]|\(\s*\)|\(\s*[;,]|[;,(]\s*\)|,\s*[,.;]|\.\s*\.(?!\.)|;\s*[;.]|\s+\.(?:\s|$)|\s,"
    r"|[a-zé]\)\)|« ?»|\bde\s+,|\bdu\s+\."
)
#: Elisions and contractions that French requires (« de le », unless a verb follows); what a person typed is taken out first.
FAUTES = re.compile(
    r"\b(?:de|à) les?\b(?! \w+(?:er|ir|re)\b)"
    r"|\b(?:de|que|je|ne|se|le|la|si) (?:[aeiouyéèêàâîôûœ]\w*)|\bsi ils?\b|\bpuisque [aeiou]\w*",
    re.IGNORECASE,
)
#: Before these, no elision: « si » elides before « il » only, numbers and « oui » keep the vowel.
ADMIS = re.compile(
    r"^(?:si (?!ils?$)\w+|\w+ (?:onze|onzième|oui|un|une|y|yaourt)|(?:de|que) (?:à|a)|(?:la|le) (?:où|à|ou))$", re.IGNORECASE
)


def body_of(texte: str) -> str:
    """Without the parties and the references; a form has neither."""
    return texte.rsplit("Madame, Monsieur,\n", 1)[-1]


def sentences(texte: str) -> list[str]:
    """The sentences of the body."""
    corps = _ABREGES.sub(r"\1", body_of(texte))
    phrases = [phrase for ligne in corps.splitlines() for phrase in _PHRASE.split(ligne)]
    return [phrase for phrase in phrases if len(phrase.split()) > 1]


def length(phrase: str) -> int:
    """How many words one reads: a citation between brackets is skipped by the eye, and what was typed counts for one."""
    return len(_CITATION.sub("", phrase.replace(SAISI, "cela")).split())


def by_letter(lettres: Sequence[Lettre]) -> Iterator[tuple[str, list[Lettre]]]:
    """All the ways of writing each letter."""
    cle = {(lettre.demande.demarche, lettre.etape): f"{lettre.demande.demarche}/{lettre.etape}" for lettre in lettres}
    for (demarche, etape), nom in cle.items():
        yield nom, [lettre for lettre in lettres if (lettre.demande.demarche, lettre.etape) == (demarche, etape)]


def test_every_letter_can_be_written_with_no_answer_unless_it_needs_one(
    catalogue: Catalogue, toutes: tuple[Lettre, ...]
) -> None:
    blanches = {(lettre.demande.demarche, lettre.etape) for lettre in toutes if lettre.variante is None}
    attendues = {(d.id, e.id) for d in catalogue.demarches.values() for e in d.etapes if d.id != "opposition"}

    assert attendues <= blanches


def test_every_letter_is_also_read_with_answers_by_each_kind_of_author(
    catalogue: Catalogue, toutes: tuple[Lettre, ...]
) -> None:
    lues = {(lettre.demande.demarche, lettre.etape, lettre.demande.qualite) for lettre in toutes if lettre.variante is not None}
    attendues = {(d.id, e.id, q) for d in catalogue.demarches.values() for e in d.etapes for q in d.pour}

    assert attendues - lues == set()


def test_one_idea_per_sentence(toutes: tuple[Lettre, ...]) -> None:
    trop_longues = []
    for lettre in toutes:
        phrases = sorted(sentences(lettre.texte), key=length)
        longueurs = list(map(length, phrases))
        assert longueurs, lettre.nom
        if statistics.median(longueurs) > 20 or longueurs[int(len(longueurs) * 0.9)] > 32 or longueurs[-1] > 45:
            trop_longues.append((lettre.nom, statistics.median(longueurs), phrases[int(len(longueurs) * 0.9) :]))
    assert trop_longues == []


def test_en_clair_is_at_most_five_sentences_of_twelve_words(toutes: tuple[Lettre, ...]) -> None:
    for lettre in toutes:
        phrases = lettre.document.en_clair
        assert 1 <= len(phrases) <= 5, lettre.nom
        for phrase in phrases:
            assert len(phrase.split()) <= 12, (lettre.nom, phrase)
            assert phrase.endswith((".", "?")), (lettre.nom, phrase)


def test_no_letter_threatens_or_says_what_is_not_so(toutes: tuple[Lettre, ...]) -> None:
    # The page of an order to pay tells what had to come before it: it is sent to nobody.
    lettres = [lettre for lettre in toutes if lettre.etape != "contrainte"]
    assert [(lettre.nom, mots) for lettre in lettres if (mots := INTERDITS.findall(lettre.texte))] == []


def test_nothing_is_left_behind(toutes: tuple[Lettre, ...]) -> None:
    restes = []
    for lettre in toutes:
        corps = body_of(lettre.texte).replace("…", "X")
        restes += [(lettre.nom, corps[max(0, m.start() - 30) : m.end() + 20]) for m in RESTES.finditer(corps)]
    assert restes[:20] == []


def test_words_elide_and_contract_as_in_french(toutes: tuple[Lettre, ...]) -> None:
    fautes = set()
    for lettre in toutes:
        corps = body_of(lettre.texte).replace(SAISI, "X").replace("\u00a0", " ").replace("\u202f", " ")
        for faute in FAUTES.finditer(corps):
            if not ADMIS.match(faute[0]):
                fautes.add((f"{lettre.demande.demarche}/{lettre.etape}", faute[0]))
    assert sorted(fautes) == []


def test_words_agree_with_each_civility(toutes: tuple[Lettre, ...]) -> None:
    doubles = re.compile(r"\b(?:né|décédé|soussigné|informé|opposé|concerné)\(e\)", re.IGNORECASE)
    for lettre in toutes:
        concerne = lettre.demande.concerne
        if concerne is not None and concerne.civilite is not None and lettre.demande.qualite is Qualite.CONCERNE:
            assert doubles.findall(lettre.texte) == [], lettre.nom


def test_the_name_of_an_organisme_is_declined(courriers_livres: Courriers, toutes: tuple[Lettre, ...]) -> None:
    """Whatever it is called, in every letter."""
    initiales = "|".join(sorted({nom.split()[0] for nom in NOMS}))
    mal = re.compile(
        rf"\b(?:(?:de|à) (?:le|les) (?:{initiales})|(?:de|à) (?:Conseil|CAF|Mairie|Apprentis)"
        r"|de (?:Association|Hôpital|EHPAD|Emmaüs|Œuvre))"
    )
    for _, (lettre, *_) in by_letter(toutes):
        for nom in NOMS:
            nommee = replace(lettre.demande, organisme=replace(lettre.demande.organisme, nom=nom))
            texte = courriers_livres.text(courriers_livres.compose(nommee, lettre.etape))
            assert mal.findall(body_of(texte)) == [], lettre.nom


def test_a_letter_is_two_pages_at_most(courriers_livres: Courriers, toutes: tuple[Lettre, ...]) -> None:
    longues = []
    for nom, lettres in by_letter(toutes):
        blanche = [lettre for lettre in lettres if lettre.variante is None][:1]
        cochees = max((lettre for lettre in lettres if lettre.variante), key=lambda lettre: len(lettre.texte), default=None)
        tout = max((lettre for lettre in lettres if lettre.variante == 0), key=lambda lettre: len(lettre.texte), default=None)
        for lettre, pages in (*((b, 2) for b in blanche), (cochees, 2), (tout, 3)):
            if lettre is not None and len(courriers_livres.pages(lettre.document)) > pages:
                longues.append((nom, lettre.nom, pages))
    assert longues == []


def test_a_letter_ends_courteously(toutes: tuple[Lettre, ...]) -> None:
    for lettre in toutes:
        if isinstance(lettre.document, Courrier):
            assert "mes salutations distinguées" in lettre.texte or "nos salutations distinguées" in lettre.texte, lettre.nom


def test_no_parenthesis_ends_another(toutes: tuple[Lettre, ...]) -> None:
    assert [lettre.nom for lettre in toutes if "))" in lettre.texte] == []
