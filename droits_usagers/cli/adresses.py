"""`coffre adresses`: the addresses that nothing may say, told and answered by the references of dossiers alone."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.phrase import ask_phrase
from droits_usagers.cli.sorties import say, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.dossier.adresses import AdresseTenue, Habitant, ReponseAdresse
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.ecriture import require_there

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.coffres import Coffre


@click.command("adresses", cls=Commande)
@click.argument("coffre", type=Chemin(ecrit=True))
@click.option("--tenir", default="")
@click.option("--laisser", default="")
@click.option("--liberer", default="")
@click.pass_obj
def adresses(services: Services, *, coffre: Path, tenir: str, laisser: str, liberer: str) -> None:
    """What is asked of each, where each is held; then, once told, what changed."""
    textes, faits = services.catalogue.textes, list[str]()
    with closing(services.coffres.open(coffre, ask_phrase(textes))) as ouvert:
        for reference in filter(None, (tenir, laisser, liberer)):
            require_known(ouvert, reference)
        for reference, action in ((tenir, _hold), (laisser, _leave), (liberer, _let_go)):
            if reference:
                fait = "fait" if action(ouvert, reference) else "sans_effet"
                faits.append(textes(f"cli.coffre.adresses.{fait}", reference=reference))
        dites = [*_told(ouvert, textes)]
    require_there(coffre, sinon=Panne.COFFRE_INACCESSIBLE)
    for fait in faits:
        say(fait)
    write_text("\n".join(dites) or textes("cli.coffre.adresses.rien"))


def require_known(coffre: "Coffre", reference: str) -> None:
    """Before anything is done: what was typed may never have been there, and nobody is said to have erased it.

    Raises ExpectedError REFERENCE_INCONNUE.
    """
    try:
        coffre.dossiers.read(reference)
    except ExpectedError as error:
        if error.panne is not Panne.DOSSIER_INCONNU:
            raise
        raise ExpectedError(Panne.REFERENCE_INCONNUE, reference=reference) from None


def _hold(coffre: "Coffre", reference: str) -> bool:
    """The place that is asked about there, or that was left; and who had been let go in it, of this dossier."""
    repondu = _answer(coffre, reference, ReponseAdresse.TENUE)
    lachees = [un.numero for _, un in _living_there(coffre, reference) if un.liberee]
    for numero in lachees:
        coffre.adresses.let_go(numero, libre=False)
    return repondu or bool(lachees)


def _leave(coffre: "Coffre", reference: str) -> bool:
    return _answer(coffre, reference, ReponseAdresse.LAISSEE)


def _answer(coffre: "Coffre", reference: str, reponse: ReponseAdresse) -> bool:
    lieux = [une.lieu for une in coffre.adresses.to_ask(reference)]
    lieux += [connue.lieu for connue, _ in _living_there(coffre, reference) if connue.reponse is not reponse]
    for lieu in dict.fromkeys(lieux):
        coffre.adresses.answer(lieu, reponse)
    return bool(lieux)


def _let_go(coffre: "Coffre", reference: str) -> bool:
    tenus = [un.numero for connue, un in _living_there(coffre, reference) if not (connue.laissee or un.en_propre or un.liberee)]
    for numero in tenus:
        coffre.adresses.let_go(numero)
    return bool(tenus)


def _living_there(coffre: "Coffre", reference: str) -> Iterator[tuple[AdresseTenue, Habitant]]:
    for connue in coffre.adresses.known():
        for habitant in connue.habitants:
            if reference in habitant.references:
                yield connue, habitant


def _told(coffre: "Coffre", textes: "Textes") -> Iterator[str]:
    dire = textes.under("cli.coffre.adresses")
    demandees = coffre.adresses.to_ask()
    for une in demandees:
        yield dire("question", reference=une.reference, nombre=une.autres)
    lieux = {une.lieu for une in demandees}
    for connue in (connue for connue in coffre.adresses.known() if connue.lieu not in lieux):
        propres = [un for un in connue.habitants if un.en_propre]
        libres = [un for un in connue.habitants if un.liberee and not un.en_propre and not connue.laissee]
        autres = [un for un in connue.habitants if un not in propres and un not in libres]
        yield dire(
            str(connue.reponse or "d_office"), propre=_references(propres), autre=_references(autres), libre=_references(libres)
        )


def _references(habitants: Iterable[Habitant]) -> str:
    return ", ".join(reference for un in habitants for reference in un.references) or "–"
