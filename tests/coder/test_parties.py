"""Who takes part, where grammar alone does not tell."""

from __future__ import annotations

import pytest
from telling import countries, events, only, told

from dragoman.coder.phrases import nominals
from dragoman.coder.triggers import triggers
from dragoman.parse import parse


def test_who_is_only_talked_about_is_no_party_to_talks() -> None:
    event = only("The presidents of Peru and Chile held talks about trade with Japan on Monday.", "CONSULT")
    assert countries(event.actors) == ["PER", "CHL"]


def test_a_list_of_three_is_one_of_three() -> None:
    sentence = "The United States, Saudi Arabia and Switzerland, the sponsors of the talks, asked Sudan for guarantees."
    assert countries(only(sentence, "REQUEST").actors) == ["USA", "SAU", "CHE"]
    thanked = only("The envoy thanked the king, the prime minister and the mayor of Rabat on Monday.", "SUPPORT")
    assert len(thanked.recipients) == 3


def test_the_state_of_an_official_is_not_whom_he_acts_upon() -> None:
    event = only("The Taliban have banned the growing of poppy in Afghanistan.", "COERCE")
    assert (countries(event.actors), event.recipients) == (["AFG"], ())


def test_a_word_before_a_noun_is_no_party() -> None:
    event = only("A coalition of environmental and human rights organisations denounced the decision.", "ACCUSE")
    assert len(event.actors) == 1


def test_a_possessor_does_not_act_beside_what_is_its_own() -> None:
    event = only("Kenya's police arrested the opposition leader on Monday.", "COERCE")
    assert [actor.sector for actor in event.actors] == ["COP"]


@pytest.mark.parametrize(
    ("sentence", "type_", "actors", "recipients"),
    [
        ("Latvian court jails sixteen in airport bribery case", "COERCE", "Latvian court", "sixteen"),
        ("The mission protested to the Chadian army about the delay.", "ACCUSE", "The mission", "the Chadian army"),
        ("Kyiv again urged its Western partners to send ammunition.", "REQUEST", "Kyiv", "its Western partners"),
        ("The union thanked everyone who had marched on Friday.", "SUPPORT", "The union", "everyone"),
        ("The Asmari campaign fired its spokesman.", "SANCTION", "The Asmari campaign", "its spokesman"),
        ("The director-general thanked Norway.", "SUPPORT", "The director-general", "Norway"),
        ("The ex-minister apologised to two co-defendants.", "CONCEDE", "The ex-minister", "two co-defendants"),
        (
            "The U.S. ambassador, the European Union and the African Union condemned the militia.", "ACCUSE",
            "The U.S. ambassador + the European Union + the African Union", "the militia",
        ),
    ],
)  # fmt: skip
def test_whom_the_model_is_sure_of_takes_part(sentence: str, type_: str, actors: str, recipients: str) -> None:
    words = only(sentence, type_).evidence[0]
    assert [" + ".join(one.text for one in side) for side in (words.actors, words.recipients)] == [actors, recipients]


@pytest.mark.parametrize(
    "sentence",
    ["A Taliban raid on a police post killed nine officers on Monday.", "Nine officers were killed by the Taliban."],
)
def test_an_organisation_acts_also_as_the_first_part_of_a_name(sentence: str) -> None:
    assert any("Taliban" in span.text for e in events(sentence) for span in e.evidence[0].actors)


def test_acts_in_words_that_the_lexicon_does_not_know_are_found() -> None:
    sentence = "Rebels picked off two soldiers near the dam."
    [doc] = parse([sentence])
    assert not triggers(doc)
    event = only(sentence, "ASSAULT")
    assert [span.text for span in event.evidence[0].recipients] == ["two soldiers"]


def test_private_matters_are_no_events() -> None:
    assert not events("The singer thanked his brother for the guitar.")


def test_what_a_number_counts_is_the_party() -> None:
    event = only("Gunmen torched four of the buses outside Kidal on Monday.", "ASSAULT")
    assert [span.text for span in event.evidence[0].recipients] == ["the buses"]


def test_a_name_with_for_in_it_is_one_party() -> None:
    event = only("The High Commissioner for Refugees praised Uganda on Monday.", "SUPPORT")
    assert [span.text for span in event.evidence[0].actors] == ["The High Commissioner"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Hundreds of dock workers marched in Valparaíso on Monday.", "Hundreds of dock workers"),
        ("The League of Arab States condemned the coup on Monday.", "The League of Arab States"),
        ("The presidents of Peru and Chile condemned the coup on Monday.", "The presidents of Peru and Chile"),
        ("The president of Peru condemned the coup on Monday.", "The president"),
    ],
)
def test_words_run_to_what_they_count_or_to_the_end_of_a_name(sentence: str, words: str) -> None:
    assert events(sentence)[0].evidence[0].actors[0].text == words


def test_a_decision_is_its_makers_own() -> None:
    event = only(
        "The envoy denounced a Swiss Federal Council decision to freeze the funds of the Syrian bank.", "ACCUSE"
    )
    assert (len(event.actors), countries(event.recipients)) == (1, ["CHE"])


def test_who_grants_a_request_is_not_asked() -> None:
    event = only("The governor granted a request by the fishermen for more boats.")
    assert (event.type, len(event.actors), len(event.recipients)) == ("CONCEDE", 1, 1)


def test_whom_a_letter_goes_to_does_not_say_what_is_in_it() -> None:
    text = "Brazil's president has sent a message to the head of the World Bank threatening to stop all payments."
    assert [countries(event.actors) for event in events(text)] == [["BRA"]]


def test_what_needs_a_second_party_takes_the_one_that_the_grammar_gives() -> None:
    assert countries(only("Brazil extradited a leading Bolivian trafficker on Monday.").actors) == ["BRA"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tomás Quiroga imposed a curfew in Santa Elena on Monday.",
        "Tomás Quiroga declared a state of siege and sent in 300 troops.",
    ],
)
def test_what_only_the_powerful_can_do_is_public_whoever_does_it(sentence: str) -> None:
    assert events(sentence)


def test_a_crowd_protests_in_the_street() -> None:
    assert only("Tens of thousands of people protested the ruling in Manila.").type == "PROTEST"
    assert only("The embassy protested the ruling on Monday.").type == "ACCUSE"


def test_rivals_of_a_government_are_not_the_government() -> None:
    event = only("Rivals of the government of Prime Minister Tomas Varga boycotted the session on Monday.")
    assert [actor.sector for actor in event.actors] == ["OPP"]


def test_what_several_words_tell_is_told() -> None:
    """Neither "said" nor "provide" is noticed enough by itself."""
    text = "The foreign minister said that all armed groups in Mali must provide safe passage to the convoys."
    assert only(text).type == "REQUEST"


def test_a_hyphen_is_nobody() -> None:
    [doc] = parse(["President Idris Fattah al-Nur met the envoy on Monday."])
    assert [token.text for token in nominals(doc)] == ["al-Nur", "envoy"]


def test_the_end_of_a_long_name_is_no_party_of_its_own() -> None:
    event = only("The U.S. Court of Appeals for the Sixth Circuit fined the mayor on Monday.", "SANCTION")
    assert [span.text for span in event.evidence[0].actors] == ["The U.S. Court of Appeals"]


def test_who_suffers_an_act_by_the_grammar_does_not_do_it() -> None:
    assert not events("Two journalists, Jake Hale and Philip Penn, arrested in August, are still in jail.")


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient"),
    [
        ("Israeli air strikes killed nine people in Gaza.", "Israeli", "nine people"),
        ("Four people were wounded in a Houthi missile attack on Jizan.", "Houthi", "Four people"),
        ("A US drone strike killed two militants in Yemen.", "US", "two militants"),
        ("Three soldiers were killed in a rebel attack.", "rebel", "Three soldiers"),
        ("Russian missile strike kills five in Kharkiv", "Russian", "five"),
    ],
)
def test_a_modifier_says_whose_act_it_is(sentence: str, actor: str, recipient: str) -> None:
    [found] = only(sentence, "ASSAULT").evidence
    assert [span.text for span in found.actors] == [actor]
    assert [span.text for span in found.recipients] == [recipient]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Sen. Martha Bell (Iowa) criticised the president on Sunday.", "Sen. Martha Bell"),
        ("The labour inspectorate in Peru fined the mining company.", "The labour inspectorate"),
        ("An adviser at the Ford Foundation criticised the ministry on Monday.", "An adviser"),
    ],
)
def test_home_place_and_employer_do_not_act(sentence: str, actor: str) -> None:
    [event] = events(sentence)
    assert [span.text for span in event.evidence[0].actors] == [actor]


def test_letters_in_brackets_are_who_stands_before_them() -> None:
    first = "Kenya's National Land Council (NLC) rejected the petition of the villagers."
    _, event = events(f"{first} The NLC fined two companies on Monday.")
    assert [actor.name for actor in event.actors] == ["Kenya's National Land Council"]


def test_as_what_somebody_resigns_is_no_party() -> None:
    event = only("The minister resigned as head of the party on Monday.", "RETREAT")
    assert not event.recipients


def test_a_person_of_a_nation_is_not_the_nation() -> None:
    event = only("Turkish police arrested the German swimmer in Izmir.", "COERCE")
    [swimmer] = event.recipients
    assert (swimmer.kind != "state", swimmer.country, swimmer.name) == (True, "DEU", "the German swimmer")


def test_some_of_a_party_are_not_the_party() -> None:
    event = only("Two Democrats criticised the president on Monday.", "ACCUSE")
    [actor] = event.actors
    assert (actor.kind, actor.country, actor.sector) == ("group", "USA", "PTY")


def test_a_deed_is_no_party() -> None:
    assert not only("The prime minister condemned the killings.", "ACCUSE").recipients


def test_ministers_from_several_states_are_one_of_each() -> None:
    event = only("Foreign ministers from Hungary, Poland and Slovakia criticised the EU on Friday.", "ACCUSE")
    assert countries(event.actors) == ["HUN", "POL", "SVK"]


def test_who_is_sentenced_to_prison_is_convicted_and_held() -> None:
    found = events("A court in Moscow sentenced the opposition leader to five years in prison.")
    assert [event.type for event in found] == ["SANCTION", "COERCE"]


def test_a_state_in_which_it_happens_is_no_party() -> None:
    event = only("Turkish jets bombed rebel camps in Iraq on Monday.", "ASSAULT")
    assert "IRQ" not in [one.actor_id for one in event.recipients]
    assert all(one.kind != "state" for one in event.recipients)


def test_who_urges_both_sides_is_neither() -> None:
    event = only("Ministers from Chile and Peru urged both sides to resume negotiations.", "REQUEST")
    assert countries(event.actors) == ["CHL", "PER"]


def test_to_call_a_strike_something_is_not_to_call_one() -> None:
    assert not [e for e in events("The minister called the strike a betrayal of the miners.") if e.type == "PROTEST"]
    only("The union called a strike for Monday.", "PROTEST")


def test_police_before_a_noun_are_police() -> None:
    event = only("A police raid on the camp killed four villagers on Monday.", "ASSAULT")
    assert [actor.name for actor in event.actors] == ["police"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("A spokesman for the Peruvian prime minister's office, Iván Rojas, blamed Chile.", ["Iván Rojas"]),
        ("Canada's envoy for the region, Carl Brandt, condemned the raid.", ["Carl Brandt"]),
        ("Kenya's deputy trade minister, Amina Odera, condemned the tariffs.", ["Amina Odera"]),
        ("The president of Guatemala, Otto Pérez Molina, condemned the raid.", ["Otto Pérez Molina"]),
        ("One of them, second engineer Ana Sosa, accused the company of neglect.", ["Ana Sosa"]),
    ],
)
def test_a_name_and_what_it_renames_are_one_party(sentence: str, actors: list[str]) -> None:
    assert [actor.name for actor in only(sentence, "ACCUSE").actors] == actors


def test_who_is_named_again_by_his_office_is_one_party() -> None:
    event = only("Emmanuel Macron phoned Vladimir Putin, the Russian leader.", "CONSULT")
    assert countries(event.actors) == ["FRA", "RUS"]


def test_the_accused_are_people_and_no_act() -> None:
    event = only("Police arrested the accused in Lahore.", "COERCE")
    assert [actor.name for actor in event.recipients] == ["accused"]
    assert [e.type for e in events("The minister met the families of the accused.")] == ["CONSULT"]


def test_what_a_party_is_of_is_no_second_party() -> None:
    event = only("A judge in Lima sentenced the longtime bookkeeper of a small dairy town to fines.", "SANCTION")
    assert [actor.name for actor in event.recipients] == ["the longtime bookkeeper"]


def test_a_foiled_plot_is_no_event() -> None:
    assert events("Security officers in Minsk thwarted a terror attack on a railway bridge.") == []


def test_what_somebody_is_accused_of_is_no_event() -> None:
    text = "The union accused pro-government militiamen of looting shops, raping women and burning a school."
    assert [event.type for event in events(text)] == ["ACCUSE"]


def test_who_reports_an_act_does_not_do_it() -> None:
    text = '"I have filed my report," the mayor added, noting that the governor had requested a delay.'
    assert [actor.office for actor in only(text, "REQUEST").actors] == ["governor"]


def test_a_party_is_told_by_the_name_beside_its_office() -> None:
    event = only("The Prime Minister, Mark Carney, met the President of Indonesia, Prabowo Subianto.", "CONSULT")
    assert [span.text for span in event.evidence[0].actors] == ["Mark Carney", "Prabowo Subianto"]


def test_a_ship_and_its_name_are_one_party() -> None:
    event = only("An Indian warship, INS Mysore, attacked two boats of pirates in the Gulf of Aden.", "ASSAULT")
    assert countries(event.actors) == ["IND"]
    assert countries(event.recipients) == [None]


def test_a_number_of_vessels_are_vessels() -> None:
    event = only("Somali pirates have become brazen, seizing a number of vessels.", "COERCE")
    assert [actor.name for actor in event.recipients] == ["vessels"]


def test_states_that_a_comma_joins_in_a_headline_act_together() -> None:
    event = only("Russia, China condemn strike on consulate", "ACCUSE")
    assert countries(event.actors) == ["RUS", "CHN"]


def test_a_state_before_its_army_is_not_a_second_party() -> None:
    event = only("Lebanon's army deploys in border village after deadly strike", "MOBILIZE")
    assert [(actor.country, actor.sector) for actor in event.actors] == [("LBN", "MIL")]


def test_two_full_names_that_the_parser_fuses_are_two() -> None:
    text = "Macron held talks with Japan Prime Minister Shinzo Abe and South Korea President Park Geun Hye."
    assert countries(only(text, "CONSULT").actors) == ["FRA", "JPN", "KOR"]


def test_a_party_and_state_in_brackets_are_no_party_to_an_act() -> None:
    event = only("Carly Fiorina condemned Sen. Ted Cruz (R-Texas) on Wednesday.", "ACCUSE")
    assert [actor.name for actor in event.recipients] == ["Ted Cruz"]


def test_who_says_that_something_was_done_did_not_do_it() -> None:
    assert events("A French journalist was freed in Baghdad late on Wednesday, the French foreign ministry said.") == []


def test_what_is_condemned_is_an_act_of_its_own() -> None:
    told = {
        event.type: ([a.text for a in event.evidence[0].actors], [r.text for r in event.evidence[0].recipients])
        for event in events("Kenya condemned the attack on the embassy by the rebels.")
    }
    assert told == {"ACCUSE": (["Kenya"], ["the rebels"]), "ASSAULT": (["the rebels"], ["the embassy"])}


def test_evidence_names_whom_a_pronoun_takes_up() -> None:
    event = only("Police said on Friday that they had arrested the mayor of Lima.", "COERCE")
    assert [span.text for span in event.evidence[0].actors] == ["Police", "they"]


@pytest.mark.parametrize(
    ("sentence", "actor", "country"),
    [
        ("Police in Mombasa, Kenya arrested two reporters on Monday.", "Police", "KEN"),
        ("A court in Toulouse, France, sentenced two Moroccans on Tuesday.", "A court", "FRA"),
        ("A Denver, Colorado jury convicted the militia leader on Friday.", "A Denver, Colorado jury", "USA"),
        ("Soldiers in Bukavu, Democratic Republic of the Congo shelled the rebels.", "Soldiers", "COD"),
        ("In Damascus, Syria denounced the raid by the Turkish army.", "Syria", "SYR"),
        ("Riot police guarding parliament fired tear gas at the demonstrators in Nairobi.", "Riot police", "KEN"),
    ],
)
def test_where_somebody_is_does_not_act_beside_him(sentence: str, actor: str, country: str) -> None:
    event = events(sentence)[0]
    assert ([one.text for one in event.evidence[0].actors], countries(event.actors)) == ([actor], [country])


def test_of_a_measure_of_two_both_are_meant() -> None:
    event = only("Rebels killed scores of soldiers and policemen in the east.", "ASSAULT")
    assert [actor.name for actor in event.recipients] == ["soldiers", "policemen"]


def test_what_is_only_played_through_is_no_event() -> None:
    assert events("The army practised repelling an attack by Azerbaijani drones.") == []
    [event] = events("The navy rehearsed a landing and seized two Vietnamese boats.")[-1:]
    assert event.type == "COERCE"


@pytest.mark.parametrize(
    ("sentence", "type_", "recipients"),
    [
        ("Sudan blamed the raid on Tine on Chadian rebels.", "ACCUSE", ["Chadian rebels"]),
        ("Russia moved its first tactical fighter jets to Syria.", "MOBILIZE", []),
        ("Iran began airstrikes against anti-government targets in Yemen.", "ASSAULT", ["anti-government targets"]),
        ("Iran has threatened to close the border with Iraq.", "THREATEN", ["Iraq"]),
    ],
)
def test_what_an_act_is_told_with_is_not_done_to(sentence: str, type_: str, recipients: list[str]) -> None:
    assert [one.text for one in only(sentence, type_).evidence[0].recipients] == recipients


def test_who_is_hit_beside_an_act_does_not_do_it() -> None:
    text = "The militia attacked an air base near Deir ez-Zor with dozens of loyalists and guards killed."
    assert [one.text for one in only(text, "ASSAULT").evidence[0].actors] == ["The militia"]


def test_a_known_name_with_an_and_is_one_party() -> None:
    event = only("The Islamic State of Iraq and the Levant destroyed a temple.", "ASSAULT")
    assert [actor.name for actor in event.actors] == ["Islamic State"]


def test_trade_between_firms_is_no_event() -> None:
    assert events("General Mills sells subsidiary Green Giant to B&G Foods Inc. for $765 million.") == []


@pytest.mark.parametrize(
    ("sentence", "type_", "actors"),
    [
        ("The raids prompted calls for the interior minister to resign.", "REQUEST", []),
        ("Kenya's navy drew criticism after the loss of the boat.", "ACCUSE", []),
        ("The minister received support from the unions.", "SUPPORT", ["the unions"]),
        ("Support for the rebels by Iran angered Yemen.", "SUPPORT", ["Iran"]),
        ("Clerics angered by a visit of the Pope to Cuba marched through Lima.", "PROTEST", ["Clerics"]),
    ],
)
def test_whom_an_act_is_for_does_not_do_it(sentence: str, type_: str, actors: list[str]) -> None:
    found = [one.text for event in events(sentence) if event.type == type_ for one in event.evidence[0].actors]
    assert found == actors


def test_states_in_a_list_are_parties_even_where_towns_bear_their_names() -> None:
    event = only("Jordan, Mexico and Chad condemned the raid on Tuesday.", "ACCUSE")
    assert countries(event.actors) == ["JOR", "MEX", "TCD"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Fighters reportedly linked to al-Qaeda kill four policemen in the port city.", ["Fighters"]),
        ("Militiamen allied with Hezbollah launch an attack on a post of the army.", ["Militiamen"]),
        ("Troops loyal to the ousted general shelled the airport on Monday.", ["Troops"]),
    ],
)
def test_whose_side_somebody_is_on_does_not_act_beside_him(sentence: str, actors: list[str]) -> None:
    assert [one.text for one in only(sentence, "ASSAULT").evidence[0].actors] == actors


def test_what_a_share_is_counted_of_is_the_party() -> None:
    event = only("Five out of nine commissioners rejected the complaint by the union.", "REJECT")
    assert [one.text for one in event.evidence[0].actors] == ["nine commissioners"]


def test_a_pronoun_of_nobody_known_is_a_person() -> None:
    [one] = only("The mayor promised her that the road would be built.", "AGREE").recipients
    assert one.kind == "person"


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("A Nigerian offensive against Boko Haram fighters killed sixty insurgents.", ["Nigerian"]),
        ("An operation by the army against rebels and smugglers wounded nine farmers.", ["the army"]),
    ],
)
def test_whom_an_offensive_is_against_does_not_do_its_harm(sentence: str, actors: list[str]) -> None:
    assert [one.text for one in only(sentence, "ASSAULT").evidence[0].actors] == actors


def test_where_a_visitor_goes_home_to_is_not_visited() -> None:
    event = only("The archbishop returned to Madrid after a four-day visit to Bolivia.", "CONSULT")
    assert countries(event.recipients) == ["BOL"]


def test_what_somebody_raises_is_no_act_of_his() -> None:
    assert [told(event) for event in events("The premier raised the jailing of two editors with his Cuban host.")] == []
    tariffs = only("Mexico raised tariffs on Chinese cars.", "SANCTION")
    assert countries(tariffs.recipients) == ["CHN"]


def test_an_attack_and_its_toll_are_one_act_noticed_in_either_word() -> None:
    event = only("The British strike on the depot killed six guards.", "ASSAULT")
    assert countries(event.actors) == ["GBR"]


def test_who_declines_to_say_anything_does_nothing() -> None:
    assert events("Aides to the senator declined to confirm the visit.") == []
    assert only("The senator declined to meet the envoy.").type == "REJECT"


@pytest.mark.parametrize("text", ["Will Chad expel the envoy?", "Has Kenya expelled the ambassador?"])
def test_who_asks_whether_something_is_so_does_not_tell_it(text: str) -> None:
    assert events(text) == []


def test_who_does_something_else_meanwhile_is_no_recipient() -> None:
    event = only("The bishops condemned the raids, while Norway revoked the visas of two generals.", "ACCUSE")
    assert event.recipients == ()


def test_who_faces_calls_does_not_make_them() -> None:
    assert events("President Lula faces renewed calls to step down.") == []


@pytest.mark.parametrize(
    ("sentence", "type_", "mode"),
    [
        ("The rebels arrested six drivers near Gao.", "ASSAULT", "abduct"),
        ("The police arrested six drivers near Gao.", "COERCE", "arrest"),
        ("ELN rebels quit Tame on Monday.", "RETREAT", "withdraw"),
        ("Colombian soldiers freed nine hostages near Tame.", "AID", None),
    ],
)
def test_an_act_is_what_it_is_for_those_who_do_it(sentence: str, type_: str, mode: str | None) -> None:
    event = only(sentence)
    assert (event.type, event.mode) == (type_, mode)


def test_a_town_is_nobody_whose_name_sounds_like_it() -> None:
    [recipient] = only("Rebels took Raqqa on Monday.").recipients
    assert recipient.kind != "person"


def test_those_from_a_place_that_nobody_knows_are_of_no_country() -> None:
    event = only("The Sri Lankan navy arrested nine fishermen from Vedaranyampatti.", "COERCE")
    assert countries(event.recipients) == [None]
