"""The codes of what can be wrong with topics and the curator's prose."""

from typing import Final

NOT_TOML: Final = "PS401"
UNKNOWN_KEY: Final = "PS402"
WRONG_VALUE: Final = "PS403"
REPEATED_SLUG: Final = "PS404"
UNKNOWN_PARENT: Final = "PS405"
UNKNOWN_PAPER: Final = "PS406"
AMBIGUOUS_PAPER: Final = "PS407"
CONTRADICTION: Final = "PS408"
PINNED_TO_GROUP: Final = "PS409"
TOO_MANY_TOPICS: Final = "PS410"
UNPLACED: Final = "PS411"
UNKNOWN_CITATION: Final = "PS420"
CLEANED_HTML: Final = "PS421"
PROSE_WITHOUT_TOPIC: Final = "PS422"
