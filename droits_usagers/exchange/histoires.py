"""E.toml: the facts of a dossier as a file, without any name."""

from collections.abc import Mapping

from droits_usagers.domain.evenements import Canal
from droits_usagers.domain.histoire import Histoire
from droits_usagers.domain.organismes import GenreOrganisme
from droits_usagers.domain.personnes import Qualite
from droits_usagers.exchange.demandes import read_demarche
from droits_usagers.exchange.parties import read_evenements, read_territoire
from droits_usagers.exchange.toml import parse


def read_histoire(contenu: bytes, fichier: str, demarches: Mapping[str, object]) -> Histoire:
    """The facts E.toml gives. `fichier` names it in refusals; of `demarches`, only the ids are looked at.

    Raises ExpectedError, always of the kind `is_input`.
    """
    root = parse(contenu, fichier)
    histoire = Histoire(
        read_demarche(root, demarches),
        read_evenements(root),
        territoire=read_territoire(root),
        canal=root.code("canal", Canal, Canal.POSTAL),
        genre=root.code("genre", GenreOrganisme, GenreOrganisme.AUTRE),
        qualite=root.code("qualite", Qualite, Qualite.CONCERNE),
        pieces_medicales=root.dates("pieces_medicales"),
    )
    root.close()
    return histoire
