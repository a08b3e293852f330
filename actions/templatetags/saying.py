"""Filters that say a thing on every page in the same words."""

from django import template

from actions.text import plural, say_days, say_time

register = template.Library()
register.filter("days", say_days)
register.filter("plural", plural)
register.filter("clock", say_time)
