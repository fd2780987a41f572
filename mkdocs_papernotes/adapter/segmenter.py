"""Chinese in words, for Material's search index: by jieba, or where it is missing by character."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from mkdocs_papernotes.terms.chinese_words import NO_WIDTH, by_character

OTHER_WORDS = "words"
"""The field of an entry with words that its texts do not have as such. Readers do not see it."""


class JiebaSegmenter:
    """Divides Chinese as the plugin does, but knows the words of the site, too.

    They are added to a copy of jieba's dictionary, because in `serve` they may be gone later. A
    word weighs as much as its parts, and the total of all weights stays as it is, so that how a
    text is divided depends on no words but those that stand in it.
    """

    def __init__(self, plugin: Any, words: frozenset[str]):
        """`plugin` is the module of Material's search plugin."""
        self._jieba, self._words = plugin.jieba, words
        # the pattern of the plugin
        self._runs = plugin.bre.compile(r"(\p{script: Han}+)", plugin.bre.UNICODE)

    @cached_property
    def _tokenizer(self) -> Any:
        base = self._jieba.dt
        base.check_initialized()
        return _with_words(self._jieba, self._words, base.total, len(base.FREQ))

    def __call__(self, text: str) -> str:
        """The text with words between spaces of no width."""
        found: str = self._runs.sub(self._divided, text)
        return found.strip(NO_WIDTH)

    def _divided(self, match: re.Match[str]) -> str:
        return f"{NO_WIDTH}{NO_WIDTH.join(self._tokenizer.cut(match[0]))}{NO_WIDTH}"

    def other_words(self, texts: Iterable[str], words: Collection[str]) -> str:
        """The parts of those of some words that stand in divided texts: `专家 并行`.

        Who searches for a part finds nothing else in a text that has only the whole.
        """
        divided = [f"{NO_WIDTH}{text}{NO_WIDTH}" for text in texts]
        whole = (w for w in words if any(f"{NO_WIDTH}{w}{NO_WIDTH}" in text for text in divided))
        return " ".join(dict.fromkeys(part for word in whole for part in self._parts(word)))

    def _parts(self, word: str) -> Iterator[str]:
        parts = tuple(self._jieba.dt.cut(word))
        return iter(parts if len(parts) > 1 else ())


@lru_cache(maxsize=1)
def _with_words(jieba: Any, words: frozenset[str], total: int, size: int) -> Any:
    """A tokenizer with jieba's dictionary, of that total and size, and some words."""
    base, tokenizer = jieba.dt, jieba.Tokenizer()
    frequencies = dict(base.FREQ)
    for word in words:
        frequencies[word] = base.suggest_freq(word)
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return tokenizer


class CharacterSegmenter:
    """Has each Chinese character as a word."""

    def __call__(self, text: str) -> str:
        """The text with characters between spaces of no width."""
        return by_character(text)

    def other_words(self, texts: Iterable[str], words: Collection[str]) -> str:
        """Those of some words that stand in divided texts, which have only their characters."""
        whole = [text.replace(NO_WIDTH, "") for text in texts]
        return " ".join(word for word in words if any(word in text for text in whole))


Segmenter = JiebaSegmenter | CharacterSegmenter
