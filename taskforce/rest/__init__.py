"""What every endpoint of the API stands on."""

from taskforce.rest.acts import Below, act
from taskforce.rest.fields import Given, Names, Number, Of, Told, code_of, key_of, reference_of
from taskforce.rest.filters import Asked, Features, a_choice, a_code, a_day
from taskforce.rest.nouns import AnyForm, Noun, reading, routed

__all__ = [
    "AnyForm",
    "Asked",
    "Below",
    "Features",
    "Given",
    "Names",
    "Noun",
    "Number",
    "Of",
    "Told",
    "a_choice",
    "a_code",
    "a_day",
    "act",
    "code_of",
    "key_of",
    "reading",
    "reference_of",
    "routed",
]
