"""The traps of this law, as data: what each entry may be trusted for, what nobody is promised, what no text of ours says.

Numbers between brackets are those of the corrections the legal base went through.
"""

import re
from collections.abc import Iterator

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import letter_obstacle
from droits_usagers.domain.demarche.questions import Genre
from droits_usagers.domain.droit.droit import Cote
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import Places
from droits_usagers.services.droit.usages import find_usages
from droits_usagers.services.lettre.formulaires import ConstatReponse, constats
from tests.chaque import chaque
from tests.gabarits.questions import free_answers

V, ANC, SEC, DM = Cote.V, Cote.V_ANC, Cote.V_SEC, Cote.DM

#: How surely the content of each was checked, where the second reading changed it or confirmed it.
CONTENUS = {
    V: [
        *("rgpd-12-3-electronique", "rgpd-12-5", "rgpd-18-1", "rgpd-18-2", "rgpd-19", "rgpd-33-1", "rgpd-34", "rgpd-35"),
        *("rgpd-37-1-a", "rgpd-38-3", "rgpd-38-4", "rgpd-38-5", "rgpd-38-6", "rgpd-77", "rgpd-78-2", "rgpd-79", "rgpd-80-1"),
        *("rgpd-82", "reglement-1182-71-3-1", "reglement-1182-71-3-2", "reglement-1182-71-3-4", "travail-l3133-1"),
        *("travail-l3134-13", "travail-l3422-2", "csp-l1110-4", "csp-r1111-1", "casf-l121-6-2", "casf-l121-1", "casf-l311-3"),
        *(
            "casf-l115-1",
            "casf-l116-2",
            "casf-l123-1",
            "casf-l123-2",
            "casf-l133-4",
            "casf-l133-5",
            "casf-l221-3",
            "casf-l221-6",
        ),
        *(
            "casf-l226-2-2",
            "casf-l226-9",
            "casf-l262-40",
            "casf-l262-44",
            "casf-l411-3",
            "casf-l311-4",
            "casf-l134-2",
            "csp-l1111-7",
        ),
        *(
            "csp-l1110-4-opposition",
            "lil-20",
            "lil-22",
            "lil-22-1",
            "lil-34",
            "lil-37",
            "lil-38",
            "crpa-l112-12",
            "crpa-l114-8",
        ),
        *("cja-r421-7", "cgfp-l121-10", "patrimoine-l213-2", "css-l114-21", "loi-2025-391-16"),
        *("css-r133-9-2", "css-l142-4-exclu", "casf-r262-92-1", "cch-r825-3", "travail-r5426-17-1", "ce-491222", "ce-473732"),
        *("cjue-c-154-21", "cja-r311-1", "crpa-l311-14", "patrimoine-l212-3", "ta-bastia-1101179", "ce-465229", "ce-504677"),
    ],
    ANC: ["casf-l241-10", "css-l142-1"],
    SEC: [
        *("decret-2019-536-10", "decret-2019-536-77", "decret-2019-536-sur-place", "ce-417270", "ce-312682"),
        *("decret-2020-1717-43", "ce-474865", "ce-497566", "ce-409579"),
        *(
            "cjue-c-487-21",
            "cjue-c-307-22",
            "cnil-2021-028",
            "cnil-2023-095",
            "defenseur-saisine",
            "ce-317182",
            "cnil-2005-038",
        ),
    ],
    DM: ["cjue-c-434-16"],
}

#: What is over-read in each, in words that its entry must hold.
SUR_LUS = {
    "casf-l133-4": "deuxième alinéa",
    "casf-l121-6-2": "premier alinéa",
    "casf-l116-2": "principe",
    "casf-l311-3": "relations entre le public",
    "crpa-l311-3": "action sociale",
    "crpa-l112-3": "voie électronique",
    "crpa-l112-6": "voie électronique",
    "crpa-l112-11": "L112-12",
    "crpa-l112-12": "tenez les délais",
    "crpa-l114-2": "L311-2",
    "crpa-l211-2": "aide facultative",
    "crpa-l232-4": "devait être motivé",
    "crpa-r343-3-1": "même service",
    "penal-226-14": "professionnels de santé",
    "casf-l311-4": "établissements et services",
    "cja-l213-14": "n’arrête aucun délai",
    "cja-r213-11": "n’arrête aucun délai",
    "crpa-l231-4-5": "un mois",
    "rgpd-12-3": "Un gros travail ne suffit pas",
    "rgpd-17-3-b": "ne permet pas de tout garder",
    "rgpd-18-2": "motif important d’intérêt public",
    "rgpd-21-1": "crainte générale",
    "rgpd-6-1": "six bases",
    "lil-38": "droit d’opposition",
    "lil-22": "déclaration",
    "lil-34": "sécurité",
    "lil-20": "sans alinéa",
    "lil-30": "lequel",
    "lil-4-2": "budget",
    "cnil-2021-028": "non contraignante, hors dossier médical",
    "cnil-2023-095": "non contraignante, hors dossier médical",
    "penal-r625-10": "papier",
    "penal-226-20": "se discute",
    "penal-226-21": "se discute",
    "crpa-l114-5": "exigées par les textes",
    "cgfp-r253-25": "réorganisation",
    "csp-r1111-1": "ne sont pas reportés",
    "defenseur-saisine": "aucun délai",
    "css-l142-4": "ni pour une pénalité",
    "css-r133-3": "non deux mois",
    "css-l861-5": "jamais rejet",
    "css-l553-2": "à la différence du RSA",
    "casf-l262-46": "n’est pas contester la dette",
    "casf-l232-14": "jamais rejet",
    "casf-r241-38": "restent comptés",
    "crpa-l123-2": "n’efface pas une somme",
    "travail-r5312-47": "R5426-19",
    "decret-2020-1717-43": "n’a pas été lue",
    "ce-497566": "annexer ses observations",
}


def readers(catalogue: Catalogue, id_: str) -> set[tuple[GenreOrganisme, Qualite]]:
    entree = catalogue.droit.entrees[id_]
    return {(genre, qualite) for genre in GenreOrganisme for qualite in Qualite if entree.citable(genre, qualite)}


@pytest.mark.parametrize("cote", CONTENUS)
def test_no_entry_is_trusted_more_or_less_than_it_was_read(cote: Cote, catalogue: Catalogue) -> None:
    assert {id_: catalogue.droit.entrees[id_].cote_contenu for id_ in CONTENUS[cote]} == dict.fromkeys(CONTENUS[cote], cote)


@chaque("id_", SUR_LUS)
def test_what_is_over_read_is_said(id_: str, catalogue: Catalogue) -> None:
    assert SUR_LUS[id_] in catalogue.droit.entrees[id_].ne_dit_pas.replace("\u00a0", " ")


def test_two_years_is_only_a_recommendation(catalogue: Catalogue) -> None:
    """(23) Nobody imposes to keep data for two years: neither the act, nor the CNIL. A sum is claimed, or punished, in two."""
    sommes = {voie.prescription.entree for voie in catalogue.voies if voie.prescription} | {"travail-l5426-7"}
    for entree in catalogue.droit.entrees.values():
        for phrase in re.split(r"(?<=[.;])\s", entree.resume):
            if re.search(r"\b(?:deux|2)\s+ans\b", phrase):
                assert "recommande" in phrase or entree.id in sommes, entree.id


def test_precedents_of_the_cnil_are_examples_under_the_old_act(catalogue: Catalogue) -> None:
    for id_ in ("cnil-2005-038", "cnil-anis-1998", "cnil-essonne-2011"):
        assert "exemple" in catalogue.droit.entrees[id_].ne_dit_pas
        assert {qualite for _, qualite in readers(catalogue, id_)} == {Qualite.AGENT, Qualite.ORGANISATION}


def test_judgements_on_opposition_are_only_analogies(catalogue: Catalogue) -> None:
    """(10) A school file, under the old act."""
    for id_ in ("ce-317182", "ta-bastia-1101179"):
        assert "analogie" in catalogue.droit.entrees[id_].ne_dit_pas


# What we say outside letters


def our_texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Everything a person reads besides letters and the law: sentences of the window, of each demarche, of situations."""
    for id_ in catalogue.textes:
        yield id_, catalogue.textes.wording(id_)
    for demarche in catalogue.demarches:
        textes = catalogue.textes_demarche(demarche)
        yield from ((f"{demarche}.{id_}", textes(id_)) for id_ in textes)


#: Trap → what no sentence of ours says.
JAMAIS_DIT = {
    "a receipt of the CNIL (8)": (
        r"récépissé (?:de|à) la CNIL|récépissé CNIL|(?<!plus )déclar(?:er|é|ation)s? (?:à|auprès de) la CNIL(?! d'avant)"
    ),
    "indirect access (2)": r"accès indirect",
    "nothing more may be done (11)": r"plus rien (?:en )?faire",
    "two years are imposed (23)": r"CNIL (?:impose|oblige|exige)",
    "delays that do not run (5)": r"(?:vos |les )?délais? (?:de recours )?ne (?:cour(?:t|ent)|commence(?:nt)?) pas",
    "a criminal threat": r"\bpénal(?!ité)|code pénal|\bdélit\b|emprisonnement|\b[35]00[  ]?000\b|mise? en demeure",
    "a precedent of the CNIL": r"ANAISS|\bANIS\b|2005-038",
    "notes that are the agent's own (6)": r"notes? personnelles?",
    "consent always needed (5)": r"sans (?:votre|mon|son) (?:consentement|accord),? (?:c'est|il est) (?:illégal|interdit)",
}


@pytest.mark.parametrize("piege", JAMAIS_DIT)
def test_no_sentence_of_ours_falls_into_a_trap(piege: str, catalogue: Catalogue) -> None:
    motif = re.compile(JAMAIS_DIT[piege], re.IGNORECASE)
    droit = ("textes.", "pannes.", "ecarts.")
    dits = {id_: texte for id_, texte in our_texts(catalogue) if motif.search(texte.replace("’", "'"))}

    assert {id_: texte for id_, texte in dits.items() if not id_.startswith(droit)} == {}


def test_no_demarche_rests_on_a_trap(catalogue: Catalogue) -> None:
    for demarche in catalogue.demarches.values():
        for fondement in demarche.fondements:
            couples = readers(catalogue, fondement)
            assert {qualite for _, qualite in couples} & set(demarche.pour), (demarche.id, fondement)


def test_the_rights_of_residents_alone_never_ground_a_demarche_for_all(catalogue: Catalogue) -> None:
    """(trap 7) CASF L311-3 adds to other grounds, except in the demarche for establishments."""
    for demarche in catalogue.demarches.values():
        if "casf-l311-3" in demarche.fondements and demarche.id != "dossier_essms":
            assert demarche.fondements[0] != "casf-l311-3"


def test_no_letter_of_opposition_for_general_fears_alone(catalogue: Catalogue) -> None:
    """(9) Without a fact of the person's own: an explanation, and no letter."""
    if "opposition" not in catalogue.demarches:
        pytest.fail("opposition is missing")
    demarche = catalogue.demarches["opposition"]
    demande = Demande("opposition")

    obstacle = letter_obstacle(demarche, {}, contexte_of(demande))
    assert obstacle is not None
    assert f"refus.{obstacle}" in catalogue.textes_demarche("opposition")


# Identifiers


NIR, CAF, SEJOUR = "2 95 10 99 126 111 93", "1234567 A", "titre de séjour n° 9912345678"
#: Words that would ask for one of those numbers.
NUMERO = re.compile(
    r"(?:num[ée]ros?|n°) (?:de |d'|du )?(?:s[ée]curit[ée] sociale|allocataire|titre|caf|étranger|nir)|\bnir\b", re.IGNORECASE
)
NE_PAS = re.compile(r"\bne\b|\bn'|\bni\b|\bsans\b|jamais|inutile|recopi", re.IGNORECASE)


def test_no_question_asks_for_an_identifier(catalogue: Catalogue) -> None:
    """(30) It may be about one, never want it."""
    for demarche in catalogue.demarches.values():
        textes = catalogue.textes_demarche(demarche.id)
        for question in free_answers(demarche.questions):
            for cle in ("libelle", "aide"):
                id_ = f"questions.{question.id}.{cle}"
                texte = textes(id_) if id_ in textes else ""
                if NUMERO.search(texte.replace("’", "'")):
                    assert NE_PAS.search(texte.replace("’", "'")), (demarche.id, id_, texte)


def test_an_identifier_typed_in_any_free_answer_is_noticed(catalogue: Catalogue) -> None:
    """(30) Nothing is refused, nothing passes unseen: a NIR is never admitted, another number only where it is said to be."""
    today = next(iter(catalogue.droit.entrees.values())).verifie_le
    for demarche in catalogue.demarches.values():
        for question in free_answers(demarche.questions):
            assert ConstatReponse.NIR in constats(question, f"mon numéro : {NIR}.", today), (demarche.id, question.id)
            for genre, tape in ((ConstatReponse.CAF, f"numéro allocataire {CAF}"), (ConstatReponse.TITRE_SEJOUR, SEJOUR)):
                admis = genre.value in question.numero_admis
                assert (genre in constats(question, f"voici : {tape}.", today)) is not admis, (demarche.id, question.id)


def test_questions_that_are_answered_freely_are_found(catalogue: Catalogue) -> None:
    libres = {question.genre for demarche in catalogue.demarches.values() for question in free_answers(demarche.questions)}

    assert libres == {Genre.TEXTE, Genre.TEXTE_LONG}


# Every entry serves, or is there on purpose


#: Why an entry that no letter, delay, notice or old number uses is kept. Each names an entry and those under it.
GARDEES = {
    "people cite it by mistake": (
        *("lil-22-1", "lil-34", "lil-45", "lil-51-2", "lil-121", "casf-l115-2", "casf-l226-9", "casf-l116-2"),
        *("casf-l262-40", "decret-2019-536", "cnil-adresse", "penal", "loi-2025-391"),
    ),
    "a service may answer with it, or it limits a right": (
        *("casf-l133-4", "casf-l121-6-2", "rgpd-6-4", "rgpd-9", "rgpd-11", "rgpd-17-3", "rgpd-18-1", "rgpd-23", "rgpd-80-2"),
        *("lil-7", "lil-36", "lil-44", "crpa-l114-5", "patrimoine-l213-2", "crpa-l114-1", "crpa-l115", "css-l114-12-1"),
        *("casf-l133-5-1", "casf-l263-4-1", "casf-l121-6-1", "travail-r5312-33", "travail-r5312-45"),
    ),
    "how days are counted": ("reglement-1182-71", "edpb-01-2022", "travail-l3134-14", "rgpd-12-3-electronique"),
    "what comes after letters": (
        *(
            "cja",
            "ce",
            "cada",
            "cjue-c-526-24",
            "cjue-c-247-23",
            "casf-l115-3",
            "travail-r5312-44",
            "reglement-ia",
            "defenseur",
            "cgct",
            "rgpd-79",
            "rgpd-82",
            "cjue-c-300-21",
            "cjue-c-416-23",
            "cnil-plainte",
        ),
        *("cnil-commentaires", "cnil-opposition", "crpa-l112", "crpa-r112", "crpa-l114-3", "crpa-l211-2", "crpa-l231-4"),
        *("crpa-l330-1", "crpa-r330-2", "crpa-l411", "crpa-r311-15", "crpa-r343", "crpa-l211", "crpa-l212-1", "crpa-l122-1"),
        *("crpa-l123-1", "crpa-l113-12", "crpa-r113-8", "crpa-l111-2", "crpa-r114-9-7", "crpa-l114-5-1", "css"),
        *("casf-l134", "casf-l262-47", "casf-l311-4", "casf-l311-5"),
    ),
    "how a sum, a refused aid or a sanction is contested": (
        *("casf-l232-14", "casf-l241-3", "casf-l241-6-ii", "casf-l241-9", "casf-l262-37", "casf-l262-46", "casf-l262-52"),
        *("casf-l345-2-2", "casf-r241", "casf-r262", "cch", "crpa-l100-3", "crpa-l122-2", "crpa-l123-2", "crpa-l412"),
        *("decret-2020-1717", "travail-l5312-12", "travail-l5422-4", "travail-l5426", "travail-r5312-47", "travail-r5412"),
        *("travail-r5423-14", "travail-r5426", "casf-l232-24", "civil-2224", "civil-2231", "civil-2240"),
    ),
    "what an organisme must do and keep, and its officer": (
        *("rgpd-4", "rgpd-5", "rgpd-6-1", "rgpd-10", "rgpd-12", "rgpd-13", "rgpd-14", "rgpd-15", "rgpd-16", "rgpd-17-1"),
        *("rgpd-24", "rgpd-25", "rgpd-33-1", "rgpd-34", "rgpd-35", "rgpd-36", "rgpd-37", "rgpd-38", "rgpd-39", "rgpd-89"),
        *("lil-1", "lil-4", "lil-5", "lil-46", "lil-54", "lil-58", "lil-62", "lil-63", "lil-78", "lil-79"),
        *("cnil-2018-327", "cnil-2021-028", "cnil-2022-008", "cnil-2023-095", "crpa-r311-3-1-1"),
    ),
    "secrecy and social work": (
        *(
            "casf-l115-1",
            "casf-l121-1",
            "casf-l123",
            "casf-l133-5",
            "casf-l147-16",
            "casf-l221",
            "casf-l226",
            "casf-l262-44",
            "casf-l345-1",
            "casf-l241-10",
            "casf-l411-3",
        ),
        *("csp", "cgfp", "cnil-anis-1998", "cnil-essonne-2011", "cjue-c-434-16"),
    ),
}


def is_kept(id_: str) -> bool:
    gardees = [debut for debuts in GARDEES.values() for debut in debuts]
    return any(f"{id_}-".startswith(f"{debut}-") for debut in gardees)


def test_every_entry_serves_or_is_there_on_purpose(catalogue: Catalogue, places: Places) -> None:
    usages = find_usages(catalogue, places)

    assert [id_ for id_ in catalogue.droit.entrees if id_ not in usages and not is_kept(id_)] == []
