"""Tries what is delivered for Windows as people have it: under wine, without a network, from the folder and installed."""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tools.livraison.hostiles import HOSTILES, is_refused
from tools.livraison.rapport import RACINE, Echec, files, sha256
from tools.livraison.windows_dossier import LANCEURS, NOM, SOURCES
from tools.livraison.windows_interprete import Interprete, run
from tools.livraison.windows_wine import Wine, as_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PHRASE = "cheval agrafe lampadaire boussole 47"
#: Where the folder is tried, as Windows counts: Z: is two of them.
CARACTERES = 120
_CLE = "DroitsDesUsagers"
#: Where a town hall puts it, on C:.
_MAIRIE = ("Mairie de Saint-Étienne", "Été, agents")
_DOSSIERS = 30
#: How the setup ends when it may not replace what is open.
_OCCUPE = "2"
#: An answer's file that asks for one letter and nothing more.
_REPONSES = 'demarche = "acces"\n'


@dataclass(frozen=True)
class Essai:
    """What is tried, and where."""

    wine: Wine
    sortie: Path
    dossier: Path
    installation: Path
    interprete: Interprete

    @cached_property
    def copie(self) -> Path:
        """The folder, at the end of a path of 120 characters with accents."""
        racine = self.sortie.resolve()
        reste = CARACTERES - len(as_windows(racine)) - len(NOM) - 2
        parent = (
            racine
            / "Élodie Œuvrard, dossiers à garder précieusement – été, forêt, cœur, maïs, garçon, où".ljust(reste, "é")[:reste]
        )
        parent.mkdir(parents=True)
        shutil.copytree(self.dossier, parent / NOM)
        return parent / NOM

    @property
    def console(self) -> Path:
        """The program that speaks in a console."""
        return self.copie / "droits-usagers.exe"

    @property
    def fenetre(self) -> Path:
        """The program that opens the window."""
        return self.copie / f"{NOM}.exe"

    def here(self, nom: str) -> Path:
        """A file beside that folder, with as long a name."""
        return self.copie.parent / nom


def try_all(essai: Essai) -> dict[str, str]:
    """What was seen of each trial. Raises Echec at the first that does not hold."""
    shutil.rmtree(essai.sortie, ignore_errors=True)
    essai.sortie.mkdir(parents=True)
    essais: dict[str, Callable[[Essai], str]] = {
        "aide": try_help,
        "isolement": try_isolation,
        "coffre": try_coffres,
        "processus_limite": try_limited_process,
        "gabarits_hostiles": try_hostile_templates,
        "fenetre": try_window,
        "sans_trace": try_no_trace,
        "documents": try_documents,
        "installation": try_setup,
    }
    vus = {"reseau": "coupé (unshare --net)"}
    try:
        for nom, essaie in essais.items():
            vus[nom] = essaie(essai)
            print(f"{nom} : {vus[nom]}", flush=True)
    finally:
        essai.wine.stop()
    return vus


def expect(vrai: object, phrase: str) -> None:
    """Raises Echec with what was not as it should be."""
    if not vrai:
        raise Echec(phrase)


def linux(*arguments: str | Path, **variables: str) -> str:
    """What the program of this checkout prints, on Linux."""
    environnement = {**os.environ, **variables, "PYTHONPATH": str(RACINE), "PYTHONIOENCODING": "utf-8"}
    return run(sys.executable, "-P", *arguments, env=environnement)


def try_help(essai: Essai) -> str:
    """The same words as on Linux, in UTF-8, from a path of 120 characters."""
    vue = essai.wine.expect(essai.console, "--aide")
    expect(vue == linux("-m", "droits_usagers", "--aide"), vue)
    return f"mêmes mots que sous Linux, depuis un chemin de {len(as_windows(essai.copie))} caractères accentués"


def try_isolation(essai: Essai) -> str:
    """Another Python of the computer, its variables and what lies in the current folder change nothing."""
    piege = essai.sortie / "piege"
    for nom in ("sitecustomize", "usercustomize", "droits_usagers", "click"):
        (piege / nom).mkdir(parents=True)
        (piege / nom / "__init__.py").write_text("open('PRIS', 'w')\n", "utf-8")
    shutil.copyfile(SOURCES / "lanceur.c", piege / f"{essai.interprete.nom}.dll")
    ici = as_windows(piege)
    variables = {"PYTHONPATH": ici, "PYTHONHOME": ici, "PYTHONUSERBASE": ici, "PYTHONSTARTUP": ici, "PYTHONINSPECT": "1"}
    essai.wine.expect(essai.console, "demarches", dossier=piege, variables=variables)
    expect(not (piege / "PRIS").exists(), "a Python variable was obeyed")
    return "variables PYTHON*, modules et bibliothèque du dossier courant sans effet"


def inside(essai: Essai, *arguments: str | Path) -> str:
    """What our script prints, run from the folder that is delivered."""
    python = next(essai.sortie.parent.glob("travail/essai-python.exe"))
    variables = {"ESSAI_PROGRAMME": as_windows(essai.copie / "programme")}
    return essai.wine.expect(python, "-I", "-X", "utf8", SOURCES / "essai_dedans.py", *arguments, variables=variables)


def try_coffres(essai: Essai) -> str:
    """One made here is read there, and the other way round, to the last word."""
    la_bas, ici = essai.here("fait sous Windows, été.coffre"), essai.here("fait sous Linux, été.coffre")
    options, avec = ("--dossiers", str(_DOSSIERS), "--coffre"), {"DROITS_USAGERS_PHRASE": PHRASE}
    essai.wine.expect(essai.console, "demo", *options, la_bas, variables=avec)
    linux("-m", "droits_usagers", "demo", *options, ici, **avec)
    for coffre in (la_bas, ici):
        linux("-m", "droits_usagers", "coffre", "verifier", coffre, **avec)
        essai.wine.expect(essai.console, "coffre", "verifier", coffre, variables=avec)
    lus = {inside(essai, "coffre", coffre, PHRASE) for coffre in (la_bas, ici)}
    lus |= {linux(SOURCES / "essai_dedans.py", "coffre", coffre, PHRASE) for coffre in (la_bas, ici)}
    expect(len(lus) == 1, f"{lus}")
    return f"{_DOSSIERS} dossiers, faits ici et lus là, dans les deux sens ; même contenu"


def put_template(essai: Essai, corps: str) -> None:
    """A template of the permanence, among the settings of the portable folder."""
    fichier = essai.copie / "portable" / "gabarits" / "acces" / "demande.md.j2"
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_text((RACINE / "letter_templates" / "acces" / "demande.md.j2").read_text("utf-8") + f"\n{corps}\n", "utf-8")


def try_limited_process(essai: Essai) -> str:
    """A template of one's own, a received PDF, a bulk of letters and its binder: each goes through the limited process."""
    put_template(essai, "Avec le modèle de la permanence.")
    essai.here("R.toml").write_text(_REPONSES, "utf-8")
    lettre = essai.wine.expect(essai.console, "courrier", "--reponses", essai.here("R.toml"), "--sortie", "-")
    expect("permanence" in lettre, lettre)
    essai.wine.expect(
        essai.console, "courrier", "--reponses", essai.here("R.toml"), "--ensemble", "--sortie", essai.here("kit.pdf")
    )
    faits: Mapping[str, str] = json.loads(inside(essai, "processus", as_windows(essai.fenetre)))
    dits = (f"{nom} : {fait}" for nom, fait in faits.items())
    return ", ".join((*dits, f"limites : {inside(essai, 'limites')}"))


def try_hostile_templates(essai: Essai) -> str:
    """Each is refused in a sentence, nothing of it is run, nothing is written."""
    for nom, corps in HOSTILES.items():
        put_template(essai, corps)
        sortie = essai.here(f"{nom}.docx")
        fini = essai.wine.run(
            essai.console, "courrier", "--reponses", essai.here("R.toml"), "--sortie", sortie, dossier=essai.copie.parent
        )
        expect(is_refused(nom, fini.code, fini.erreurs), f"{nom}: {fini.code} {fini.erreurs}")
        expect(not sortie.exists(), f"{nom}: {sortie}")
    expect(not [*essai.sortie.rglob("PRIS")], "a template was run")
    shutil.rmtree(essai.copie / "portable" / "gabarits")
    return f"{len(HOSTILES)} refusés ({', '.join(HOSTILES)}), rien d'écrit"


def try_window(essai: Essai) -> str:
    """The window opens on a screen, empty and on a coffre; its pictures are to be looked at."""
    images = [picture(essai, "fenetre"), picture(essai, "coffre", essai.here("fait sous Linux, été.coffre"))]
    return f"vue sous Xvfb, 1366 x 768 : {', '.join(image.name for image in images)}"


def picture(essai: Essai, nom: str, *arguments: Path) -> Path:
    """What is seen once the window is there and nothing moves any more."""
    image = essai.sortie / f"{nom}.png"
    # Without someone to manage windows, wine draws its own larger than what it shows of it.
    bureau = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "sh", "-c", 'openbox & exec "$@"', "sh")
    photographe = (*bureau, sys.executable, "-m", "tools.livraison.photo", image)
    try:
        run(*photographe, *essai.wine.command(essai.fenetre, *arguments), cwd=RACINE, env=essai.wine.environnement)
    finally:
        essai.wine.stop()
    return image


def try_no_trace(essai: Essai) -> str:
    """After all this the settings are beside the program, and the computer knows nothing."""
    registre = essai.wine.registry()
    expect("droits" not in registre.lower() and "QtProject" not in registre, "the registry was written")
    ailleurs = [chemin for chemin in essai.wine.personne.rglob("*") if "droits" in chemin.name.lower()]
    expect(not ailleurs, f"{ailleurs}")
    livres = {fichier.relative_to(essai.dossier) for fichier in files(essai.dossier)}
    neufs = {fichier.relative_to(essai.copie) for fichier in files(essai.copie)} - livres
    expect({neuf.parts[0] for neuf in neufs} <= {"portable"}, f"{neufs}")
    return "ni clé de registre, ni fichier hors du dossier ; réglages dans « portable »"


def try_documents(essai: Essai) -> str:
    """Every document of the demo, by its hash, beside Linux's."""
    la_bas, ici = essai.here("demo"), essai.sortie / "demo-linux"
    linux("-m", "droits_usagers", "demo", "--sortie", ici)
    essai.wine.expect(essai.console, "demo", "--sortie", la_bas)
    vus, attendus = digests(la_bas), digests(ici)
    autres = [nom for nom in vus.keys() | attendus.keys() if vus.get(nom) != attendus.get(nom)]
    expect(not autres, f"{len(autres)}: {sorted(autres)[:5]}")
    sortes = {suffixe: sum(nom.endswith(suffixe) for nom in vus) for suffixe in (".pdf", ".docx")}
    return f"{len(vus)} identiques à ceux de Linux ({sortes['.pdf']} PDF, {sortes['.docx']} DOCX)"


def digests(dossier: Path) -> dict[str, str]:
    """The SHA-256 of each file, by its path."""
    return {fichier.relative_to(dossier).as_posix(): sha256(fichier) for fichier in files(dossier)}


def try_setup(essai: Essai) -> str:
    """Installed in silence, run, made anew, taken away: coffres stay, and settings unless asked."""
    wine, installe = essai.wine, essai.wine.personne / "AppData" / "Local" / "Programs" / NOM
    reglages = wine.personne / "AppData" / "Local" / "droits-usagers" / "reglages.toml"
    wine.expect(essai.installation, "/S")
    attendus = {nom: empreinte for nom, empreinte in digests(essai.dossier).items() if not nom.startswith("portable/")}
    vus = digests(installe)
    vus.pop("Desinstaller.exe")
    expect(vus == attendus, "what is installed is not what is in the folder")
    expect(wine.expect(installe / "droits-usagers.exe", "--aide") == wine.expect(essai.console, "--aide"), "help")
    registre = wine.registry()
    expect(f'"{_CLE}.coffre"' in registre and "%1" in registre and "\\\\Uninstall\\\\" in registre, "association")
    expect(shortcuts(wine), "shortcut")
    occupe = refuse_while_open(essai, installe)
    coffres = [
        installe / "gardé ici.coffre",
        installe / "programme" / "gardé là.coffre",
        wine.personne / "Documents" / "a.coffre",
    ]
    for coffre in coffres:
        shutil.copyfile(essai.here("fait sous Linux, été.coffre"), coffre)
    reglages.parent.mkdir(parents=True, exist_ok=True)
    reglages.write_text("taille = 1.2\n", "utf-8")
    avant = [coffre.read_bytes() for coffre in coffres]
    wine.expect(essai.installation, "/S")
    uninstall(wine, installe)
    expect([coffre.read_bytes() for coffre in coffres] == avant and reglages.is_file(), "a coffre or the settings were taken")
    reste = [fichier for fichier in files(installe) if fichier not in coffres]
    expect(not reste, f"{reste}")
    registre = wine.registry()
    expect(_CLE not in registre and not shortcuts(wine), "something stays")
    laisses = "coffres et réglages laissés, réglages effacés par /REGLAGES"
    return f"{len(attendus)} fichiers, en silence ; {occupe} ; {choose_place(essai)} ; {laisses}"


def refuse_while_open(essai: Essai, installe: Path) -> str:
    """While either program is open nothing is replaced nor taken away, and the code says why."""
    avant = digests(installe)
    lieu = "\\".join(("C:", *installe.relative_to(essai.wine.disque).parts))
    lignes = (f'"{as_windows(essai.installation)}" /S', f'"{lieu}\\Desinstaller.exe" /S _?={lieu}')
    codes = {inside(essai, "occupe", installe / nom, ligne) for nom in LANCEURS for ligne in lignes}
    expect(codes == {_OCCUPE} and digests(installe) == avant, f"{codes}")
    return f"refusée si le programme est ouvert (code {_OCCUPE})"


def shortcuts(wine: Wine) -> list[Path]:
    """Those that open the program."""
    return [*wine.personne.rglob(f"{NOM}.lnk")]


def choose_place(essai: Essai) -> str:
    """Another folder, as a town hall would; then all is taken away, settings and templates too, and never a coffre."""
    wine, reglages = essai.wine, essai.wine.personne / "AppData" / "Local" / "droits-usagers"
    (reglages / "gabarits" / "acces").mkdir(parents=True)
    (reglages / "gabarits" / "acces" / "demande.md.j2").write_text("Bonjour.\n", "utf-8")
    # What follows /D is not between quotes, whatever it has: the line is given whole, as a command file would.
    lieu, ailleurs = "\\".join(("C:", *_MAIRIE)), wine.disque.joinpath(*_MAIRIE)
    inside(essai, "ligne", f'"{as_windows(essai.installation)}" /S /D={lieu}')
    wine.expect(ailleurs / "droits-usagers.exe", "--aide")
    coffre = Path(shutil.copyfile(essai.here("fait sous Linux, été.coffre"), ailleurs / "programme" / "gardé.coffre"))
    avant = coffre.read_bytes()
    uninstall(wine, ailleurs, "/REGLAGES")
    expect([*files(ailleurs)] == [coffre] and coffre.read_bytes() == avant, f"{[*files(ailleurs)][:5]}")
    expect(not reglages.exists(), f"{[*files(reglages)]}")
    return f"ailleurs par /D ({lieu})"


def uninstall(wine: Wine, installe: Path, *options: str) -> None:
    """In silence, as Windows does: it goes on from a copy of itself, whose end is waited for."""
    wine.expect(installe / "Desinstaller.exe", "/S", *options)
    wine.registry()
