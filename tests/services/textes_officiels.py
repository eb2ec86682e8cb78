"""Copies of official texts, invented: those of the law are not in this repository."""

import json
import re
import shutil
from pathlib import Path

from droits_usagers.domain.droit.veille import digest

#: The articles of the code civil that we have an entry for, in its order, and how the publisher of codes names it.
NUMEROS = (
    *("1984", "1985", "2003", "2004", "2005"),
    *("515-9", "515-10", "515-11", "515-12", "515-13", "515-13-1", "413-6"),
    *("2224", "2231", "2240"),
)
CODE_CIVIL = "LEGITEXT000006070721"


def text_of(num: str) -> str:
    return f"Texte inventé de l'article {num},\nsur le mandat."


def articles(**autres: str) -> list[dict[str, object]]:
    """All of these articles, some of which say something else."""
    return [
        {
            "num": num,
            "id": f"LEGIARTI{num}",
            "etat": "VIGUEUR",
            "date_debut": "2026-09-01",
            "texte": autres.get(f"_{num}", text_of(num)),
        }
        for num in NUMEROS
    ]


def write(dossier: Path, nom: str, contenu: object) -> Path:
    """A copy of one text, in this folder."""
    dossier.mkdir(exist_ok=True)
    (dossier / f"{nom}.json").write_text(json.dumps(contenu), "utf-8")
    return dossier


def read_in_them(resources: Path, ailleurs: Path) -> Path:
    """Our resources, copied there, as if the entries of the code civil had been read in these texts."""
    shutil.copytree(resources, ailleurs)
    civil = ailleurs / "droit" / "civil.toml"
    contenu = civil.read_text("utf-8")
    for num in NUMEROS:
        contenu = re.sub(rf'(?s)(article = "{num}".*?empreinte = )"\w+"', rf'\1"{digest(text_of(num))}"', contenu, count=1)
    civil.write_text(contenu, "utf-8")
    return ailleurs
