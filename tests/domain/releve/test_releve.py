"""What is not ordinary French in a text is shown, however it is written; what is ordinary asks nothing."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import Espece

#: Words that are in no dictionary.
_INCONNUS = st.text("abcdefghijklmnoprstuvz", min_size=4, max_size=12).map(lambda mot: f"k{mot}w")
_DEGUISEMENTS: dict[str, Callable[[str], str]] = {
    "as typed": str,
    "small": str.lower,
    "capital": str.capitalize,
    "shouted": str.upper,
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "look-alikes": lambda mot: mot.translate(str.maketrans("aeopcxi", "аеорсхі")),
    "full width": lambda mot: "".join(chr(ord(signe) + 0xFEE0) for signe in mot),
    "spelt": " ".join,
    "dotted": ".".join,
    "accented": lambda mot: mot.replace("e", "é").replace("a", "â"),
    "turned round": lambda mot: f"\u202e{mot[::-1]}\u202c",
    "glued": lambda mot: f"chez{mot}",
    "elided": lambda mot: f"d'{mot}",
}
_PHRASES = (
    "Je vis à {} depuis deux ans.",
    "{} le sait.",
    "On m'a vue ({})",
    "le dossier de {} est faux",
    "IL VIENT DE {} TOUS LES SOIRS",
)


@given(mot=_INCONNUS, deguisement=st.sampled_from(sorted(_DEGUISEMENTS)), phrase=st.sampled_from(_PHRASES))
def test_no_word_outside_the_vocabulary_is_missed(catalogue: Catalogue, mot: str, deguisement: str, phrase: str) -> None:
    ecrit = _DEGUISEMENTS[deguisement](mot)
    texte = phrase.format(ecrit)
    debut = texte.index(ecrit)
    trouves = [un for un in relever(texte, catalogue.releve) if un.debut < debut + len(ecrit) and debut < un.fin]
    assert trouves
    assert len("".join(un.texte for un in trouves)) >= len(ecrit) - 2


@given(st.text(max_size=200))
def test_passages_are_those_of_the_text_in_order_and_apart(catalogue: Catalogue, texte: str) -> None:
    passages = relever(texte, catalogue.releve)
    assert all(texte[un.debut : un.fin] == un.texte != "" for un in passages)
    assert all(avant.fin <= apres.debut for avant, apres in pairwise(passages))


@pytest.mark.parametrize(
    "texte",
    [
        "Je dors chez ma sœur, à côté de la piscine.",
        "Aujourd'hui, l'allocation n'est plus versée ; j'ai écrit deux fois à la CAF.",
        "Vu l'article 15 du RGPD et l'article L311-1 du code (p. 3), je demande une copie.",
        "Je paie 350 € par mois pour 3 enfants depuis 12 mois, au 2e étage ; 2 000 signes.",
        "Il y a 3 autres lettres, 2 mêmes et 12 longues pages.",
        "Conservation 10 ans, vingt-cinq ans, 1 fille, le mardi 3, 12 456 €, à 30 pour cent.",
        "L'article L. 311-1, la loi n° 78-17, le règlement 2016/679, l'article 4 (1).",
        "Vu L311-1, R. 311-13 et R*311-12, vu l'article L. 47 et l'article A12, vu les articles D3 et A 7.",
        "Ils parlent de l'article L. 311-1, 3°, II. Le texte dit : 3°, II. Il y a L 311-1 au CRPA. Vu l'article D12-3.",
        "Ils ont mis lappartement en vente, cest dit.",
        "JE NE VEUX PLUS QUE LE DOSSIER SOIT LU",
        "Le rendez-vous de 10 h 30 est reporté d'une semaine ; les quittances sont jointes.",
        "M. le directeur, Mme la présidente,",
        "Le service a gardé le dossier, elle a gardé ses papiers.",
        "Le droit de l'Europe et de l'UE ; la CRIP et la MDS ; un rdv svp. RDV À LA MDS SVP, europe.",
        "Mon IBAN, mon RIB et l'APL : le JAF du TJ a tranché.",
    ],
)
def test_ordinary_french_asks_nothing(catalogue: Catalogue, texte: str) -> None:
    assert relever(texte, catalogue.releve) == ()


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        (
            "Il vient me voir à Kerborgne, 12 r. des Accacias.",
            {"Kerborgne": Espece.MOT_RARE, "12 r. des Accacias": Espece.ADRESSE},
        ),
        ("logée au 48, digue Kerveguen", {"48, digue Kerveguen": Espece.ADRESSE}),
        ("6 ter montée des Hautbois", {"6 ter montée des Hautbois": Espece.ADRESSE}),
        ("Le 3 mars Karim attend 2 mois Fadila", {"3 mars": Espece.DATE, "Karim": Espece.PERSONNE, "Fadila": Espece.PERSONNE}),
        ("j'habite a bischwiller rue d'ozanam", {"bischwiller rue d'ozanam": Espece.ADRESSE}),
        ("Je vis au vingt-sept chemin des vignes", {"vingt-sept chemin des vignes": Espece.ADRESSE}),
        ("l'école Jean-Moulin de ma fille rose", {"école Jean-Moulin": Espece.ORGANISATION, "rose": Espece.PERSONNE}),
        (
            "Mme Odile Brassens-Roy, née le 12/03/1984",
            {"Odile Brassens-Roy": Espece.PERSONNE, "12/03/1984": Espece.NAISSANCE},
        ),
        (
            "née le trente et un mai mille neuf cent soixante, reçue le premier mars",
            {"trente et un mai mille neuf cent soixante": Espece.NAISSANCE},
        ),
        ("suivie par le docteur Petit à colmar", {"Petit": Espece.PERSONNE, "colmar": Espece.LIEU}),
        ("NIR 2 84 03 59 350 123 45", {"2 84 03 59 350 123 45": Espece.NIR}),
        ("tél. O6 12 34 56 7O", {"O6 12 34 56 7O": Espece.TELEPHONE}),
        ("au 07.61.45.20.13, le 12.03.2024", {"07.61.45.20.13": Espece.TELEPHONE, "12.03.2024": Espece.DATE}),
        ("02-98-31-12-24", {"02-98-31-12-24": Espece.TELEPHONE}),
        ("au 06 41 87\n20 95 le soir", {"06 41 87\n20 95": Espece.TELEPHONE}),
        ("La Clio FJ-\n902-CX", {"Clio": Espece.PERSONNE, "FJ-\n902-CX": Espece.PLAQUE}),
        # Half of a word that the end of a line cuts is no more ordinary than the other.
        ("le docteur Lespi-\nnasse, à Saint-\nGirons", {"Lespi-\nnasse": Espece.PERSONNE, "Saint-\nGirons": Espece.LIEU}),
        (
            "Il a peut-\nêtre changé d'infor-\nmatique, à Marignane",
            {"infor-\nmatique": Espece.MOT_RARE, "Marignane": Espece.LIEU},
        ),
        ("07/61/05/10/20", {"07/61/05/10/20": Espece.TELEPHONE}),
        ("+33 (0)6 12 34 56 78", {"+33 (0)6 12 34 56 78": Espece.TELEPHONE}),
        ("FR76 3000 1000 6400 0001 2345 678", {"FR76 3000 1000 6400 0001 2345 678": Espece.COMPTE}),
        ("AB-123-CD", {"AB-123-CD": Espece.PLAQUE}),
        # What a plate begins with may announce a name.
        ("La voiture DR-448-WN est vendue", {"DR-448-WN": Espece.PLAQUE}),
        ("4970 1012 3456 7893", {"4970 1012 3456 7893": Espece.CARTE}),
        ("marie point dupont arobase exemple point fr", {"marie point dupont arobase exemple point fr": Espece.COURRIEL}),
        ("zéro six douze trente-quatre cinquante-six", {"zéro six douze trente-quatre cinquante-six": Espece.NUMERO}),
        ("passeport 12AB34567", {"12AB34567": Espece.PIECE}),
        ("allocataire 1234567 A", {"1234567 A": Espece.CAF}),
        ("dossier 4471/2019", {"4471/2019": Espece.NUMERO}),
        ("pièce 880692310285", {"880692310285": Espece.PIECE}),
        ("page 44710-29, loi 750112", {"44710-29": Espece.NUMERO, "750112": Espece.NUMERO}),
        ("06 2012 34 56 78", {"06 2012 34 56 78": Espece.TELEPHONE}),
        ("06h12 34h56 78h90", {"06h12 34h56 78h90": Espece.NUMERO}),
        ("A2870329019044", {"A2870329019044": Espece.NUMERO}),
        ("447 102 987 enfants", {"447 102 987": Espece.NUMERO}),
        ("deux mille six cent douze trente", {"deux mille six cent douze trente": Espece.NUMERO}),
        ("LE DOSSIER DE ROSE EST PARTI", {"ROSE": Espece.PERSONNE}),
        ("k, e, r, b", {"k, e, r, b": Espece.MOT_RARE}),
        ("au 2 bis", {"2 bis": Espece.NUMERO}),
        # A letter before a number makes no article of it.
        ("Je dors a 47, derrière le lavoir", {"47": Espece.NUMERO}),
        (
            "chambre D 12, L. 47, R3312 et A12",
            {"12": Espece.NUMERO, "47": Espece.NUMERO, "R3312": Espece.NUMERO, "A12": Espece.NUMERO},
        ),
        ("LE CAR PASSE A 12-14", {"12-14": Espece.NUMERO}),
        # What ends in « s » is not always what is counted.
        ("Je dors au 14 depuis mars, puis au 9 toujours, et au 1 chez lui", dict.fromkeys(("14", "9", "1"), Espece.NUMERO)),
        ("zéro six douze trente sans faute", {"zéro six douze trente": Espece.NUMERO}),
        # Of the shape of an article, and none that the legal base knows.
        (
            "Mon box est le R311-2, mon casier D12-3, mon appartement L. 47-2",
            {"R311-2": Espece.NUMERO, "D12-3": Espece.NUMERO, "47-2": Espece.NUMERO},
        ),
        # And one that it knows, where nothing says that it is cited.
        ("Vu l'article L311-1. Mon box est le R311-1, hall L. 311-2", {"R311-1": Espece.NUMERO, "311-2": Espece.NUMERO}),
        ("à la résidence II, au 3 II", {"résidence II": Espece.ADRESSE, "3 II": Espece.ORGANISATION}),
        ("je vis a raon letape", {"raon letape": Espece.MOT_RARE}),
        # Surnames that are words in an encyclopedia only, or within « in vivo » only.
        ("elle loge à la garenne de capitan", {"garenne de capitan": Espece.PERSONNE}),
        ("elle dit : vivo", {"vivo": Espece.PERSONNE}),
        ("67000", {"67000": Espece.CODE_POSTAL}),
        ("Je dors chambre ➏, hall ⓬", {"➏": Espece.NUMERO, "⓬": Espece.NUMERO}),
        # The initial of a name that is a word too.
        ("avec E. Page, puis J.-P. Boulanger", {"E. Page": Espece.PERSONNE, "J.-P. Boulanger": Espece.PERSONNE}),
        ("Ph. Porte l'a dit à Ch. Pain", {"Porte": Espece.PERSONNE, "Ch. Pain": Espece.PERSONNE}),
        ("Je vis bâtiment C. Il a les clés.", {"C": Espece.PERSONNE}),
        ("zéro six vingt et un zéro sept pour elle", {"zéro six vingt et un zéro sept": Espece.NUMERO}),
    ],
)
def test_each_thing_is_told_by_what_it_may_be(catalogue: Catalogue, texte: str, attendus: dict[str, Espece]) -> None:
    assert {un.texte: un.genre for un in relever(texte, catalogue.releve)} == attendus


def test_what_the_reader_knows_is_not_asked(catalogue: Catalogue) -> None:
    texte = "La mairie d'Onet-le-Château et celle de Rodez"
    assert [un.texte for un in relever(texte, catalogue.releve, connus=("Mairie d'ONET LE CHATEAU",))] == ["Rodez"]


def test_what_is_to_be_left_unsaid_is_ordinary_nowhere(catalogue: Catalogue) -> None:
    texte = "Le fichier Débit suit la galaxie de chacun."
    assert [un.texte for un in relever(texte, catalogue.releve, tus=("GALAXIE", "débit"))] == ["Débit", "galaxie"]
