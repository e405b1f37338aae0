from base.text import normalise


def test_accents_case_ligatures_and_punctuation_are_removed():
    assert normalise("Œuvre d’Été : Saint-Médard-en-Jalles") == "oeuvre d ete saint medard en jalles"
