"""Forms of English verbs, as far as the lexicon's verbs need them."""

from __future__ import annotations

import re

_IRREGULAR = """
abide abided abided|be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bet bet bet
bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|bring brought brought
browbeat browbeat browbeaten|build built built|buy bought bought|catch caught caught|cling clung clung|come came come
cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|drive drove driven|fall fell fallen|feed fed fed
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forgive forgave forgiven
freeze froze frozen|get got got|give gave given|go went gone|hang hanged hanged|have had had|hear heard heard
hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|lay laid laid|lead led led|leave left left
lend lent lent|let let let|light lit lit|lose lost lost|make made made|meet met met|mislead misled misled
mow mowed mown|overfly overflew overflown|override overrode overridden|overrun overran overrun
overthrow overthrew overthrown|pay paid paid|plead pleaded pleaded|put put put|quit quit quit|read read read
rebuild rebuilt rebuilt|retake retook retaken|rise rose risen|run ran run|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|shed shed shed|shoot shot shot|show showed shown|shut shut shut|sink sank sunk
sit sat sat|slay slew slain|slit slit slit|sow sowed sown|speak spoke spoken|spit spat spat|split split split
spread spread spread|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|swear swore sworn
take took taken|teach taught taught|tear tore torn|tell told told|throw threw thrown|undertake undertook undertaken
underwrite underwrote underwritten|unfreeze unfroze unfrozen|uphold upheld upheld|wage waged waged|win won won
withdraw withdrew withdrawn|withhold withheld withheld|write wrote written
"""
_PARTS = {first: (past, done) for first, past, done in (row.split() for row in re.split(r"[|\n]", _IRREGULAR) if row)}
# Verbs of two syllables and more that double their last letter.
_DOUBLING = """
acquit admit annul cancel channel commit compel concur confer corral counsel debar defer deter disbar expel extol incur
initial kidnap label level libel occur patrol permit prefer propel pummel rebel rebut recur refer refuel remit repel
signal submit transfer transmit travel unban
"""
_DOUBLED = frozenset(_DOUBLING.split())


def past(lemma: str) -> str:
    """ "struck" """
    return _PARTS[lemma][0] if lemma in _PARTS else _with_ed(lemma)


def done(lemma: str) -> str:
    """ "stricken", in its commonest form "struck" """
    return _PARTS[lemma][1] if lemma in _PARTS else _with_ed(lemma)


def doing(lemma: str) -> str:
    """ "striking" """
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return f"{lemma[:-1]}ing"
    return f"{_stem(lemma)}ing"


def does(lemma: str) -> str:
    """ "strikes" """
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ies"
    return lemma + ("es" if re.search(r"(s|x|z|ch|sh|o)$", lemma) else "s")


def _with_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ied"
    return f"{_stem(lemma)}ed"


def _stem(lemma: str) -> str:
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdfgklmnprt]", lemma) or re.fullmatch(r"(qu|squ)[aeiou][bdgmnpt]", lemma)
    return lemma + lemma[-1] if short or lemma in _DOUBLED else lemma
