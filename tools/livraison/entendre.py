"""The heard path: three people at three desks, who only know what Orca says, from the keyboard alone.

What is heard at each step is written, one line each, in docs/livraison/entendu/, once nothing is wrong but what
ecoute/admis.toml admits with its reason; and the other way round, what is admitted must still be heard.
"""

import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.livraison.ecoute import permanente, travailleur_social, usager
from tools.livraison.ecoute.jugement import Faute
from tools.livraison.ecoute.lecteur import Lecteur, Perdu
from tools.livraison.ecoute.seance import JOUR, SeanceEcoute, missing, system_packages
from tools.livraison.rapport import RAPPORTS, Echec

ENTENDU = RAPPORTS / "entendu"
ADMIS = Path(__file__).parent / "ecoute" / "admis.toml"


@dataclass(frozen=True, slots=True)
class RoleEcoute:
    """`titre`: whose path it is; `prepare`: what is on the computer before; `follow`: what they do."""

    titre: str
    prepare: Callable[[Path], None]
    follow: Callable[[Lecteur], None]


LES_ROLES = {
    "usager": RoleEcoute("Une personne, à une permanence d'accès au droit", usager.prepare, usager.follow),
    "travailleur-social": RoleEcoute(
        "Une travailleuse sociale, qui imprime une notice et compare", travailleur_social.prepare, travailleur_social.follow
    ),
    "permanente": RoleEcoute("Une permanente syndicale, qui suit des demandes", permanente.prepare, permanente.follow),
}
_ENTETE = """# {titre}

Ce que dit Orca, pas à pas, du programme de ce dépôt : qui écoute n'en connaît rien d'autre. Une ligne par geste : la touche,
puis ce qui est dit. Fait par `python3 start.py livraison entendre` ; ne se change pas à la main.

- Le jour est toujours le même ({jour}), et les personnes sont inventées.
- « coupé » : Orca s'est interrompu, et l'on n'en a pas entendu la fin.
- `balayage` : ce que la lecture de la fenêtre entière (pavé numérique, +) dit de plus que Tab.
- Les rôles (« button », « heading »…) sont en anglais : la bibliothèque qui les nomme n'est pas traduite dans Debian 13.
"""


def make(sortie: Path) -> dict[str, Any]:
    """Listens to each role and writes what was heard. Raises Echec at the end, with all that was not heard as it should be."""
    if absents := missing():
        msg = f"il manque {', '.join(absents)} (paquets.toml, [construire] entendre)"
        raise Echec(msg)
    with ThreadPoolExecutor(len(LES_ROLES)) as bureaux:
        ecoutes = {nom: bureaux.submit(_listen, role, sortie / nom) for nom, role in LES_ROLES.items()}
        lecteurs = {nom: ecoute.result() for nom, ecoute in ecoutes.items()}
    for nom, lecteur in lecteurs.items():
        texte = _ENTETE.format(titre=LES_ROLES[nom].titre, jour=JOUR[:10]) + "\n".join(lecteur.lignes) + "\n"
        (sortie / f"{nom}.md").write_text(texte, "utf-8", newline="\n")
    fautes = {nom: lecteur.fautes for nom, lecteur in lecteurs.items()}
    _judge(fautes, sortie)
    ENTENDU.mkdir(parents=True, exist_ok=True)
    for nom in lecteurs:
        shutil.copyfile(sortie / f"{nom}.md", ENTENDU / f"{nom}.md")
    return {
        "outils": dict(system_packages()),
        "python": sys.version.split()[0],
        "gestes": {nom: sum(ligne.startswith("- ") for ligne in lecteur.lignes) for nom, lecteur in lecteurs.items()},
        "passe": list(REGLES),
        "admis": [f"{un['regle']} : {un['raison']}" for un in admitted()],
    }


#: What each path is judged by.
REGLES = (
    "ce qui prend le foyer a un nom",
    "une page nouvelle dit son titre, qui a le rôle de titre, avant ce qu'on y remplit",
    "une étape dit son numéro",
    "tout texte de la page s'atteint et s'entend",
    "rien n'est dit deux fois",
    "aucun panneau vide n'est annoncé",
    "aucune porte ne prend le foyer en passant",
)


def _listen(role: RoleEcoute, dossier: Path) -> Lecteur:
    """One role, in a desk of its own. Nobody goes further than where they are lost: that is a fault, and the others go on."""
    shutil.rmtree(dossier, ignore_errors=True)
    dossier.mkdir(parents=True)
    role.prepare(dossier)
    with SeanceEcoute(dossier) as seance:
        lecteur = Lecteur(seance)
        try:
            role.follow(lecteur)
        except (Perdu, Echec) as perdu:
            lecteur.give_up(str(perdu))
    return lecteur


def admitted() -> list[dict[str, Any]]:
    """What is not heard as it should be, and why it stays so: `role`, `regle`, `quoi` (a part of it), `raison`, `parfois`."""
    lus: list[dict[str, Any]] = tomllib.loads(ADMIS.read_text("utf-8")).get("faute", [])
    return lus


def _judge(fautes: dict[str, list[Faute]], sortie: Path) -> None:
    """Raises Echec for each fault that nobody admitted, and each that was admitted and is no longer heard."""
    admis = admitted()
    restent = [f"{role} : {faute}" for role, faute in _each(fautes) if not any(_covers(un, role, faute) for un in admis)]
    toujours = [un for un in admis if not un.get("parfois")]
    en_trop = [f"admis.toml : {un}" for un in toujours if not any(_covers(un, *chacune) for chacune in _each(fautes))]
    (sortie / "fautes.txt").write_text("\n".join((*restent, *en_trop)) + "\n", "utf-8")
    if restent or en_trop:
        raise Echec("\n".join((f"{len(restent)} choses ne s'entendent pas :", *restent, *en_trop)))


def _each(fautes: dict[str, list[Faute]]) -> Iterator[tuple[str, Faute]]:
    for role, siennes in fautes.items():
        for faute in siennes:
            yield role, faute


def _covers(admis: dict[str, Any], role: str, faute: Faute) -> bool:
    ici = admis["role"] in ("*", role) and admis["regle"] == faute.regle
    return ici and str(admis["quoi"]) in f"{faute.ou} — {faute.quoi}"
