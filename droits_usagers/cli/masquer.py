"""`masquer`: a copy of a PDF in which parts are covered, written once it was read back."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import name_of, write_document
from droits_usagers.cli.sorties import over_and_over, write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.masques import ENTIERE, Masques, ZoneMasquee, together
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.domain.socle.fichiers_recus import NonLu
    from droits_usagers.services.dossier.masquage import CopieMasquee, PdfAMasquer
    from droits_usagers.services.socle.travail import Unites

_PDF = ".pdf"
_NOMBRE = r"([0-9]{1,3}(?:[.][0-9]{1,3})?)"
_ZONE = re.compile(rf"([1-9][0-9]{{0,4}}):{_NOMBRE},{_NOMBRE},{_NOMBRE},{_NOMBRE}")
_CENT = 100


class _ZoneTapee(click.ParamType[tuple[int, ZoneMasquee]]):
    """`2:10,20,50,5`: a page, then left, top, width and height, in hundredths of it."""

    name = "zone"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ZoneMasquee]:
        """The page, from 0, and what is covered of it."""
        lue = _ZONE.fullmatch(str(value).strip())
        if lue is None:
            self.fail("zone", param, ctx)
        gauche, haut, large, haute = (float(nombre) / _CENT for nombre in lue.groups()[1:])
        zone = ZoneMasquee(gauche, haut, min(gauche + large, 1.0), min(haut + haute, 1.0))
        if not (large and haute and gauche < 1 and haut < 1):
            self.fail("zone", param, ctx)
        return int(lue[1]) - 1, zone


@click.command("masquer", cls=Commande)
@click.argument("fichier", type=Chemin())
@click.option("--page", "pages", type=click.IntRange(1), multiple=True)
@click.option("--zone", "zones", type=_ZoneTapee(), multiple=True)
@click.option("--mots", "mots", multiple=True)
@click.option("--sortie", required=True, type=Chemin(ecrit=True))
@click.option("--remplacer", is_flag=True)
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def masquer(
    services: Services,
    *,
    fichier: Path,
    pages: Sequence[int],
    zones: Sequence[tuple[int, ZoneMasquee]],
    mots: Sequence[str],
    sortie: Path,
    remplacer: bool,
    en_json: bool,
) -> None:
    """Write the copy. Nothing is written unless it was read back."""
    from droits_usagers.services.dossier.masquage import PdfAMasquer, mask
    from droits_usagers.services.dossier.pieces import read_file

    if sortie.suffix.lower() != _PDF:
        raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=_PDF)
    source = PdfAMasquer(read_file(fichier).contenu, fichier.name)
    if sortie.exists() and sortie.samefile(fichier):
        raise ExpectedError(Panne.MASQUAGE_SUR_LUI, fichier=readable_key(fichier.name))
    textes = services.catalogue.textes
    voulues = [*((page - 1, ENTIERE) for page in pages), *zones]
    trouvees, non_lus = _found(source, mots) if any(mots) else ((), ())
    masques = together([*voulues, *trouvees])
    copie = _made(mask(source, masques), textes)
    libre = services.controle.release_as_is(copie.contenu, nom=name_of(sortie))
    write_document(sortie, libre, remplacer=remplacer)
    non_lus = tuple(un for un in non_lus if masques.get(un.page - 1) != (ENTIERE,))
    _tell(copie, masques, non_lus, textes=textes, en_json=en_json)


def _made(unites: "Unites[CopieMasquee]", textes: "Textes") -> "CopieMasquee":
    """The copy, once it is made; says how far it is."""
    with over_and_over() as dire:
        while True:
            try:
                avancement = next(unites)
            except StopIteration as fin:
                copie: CopieMasquee = fin.value
                return copie
            dire(textes("masquage.avancement", faits=avancement.fait, total=avancement.total))


def _found(source: "PdfAMasquer", mots: Sequence[str]) -> "tuple[tuple[tuple[int, ZoneMasquee], ...], tuple[NonLu, ...]]":
    """Where the words are, and the pages on which they could not all be looked for.

    Raises ExpectedError MASQUAGE_ABSENT for words that are nowhere.
    """
    nombre = source.open()
    trouvees: list[tuple[int, ZoneMasquee]] = []
    for rang, dits in enumerate(mots, 1):
        ici = [(page, zone) for page in range(nombre) for zone in source.find(page, dits)]
        if not ici:
            raise ExpectedError(Panne.MASQUAGE_ABSENT, rang=str(rang))
        trouvees += ici
    vues = map(source.unread, range(nombre))
    return tuple(trouvees), tuple(vue for vue in vues if vue is not None)


def _tell(copie: "CopieMasquee", masques: Masques, non_lus: "Sequence[NonLu]", *, textes: "Textes", en_json: bool) -> None:
    """What was covered. Raises ExpectedError MASQUAGE_PARTIEL where words may be in what could not be read."""
    from droits_usagers.services.dossier.masquage import tell_masked
    from droits_usagers.services.dossier.pieces import tell_unread

    if en_json:
        couvertes = [{"page": page + 1, "zones": len(une), "entiere": une == (ENTIERE,)} for page, une in masques.items()]
        muets = [{"manque": un.manque.value, "page": un.page} for un in non_lus]
        write_json({"pages": copie.pages, "couleurs": copie.couleurs, "masques": couvertes, "non_lu": muets})
    else:
        write_text(" ".join(tell_masked(copie, masques, textes)))
    if non_lus:
        quoi = " ".join(f"{dit[:1].upper()}{dit[1:]}." for dit in tell_unread(non_lus, textes))
        raise ExpectedError(Panne.MASQUAGE_PARTIEL, quoi=quoi)
