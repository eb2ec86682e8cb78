"""The sentences of what someone typed: none lost, none cut inside an address."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.mots.phrases import sentences_of, without_sentences
from tests.chaque import chaque


def cut(texte: str) -> list[str]:
    return [texte[debut:fin] for debut, fin in sentences_of(texte)]


@chaque(
    ("texte", "phrases"),
    [
        ("Je dors ailleurs. Tom aussi.", ["Je dors ailleurs.", "Tom aussi."]),
        ("je dors au 12 r. des lilas, chez M. Diallo", ["je dors au 12 r. des lilas, chez M. Diallo"]),
        ("j’ai peur. il rôde. voilà", ["j’ai peur.", "il rôde.", "voilà"]),
        (
            "Il vit avec moi. Je pars à 14h. Elle vient le 12. Tom lit mal. 😭. J’ai peur",
            ["Il vit avec moi.", "Je pars à 14h.", "Elle vient le 12.", "Tom lit mal. 😭.", "J’ai peur"],
        ),
        ("chez elle 7 imp. Foch, puis 12 av. de la gare", ["chez elle 7 imp. Foch, puis 12 av. de la gare"]),
        ("Voir St. Jean et bd. Carnot", ["Voir St. Jean et bd. Carnot"]),
        # A short word, a town, a plate, a spelt letter end a sentence; an abbreviation does not.
        (
            "C’est elle et moi. je dors à Gap. J’ai 6 ans. Ma clio c’est GH-482-KT. On vit à Bar-le-Duc. Tom dit k t. On part.",
            [
                "C’est elle et moi.",
                "je dors à Gap.",
                "J’ai 6 ans.",
                "Ma clio c’est GH-482-KT.",
                "On vit à Bar-le-Duc.",
                "Tom dit k t.",
                "On part.",
            ],
        ),
        ("Voir 12 Av. Foch, M. Diallo, Dr. Roux", ["Voir 12 Av. Foch, M. Diallo, Dr. Roux"]),
        ("Vu avec J.-P. Forêt et M-C. Roux. Puis J.-A. Berger.", ["Vu avec J.-P. Forêt et M-C. Roux.", "Puis J.-A. Berger."]),
        # A letter, a plate typed in haste end a sentence where another begins; an initial, an article, a number do not.
        (
            "Je vis bâtiment C. Il a les clés. ma clio c’est gh 482 kt. je dors là. Vu porte B. Le gardien dort.",
            [
                "Je vis bâtiment C.",
                "Il a les clés.",
                "ma clio c’est gh 482 kt.",
                "je dors là.",
                "Vu porte B.",
                "Le gardien dort.",
            ],
        ),
        ("Vu avec E. Page et A. Le Goff, chez M. Le maire", ["Vu avec E. Page et A. Le Goff, chez M. Le maire"]),
        (
            "Selon l’art. 3 et chap. 4, appt. 12, tél. 06. 12. 34. 56. 78",
            ["Selon l’art. 3 et chap. 4, appt. 12, tél. 06. 12. 34. 56. 78"],
        ),
        (
            "Au 12 r. notre dame ou 9 bd. Les Lilas. Il fait froid. Nous partons.",
            ["Au 12 r. notre dame ou 9 bd. Les Lilas.", "Il fait froid.", "Nous partons."],
        ),
        ("Une ligne\n  une autre\n\n— \nfin", ["Une ligne", "une autre", "fin"]),
        ("Vraiment ?! Oui… Je le dis.", ["Vraiment ?!", "Oui…", "Je le dis."]),
        ("Il a dit : « Je sais où. » Elle est partie.", ["Il a dit : « Je sais où. »", "Elle est partie."]),
        ("", []),
        ("… !", []),
        # What no word says is in a sentence too, or is one.
        ("Une aide .-.. . -. ... Oui.\n🅻🅴🅽🆂\n⠇⠑. — Non.", ["Une aide .-.. . -. ...", "Oui.", "🅻🅴🅽🆂", "⠇⠑. — Non."]),
    ],
)
def test_a_text_is_cut_where_it_stops(texte: str, phrases: list[str]) -> None:
    assert cut(texte) == phrases


@given(st.text(alphabet="aÀ é.!?…\n«»12", max_size=60))
def test_every_letter_is_in_one_sentence_and_only_one(texte: str) -> None:
    places = list(sentences_of(texte))
    assert places == sorted(places)
    assert all(avant[1] <= apres[0] for avant, apres in pairwise(places))
    dans = "".join(texte[debut:fin] for debut, fin in places)
    assert [signe for signe in dans if signe.isalnum()] == [signe for signe in texte if signe.isalnum()]


@given(st.text(alphabet="aÀ é.!?\n1", max_size=60), st.data())
def test_what_is_taken_out_is_gone_and_the_rest_stays_as_it_was_cut(texte: str, data: st.DataObject) -> None:
    places = list(sentences_of(texte))
    otees = frozenset(data.draw(st.sets(st.sampled_from(places)))) if places else frozenset()
    assert cut(without_sentences(texte, otees)) == [texte[debut:fin] for debut, fin in places if (debut, fin) not in otees]


def test_taking_out_the_first_sentence_of_a_line_does_not_join_the_rest_to_the_line_before() -> None:
    texte = "1\n1? 1"
    assert without_sentences(texte, frozenset({list(sentences_of(texte))[1]})) == "1\n1"


@chaque(
    ("texte", "phrases"),
    [
        (
            "Elle dort depuis mardi à la ferme de sa\ncousine, commune de Guiscriff, et ne veut pas que cela se\nsache. Rien.",
            [
                "Elle dort depuis mardi à la ferme de sa\ncousine, commune de Guiscriff, et ne veut pas que cela se\nsache.",
                "Rien.",
            ],
        ),
        (
            "Elle se cache depuis la fin du mois de mars chez\nRozenn Bescond.",
            ["Elle se cache depuis la fin du mois de mars chez\nRozenn Bescond."],
        ),
        # A paragraph, a line that begins another thing, a cell, what is typed without capitals are each their own.
        ("Son père attendait devant la porte\n\ndu foyer", ["Son père attendait devant la porte", "du foyer"]),
        ("Le 3 mars, elle est venue au guichet\nLe 4 mars aussi", ["Le 3 mars, elle est venue au guichet", "Le 4 mars aussi"]),
        ("Nom\nkerbrat", ["Nom", "kerbrat"]),
        ("appel de mme kerbrat pour le logement\nrdv pris lundi", ["appel de mme kerbrat pour le logement", "rdv pris lundi"]),
    ],
)
def test_a_sentence_goes_on_over_a_folded_line(texte: str, phrases: list[str]) -> None:
    assert [texte[debut:fin] for debut, fin in sentences_of(texte, replie=True)] == phrases
    assert all("\n" not in phrase for phrase in cut(texte))
