"""A table read in a closed world: what its columns are for is understood whole, and whatever else they say withholds a home."""

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.personnes.personnes import ReponseA
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.services.reprise.remarques import decide, remarks_of
from droits_usagers.services.reprise.reprise import ChantierReprise, LecteurReprise
from droits_usagers.services.reprise.sans_ecran import as_read
from tests.services.reprises import AUJOURDHUI, chantier, doutes, essai, made, motifs, read

ENTETES = {
    "Civ": "Mme",
    "Nom": "MOREL",
    "Prénom": "Inès",
    "Nom de naissance": "GARNIER",
    "Adresse": "12 rue des Lilas",
    "CP": "76360",
    "Ville": "BARENTIN",
    "Organisme": "CCAS de Barentin",
    "Service": "Archives",
    "Adresse organisme": "3 place Foch",
    "CP organisme": "76360",
    "Ville organisme": "BARENTIN",
    "Dépt": "76",
    "Démarche": "accès",
    "Qualité": "usager",
    "N° LRAR": "1A 203 441 0021 5",
    "Envoyé le": "20/08/2026",
    "Adresse protégée": "",
    "Adresse de réponse": "",
}
#: In each, what is of the column, and what is not.
AVERTISSENT = [
    ("Ville organisme", "BARENTIN (son ex y travaille)", "travaille"),
    ("Ville organisme", "BARENTIN - ex dangereux", "dangereux"),
    ("Ville organisme", "BARENTIN ⚠ adresse à taire", "taire"),
    ("Adresse organisme", "3 place Foch, son mari est au guichet", "guichet"),
    ("Adresse organisme", "3 place Foch (ne pas mettre son adresse : le mari y travaille)", "mari"),
    ("Service", "Archives, M. Kader est son ex", "Kader"),
    ("Service", "Archives (M. Kader, son frère)", "Kader"),
    *(
        ("Démarche", f"accès {reste}", "\0")
        for reste in ("- adresse à taire", "ADRESSE À TAIRE", ", mari violent", "/ elle se cache")
    ),
    *(
        ("Démarche", f"accès {reste}", "\0")
        for reste in ("(foyer secret)", "(confidentiel)", "- attention au frère", ", il la menace")
    ),
    ("Nom de naissance", "GARNIER (mari violent)", "violent"),
    *(
        ("Nom", f"MOREL {reste}", reste.strip("()"))
        for reste in ("(battue)", "(victime)", "(VIF)", "séparée", "a fui", "*", "**", "#")
    ),
    ("Nom", "MOREL SÉPARÉE", "SÉPARÉE"),
    ("Prénom", "Inès cachée", "cachée"),
    ("Civ", "Mme (ne rien envoyer)", "\0"),
    ("Dépt", "76 (fuite)", "\0"),
    ("Qualité", "usager, en fuite", "\0"),
    ("N° LRAR", "1A 203 441 0021 5 remis au gardien", "gardien"),
    ("Envoyé le", "20/08/2026 remis au gardien", "\0"),
    ("Adresse protégée", "?", "\0"),
    ("Adresse", "12 rue des Lilas chez sa tante, il surveille", "chez sa"),
    *(
        ("Adresse de réponse", cellule, cellule)
        for cellule in (
            "chez sa tante",
            "idem",
            "oui",
            "asso",
            "9 quai Nord 76000 Rouen (pas au mari)",
            "9 quai Nord",
            "par mail",
            "X",
            "✓",
        )
    ),
]


def test_whatever_a_cell_says_besides_what_its_column_is_for_withholds_the_home(catalogue: Catalogue) -> None:
    rangees = [{**ENTETES, colonne: cellule} for colonne, cellule, _ in AVERTISSENT]
    (ordinaire,) = read(catalogue, tuple(ENTETES), tuple(ENTETES.values()))
    lignes = [read(catalogue, tuple(ENTETES), tuple(une.values()))[0] for une in rangees]
    concerne = made(ordinaire).demande.concerne
    assert concerne is not None
    assert (concerne.adresse_protegee, doutes(ordinaire)) == (False, [])
    for ligne, (colonne, cellule, mot) in zip(lignes, AVERTISSENT, strict=True):
        demande = made(ligne).demande
        assert demande.concerne is not None
        assert demande.concerne.adresse_protegee, (colonne, cellule)
        assert any(cellule in une.texte for une in made(ligne).a_verifier), (colonne, cellule)
        personne, recommandes = demande.concerne, made(ligne).recommandes.values()
        reponse = demande.reponse_a.adresse if demande.reponse_a else ()
        noms = (personne.nom, personne.prenom, personne.nom_naissance, demande.organisme.service, *recommandes, *reponse)
        ecrit = "\n".join((*noms, *personne.adresse, *demande.organisme.adresse))
        assert mot not in ecrit, (colonne, cellule)


EXPLIQUES = [
    ("Démarche", "accès"),
    ("Genre d'organisme", "ccas"),
    ("Qualité", "usager"),
    ("Mode d'envoi", "LRAR"),
    ("Statut", "complète"),
]


def explained(chantier: ChantierReprise, lecteur: LecteurReprise) -> ChantierReprise:
    """The same, every word of it accepted as it is proposed; one that nothing is proposed for asks for the right of access."""
    dit = chantier.correspondance
    for valeur in lecteur.values(chantier):
        code = valeur.code if valeur.champ is not ChampReprise.DEMARCHE else "acces"
        dit = dit.with_meaning(valeur.champ, valeur.texte, code or "")
    return chantier.with_correspondance(dit)


@pytest.mark.parametrize(("colonne", "mot"), EXPLIQUES)
def test_what_a_word_means_says_nothing_of_what_stands_beside_it(catalogue: Catalogue, colonne: str, mot: str) -> None:
    restes = ("{} (mari jaloux)", "{} - vit cachée", "confidentiel, {}", "{} *", "logée en secret")
    cellules = [reste.format(mot) for reste in restes]
    titres = {**ENTETES, colonne: mot}
    rangees = [
        tuple((titres | {"Nom": f"Garnier{rang}", colonne: dite}).values()) for rang, dite in enumerate([mot, *cellules])
    ]
    lecteur = LecteurReprise(catalogue)
    dit = explained(chantier(catalogue, tuple(titres), *rangees), lecteur)
    # Remembered, and another table of the same headings.
    encore = LecteurReprise(catalogue, lecteur.remember(dit)).open(dit.classeur)
    assert encore.retrouve
    for lu in (dit, encore):
        ordinaire, *tues = lecteur.read(lu, AUJOURDHUI)
        assert ordinaire.withholds is False
        for ligne, cellule in zip(tues, cellules, strict=True):
            assert ligne.withholds, cellule
            assert any(une.texte == cellule for une in made(ligne).a_verifier), cellule
        lues = decide(essai(tues), dict.fromkeys(cellules, False))
        assert lues.proteges == 0


def test_a_name_read_with_all_others_is_not_printed_where_the_address_is_withheld(catalogue: Catalogue) -> None:
    nom = "CCAS de Barentin ordo de protection 12/25"
    protegee, libre = (
        as_read(essai(read(catalogue, tuple(ENTETES), tuple((ENTETES | {"Organisme": nom} | plus).values()))))
        for plus in ({"Adresse protégée": "oui"}, {})
    )
    for lues, imprime in ((protegee, "CCAS de Barentin"), (libre, nom)):
        (ligne,) = lues.a_reprendre
        assert (made(ligne).demande.organisme.nom, ligne.withholds) == (imprime, imprime != nom)
        assert [une.texte for une in made(ligne).a_verifier] == ([nom] if imprime != nom else [])


@pytest.mark.parametrize("ou", [0, 2, 3])
def test_words_that_are_no_line_withhold_every_home_until_they_are_read(catalogue: Catalogue, ou: int) -> None:
    annonce = "ADRESSES CONFIDENTIELLES - NE PAS DIFFUSER"
    rangees = [tuple(ENTETES), tuple(ENTETES.values()), tuple((ENTETES | {"Nom": "Diop", "Prénom": "Awa"}).values())]
    rangees.insert(ou, ("", annonce, *("",) * (len(ENTETES) - 2)))
    lues = read(catalogue, *rangees)
    assert [motifs(ligne) for ligne in lues if ligne.nouveau is None] == ([] if ou == 0 else [["titre"]])
    essaye = essai(lues)
    (remarque,) = remarks_of(essaye)
    assert (remarque.texte, len(remarque.lignes), essaye.proteges) == (annonce, 2, 2)
    assert decide(essaye, {annonce: False}).proteges == 0


@pytest.mark.parametrize(
    ("autre", "naissance", "tues"),
    [
        ({"Adresse": "45 cours Bosquet"}, "", True),
        ({"Adresse": "12, r. des Lilas"}, "", False),
        ({"Adresse": "", "CP": "", "Ville": ""}, "", False),
        ({"Adresse": "45 cours Bosquet"}, "12/03/1980", True),
    ],
)
def test_two_lines_that_house_one_person_in_two_places_name_neither(
    catalogue: Catalogue, autre: dict[str, str], naissance: str, *, tues: bool
) -> None:
    entetes = (*ENTETES, "Né(e) le")
    seconde = {**ENTETES, "Organisme": "CPAM du Havre", **autre}
    lignes = read(catalogue, entetes, (*ENTETES.values(), naissance), (*seconde.values(), naissance))
    assert [ligne.withholds for ligne in lignes] == [tues, tues]
    dites = [une.texte for une in made(lignes[0]).a_verifier]
    assert dites == (["45 cours Bosquet, 76360 BARENTIN"] if tues else [])


#: As people head a column of ticks: no list of ours holds these whole, and some are but a sign.
TITRES = [
    *("Ne pas contacter ici", "⛔", "B.A.R.", "Ex au courant", "Adresse à cacher", "Lettre chez la tante", "Foyer", "OP"),
    *(
        "Poste restante seulement",
        "Plus de papier chez elle",
        "Courrier au syndicat",
        "Sensible",
        "Ville à cacher",
        "☎ non",
        "",
    ),
]


@pytest.mark.parametrize("coche", ["x", "X", "oui", "✔", "O", "xx"])
def test_a_tick_says_of_its_line_what_its_heading_says(catalogue: Catalogue, coche: str) -> None:
    for titre in TITRES:
        entetes = (*ENTETES, titre)
        cochee, libre = read(catalogue, entetes, (*ENTETES.values(), coche), (*{**ENTETES, "Prénom": "Awa"}.values(), ""))
        for ligne, tue in ((cochee, True), (libre, False)):
            concerne = made(ligne).demande.concerne
            assert concerne is not None
            assert concerne.adresse_protegee is tue, (titre, coche)
        assert any(une.texte == coche for une in made(cochee).a_verifier), titre


@pytest.mark.parametrize(
    ("titre", "cellule"), [("Écrire chez elle ?", "non"), ("Brigade venue le", "12/09/2026"), ("Sœur", "2")]
)
def test_whatever_stands_under_a_heading_that_is_not_ours_is_read_before_the_address_is(
    catalogue: Catalogue, titre: str, cellule: str
) -> None:
    (ligne,) = read(catalogue, (*ENTETES, titre), (*ENTETES.values(), cellule))
    essaye = essai([ligne])
    (remarque,) = remarks_of(essaye)
    assert remarque.texte.startswith(titre)
    assert (remarque.entendue, essaye.proteges) == (False, 1)
    lue = decide(essaye, {remarque.texte: False})
    # It withholds nothing any more; nothing else of the dossier says it, and it may say that it is over.
    assert (lue.proteges, lue.a_verifier) == (0, 1)


@pytest.mark.parametrize(
    ("titre", "cellule"),
    [
        *(("Tél. portable", "06 39 98 12 34"), ("Courriel", "a@exemple.fr"), ("N°", "1"), ("RDV", "12/09/2026"), ("Âge", "34")),
        *(("", "17"), ("Brigade venue le", ""), ("OP", "-"), ("Adresse perso", ""), ("Photocopies", "x"), ("Nb de pages", "3")),
    ],
)
def test_what_says_nothing_of_a_home_is_not_asked(catalogue: Catalogue, titre: str, cellule: str) -> None:
    (ligne,) = read(catalogue, (*ENTETES, titre), (*ENTETES.values(), cellule))
    assert remarks_of(essai([ligne])) == ()


@pytest.mark.parametrize(
    ("cellule", "reponse"),
    [
        ("BP 12 80000 AMIENS", ReponseA("", ("BP 12 80000 AMIENS",))),
        ("CCAS de Barentin, 9 quai Nord, 76360 Barentin", ReponseA("CCAS de Barentin", ("9 quai Nord", "76360 Barentin"))),
        ("9 quai Nord\n76000 Rouen", ReponseA("", ("9 quai Nord", "76000 Rouen"))),
        ("12 rue des Lilas, 76360 BARENTIN", None),
        ("", None),
        ("-", None),
    ],
)
def test_a_whole_address_is_where_to_answer(catalogue: Catalogue, cellule: str, reponse: ReponseA | None) -> None:
    (ligne,) = read(catalogue, tuple(ENTETES), tuple((ENTETES | {"Adresse de réponse": cellule}).values()))
    demande = made(ligne).demande
    assert demande.concerne is not None
    assert (demande.reponse_a, demande.concerne.adresse_protegee, doutes(ligne)) == (reponse, False, [])
