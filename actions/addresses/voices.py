"""Addresses of the pages of what families and young people said and what was done."""

from django.urls import URLPattern, path

from actions.views import voices

_VOICES = "<slug:area>/<slug:plan>/said-and-done/"
_VOICE = f"{_VOICES}<int:voice>/"

urlpatterns: list[URLPattern] = [
    path(_VOICES, voices.voices, name="voices"),
    path(f"{_VOICES}add/", voices.voice_add, name="voice-add"),
    path(_VOICE, voices.voice_change, name="voice-change"),
    path(f"{_VOICE}withdraw/", voices.voice_withdraw, name="voice-withdraw"),
]
