"""Every key of the program, by where it does something: what « Aide » shows, `clavier` says and a fiche prints.

Keys are written as Qt writes them. `tests/ui/test_clavier.py` compares them with those that the window really hears.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from droits_usagers.domain.mots.textes import Textes

#: What any screen hears, coffre or not.
PARTOUT = ("partout", "ici", "lecture")
#: By place: the keys, then what they do (`[clavier.geste]`). What a key does everywhere, it does in every place: the others are
#: heard by what has the focus, which is what « ici » is about.
CARTE: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = MappingProxyType(
    {
        "partout": (
            (("Tab", "Shift+Tab"), "champ"),
            (("Ctrl+Return",), "suite_longue"),
            (("Esc",), "fermer"),
            (("Alt+Left",), "retour"),
            (("F1",), "pourquoi"),
            (("F9",), "discret"),
            (("Ctrl+K",), "chercher"),
            (("Ctrl+L",), "cacher"),
            (("Ctrl++", "Ctrl+="), "agrandir"),
            (("Ctrl+-",), "reduire"),
            (("Ctrl+0",), "taille"),
        ),
        "ici": ((("Return",), "suite"), (("Space",), "cocher")),
        "lecture": (
            (("PgUp", "PgDown"), "page"),
            (("Home", "End"), "bout"),
            (("Up", "Down"), "partie"),
            (("Return",), "mener"),
            (("+", "-"), "loupe"),
        ),
        "relire": ((("L",), "ligne_laisser"), (("R",), "ligne_retirer"), (("E",), "ligne_recrire")),
        "suivi": (
            (("Ctrl+F",), "suivi_chercher"),
            (("Ctrl+Shift+F",), "suivi_filtrer"),
            (("Space",), "suivi_choisir"),
            (("Shift+Up", "Shift+Down"), "suivi_plusieurs"),
            (("Ctrl+A",), "suivi_tous"),
            (("Ctrl+Shift+A",), "suivi_aucun"),
            (("Ctrl+R",), "suivi_relance"),
            (("Ctrl+D",), "suivi_saisine"),
            (("Ctrl+Shift+P",), "suivi_plainte"),
            (("Ctrl+M",), "suivi_envoyees"),
            (("Ctrl+Shift+S",), "suivi_export"),
            (("Ctrl+Shift+J",), "suivi_agenda"),
            (("Ctrl+G",), "suivi_reunir"),
            (("Del",), "suivi_jeter"),
            (("Ctrl+N",), "suivi_nouveau"),
            (("Ctrl+J",), "suivi_courrier"),
            (("Ctrl+Shift+N",), "suivi_serie"),
            (("Ctrl+I",), "suivi_reprise"),
        ),
        "colonnes": ((("Alt+Up", "Alt+Down"), "colonne_place"), (("+", "-"), "colonne_largeur")),
        "courrier": ((("Ctrl+Z",), "courrier_defaire"), (("Del",), "courrier_enlever")),
        "listes": ((("Ctrl+F",), "liste_chercher"), (("Ctrl+A",), "liste_tout"), (("Space",), "liste_echanger")),
        "reprise": ((("Ctrl+V",), "coller"),),
        "chiffres": ((("Ctrl+P",), "imprimer"),),
        "notice": ((("Ctrl+S",), "fiche_enregistrer"),),
        "grille": (
            (("Return",), "grille_ecrire"),
            (("Ctrl+V",), "grille_coller"),
            (("Del",), "grille_enlever"),
            (("Ctrl+N",), "grille_source"),
            (("Ctrl+M",), "grille_marquer"),
            (("Ctrl+Shift+L",), "grille_liste"),
            (("Ctrl+S",), "grille_enregistrer"),
            (("Ctrl+Z",), "grille_defaire"),
            (("Ctrl+Y", "Ctrl+Shift+Z"), "grille_refaire"),
        ),
        "ecarts": ((("Space",), "ecart_confirmer"), (("Del",), "ecart_ecarter")),
        "marquage": (
            (("Return",), "passage_garder"),
            (("Del",), "passage_refuser"),
            (("Space", "Shift+Space"), "passage_suivant"),
            (("Alt+Up", "Alt+Down"), "passage_marque"),
            (("Ctrl+Up", "Ctrl+Down"), "passage_paragraphe"),
            (("Shift+Left", "Shift+Right"), "passage_etendre"),
        ),
    }
)


def key_name(textes: Textes, touche: str) -> str:
    """A key, as it is written on a keyboard."""
    parts = (textes(f"clavier.touche.{part}") if f"clavier.touche.{part}" in textes else part for part in touche.split("+"))
    return "+".join(parts) if touche else ""


def keyboard_map(textes: Textes, *, partout: bool = False) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each place and its lines, in words: keys, and what they do. `partout`: only what any screen hears."""
    for ou, lignes in CARTE.items():
        if not partout or ou in PARTOUT:
            dites = (
                (textes("clavier.ou_bien").join(key_name(textes, touche) for touche in touches), geste)
                for touches, geste in lignes
            )
            yield textes(f"clavier.ou.{ou}"), tuple((touches, textes(f"clavier.geste.{geste}")) for touches, geste in dites)
