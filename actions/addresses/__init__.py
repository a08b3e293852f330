"""Addresses of pages by what they are for; actions/urls.py puts them together."""
