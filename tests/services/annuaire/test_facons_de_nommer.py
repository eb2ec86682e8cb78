"""The ways people have of naming a body, and what must come first, or among the first three."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.annuaire import Annuaire
from tests.chaque import chaque

#: What is typed; the kind, and a part of the name or of the service, of what must come first.
PREMIERS = [
    # A town, or its postcode.
    ("bobigny", "mairie", "Bobigny"),
    ("Bobigny", "mairie", "Bobigny"),
    ("93000", "mairie", "Bobigny"),
    ("59100", "mairie", "Roubaix"),
    ("mairie roubaix", "mairie", "Roubaix"),
    ("mairie de Lille", "mairie", "Lille"),
    ("hôtel de ville de Nantes", "mairie", "Nantes"),
    ("le maire de la courneuve", "mairie", "La Courneuve"),
    ("les lilas", "mairie", "Lilas"),
    ("mairie du mans", "mairie", "du Mans"),
    ("le havre mairie", "mairie", "du Havre"),
    ("saint ouen", "mairie", "Saint-Ouen"),
    ("st étienne du rouvray", "mairie", "Saint-Étienne-du-Rouvray"),
    ("ste foy les lyon", "mairie", "Sainte-Foy-lès-Lyon"),
    ("mairie aulnay sous bois", "mairie", "Aulnay-sous-Bois"),
    ("aulnay", "mairie", "Aulnay-sous-Bois"),
    ("villeneuve d'ascq", "mairie", "Villeneuve-d'Ascq"),
    ("clichy sous bois", "mairie", "Clichy-sous-Bois"),
    ("paris 18", "mairie", "18e arrondissement de Paris"),
    ("mairie de paris 13", "mairie", "13e arrondissement de Paris"),
    ("13 paris", "mairie", "13e arrondissement de Paris"),
    ("paris 18e", "mairie", "18e arrondissement de Paris"),
    ("mairie lyon 3ème", "mairie", "3e arrondissement de Lyon"),
    ("saint denis 93", "mairie", "Saint-Denis"),
    ("l'haÿ les roses", "mairie", "L'Haÿ-les-Roses"),
    ("pointe à pitre", "mairie", "Pointe-à-Pitre"),
    ("69003", "mairie", "Lyon"),
    # A part of a town that is called as if it were a commune.
    ("mairie lomme", "mairie", "Lille"),
    ("ccas hellemmes", "ccas", "Lille"),
    # The same, mistyped.
    ("bobigni", "mairie", "Bobigny"),
    ("bobingy", "mairie", "Bobigny"),
    ("bobgny", "mairie", "Bobigny"),
    ("monptellier", "mairie", "Montpellier"),
    ("villeneuve d'asq", "mairie", "Villeneuve-d'Ascq"),
    ("clichy sous boi", "mairie", "Clichy-sous-Bois"),
    ("aulnai sous bois", "mairie", "Aulnay-sous-Bois"),
    ("strasbour", "mairie", "Strasbourg"),
    ("toulose", "mairie", "Toulouse"),
    ("marie de vitry sur seine", "mairie", "Vitry-sur-Seine"),
    ("mairieroubaix", "mairie", "Roubaix"),
    ("mairie aixenprovence", "mairie", "Aix-en-Provence"),
    ("prefecture basseterre", "prefecture", "Guadeloupe"),
    ("sous pref carpentras", "sous_prefecture", "Carpentras"),
    ("ca f du pas de calais", "caf", "Pas-de-Calais"),
    # CCAS.
    ("ccas roubaix", "ccas", "Roubaix"),
    ("roubaix ccas", "ccas", "Roubaix"),
    ("CCAS de Roubaix", "ccas", "Roubaix"),
    ("ccas roubais", "ccas", "Roubaix"),
    ("centre communal d'action sociale de toulouse", "ccas", "Toulouse"),
    ("centre communal action sociale Grenoble", "ccas", "Grenoble"),
    ("ccas 59100", "ccas", "Roubaix"),
    ("ccas le port 974", "ccas", "du Port"),
    ("ccas paris", "ccas", "Ville de Paris"),
    ("bureau d'aide sociale lens", "ccas", "Lens"),
    ("centre d'action sociale de rennes", "ccas", "Rennes"),
    ("cias grand dax", "ccas", "Dax"),
    ("cias dole", "ccas", "Dole"),
    # Départements, and what stands for one.
    ("cd 93", "departement", "Seine-Saint-Denis"),
    ("cd93", "departement", "Seine-Saint-Denis"),
    ("93", "departement", "Seine-Saint-Denis"),
    ("93 cd", "departement", "Seine-Saint-Denis"),
    ("cg 93", "departement", "Seine-Saint-Denis"),
    ("seine saint denis", "departement", "Seine-Saint-Denis"),
    ("Seine-St-Denis", "departement", "Seine-Saint-Denis"),
    ("seine-saint-d", "departement", "Seine-Saint-Denis"),
    ("département de la somme", "departement", "Département de la Somme"),
    ("conseil départemental somme", "departement", "Somme"),
    ("conseil general du nord", "departement", "Département du Nord"),
    ("conseil departemantal du nord", "departement", "Département du Nord"),
    ("monsieur le président du conseil départemental de la Somme", "departement", "Somme"),
    ("hauts de sene", "departement", "Hauts-de-Seine"),
    ("cd essone", "departement", "l'Essonne"),
    ("dpt 62", "departement", "Pas-de-Calais"),
    ("dep. loire atlantik", "departement", "Loire-Atlantique"),
    ("departementgironde", "departement", "Gironde"),
    ("caf loiret", "caf", "Loiret"),
    ("caf loire", "caf", "de la Loire"),
    ("mdphbouches du rhone", "mdph", "Bouches-du-Rhône"),
    ("maison handicapés toulouse", "mdph", "Haute-Garonne"),
    ("cd 01", "departement", "l'Ain"),
    ("conseil départemental 59", "departement", "Nord"),
    ("cd 69", "departement", "Rhône"),
    ("métropole de lyon", "departement", "Métropole de Lyon"),
    ("grand lyon", "departement", "Métropole de Lyon"),
    ("cd 67", "departement", "Collectivité européenne d'Alsace"),
    ("alsace", "departement", "Collectivité européenne d'Alsace"),
    ("haut rhin", "departement", "Collectivité européenne d'Alsace"),
    ("2A", "departement", "Collectivité de Corse"),
    ("cd 2b", "departement", "Collectivité de Corse"),
    ("corse", "departement", "Collectivité de Corse"),
    ("20", "departement", "Collectivité de Corse"),
    ("mairie corse bastia", "mairie", "Bastia"),
    ("corse bastia", "mairie", "Bastia"),
    ("collectivité de corse bastia", "departement", "Collectivité de Corse"),
    ("cea colmar", "departement", "Collectivité européenne d'Alsace"),
    ("974", "departement", "La Réunion"),
    ("la réunion", "departement", "La Réunion"),
    ("martinique", "departement", "Collectivité territoriale de Martinique"),
    ("mayotte", "departement", "Mayotte"),
    ("assistante sociale bobigny", "departement", "Seine-Saint-Denis"),
    ("service social bobigny", "departement", "Seine-Saint-Denis"),
    ("maison des solidarités lille", "departement", "Nord"),
    ("rsa 93", "departement", "Seine-Saint-Denis"),
    ("service social lyon", "departement", "Métropole de Lyon"),
    ("maison de la metropole lyon", "departement", "Métropole de Lyon"),
    ("maison de la métropole villeurbanne", "departement", "Métropole de Lyon"),
    ("edas lille", "departement", "Nord"),
    ("utpas roubaix", "departement", "Nord"),
    ("mdsi bordeaux", "departement", "Gironde"),
    ("sdsei draguignan", "departement", "Var"),
    ("cd 976", "departement", "Département-Région de Mayotte"),
    ("région mayotte", "departement", "Département-Région de Mayotte"),
    # An article stuck to its word.
    ("val doise", "departement", "Val-d'Oise"),
    ("cd leure", "departement", "l'Eure"),
    ("lessonne", "departement", "l'Essonne"),
    ("cote dor", "departement", "Côte-d'Or"),
    ("caf dindre et loire", "caf", "Indre-et-Loire"),
    ("mairie daix en provence", "mairie", "Aix-en-Provence"),
    ("mairie daix", "mairie", "Daix"),
    ("ccas lhay les roses", "ccas", "L'Haÿ-les-Roses"),
    # Their services.
    ("ase 93", "ase", "enfance"),
    ("aide sociale à l'enfance nord", "ase", "enfance"),
    ("ase bobigny", "ase", "enfance"),
    ("pmi blanc mesnil", "pmi", "Blanc-Mesnil"),
    ("blanc mesnil pmi", "pmi", "Blanc-Mesnil"),
    ("blanc mensil pmi", "pmi", "Blanc-Mesnil"),
    ("PMI du Blanc-Mesnil", "pmi", "Blanc-Mesnil"),
    ("protection maternelle et infantile blanc mesnil", "pmi", "Blanc-Mesnil"),
    ("pmi 93150", "pmi", "Blanc-Mesnil"),
    ("pmi lyon", "pmi", "Lyon"),
    ("pmi 80", "pmi", "infantile"),
    ("département du 9.3", "departement", "Seine-Saint-Denis"),
    # Caisses, MDPH; two letters changed over, or one said twice.
    ("maison départementale du handicap de l'hérault", "mdph", "Hérault"),
    ("mdhp 33", "mdph", "Gironde"),
    ("caff toulouse", "caf", "Haute-Garonne"),
    ("cpam cambrai", "cpam", "Hainaut"),
    ("cpam lens", "cpam", "Artois"),
    ("cpam boulogne sur mer", "cpam", "Côte d'Opale"),
    ("caf 93", "caf", "Seine-Saint-Denis"),
    ("caf93", "caf", "Seine-Saint-Denis"),
    ("c a f 69", "caf", "Rhône"),
    ("C.A.F. 93", "caf", "Seine-Saint-Denis"),
    ("CAF de Seine Saint-Denis", "caf", "Seine-Saint-Denis"),
    ("M.D.P.H. du 59", "mdph", "Nord"),
    ("circonscription sociale bobigny", "departement", "Seine-Saint-Denis"),
    ("conseil departemental bobigny", "departement", "Seine-Saint-Denis"),
    ("juge des enfants bobigny", "tribunal_judiciaire", "Bobigny"),
    ("mairie 75018", "mairie", "18e arrondissement de Paris"),
    ("collectivité européenne d'alsace", "departement", "Collectivité européenne d'Alsace"),
    ("metropole lille", "epci", "Lille"),
    ("93 caf", "caf", "Seine-Saint-Denis"),
    ("caf bobigny", "caf", "Seine-Saint-Denis"),
    ("caf de la somme", "caf", "Somme"),
    ("allocations familiales roubaix", "caf", "du Nord"),
    ("caisse d'allocations familiales du rhône", "caf", "Rhône"),
    ("caf vouziers", "caf", "Vouziers"),
    ("cpam 93", "cpam", "Seine-Saint-Denis"),
    ("sécu bobigny", "cpam", "Seine-Saint-Denis"),
    ("assurance maladie 80", "cpam", "Somme"),
    ("sécurité sociale somme", "cpam", "Somme"),
    ("cgss réunion", "cpam", "La Réunion"),
    ("mdph 93", "mdph", "Seine-Saint-Denis"),
    ("maison du handicap 93", "mdph", "Seine-Saint-Denis"),
    ("maison départementale des personnes handicapées du nord", "mdph", "Nord"),
    ("mdph pas de calai", "mdph", "Pas-de-Calais"),
    ("handicap lille", "mdph", "Nord"),
    ("mdph alsace", "mdph", "Collectivité européenne d'Alsace"),
    ("mdph 68", "mdph", "Collectivité européenne d'Alsace"),
    ("caf 976", "caf", "Mayotte"),
    ("caf bayonne", "caf", "Pays basque"),
    ("caf pau", "caf", "Béarn"),
    ("cpam dunkerque", "cpam", "Flandres"),
    ("cpam valenciennes", "cpam", "Hainaut"),
    ("cpam calais", "cpam", "Côte d'Opale"),
    ("cpam havre", "cpam", "du Havre"),
    ("msa saverne", "msa", "Saverne"),
    ("carsat lyon", "carsat", "Rhône-Alpes"),
    ("carsat paris", "cnav", "vieillesse"),
    ("carsat 93", "cnav", "vieillesse"),
    ("cnav", "cnav", "vieillesse"),
    ("assurance retraite nord", "carsat", "Nord"),
    # Courts, and where the law is explained.
    ("tribunal administratif lille", "tribunal_administratif", "Lille"),
    ("ta lille", "tribunal_administratif", "Lille"),
    ("ta de montreuil", "tribunal_administratif", "Montreuil"),
    ("ta créteil", "tribunal_administratif", "Melun"),
    ("ta évry", "tribunal_administratif", "Versailles"),
    ("ta nanterre", "tribunal_administratif", "Cergy-Pontoise"),
    ("ta ajaccio", "tribunal_administratif", "Bastia"),
    ("ta mayotte", "tribunal_administratif", "Mayotte"),
    ("ta schoelcher", "tribunal_administratif", "Martinique"),
    ("tribunal evry", "tribunal_judiciaire", "Évry-Courcouronnes"),
    ("juge des enfants briey", "tribunal_judiciaire", "Val de Briey"),
    ("juge aux affaires familiales massy", "tribunal_judiciaire", "Évry-Courcouronnes"),
    ("tass bobigny", "tribunal_judiciaire", "Bobigny"),
    ("tribunal du contentieux de l'incapacité lille", "tribunal_judiciaire", "Lille"),
    ("tj bobigny", "tribunal_judiciaire", "Bobigny"),
    ("tribunal judiciaire de Créteil", "tribunal_judiciaire", "Créteil"),
    ("tgi bobigny", "tribunal_judiciaire", "Bobigny"),
    ("tribunal de grande instance de foix", "tribunal_judiciaire", "Foix"),
    ("tribunal d'instance lens", "tribunal_proximite", "Lens"),
    ("tribunal de proximité de cholet", "tribunal_proximite", "Cholet"),
    ("mjd roubaix", "maison_justice_droit", "Roubaix"),
    ("maison de justice et du droit de lens", "maison_justice_droit", "Lens"),
    ("mjd nice ariane", "maison_justice_droit", "Ariane"),
    ("point d'accès au droit laon", "point_acces_droit", "Laon"),
    ("caa nancy", "cour_administrative_appel", "Nancy"),
    # Others.
    ("mission locale nantes", "mission_locale", "Nantes"),
    ("misson locale nantes", "mission_locale", "Nantes"),
    ("clic vannes", "clic", "Vannes"),
    ("msap artemare", "france_services", "Artemare"),
    ("france services artemare", "france_services", "Artemare"),
    ("préfecture de bobigny", "prefecture", "Seine-Saint-Denis"),
    ("pref 93", "prefecture", "Seine-Saint-Denis"),
    ("préfecture de police", "prefecture", "police"),
    ("préfecture paris", "prefecture", "police"),
    ("préfecture lyon", "prefecture", "Rhône"),
    ("sous préfecture bayeux", "sous_prefecture", "Bayeux"),
    ("ddcs 29", "cohesion_sociale", "Finistère"),
    ("hopital cadillac", "hopital", "Cadillac"),
    ("chu dijon", "hopital", "Dijon"),
    ("crous lille", "crous", "Lille"),
    ("région ile de france", "region", "Île-de-France"),
    ("conseil régional normandie", "region", "Normandie"),
    ("point justice roubaix", "maison_justice_droit", "Roubaix"),
    ("région bretagne", "region", "Bretagne"),
    ("cidff 01", "cidff", "Ain"),
    ("pôle emploi", "france_travail", "France Travail"),
    ("france travail roubaix", "france_travail", "France Travail"),
    # Authorities.
    ("cnil", "cnil", "informatique"),
    ("commission nationale informatique et libertés", "cnil", "informatique"),
    ("cada", "cada", "documents administratifs"),
    ("commission d'accès aux documents administratifs", "cada", "documents"),
    ("défenseur des droits", "defenseur_droits", "Défenseur"),
    ("defenseure des droits", "defenseur_droits", "Défenseur"),
    ("cnaf", "cnaf", "nationale"),
]
#: The same, where something else may be meant.
PARMI_TROIS = [
    ("saint denis", "mairie", "Saint-Denis"),
    ("mayenne", "departement", "Mayenne"),
    ("mayenne", "mairie", "Mayenne"),
    ("mayenne", "ccas", "Mayenne"),
    ("vienne", "departement", "Vienne"),
    ("vienne", "mairie", "Vienne"),
    ("bobigny", "ccas", "Bobigny"),
    ("bobigny", "departement", "Seine-Saint-Denis"),
    ("bobi", "mairie", "Bobigny"),
    ("roub", "mairie", "Roubaix"),
    ("conseil dép", "departement", ""),
    ("maison de just", "maison_justice_droit", ""),
    ("cd 69", "departement", "Métropole de Lyon"),
    ("cpam lille", "cpam", "Lille-Douai"),
    ("tribunal bobigny", "tribunal_judiciaire", "Bobigny"),
    ("saint denis réunion", "mairie", "Saint-Denis"),
    ("93200", "mairie", "Saint-Denis"),
]

MOTS = sorted({mot for tape, *_ in PREMIERS for mot in tape.split()})


def is_it(entree: EntreeAnnuaire, genre: str, partie: str) -> bool:
    return entree.genre == genre and partie in f"{entree.nom} {entree.service}"


@chaque(("tape", "genre", "partie"), PREMIERS)
def test_what_is_meant_comes_first(tape: str, genre: str, partie: str, annuaire: Annuaire) -> None:
    premiere = next(iter(annuaire.search(tape)), None)

    assert premiere is not None
    assert is_it(premiere, genre, partie), premiere


@chaque(("tape", "genre", "partie"), PARMI_TROIS)
def test_what_may_be_meant_is_among_the_first_three(tape: str, genre: str, partie: str, annuaire: Annuaire) -> None:
    trouvees = annuaire.search(tape)[:3]

    assert any(is_it(entree, genre, partie) for entree in trouvees), trouvees


def test_there_are_enough_ways_of_naming_one() -> None:
    assert len(PREMIERS) + len(PARMI_TROIS) >= 120


@chaque(("tape", "genre", "partie"), [cas for cas in PREMIERS if len(cas[0].split()) == 2 and cas[0] != "pôle emploi"])
def test_two_words_find_it_in_any_order(tape: str, genre: str, partie: str, annuaire: Annuaire) -> None:
    trouvees = annuaire.search(" ".join(reversed(tape.split())))[:3]

    assert any(is_it(entree, genre, partie) for entree in trouvees), trouvees


def test_whatever_is_typed_gives_entries_or_none(annuaire: Annuaire) -> None:
    @settings(max_examples=60)
    @given(st.text(max_size=40) | st.lists(st.sampled_from(MOTS), max_size=9).map(" ".join))
    def check(tape: str) -> None:
        trouvees = annuaire.search(tape)

        assert len(trouvees) == len(set(trouvees)) <= 12
        assert all(entree.nom for entree in trouvees)

    check()


@pytest.mark.parametrize("tape", ["", "  ", "?!", "de la du", "«»"])
def test_no_word_finds_nothing(tape: str, annuaire: Annuaire) -> None:
    assert annuaire.search(tape) == ()
