"""C.toml: what is written reads back the same, and what cannot be read is refused by its key."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, NaturePassage, PassageMarque, Point, Source
from droits_usagers.domain.grille.valeurs import RubriqueGrille
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.grille import read_grille_file, write_grille_file

REGLES = {"refus_sans_aide", "conservation_divergente"}
DROIT = {"rgpd-15", "lil-56"}
TEXTES = st.text(max_size=20).map(lambda texte: clean(texte).texte)
PLEINS = TEXTES.filter(bool)
JOURS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31))
SOURCES = st.lists(
    st.builds(
        Source,
        st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
        st.sampled_from(GenreSource),
        date=st.none() | JOURS,
        fichier=TEXTES,
        nom=TEXTES,
        auteur=TEXTES,
        promis_le=st.none() | JOURS,
        recu_le=st.none() | JOURS,
        empreinte=st.sampled_from(["", "0" * 64]),
        refus=st.lists(st.tuples(st.integers(0, 90), st.integers(91, 999)), max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda source: source.id,
).map(tuple)


@st.composite
def grilles(draw: st.DrawFn) -> Grille:
    sources = draw(SOURCES)
    ids = st.sampled_from([source.id for source in sources])
    places = st.none() | st.tuples(st.integers(0, 90), st.integers(91, 999))
    natures = st.none() | st.sampled_from(NaturePassage)
    passages = st.builds(
        PassageMarque,
        ids,
        st.sampled_from(Point),
        TEXTES,
        nature=natures,
        id=PLEINS,
        place=places,
        page=st.integers(0, 99),
        rubrique=st.none() | st.sampled_from(RubriqueGrille),
    )
    marques = tuple(draw(st.lists(passages, max_size=4, unique_by=lambda passage: passage.id)))
    cites = st.lists(st.sampled_from([passage.id for passage in marques]), max_size=2) if marques else st.just([])
    saisis = st.builds(
        EcartSaisi,
        st.sampled_from(["", *REGLES, "le_mien"]),
        PLEINS,
        st.booleans(),
        st.none() | st.sampled_from(Point),
        st.lists(ids, max_size=2).map(tuple),
        st.integers(0, 3),
        st.lists(st.sampled_from(sorted(DROIT)), max_size=2).map(tuple),
        st.booleans(),
        passages=cites.map(tuple),
        vu=st.sampled_from(["", "0123456789abcdef"]),
    )
    return Grille(
        draw(TEXTES),
        draw(st.builds(Organisme, TEXTES, st.sampled_from(GenreOrganisme))),
        sources=sources,
        passages=marques,
        saisis=tuple(draw(st.lists(saisis, max_size=3))),
    )


def read(contenu: bytes) -> Grille:
    return read_grille_file(contenu, "C.toml", regles=REGLES, droit=DROIT)


@given(grilles())
def test_what_is_written_reads_back_the_same(grille: Grille) -> None:
    assert read(write_grille_file(grille)) == grille


def test_an_empty_grille_is_one() -> None:
    assert read(b"") == Grille()
    assert read(write_grille_file(Grille())) == Grille()


def test_a_passage_without_an_id_is_given_one_that_is_free() -> None:
    lue = read((SOURCE + CONSTAT + CONSTAT + CONSTAT.replace("texte", 'id = "p1"\ntexte')).encode())

    assert [passage.id for passage in lue.passages] == ["p2", "p3", "p1"]
    assert [(passage.nature, passage.place) for passage in lue.passages] == [(None, None)] * 3


DOCUMENT = 'format = 2\n[[document]]\nid = "a"\ngenre = "note"\n'
PASSAGE = '[[passage]]\nid = "p"\ndocument = "a"\npoint = "refus"\ntexte = "x"\n'
SOURCE = '[[source]]\nid = "a"\ngenre = "note"\n'
CONSTAT = '[[constat]]\nsource = "a"\npoint = "refus"\ntexte = "x"\n'


@pytest.mark.parametrize(
    ("contenu", "panne", "cle"),
    [
        ('titre = "x"\nautre = 1', Panne.CLE_INCONNUE, "autre"),
        (SOURCE + 'lieu = "x"', Panne.CLE_INCONNUE, "source[1].lieu"),
        (SOURCE + SOURCE, Panne.VALEUR_REFUSEE, "source[2].id"),
        ('[[source]]\nid = " "\ngenre = "note"', Panne.VALEUR_REFUSEE, "source[1].id"),
        ('[[source]]\nid = "a"\ngenre = "tract"', Panne.VALEUR_REFUSEE, "source[1].genre"),
        ('[[source]]\ngenre = "note"', Panne.CLE_ABSENTE, "source[1].id"),
        (SOURCE + 'date = "2011"', Panne.DATE_REFUSEE, "source[1].date"),
        (SOURCE + CONSTAT.replace('"a"', '"b"'), Panne.VALEUR_REFUSEE, "constat[1].source"),
        (SOURCE + CONSTAT.replace("refus", "accueil"), Panne.VALEUR_REFUSEE, "constat[1].point"),
        (SOURCE + CONSTAT + 'auteur = "x"', Panne.CLE_INCONNUE, "constat[1].auteur"),
        (SOURCE + '[[constat]]\nsource = "a"\npoint = "refus"', Panne.CLE_ABSENTE, "constat[1].texte"),
        ('[[ecart]]\nregle = "refus_sans_aides"\necarte = true', Panne.VALEUR_REFUSEE, "ecart[1].regle"),
        ("[[ecart]]\necarte = true", Panne.CLE_ABSENTE, "ecart[1].phrase"),
        ('[[ecart]]\nphrase = "x"\nsources = ["b"]', Panne.VALEUR_REFUSEE, "ecart[1].sources"),
        ('[[ecart]]\nphrase = "x"\narticles = ["rgpd-0"]', Panne.VALEUR_REFUSEE, "ecart[1].articles"),
        ('[[ecart]]\nphrase = "x"\ngravite = 4', Panne.VALEUR_REFUSEE, "ecart[1].gravite"),
        ('[[ecart]]\nphrase = "x"\npoint = "porte"', Panne.VALEUR_REFUSEE, "ecart[1].point"),
        ('[organisme]\nville = "x"', Panne.CLE_INCONNUE, "organisme.ville"),
        ("format = 3", Panne.FORMAT_PLUS_RECENT, "format"),
        ("format = 2\n" + SOURCE, Panne.CLE_INCONNUE, "source"),
        (DOCUMENT + 'promis_le = "hier"', Panne.DATE_REFUSEE, "document[1].promis_le"),
        (DOCUMENT + PASSAGE + PASSAGE, Panne.VALEUR_REFUSEE, "passage[2].id"),
        (DOCUMENT + PASSAGE.replace('"a"', '"b"'), Panne.VALEUR_REFUSEE, "passage[1].document"),
        (DOCUMENT + PASSAGE + 'nature = "dit"', Panne.VALEUR_REFUSEE, "passage[1].nature"),
        (DOCUMENT + PASSAGE + "debut = 4\nfin = 4", Panne.VALEUR_REFUSEE, "passage[1].fin"),
        (DOCUMENT + PASSAGE + "debut = 4", Panne.VALEUR_REFUSEE, "passage[1].fin"),
        (DOCUMENT + PASSAGE + '[[ecart]]\nphrase = "x"\npassages = ["q"]', Panne.VALEUR_REFUSEE, "ecart[1].passages"),
        (DOCUMENT + '[[ecart]]\nphrase = "x"\nsources = ["a"]', Panne.CLE_INCONNUE, "ecart[1].sources"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_key(contenu: str, panne: Panne, cle: str) -> None:
    with pytest.raises(ExpectedError) as refus:
        read(contenu.encode())

    assert refus.value.panne is panne
    assert refus.value.panne.is_input
    assert refus.value.faits["cle"] == cle
