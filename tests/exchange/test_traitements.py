"""T.toml: what is written reads back the same, whatever is left out or to be asked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.nettoyage import clean
from droits_usagers.domain.traitements import A_DEMANDER, FicheTraitement, Source
from droits_usagers.exchange.ecriture_fiche import write_fiche
from droits_usagers.exchange.traitements import read_fiche

MOTS = st.just(A_DEMANDER) | st.text(max_size=20).map(lambda texte: clean(texte).texte).filter(
    lambda texte: texte != A_DEMANDER.value
)
OUI = st.sampled_from([None, True, False, A_DEMANDER])


def conditional(catalogue: Catalogue) -> set[str]:
    return {mention.id for mention in catalogue.mentions.mentions if mention.conditionnelle}


def fiches() -> st.SearchStrategy[FicheTraitement]:
    st.register_type_strategy(str, MOTS.filter(lambda mot: isinstance(mot, str)))
    return st.from_type(FicheTraitement).map(lambda fiche: replace(fiche, sans_objet=("dpo",)))


@given(fiches())
def test_what_is_written_reads_back_the_same(catalogue: Catalogue, fiche: FicheTraitement) -> None:
    assert read_fiche(write_fiche(fiche), "T.toml", conditional(catalogue)) == fiche


def test_a_whole_list_to_ask_is_not_taken_for_a_key_of_a_table(catalogue: Catalogue) -> None:
    longue = (
        "une source dont le nom est assez long pour que chaque table soit écrite sur ses propres lignes, l'une après l'autre"
    )
    fiche = FicheTraitement(sources=(Source(None, longue), Source(None, longue)), transferts=A_DEMANDER)

    assert b"[[source]]" in write_fiche(fiche)
    assert read_fiche(write_fiche(fiche), "T.toml", conditional(catalogue)) == fiche
