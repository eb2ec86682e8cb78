"""What a letter is made of tells nothing of what it says where it is printed: a failure report, a log, a debugger."""

from typing import Any

from droits_usagers.domain.lettre.lettre import GabaritUtilise, Texte
from droits_usagers.letters.lettre.assemblage import Montage
from droits_usagers.letters.lettre.atelier import CommandeRendu
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.gabarits import Gabarit
from droits_usagers.letters.lettre.modele import Modele
from droits_usagers.letters.lettre.moteur import Fragment
from droits_usagers.letters.lettre.pieces_pdf import Bordereau, ImagePiece, PagesPdf, PieceNumerotee, TextePiece
from tests.chaque import chaque

CANARI = "canari"
#: Whatever is looked up by name, and what it holds.
TABLE: Any = {CANARI: CANARI}


@chaque(
    "valeur",
    [
        Montage(b"canari", (), ()),
        Montage(b"", (b"canari",), ()),
        Citations(TABLE, {}),
        Citations({}, TABLE),
        Gabarit("essai", "essai.md.j2", a_nous=False, utilise=GabaritUtilise("essai", "1", ""), champs=TABLE, corps=""),
        Gabarit("essai", "essai.md.j2", a_nous=False, utilise=GabaritUtilise("essai", "1", ""), champs={}, corps=CANARI),
        Gabarit(
            "essai",
            "essai.md.j2",
            a_nous=False,
            utilise=GabaritUtilise("essai", "1", ""),
            champs={},
            corps="",
            entete=CANARI,
        ),
        Modele(b"canari", {}, b"", {}),
        Modele(b"", {}, b"canari", {}),
        Modele(b"", {}, b"", TABLE),
        Fragment("", ((Texte(CANARI),),)),
        PagesPdf(b"canari", 1),
        ImagePiece(b"canari", "image/png"),
        TextePiece((CANARI,)),
        PieceNumerotee("Pièce n° 1", CANARI, "à joindre"),
        Bordereau(titre="", presentation=(CANARI,), entetes=("", "", ""), page="page", pieces=()),
        CommandeRendu(TABLE, (), {}, Citations({}, {}), {}),
        CommandeRendu({}, (), TABLE, Citations({}, {}), {}),
        CommandeRendu({}, (), {}, Citations({}, {}), TABLE),
    ],
)
def test_nothing_printed_of_it_says_what_is_in_it(valeur: object) -> None:
    assert CANARI not in repr(valeur)
