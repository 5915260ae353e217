"""Pronouns, descriptions and family names within one report."""

from __future__ import annotations

from telling import countries, events, only


def names(text: str, type_: str) -> list[list[str]]:
    return [[actor.name for actor in event.actors] for event in events(text) if event.type == type_]


def test_he_is_the_subject_of_the_sentence_before() -> None:
    text = "Emmanuel Macron met Olaf Scholz in Paris. He condemned Belarus."
    assert names(text, "ACCUSE") == [["Emmanuel Macron"]]


def test_she_is_no_man() -> None:
    text = "Emmanuel Macron received Ursula von der Leyen on Monday. She praised Ukraine."
    assert names(text, "SUPPORT") == [["Ursula von der Leyen"]]


def test_both_countries_are_those_of_the_two_leaders() -> None:
    text = "Vladimir Putin and Xi Jinping spoke by phone. Kazakhstan urged the two countries to resume talks."
    event = only(text, "REQUEST")
    assert countries(event.recipients) == ["RUS", "CHN"]


def test_the_two_leaders_are_persons() -> None:
    text = "Vladimir Putin and Xi Jinping spoke by phone. The two leaders condemned Japan."
    assert names(text, "ACCUSE") == [["Vladimir Putin", "Xi Jinping"]]


def test_a_family_name_after_the_full_name() -> None:
    text = "Deputy Foreign Minister Ada Lindqvist of Sweden arrived in Riga. Lindqvist condemned Belarus."
    assert names(text, "ACCUSE") == [["Ada Lindqvist"]]
    assert countries(only(text, "ACCUSE").actors) == ["SWE"]


def test_who_stands_for_its_antecedent() -> None:
    text = "The Polish president, who condemned Belarus, left Vilnius."
    assert countries(only(text, "ACCUSE").actors) == ["POL"]


def test_two_ministers_are_not_the_one_named_before() -> None:
    told = names("Prime Minister Narendra Modi left for Rome on Monday. Two cabinet ministers resigned.", "RETREAT")
    assert told
    assert all("Modi" not in name for side in told for name in side)


def test_the_people_of_a_peoples_republic_are_no_party() -> None:
    text = "Xi Jinping, president of the People's Republic of China, met Narendra Modi in Delhi."
    assert not any("people" in name.lower().split() for side in names(text, "CONSULT") for name in side)
    assert only("The people's representatives condemned Belarus.", "ACCUSE")


def test_a_description_is_of_the_state_that_its_sentence_names_before_one_of_the_sentence_before() -> None:
    text = "The US Air Force bombed a camp. Two police officers were shot by rebels in Adana, southern Turkey."
    (event,) = [e for e in events(text) if "shot" in e.evidence[0].trigger.text]
    assert countries(event.recipients) == ["TUR"]


def test_a_name_without_its_accents_is_a_name_still() -> None:
    text = "Croatia's police have arrested Zoran Milanovic, former head of the presidential guard."
    assert [actor.name for actor in only(text, "COERCE").recipients] == ["Zoran Milanović"]


def test_a_province_says_in_which_state_the_sentence_is_set() -> None:
    text = "Iraq's oil minister resigned on Monday. Policemen shot dead two smugglers in the Badakhshan Governorate."
    assert countries(only(text, "ASSAULT").actors) == ["AFG"]


def test_where_an_agency_sits_says_nothing_of_those_in_its_report() -> None:
    event = only("NEW YORK (AFP) - Susan Maddow condemned the police.", "ACCUSE")
    assert countries(event.actors) != ["FRA"]


def test_a_digest_takes_up_nobody_from_the_item_before() -> None:
    items = (
        "Syria condemned the raid on Monday.",
        "The government of the province arrested two editors in Mombasa.",
        "Hundreds of nurses marched through Manila for better pay.",
        "Fiji expelled an Australian diplomat over a remark.",
        "The army arrested eleven miners.",
    )
    [army] = [e for e in events("\n\n".join(items)) if "miners" in e.evidence[0].passage.text]
    assert countries(army.actors) == [None]


def test_they_on_whom_somebody_acts_are_not_that_somebody() -> None:
    found = events("The protesters met police at the gate. Police moved in and arrested them.")
    [arrest] = [event for event in found if event.type == "COERCE"]
    assert [actor.name for actor in arrest.recipients] == ["protesters"]


def test_who_speaks_with_a_state_is_not_of_it() -> None:
    text = "The President spoke by telephone today with Prime Minister Narendra Modi of India."
    [event] = [event for event in events(text) if event.type == "CONSULT"]
    assert countries(event.actors) == [None, "IND"]


def test_a_lawyer_with_a_name_is_one_party() -> None:
    event = only("The minister denied it. His lawyer, Olena Marchuk, accused prosecutors of hiding evidence.", "ACCUSE")
    assert [actor.name for actor in event.actors] == ["Olena Marchuk"]


def test_its_bureau_is_of_whom_it_stands_for() -> None:
    event = only("The UGTT union opposed the law. Its executive bureau condemned the arrests.", "ACCUSE")
    assert [actor.sector for actor in event.actors] == ["LAB"]


def test_a_company_is_no_rebel_group() -> None:
    event = only("Houthi fighters freed the crew on Monday. One sailor sued the company.", "ACCUSE")
    assert [actor.sector for actor in event.recipients] != ["REB"]


def test_somebody_new_is_nobody_named_before() -> None:
    text = "The U.N. humanitarian office protested. In 2003 a military court convicted a trader of two bombings."
    assert [actor.sector for actor in only(text, "SANCTION").actors] == ["JUD"]
    text = "The shopkeepers' association sued the mayor. Officers dispersed small groups of young people."
    assert [actor.name for actor in only(text, "COERCE").recipients] == ["young people"]


def test_a_prime_minister_is_no_foreign_minister() -> None:
    text = "The foreign minister of Georgia, Davit Lomtadze, was tired. Hundreds accused the prime minister of treason."
    assert "Davit Lomtadze" not in [actor.name for actor in only(text, "ACCUSE").recipients]


def test_a_court_is_none_of_its_judges() -> None:
    text = "A High Court judge barred the march on Monday. The mayor accused the court of bias."
    assert [actor.kind for actor in only(text, "ACCUSE").recipients] == ["institution"]


def test_some_of_those_arrested_are_not_the_police() -> None:
    found = events("Two hundred people marched through Quito. Police detained fourteen of them.")
    [arrest] = [event for event in found if event.type == "COERCE"]
    assert [actor.sector for actor in arrest.recipients] == ["CVL"]


def test_the_warring_parties_are_the_two_that_a_report_is_about() -> None:
    text = (
        "The Sudanese army shelled a camp. The Rapid Support Forces accused the Sudanese army of lying. "
        "Egypt was worried. The Rapid Support Forces left El Fasher. "
        "France urged the warring parties to accept a pause."
    )
    event = only(text, "REQUEST")
    assert sorted(actor.name for actor in event.recipients) == ["Rapid Support Forces", "Sudan"]


def test_sides_that_nobody_can_tell_are_left_alone() -> None:
    text = "Chad, Niger and Mali sent envoys. France urged both sides to accept a pause."
    assert countries(only(text, "REQUEST").recipients) == [None]


def test_who_is_to_be_hosted_may_be_who_welcomes_the_offer() -> None:
    event = only("While the Kenyan president welcomed the offer to host him, no date has been set.")
    assert (countries(event.actors), event.recipients) == (["KEN"], ())


def test_the_government_of_another_state_is_not_the_one_named_before() -> None:
    event = only("Russia congratulated the government of Peru on its victory.", "SUPPORT")
    assert countries(event.recipients) == ["PER"]


def test_whoever_is_from_many_countries_is_of_no_state_nearby() -> None:
    event = only("Ministers from 14 African countries condemned on Friday the war in Sudan.", "ACCUSE")
    assert countries(event.actors) == [None]


def test_an_office_is_of_the_country_of_its_holder() -> None:
    event = only("The Office of the Attorney General of Switzerland accused two bankers.", "ACCUSE")
    assert countries(event.actors) == ["CHE"]


def test_a_nationality_before_an_unknown_name_is_its_country() -> None:
    event = only("Mexican authorities arrested American Paul Erven Jackson.", "COERCE")
    assert ([actor.name for actor in event.recipients], countries(event.recipients)) == (
        ["Paul Erven Jackson"],
        ["USA"],
    )


def test_the_country_after_two_offices_is_that_of_both() -> None:
    event = only("The foreign minister and the president of Chad met the king of Jordan.", "CONSULT")
    assert countries(event.actors) == ["TCD", "TCD", "JOR"]


def test_refugees_are_not_of_the_country_that_takes_them() -> None:
    event = only("France agreed to take 24,000 refugees over two years.", "AGREE")
    assert countries(event.recipients) == [None]


def test_words_outside_the_cast_are_resolved_as_of_the_report() -> None:
    for day, sector in (("2015-09-28", "REB"), ("2023-01-01", "GOV")):
        assert only("The Taliban seize control of Kunduz.", None, day).actors[0].sector == sector


def test_who_is_hit_is_of_the_country_that_the_sentence_is_set_in() -> None:
    hit = only("Russian missiles killed three civilians in Kharkiv on Monday.", "ASSAULT")
    assert countries(hit.recipients) == ["UKR"]
    held = only("Turkish police arrested twelve teachers on Monday.", "COERCE")
    assert countries(held.recipients) == ["TUR"]


def test_who_is_hit_by_an_army_is_not_of_its_country_unless_the_report_is_of_that_country() -> None:
    for text in (
        "Jordanian warplanes killed four rebels on Sunday.",
        "Jordanian air strikes killed four civilians on Sunday.",
        "Jordan bombed a depot on Sunday, killing four civilians.",
    ):
        assert countries(only(text, "ASSAULT").recipients)[-1] is None, text
    at_home = "Jordan's king met officers in Amman. The Jordanian army killed four rebels on Sunday."
    assert countries(only(at_home, "ASSAULT").recipients) == ["JOR"]
    abroad = only("Jordanian troops killed four rebels in a raid on Aleppo.", "ASSAULT")
    assert countries(abroad.recipients) == ["SYR"]


def test_a_title_before_a_family_name_means_who_was_named_in_full() -> None:
    text = "Senator Ted Cruz of Texas spoke in Iowa on Monday. Mr. Cruz accused the mayor of fraud."
    accused = [event for event in events(text, "2016-09-01") if event.type == "ACCUSE"]
    assert [actor.name for actor in accused[0].actors] == ["Ted Cruz"]
    text = "Hillary Clinton spoke in Ohio. Secretary Clinton accused the mayor of fraud."
    accused = [event for event in events(text, "2016-09-01") if event.type == "ACCUSE"]
    assert [actor.name for actor in accused[0].actors] == ["Hillary Clinton"]
    text = "Ted Cruz met his father, Rafael Cruz, in Iowa on Monday. Hillary Clinton accused Mr. Cruz of fraud."
    accused = [event for event in events(text, "2016-09-01") if event.type == "ACCUSE"]
    assert [actor.name for actor in accused[0].recipients] == ["Ted Cruz"]
    other = "Joao Lima met the press. Mrs. Lima accused the mayor of fraud."
    assert countries(only(other, "ACCUSE").actors) == [None]


def test_the_name_beside_a_description_of_a_body_is_that_body_with_its_sector_from_then_on() -> None:
    text = (
        "The ministry met a conservative advocacy group, Harbour Watch, on Monday. "
        "Harbour Watch sued the State Department on Tuesday."
    )
    met, sued = events(text)
    assert [actor.name for actor in met.actors][1:] == ["Harbour Watch"]
    assert [(actor.name, actor.sector) for actor in sued.actors] == [("Harbour Watch", "NGO")]


def test_former_republics_of_a_union_are_not_the_union() -> None:
    assert countries(only("Two former Soviet republics rejected the plan on Monday.").actors) == [None]


def test_the_government_of_the_place_that_a_clause_is_about() -> None:
    text = "Canada imposed sanctions on four firms from Xinjiang, where the government has jailed thousands of Uighurs."
    assert countries(only(text, "COERCE").actors) == ["CHN"]
