"""Checking the numbers of a text against a plan's figures: which agree, which differ, and of which nothing can be told."""

from reports.claims.checking import check_paper, check_text
from reports.claims.values import Claim, PaperClaim, Part, Value

__all__ = ["Claim", "PaperClaim", "Part", "Value", "check_paper", "check_text"]
