"""Is a text English? By its letters and its function words: no model, no load time, and it names what it saw.

Function words make up a third of running English and hardly occur in other languages, which have their own
(the method of Ingle, 1976, and of every stop-word language guesser since). It is meant to stop a report that the
coder cannot read, not to tell languages apart for their own sake: in doubt the text passes as unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

MIN_WORDS = 20  # below it, one name or quotation decides the shares
MIN_LETTERS = 60  # the same bound for scripts that put no blanks between words
SAMPLE = 4_000  # characters taken from the head, the middle and the tail of a long text
MIN_ENGLISH = 0.05  # the least share of function words; English headlines strung together have about 0.10
MIN_NAMED = 0.12  # the least share of its own words at which another language is named

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")  # "Jane's" is one word
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024F\u1E00-\u1EFF]")

# Common words of each language. A word of the English list counts for English alone.
_COMMON = {
    "English": "the of and to that with by from his has which their are were they said this been would it its have "
    "not as be but she who will after had there when into about could our your you we those these because while "
    "than other at for was also more between before during against in a an is or over under",
    "French": "le les des du et une est dans pour qui que sur avec ont été aux cette sont par il au ses",
    "Spanish": "el los las y una es en por que con del se ha sus fue como más su al lo esta para",
    "Portuguese": "o os uma e em que com não do da dos das foi pelo pela ao à mais são seu sua para",
    "Italian": "il gli di e che della del per una con è sono nel alla dei delle ha più non le si anche",
    "German": "der die das und den von zu mit dem des ist im auf nicht ein eine für sich als auch nach wird hat",
    "Dutch": "de het een van en op te dat voor met zijn niet aan er om ook bij heeft naar werd door",
    "Swedish": "och att det som en på är av för med den till inte har ett om han från sin",
    "Danish or Norwegian": "og det som en på er av af med den til ikke har et om han fra sin til vil å",
    "Finnish": "ja on ei että se hän oli ovat mutta kun myös tai sekä mukaan joka ollut niin jo",
    "Polish": "i w na z się nie jest że do o od po jak przez za dla oraz który został są",
    "Czech or Slovak": "a v na se je že do s o z i po jako za pro byl od podle není jsou bude který",
    "Croatian, Bosnian or Serbian": "i u na je se da su od za s o koji nije iz bi će što kao ili sa",
    "Romanian": "și în de la a cu pe că nu din pentru este care mai fost au prin sunt ce după",
    "Hungarian": "a az és hogy nem egy is volt meg de ha csak mint már még ez el azt szerint",
    "Turkish": "ve bir bu için ile da de olarak çok gibi daha olan kadar sonra ise olduğu ancak dedi",
    "Indonesian or Malay": "yang dan di itu dengan untuk dari pada ini dalam tidak akan oleh ke telah adalah juga",
    "Vietnamese": "và của là có các được trong cho không với một người đã này những khi về tại đến",
}
_ENGLISH, *_ = _WORDS = [frozenset(words.split()) for words in _COMMON.values()]
_RIVALS = {name: words - _ENGLISH for name, words in zip(_COMMON, _WORDS, strict=True) if name != "English"}


def english(text: str) -> bool | str | None:
    """Say whether a text is English, from at most 12,000 of its characters (about 4 ms, however long it is).

    Returns: True for English; None where there are too few words to say; else what it looks like instead, as
    words for a message ("like French", "written in Cyrillic letters", "not English").
    """
    sample = _sample(text)
    script = _foreign_script(sample)
    if script is not None:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) <= MIN_WORDS:
        return None
    shares = {name: _share(words, known) for name, known in _RIVALS.items()}
    rival = max(shares, key=lambda name: shares[name])
    ours = _share(words, _ENGLISH)
    if shares[rival] > ours and shares[rival] > MIN_NAMED:
        return f"like {rival}"
    if ours >= MIN_ENGLISH and ours >= shares[rival]:
        return True
    # One terse sentence, or a list of names, has few function words of any language: only running text is turned away.
    terse = len(words) <= 2 * MIN_WORDS and (ours > 0 or shares[rival] <= MIN_ENGLISH)
    return None if terse else "not English"


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]} {text[-SAMPLE:]}"


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words)


def _foreign_script(sample: str) -> str | None:
    """Name the script of a text that is mostly not in Latin letters."""
    foreign = _NOT_LATIN.findall(sample)
    if len(foreign) < MIN_LETTERS or 2 * len(foreign) < sum(map(str.isalpha, sample)):
        return None
    names = Counter(unicodedata.name(letter, "UNKNOWN").split()[0].title() for letter in foreign)
    script = names.most_common(1)[0][0]
    return f"written in {'Chinese' if script == 'Cjk' else script} letters"
