"""Tries the package as it is shipped: on a bare Debian, by someone who is not root, with the network cut.

What a system has to fetch is fetched before; from the installation on, there is no network.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtGui import QImage

from benchmarks.fenetre import NOTRE
from tools.livraison import essai_gele, gel
from tools.livraison.gel import NOM
from tools.livraison.hostiles import HOSTILES, is_refused
from tools.livraison.racines import MAISON, USAGER, Racine, make_root
from tools.livraison.rapport import RACINE, Echec

#: Where it is tried, the oldest first.
SUITES = ("bookworm", "trixie")
#: How much longer than from source the window, and the shortest command, may take to come.
RAPPORT_MAX = 1.2
_PAIRES = 21
_ATTENTE_S = 90
#: A screen where something was drawn has more colours than that.
_COULEURS = 20
PROGRAMME = f"/usr/lib/{NOM}/{NOM}"
PHRASE = {"DROITS_USAGERS_PHRASE": "sept girafes lisent l'étiquette du cornichon violet"}
_REPONSES = 'demarche = "acces"\ndate = 2026-11-24\n[concerne]\nprenom = "Élodie"\nnom = "Œuvrard"\n[reponses]\n'
_ENTETE = '+++\nversion = "1"\nobjet = "Essai"\nen_clair = """\nVous demandez un essai.\n"""\n+++\n'
#: Times two ways of starting in turn, inside the root: microseconds, one pair a line.
_CHRONO = """
for i in $(seq {paires}); do
    a=$EPOCHREALTIME; {source} >/dev/null; b=$EPOCHREALTIME; {gele} >/dev/null; c=$EPOCHREALTIME
    echo $((${{b/./}} - ${{a/./}})) $((${{c/./}} - ${{b/./}}))
done
"""


def try_all(paquet: Path, sortie: Path, construction: Racine) -> dict[str, Any]:
    """What was seen on each system. Raises Echec at the first thing that does not hold."""
    faits: dict[str, Any] = {}
    for suite in SUITES:
        racine = make_root(suite, [], cache=sortie / "racines", dossier=sortie / f"essai-{suite}")
        faits[suite] = {"systeme": _system(racine), "installation": install(racine, paquet)}
        for essai in (commands, own_templates, limited, coffres):
            faits[suite][essai.__name__] = essai(racine)
        faits[suite]["window"] = window(racine, sortie / f"fenetre-{suite}.png")
        if suite == SUITES[0]:
            faits[suite]["demonstration"] = demonstration(racine, _demonstration_from_source(construction))
            faits["demarrage"] = start_times(racine, construction)
        faits[suite]["remove"] = remove(racine)
    return faits


def _system(racine: Racine) -> dict[str, str]:
    version = (racine.dossier / "etc/debian_version").read_text("utf-8").strip()
    return {"debian": version, "glibc": racine.say("ldd", "--version").splitlines()[0].split()[-1]}


def install(racine: Racine, paquet: Path) -> dict[str, Any]:
    """Fetches what it depends on, cuts the network, then installs it, without anything that is only recommended."""
    shutil.copy(paquet, racine.dossier / "root")
    avant = _installed(racine)
    apt = ("apt-get", "install", "--yes", "--no-install-recommends")
    racine.run("apt-get", "update", reseau=True)
    racine.run(*apt, "--download-only", f"/root/{paquet.name}", reseau=True)
    racine.run(*apt, f"/root/{paquet.name}")
    racine.run("useradd", "--uid", str(USAGER), "--home-dir", f"/{MAISON}", "essai")
    ajoutes = _installed(racine) - avant
    if NOM not in ajoutes or racine.say("dpkg", "--audit"):
        msg = f"{paquet.name} : mal installé"
        raise Echec(msg)
    return {"paquets_ajoutes": len(ajoutes) - 1}


def _installed(racine: Racine) -> set[str]:
    return set(racine.say("dpkg-query", "--show", "--showformat=${Package}\n").split())


def commands(racine: Racine) -> dict[str, Any]:
    """The help, a letter in each form, and what a shell proposes."""
    _expect("Usage", _as_person(racine, NOM, "--help").stdout.decode())
    _write(racine, "R.toml", _REPONSES)
    for forme in ("pdf", "docx", "txt"):
        _as_person(racine, NOM, "courrier", "--reponses", "R.toml", "--sortie", f"lettre.{forme}")
    _expect("Œuvrard", (racine.dossier / MAISON / "lettre.txt").read_text("utf-8"))
    ensemble = ("courrier", "--reponses", "R.toml", "--ensemble", "--sortie", "tout.pdf")
    _as_person(racine, NOM, *ensemble)
    chemin = f"/usr/share/bash-completion/completions/{NOM}"
    propose = f'. {chemin}; COMP_WORDS=({NOM} coffre ""); COMP_CWORD=2; _droits_usagers; echo "${{COMPREPLY[@]}}"'
    _expect("sauvegarder", _as_person(racine, "bash", "-ec", propose).stdout.decode())
    return {"aide": True, "lettres": ["pdf", "docx", "txt"], "ensemble": True, "completion": True}


def own_templates(racine: Racine) -> dict[str, Any]:
    """A template of one's own is used; those that go too far are ended, in a sentence, and write nothing."""
    lettre = ("courrier", "--reponses", "R.toml", "--sortie", "modele.txt", "--remplacer")
    _template(racine, "Madame, Monsieur,\n\nCeci vient de mon modèle, {{ concerne.nom }}.\n")
    _as_person(racine, NOM, *lettre)
    _expect("Ceci vient de mon modèle", (racine.dossier / MAISON / "modele.txt").read_text("utf-8"))
    (racine.dossier / MAISON / "modele.txt").unlink()
    refus = {}
    for nom, texte in HOSTILES.items():
        _template(racine, texte)
        fini = _as_person(racine, NOM, *lettre, check=False)
        dit = fini.stderr.decode().strip()
        if not is_refused(nom, fini.returncode, dit) or (racine.dossier / MAISON / "modele.txt").exists():
            msg = f"modèle hostile {nom} : {fini.returncode} {dit}"
            raise Echec(msg)
        refus[nom] = fini.returncode
    shutil.rmtree(racine.dossier / MAISON / ".config")
    return {"sien": True, "refuses": refus}


def _template(racine: Racine, corps: str) -> None:
    _write(racine, f".config/{NOM}/gabarits/acces/demande.md.j2", _ENTETE + corps)


def limited(racine: Racine) -> dict[str, Any]:
    """What the frozen Python says of its limited process (essai_gele.py)."""
    source = (RACINE / "tools" / "livraison" / "essai_gele.py").read_text("utf-8")
    _write(racine, f".config/{NOM}/gabarits/suites/relance.md.j2", _ENTETE + "Ma relance, {{ concerne.nom }}.\n")
    fini = _as_person(
        racine,
        *(PROGRAMME, *essai_gele.ARGUMENTS),
        entree=essai_gele.handed_over(source),
        montages={RACINE / "tests": f"{essai_gele.TESTS}/tests"},
    )
    shutil.rmtree(racine.dossier / MAISON / ".config")
    vu: dict[str, Any] = json.loads(fini.stdout)
    attendus = {
        "gele": True,
        "ssl": False,
        "bibliotheques_pour_les_autres": "",
        "read_received": {"pages": 2, "points": 400, "texte": "Nous refusons.", "enfants": [essai_gele.ARGUMENTS[0]]},
        "refuse_harmful": "piece_illisible",
        "write_many": {"fichiers": 40, "vides": 0},
    }
    for nom, attendu in attendus.items():
        if vu[nom] != attendu:
            msg = f"processus limité, {nom} : {attendu} attendu, {vu[nom]} vu"
            raise Echec(msg)
    _expect("Pièce n° 1 — page 1/2", " ".join(vu["bind"]))
    return {"recu": True, "recu_hostile": vu["refuse_harmful"], "pieces_reliees": len(vu["bind"]), "relances": 40}


def coffres(racine: Racine) -> dict[str, Any]:
    """One made and opened again, one full of invented dossiers, a backup; another phrase opens none."""
    _as_person(racine, NOM, "coffre", "creer", "vide.coffre", env=PHRASE)
    _as_person(racine, NOM, "demo", "--coffre", "essai.coffre", "--dossiers", "30", env=PHRASE)
    for fichier in ("vide.coffre", "essai.coffre"):
        _as_person(racine, NOM, "coffre", "verifier", fichier, env=PHRASE)
    _as_person(racine, NOM, "coffre", "sauvegarder", "essai.coffre", env=PHRASE)
    autre = {"DROITS_USAGERS_PHRASE": "huit kayaks bavards repeignent la grammaire du volcan"}
    if not _as_person(racine, NOM, "coffre", "verifier", "essai.coffre", env=autre, check=False).returncode:
        msg = "un coffre s'ouvre avec une autre phrase"
        raise Echec(msg)
    octets = (racine.dossier / MAISON / "essai.coffre").read_bytes()
    if octets.startswith(b"SQLite"):
        msg = "un coffre est en clair"
        raise Echec(msg)
    return {"cree": True, "relu": True, "sauvegarde": True, "autre_phrase_refusee": True}


def demonstration(racine: Racine, temoin: dict[str, str]) -> dict[str, Any]:
    """Every letter and page of the demonstration, the same bytes as those made from source."""
    _as_person(racine, NOM, "demo", "--sortie", "demo")
    faits = gel.digests(racine.dossier / MAISON / "demo")
    differents = sorted(nom for nom in temoin | faits if temoin.get(nom) != faits.get(nom))
    if differents:
        msg = f"documents qui ne sont pas ceux faits depuis les sources : {differents[:5]}, {len(differents)} en tout"
        raise Echec(msg)
    return {"documents": len(faits), "identiques_aux_sources": True}


def _demonstration_from_source(construction: Racine) -> dict[str, str]:
    env = {"PYTHONPATH": gel.SOURCE}
    # That root is kept from one delivery to the next.
    shutil.rmtree(construction.dossier / MAISON, ignore_errors=True)
    construction.run(gel.PYTHON, "-m", "droits_usagers", "demo", "--sortie", f"/{MAISON}/demo", env=env, usager=True)
    return gel.digests(construction.dossier / MAISON / "demo")


def window(racine: Racine, image: Path) -> dict[str, Any]:
    """The window on a bare screen, as it is after a moment: a picture for someone to look at."""
    with screen() as affichage:
        montages = {Path("/tmp/.X11-unix"): "/tmp/.X11-unix"}  # noqa: S108 - where X11 is spoken to
        entrer = racine.entering(NOM, usager=True, env={"DISPLAY": affichage}, montages=montages)
        programme = subprocess.Popen(entrer, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        couleurs = _photograph(affichage, image)
        encore = programme.poll() is None
    # Without its screen, the program ends by itself.
    dit = programme.communicate(timeout=_ATTENTE_S)[0].decode("utf-8", "replace")
    if couleurs < _COULEURS or not encore:
        msg = f"aucune fenêtre n'a été dessinée :\n{dit[-1000:]}"
        raise Echec(msg)
    return {"montree": True, "couleurs": couleurs}


@contextmanager
def screen() -> Iterator[str]:
    """A screen that only this program sees; its name."""
    lecture, ecriture = os.pipe()
    commande = ["Xvfb", "-displayfd", str(ecriture), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(commande, pass_fds=[ecriture], stderr=subprocess.DEVNULL) as xvfb:
        os.close(ecriture)
        try:
            with os.fdopen(lecture, "rb") as numero:
                yield f":{numero.readline().decode().strip()}"
        finally:
            xvfb.terminate()


def _photograph(affichage: str, image: Path) -> int:
    """Waits for a drawn window, and how many colours its picture has."""
    env = {**os.environ, "DISPLAY": affichage}
    subprocess.run(
        ["timeout", str(_ATTENTE_S), "xdotool", "search", "--sync", "--onlyvisible", "--name", "Droits"],
        env=env,
        check=False,
        capture_output=True,
    )
    couleurs, essais = 0, 0
    while couleurs < _COULEURS and essais < _ATTENTE_S:
        threading.Event().wait(1.0)
        subprocess.run(["import", "-window", "root", image], env=env, check=False)
        couleurs, essais = _colours(image), essais + 1
    threading.Event().wait(3.0)
    subprocess.run(["import", "-window", "root", image], env=env, check=False)
    return _colours(image)


def _colours(image: Path) -> int:
    lue = QImage(str(image))
    return len({lue.pixel(x, y) for x in range(0, lue.width(), 3) for y in range(0, lue.height(), 3)})


def start_times(racine: Racine, construction: Racine) -> dict[str, Any]:
    """How long the installed program takes to start, for one from source on the same system: medians of pairs."""
    pilote = construction.dossier / MAISON / "pilote"
    pilote.write_bytes(essai_gele.handed_over(NOTRE))
    # What is handed to the frozen one comes by multiprocessing, which its window does without as that of the sources does.
    (construction.dossier / MAISON / "pilote.py").write_text(f"from multiprocessing import spawn\n{NOTRE}", "utf-8")
    gele = f"{PROGRAMME} {' '.join(essai_gele.ARGUMENTS)} </{MAISON}/pilote"
    ways = {
        "aide": (f"{gel.PYTHON} -m droits_usagers --aide", f"{PROGRAMME} --aide"),
        "fenetre": (f"{gel.PYTHON} /{MAISON}/pilote.py", gele),
    }
    faits: dict[str, Any] = {}
    for nom, (depuis, fige) in ways.items():
        script = _CHRONO.format(paires=_PAIRES + 2, source=depuis, gele=fige)
        fini = construction.run(
            *("bash", "-ec", script),
            usager=True,
            env={"PYTHONPATH": gel.SOURCE, "QT_QPA_PLATFORM": "offscreen"},
            montages={racine.dossier / "usr/lib" / NOM: f"/usr/lib/{NOM}"},
        )
        paires = [tuple(map(int, ligne.split())) for ligne in fini.stdout.decode().splitlines()][2:]
        rapport = median(gele_us / source_us for source_us, gele_us in paires)
        faits[nom] = {
            "source_ms": round(median(source for source, _ in paires) / 1000),
            "gele_ms": round(median(gele_us for _, gele_us in paires) / 1000),
            "rapport": round(rapport, 3),
            "paires": len(paires),
        }
        if rapport > RAPPORT_MAX:
            msg = f"démarrage, {nom} : {faits[nom]}, {RAPPORT_MAX} au plus"
            raise Echec(msg)
    return faits


def remove(racine: Racine) -> dict[str, Any]:
    """Purged, the program is gone, and what people made is there."""
    maison = gel.digests(racine.dossier / MAISON)
    racine.run("apt-get", "purge", "--yes", NOM)
    if (racine.dossier / "usr/lib" / NOM).exists() or gel.digests(racine.dossier / MAISON) != maison:
        msg = "la désinstallation laisse des fichiers, ou en prend"
        raise Echec(msg)
    return {"programme_retire": True, "coffres_intacts": sum(nom.endswith(".coffre") for nom in maison)}


def _as_person(racine: Racine, *commande: str, **options: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - those of `run`
    return racine.run(*commande, usager=True, **options)


def _write(racine: Racine, nom: str, texte: str) -> None:
    """A file of the person's."""
    fichier = racine.dossier / MAISON / nom
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_text(texte, "utf-8")
    for chemin in (fichier, *fichier.relative_to(racine.dossier / MAISON).parents):
        os.chown(racine.dossier / MAISON / chemin, USAGER, USAGER)


def _expect(mot: str, texte: str) -> None:
    if mot not in texte:
        msg = f"« {mot} » n'est pas dans : {texte[:500]}"
        raise Echec(msg)
