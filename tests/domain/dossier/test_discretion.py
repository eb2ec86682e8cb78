"""What someone typed, or what names her, is in no repr: neither a log nor a report of a defect could show it."""

import dataclasses
from types import ModuleType

import pytest

from droits_usagers.domain.controle import cadre
from droits_usagers.domain.controle import valeurs as controle
from droits_usagers.domain.demarche import demande, mandats, pieces
from droits_usagers.domain.dossier import dossiers, releves
from droits_usagers.domain.lettre import lettre
from droits_usagers.domain.personnes import personnes

#: Text of ours, or drawn at random: all the other text of these values is someone's.
DE_NOUS = frozenset(
    {"reference", "demarche", "etat", "etape", "prochaine_etape", "genre", "territoire", "cle", "code", "empreinte"}
    | {"confirmees", "document", "cas", "champ", "a_completer", "id", "version"}
)


@pytest.mark.parametrize("module", [cadre, controle, demande, lettre, mandats, pieces, dossiers, releves, personnes])
def test_no_repr_shows_what_was_typed(module: ModuleType) -> None:
    montres = {
        f"{nom}.{champ.name}"
        for nom, classe in vars(module).items()
        if isinstance(classe, type) and classe.__module__ == module.__name__ and dataclasses.is_dataclass(classe)
        for champ in dataclasses.fields(classe)
        if champ.repr and champ.name not in DE_NOUS and champ.type in (str, tuple[str, ...], str | None)
    }

    assert montres == set()
