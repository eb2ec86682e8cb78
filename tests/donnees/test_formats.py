"""The documentation of the files people write shows files that are read, and forgets no key and no code."""

import datetime as dt
import re
from dataclasses import is_dataclass, replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dette.dette import is_debt
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.grille import GenreSource, NaturePassage, Point, check_ecarts
from droits_usagers.domain.notice.champs import champs_of
from droits_usagers.domain.notice.traitements import Base, FicheTraitement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.exchange.demandes import read_demande
from droits_usagers.exchange.dossiers import read_dossier
from droits_usagers.exchange.faits import read_faits
from droits_usagers.exchange.grille import read_grille_file
from droits_usagers.exchange.traitements import read_fiche
from droits_usagers.services.socle.permanence import read_permanence
from tests.fichiers import write_demande


@pytest.fixture(scope="session")
def page(racine: Path) -> str:
    return (racine / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def exemples(page: str) -> list[bytes]:
    return [exemple.encode() for exemple in re.findall(r"```toml\n(.*?)```", page, re.DOTALL)]


def test_the_examples_are_read(exemples: list[bytes], catalogue: Catalogue, tmp_path: Path) -> None:
    reponses, somme, evenements, fiche, constats, permanence, dossier = exemples

    demande = read_demande(reponses, "R.toml", catalogue.demarches)
    # What nothing may say is read, and never written again.
    assert demande.a_taire
    assert read_demande(write_demande(demande), "R.toml", catalogue.demarches) == replace(demande, a_taire=(), ouverts=())
    assert is_debt(read_demande(somme, "R.toml", catalogue.demarches).reponses)
    assert len(read_faits(evenements, "E.toml", catalogue.demarches).evenements) == 2
    assert read_fiche(fiche, "T.toml", catalogue.mentions.conditionnelles).nom == "Dossier social informatisé"
    grille = read_grille_file(constats, "C.toml", regles=catalogue.ecarts.regles, droit=catalogue.droit.entrees)
    assert [ecart.regle for ecart in check_ecarts(grille, catalogue.ecarts)][:1] == ["conservation_divergente"]
    (tmp_path / "permanence.toml").write_bytes(permanence)
    lue = read_permanence(tmp_path)
    assert (lue.poste_partage, lue.code_retour) == (True, "4812")
    assert (
        lue.horaires.say(dt.date(2026, 12, 3)).replace("\u00a0", " ")
        == "jeudi 3 décembre 2026, de 9 h à 12 h et de 14 h à 17 h 30"
    )
    assert read_dossier(dossier, "d.toml", catalogue.demarches).reference == "2026-0113"


def test_every_code_is_named(page: str) -> None:
    for code in (*TypeEvenement, *GenreOrganisme, *Qualite, *GenreSource, *NaturePassage, *Point):
        assert code
        assert re.search(rf"\b{code}\b", page), code


def test_every_field_of_a_fiche_is_named(page: str) -> None:
    (section,) = re.findall(r"^## T\.toml.*?(?=^## )", page, re.DOTALL | re.MULTILINE)
    champs = [*champs_of(FicheTraitement)]
    for champ in champs:
        champs += champs_of(champ.modele) if is_dataclass(champ.modele) else ()
        assert champ.cle
        assert re.search(rf"\b{champ.cle}\b", section), champ.cle
        # The bases are named by the first and the last of them.
        for code in champ.codes if champ.codes is not Base else ():
            assert code
            assert code in section, code


def test_every_conditional_mention_is_named(page: str, catalogue: Catalogue) -> None:
    for mention in catalogue.mentions.conditionnelles:
        assert re.search(rf"\b{mention}\b", page), mention
