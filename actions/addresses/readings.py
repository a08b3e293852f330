"""Addresses of setting measures up, saying what they are held against, and recording their readings."""

from django.urls import URLPattern, path

from actions.views import measure_set_up, reading_blocks, readings

_MEASURES = "<slug:area>/<slug:plan>/measures/"
_MEASURE = f"{_MEASURES}<int:measure>/"
_MARK = f"{_MEASURE}marks/<int:mark>/"
_READING = f"{_MEASURE}readings/<int:reading>/"

urlpatterns: list[URLPattern] = [
    path(f"{_MEASURES}set-up/", measure_set_up.measures_set_up, name="measures-set-up"),
    path(f"{_MEASURES}add/", measure_set_up.measure_add, name="measure-add"),
    path(f"{_MEASURES}use/", measure_set_up.measure_use, name="measure-use"),
    path(f"{_MEASURE}change/", measure_set_up.measure_change, name="measure-change"),
    path(f"{_MEASURE}retire/", measure_set_up.measure_retire, name="measure-retire"),
    path(f"{_MEASURE}take-out/", measure_set_up.measure_use_no_more, name="measure-use-no-more"),
    path(f"{_MEASURE}move/", measure_set_up.measure_move, name="measure-move"),
    path(f"{_MEASURE}marks/", measure_set_up.measure_marks, name="measure-marks"),
    path(f"{_MEASURE}marks/add/", measure_set_up.mark_add, name="mark-add"),
    path(f"{_MARK}correct/", measure_set_up.mark_correct, name="mark-correct"),
    path(f"{_MARK}retract/", measure_set_up.mark_retract, name="mark-retract"),
    path(f"{_MEASURES}readings/", readings.readings, name="readings"),
    path(f"{_MEASURES}readings/paste/", reading_blocks.paste, name="readings-paste"),
    path(f"{_MEASURES}readings/import/", reading_blocks.import_file, name="readings-import"),
    path(f"{_MEASURES}readings.xlsx", reading_blocks.workbook, name="readings-xlsx"),
    path(f"{_MEASURE}readings/", readings.measure_readings, name="measure-readings"),
    path(f"{_MEASURE}readings/add/", readings.reading_add, name="reading-add"),
    path(f"{_READING}correct/", readings.reading_correct, name="reading-correct"),
    path(f"{_READING}retract/", readings.reading_retract, name="reading-retract"),
]
