"""The same act told in many ways: what happened, is under way, lies ahead, is only possible, or did not happen."""

from __future__ import annotations

import pytest

from dragoman import factuality

H, G, F, P, N = "happened", "ongoing", "future", "hypothetical", "negated"
PAIRS = [
    # tense, aspect, negation
    ("Peru [closed] the border.", H),
    ("Peru has [closed] the border.", H),
    ("Peru did not [close] the border.", N),
    ("Peru is [closing] the border.", G),
    ("Peru will [close] the border.", F),
    ("Peru is to [close] the border.", F),
    ("Peru is going to [close] the border.", F),
    ("Peru has yet to [close] the border.", N),
    ("Peru no longer [closes] the border.", N),
    ("Peru never [closed] the border.", N),
    ("Nobody [closed] the border.", N),
    ("No soldier [closed] the border.", N),
    ("Few governments [closed] the border.", N),
    ("A few governments [closed] the border.", H),
    ("Peru not only [closed] the border but mined it.", H),
    ("Peru neither [closed] the border nor mined it.", N),
    ("Peru almost [closed] the border.", N),
    # modals
    ("Peru may [close] the border.", P),
    ("Peru could [close] the border.", P),
    ("Peru should [close] the border.", P),
    ("Peru might have [closed] the border.", P),
    ("Peru should have [closed] the border.", N),
    ("Peru would have [closed] the border.", N),
    ("Peru would [close] the border if smugglers came.", P),
    ("Peru said it would [close] the border.", F),
    ("Peru cannot [close] the border.", N),
    # implicative verbs and their negations
    ("Peru managed to [close] the border.", H),
    ("Peru did not manage to [close] the border.", N),
    ("Peru failed to [close] the border.", N),
    ("Peru did not fail to [close] the border.", H),
    ("Peru refused to [close] the border.", N),
    ("Peru forgot to [close] the border.", N),
    ("Peru was forced to [close] the border.", H),
    ("Peru was able to [close] the border.", H),
    ("Peru was unable to [close] the border.", N),
    ("Peru is able to [close] the border.", P),
    ("Peru may fail to [close] the border.", P),
    ("Peru began to [close] the border.", H),
    ("Peru plans to begin to [close] the border.", F),
    ("Peru continues to [close] the border.", G),
    # intent, desire, request
    ("Peru plans to [close] the border.", F),
    ("Peru does not plan to [close] the border.", N),
    ("Peru vowed to [close] the border.", F),
    ("Peru agreed to [close] the border.", F),
    ("Peru wants to [close] the border.", P),
    ("Peru tried to [close] the border.", P),
    ("Chile urged Peru to [close] the border.", P),
    ("Chile demanded that Peru [close] the border.", P),
    ("Peru is expected to [close] the border.", F),
    ("Peru is likely to [close] the border.", P),
    ("Peru is unlikely to [close] the border.", N),
    ("Peru is reluctant to [close] the border.", N),
    ("The plan to [close] the border angered Chile.", F),
    ("The failure to [close] the border angered Chile.", N),
    ("The call to [close] the border angered Chile.", P),
    ("Peru sent troops to [close] the border.", F),
    # factive and counterfactive clauses
    ("Chile knows that Peru [closed] the border.", H),
    ("Chile did not know that Peru [closed] the border.", H),
    ("Chile said that Peru [closed] the border.", H),
    ("Chile said that Peru had not [closed] the border.", N),
    ("Peru denied that it [closed] the border.", N),
    ("Peru did not deny that it [closed] the border.", H),
    ("Chile doubts that Peru [closed] the border.", N),
    ("Chile does not believe that Peru [closed] the border.", N),
    ("Peru regretted [closing] the border.", H),
    ("Peru denied [closing] the border.", N),
    ("Peru is said to have [closed] the border.", H),
    ("Chile hopes that Peru [closes] the border.", P),
    # conditions, prepositions, conjunctions
    ("If Peru [closes] the border, Chile will protest.", P),
    ("Unless Peru [closes] the border, Chile will protest.", P),
    ("Chile asked whether Peru [closed] the border.", P),
    ("Had Peru [closed] the border, Chile would have protested.", P),
    ("Peru mined the road without [closing] the border.", N),
    ("Peru mined the road instead of [closing] the border.", N),
    ("Peru mined the road after [closing] the border.", H),
    ("Chile kept Peru from [closing] the border.", N),
    ("Peru threatened to mine the road by [closing] the border.", F),
    ("Peru will mine the road and [close] the border.", F),
    ("Peru did not mine the road or [close] the border.", N),
    ("Did Peru [close] the border?", P),
    ("Close the road and [seal] the border.", P),
    ("Peru vowed to mine the road and [closed] the border.", H),
    ("Peru wants the border [closed].", P),
    ("Chile named the bridges to be [closed].", F),
    ("Peru wants the border to be [closed].", P),
    ("Peru sent troops so that the border could be [closed].", F),
    # nouns
    ("The [talks] with Chile lasted an hour.", H),
    ("The planned [talks] with Chile are secret.", F),
    ("Peru cancelled the [talks] with Chile.", N),
    ("Peru held [talks] with Chile.", H),
    ("Peru will hold [talks] with Chile.", F),
    ("No [talks] with Chile took place.", N),
    ("Peru called for [talks] with Chile.", P),
    ("Peru proposed [talks] with Chile.", P),
    ("Possible [talks] with Chile were mentioned.", P),
    ("The ongoing [talks] with Chile are tense.", G),
    ("The cancelled [talks] with Chile cost millions.", N),
    ("The cancellation of the [talks] cost millions.", N),
    ("The prospect of [talks] with Chile cheered markets.", P),
    ("Peru ruled out [talks] with Chile.", N),
    ("Peru did not rule out [talks] with Chile.", P),
    ("The [talks] with Chile will begin on Monday.", F),
    ("Peru continued the [talks] with Chile.", G),
    ("Peru avoided [talks] with Chile.", N),
    ("Peru postponed the [talks] with Chile.", N),
    ("Peru and Chile agreed on [talks].", F),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), PAIRS)
def test_one_act_told_in_many_ways(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    found = factuality(marked.replace("[", "").replace("]", ""), start, end)
    assert found is not None
    assert found.status == expected
