"""What the domain defines, as readable data files, with what loads them and tells by them."""

from onrecord.vocabulary.loader import Phrases, cue_words
from onrecord.vocabulary.outlets import is_outlet
from onrecord.vocabulary.version import vocabulary_version

__all__ = ["Phrases", "cue_words", "is_outlet", "vocabulary_version"]
