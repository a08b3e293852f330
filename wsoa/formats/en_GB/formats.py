"""Dates as GOV.UK writes them: 30 April 2018."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j F Y, g:ia"
TIME_FORMAT = "g:ia"
