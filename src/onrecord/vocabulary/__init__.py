"""What the domain defines, as readable data files; no code but their loader."""

from onrecord.vocabulary.loader import Phrases, cue_words

__all__ = ["Phrases", "cue_words"]
