"""Words around a number by which reading.py tells what it counts. All are for texts in small letters."""

import re

from reports.claims.vocabulary import DONE

PLAN = (
    r"(?:action\s+|improvement\s+|delivery\s+|whole\s+|overall\s+|entire\s+|send\s+|current\s+)*(?:plan|statement(?:\s+of\s+action)?|written\s+statement(?:\s+of\s+action)?|"
    r"wsoa|wosa|programme|app|tracker)(?:\s+as\s+a\s+whole)?"
)
IN_PLAN = re.compile(
    rf"\s*(?:(?:in|on|of|within|across|from|under|for|makes?\s+up|making\s+up)\s+(?:the|our|this|its|their|that)?\s*{PLAN}|in\s+it)\b(?!\s*(?:¶|['’]s))"
)
WHOLE = re.compile(r"\s*(?:in total|in all|altogether|overall|all told|as a whole)\b")
AUXILIARY = re.compile(
    r"[\s'\"]*(?:are|is|were|was|have|has|had|been|be|now|currently|already|still|all|each|also|only|just|presently|at present|at this point|to date|so far|"
    r"therefore|that|which|who|being|rated|graded|assessed|marked|shown|classed|classified|categorised|reported|recorded|flagged|judged|scored|listed|as|"
    r"at|a|with|status|described|considered|now at|said to be|known to be|remain|remains|remained|sits?|lies?|falls?|stood|stand|standing|fully|again|in fact|however|well)(?![\w-])"
)
ARE_IN_PLAN = re.compile(rf"\s+(?:are|is)\s+(?:now\s+|currently\s+)?{IN_PLAN.pattern}")
DEFINITE = re.compile(r"\b(?:the|these|those|our|such|its|their|other)\s+$")
VERB = re.compile(r"\s*(?:are|is|were|was|have|has|had|remains?|belongs?|sits?|lies?|falls?)\b")
GOES_ON = re.compile(
    r"\s+(?!(?:and|while|but|whereas|with|so|or|because|although|since|leaving|plus|by|at|on|in|to|as|for|this|last)\b)[a-z]"
)
"""After "two of the six actions rated red", where the verb is still to come: "need more money"."""
BELONG = re.compile(r"\s*belong\s")
AND = re.compile(r"\s+(?:and|but)\s+(?:(?:are|is|also)\s+)*")
DATED = re.compile(
    r"[\s,]*(?:as\s+at|as\s+of|as\s+on|at|by|to|up\s+to|on|in)\s+(?:the\s+)?(?:(?:very\s+)?(?:end|close)\s+of\s+)?(?:the\s+)?(?P<day>¶+)"
)
MODIFIER = re.compile(
    r"[\s'\"]*(?:key|main|identified|individual|separate|different|specific|named|agreed|planned|original|current|live|other|further|such|total|"
    r"wsoa|wosa|send|multi-agency|broad|distinct|overall|remaining|agreed|said|numbered|areas? of|so-called)(?![\w-])"
)
COMPARING = re.compile(r"[\s'\"]*(?:more|fewer|extra|additional|new|less)(?![\w-])")
OF = re.compile(
    rf"\s*(?:out\s+)?of\s+(?:(?:the|our|this|its)\s+{PLAN}['’]s|all\s+(?:of\s+)?the|a\s+total\s+of|the\s+total\s+of|the|these|those|our|its|their|all|some)?\s*(?=\S)"
)
OF_THEM = re.compile(r"\s*(?:out\s+)?of\s+(?:them|these|those|which|whom)\b")
BEFORE_OF_WHICH = re.compile(
    r"\b(?:out\s+)?of\s+(?:which|whom|these|those|them)\b,?\s*(?:only\s+|just\s+|some\s+|so\s+far\s+|now\s+)*$"
)
BREAK = re.compile(
    r"\s*(?:$|[.,;:!?)\]\"]|[-–]\s|(?:and|while|but|whereas|with|so|or|because|although|since then|leaving|plus)\b)"
)
AFTER = re.compile(
    r"[\s,]*(?:since|last|during|after|before|between|within|until|this (?:month|quarter|term|year|period|week)|previously|earlier|ago|in the (?:last|past|month|quarter|year|period)|"
    r"for (?:the|more|over|a)|in\b|under\b|by\b|at\b|on\b|from\b|of\b(?!\s+(?:which|whom|these|those|them)\b)|than\b|without\b|led\b|owned\b|relating\b|about\b|compared\b|against\b|to be\b|where\b|whose\b|following\b|for\b|across\b)"
)
RESTRICTS = re.compile(
    r"[\s,('\"]*(?:in|for|under|within|of|from|on|at|by|with|without|about|that|which|who|whose|where|due|led|owned|relating|related|linked|concerning|since|during|"
    r"needing|requiring|awaiting|assigned|belonging|discussed|presented|reviewed|not|to|added|raised|listed|remaining|than|more)(?![\w-])"
)
TENSE = re.compile(
    r"\b(?:if|unless|(?:will|would|could|should|might|must)(?!\s+(?:remember|recall|note|see|know|wish|be\s+(?:aware|assured|satisfied|informed|advised)|find|want))|expected|expects?|aims?|intends?|plans? to|predicted|forecast|hopes?|target of|previous|previously|"
    r"last (?:month|quarter|term|year|report|meeting|time|position)|at that time|at the time|originally|initially|had been|in the past|earlier|compared (?:with|to)|used to)\b"
)
CHANGE = re.compile(
    r"\b(?:(?:up|down|increased?|decreased?|rose|risen|fell|fallen|grown|grew|moved|reduced|changed|rise|fall|increase|change)\s+(?:[a-z]+\s+){0,2}from|from|compared\s+(?:with|to)|against|"
    r"rather\s+than|instead\s+of|previously|(?:increased?|decreased?|rose|risen|fell|fallen|grown|reduced|rise|fall|increase|reduction|change)\s+(?:[a-z]+\s+){0,1}(?:by|of)|than|plus|minus|every|per|another|target\s+(?:of|is)|aim(?:ed)?\s+(?:of|for)|between)\s+(?:the\s+|a\s+)?$"
)
MODAL = re.compile(
    r"\b(?:to|will|shall|must|should|can|could|would|may|might|cannot|be|not|expects?\s+to|by\s+having|if|when|once|until)\s+(?:[a-z]+ly\s+|all\s+|be\s+|now\s+|have\s+)*$"
)
CONNECT = re.compile(
    r"(?:[\s:=()'\"]|[-–](?=\s|$)|\b(?:is|are|was|were|has|have|had|been|now|currently|stands?|stood|at|on|totals?|totalled|totalling|numbers?|numbered|remains?|fallen|fell|risen|"
    r"rose|dropped|increased|decreased|reduced|to|only|just|still|actions?|rated|number|count|amounts?|come|comes|ones?|altogether|overall|in\s+total|therefore|a|¶|as|therefore|which|from\s+[a-z0-9-]+(?=\s+to\b))\b)*"
)
NUMBER_OF = re.compile(
    rf"\b(?:number\s+of|count\s+of|total\s+(?:number\s+)?of)\s+(?:\w+\s+){{0,2}}?actions?(?:\s+(?:in|on|of)\s+(?:the|our|this)\s+{PLAN})?(?P<join>[^.;,]{{0,40}})$"
    rf"|\bactions?\s+(?:in|on)\s+(?:the|our|this)\s+{PLAN}\s+(?:now\s+)?(?:total|number|totalled)\s*$|\btotal(?:\s+actions)?\s*(?:[:=–-]|is|of)?\s*$"
)
HOLDS = re.compile(
    rf"\b(?:{PLAN}|document|it|which|that|we|this)\b[^.;:§]{{0,60}}?\b(?:has|have|had|contains?|holds?|includes?|comprises?|consists?\s+of|sets?\s+out|set\s+out|lists?|"
    r"is\s+made\s+up\s+of|made\s+up\s+of|identifies|identified|details|commits\s+(?:us|partners)\s+to|has\s+set\s+out|breaks\s+down\s+into|is\s+divided\s+into|totals?)\s+(?:a\s+total\s+of\s+|some\s+|the\s+|all\s+)*$"
    r"|\bthere\s+(?:are|were)\s+(?:now\s+|currently\s+|still\s+|a\s+total\s+of\s+|in\s+total\s+|altogether\s+)*$|\ball\s+(?:of\s+)?(?:the\s+)?$|\ba\s+total\s+of\s+$|\btotal\s+of\s+$"
)
ARRANGED = re.compile(
    r"\s*(?:,\s*)?(?:(?:are\s+|is\s+|were\s+|all\s+)*(?:grouped|arranged|divided|organised|organized|split|spread|set\s+out|allocated|assigned|linked|sorted)\b|under\b(?!\s?way)|across\b|"
    r"(?:that|which)\s+(?:set|sets|describe|explain|address|make\s+up|form|answer|respond|together|between\s+them|the\s+[a-z]+)\b|each\b)"
)
RESET = re.compile(
    r"\b(?:overall|in total|in all|altogether|across the plan|whole plan|plan as a whole|elsewhere|each|every|others?|the rest|the plan (?:has|holds|contains)|in the plan)\b"
)
GOVERNS = re.compile(
    r"(?:^\s*|[.;:,(–]\s*|\b(?:in|for|under|within|across|of|on|from|and|but|while|to)\s+)(?:the\s+)?['\"]?\s*$"
)
FUTURE = re.compile(
    rf"\s*(?:(?:are|is|were|was|remain|still|all|now|each|have|has)\s+)*(?:to\s+be|will\s+be|will|should\s+be|must\s+be|would\s+be|could\s+be|may\s+be|"
    rf"(?:due|expected|planned|scheduled|forecast|intended|likely|set|projected|aiming|on\s+track)(?:\s+(?:to|for|by|in|on))?)\b(?:[^.;]{{0,30}}?{DONE})?"
)
CARRIES = re.compile(
    r"\s*(?:[(:,=–-]\s*)?(?:(?:which|that|itself|alone|now|also|still|currently)\s+)*(?:(?:has|have|had|holds?|with|on|at|contains?|carries|includes?|comprises?|numbers?|is|are|"
    r"there\s+are|accounts?\s+for)\s+)?(?:(?:only|just|some|another|a\s+further|as\s+many\s+as|all|its|the|now)\s+)*\(?"
)
"""Between a place in the plan and the number that it has."""
LEADS_NOWHERE = re.compile(r"\s(?:at|with|as)\s*$")
"""Small words that were passed over and begin something that is not understood: "at the time of the inspection"."""
ITS_ACTIONS = re.compile(r"\s+actions?\b")
ONES = re.compile(r"\s*ones\b")
ELSEWHERE = re.compile(
    r"(?:^|[,;:(]|\b(?:and|but|while|that)\s)\s*(?:and\s+|but\s+|while\s+)?"
    r"(?:(?:in|at|for|under|within|across|among|amongst|on)\s+(?P<where>[a-z][^,;:()0-9§¶]{1,60})|nationally\b|elsewhere\b|regionally\b|(?:one|two|some|other|most)\s+(?:other\s+)?(?:local\s+)?areas?\b)"
)
"""Words that open a clause by saying where it is true: "In one school", "In Slough's plan", "Nationally"."""
HERE = re.compile(
    rf"(?:all|total|present|this\s+(?:stage|point|moment|time|year|quarter|term|month|week)|ease|example|instance|summary|short|brief|addition|particular|fact|general|practice|turn|effect|due\s+course|which|whom|line|order|terms|percentage|numerical|number|numbers|"
    rf"(?:this|the|our|its|their)\s+(?:report|paper|table|meantime|end|area|council|borough|county|city|local\s+area|period|same|latest|current|second|third|first|next)|these|those|them|"
    rf"table|delivery|progress|completion|(?:the|our|this|its|their)?\s*{PLAN}(?!\s*['’]s)|(?:the|our|its|all|of|these|those|\s)*[a-z'-]*\s*actions?)\b"
)
"""What may be said there of the plan itself, and where nothing is said of a place."""
UNKNOWN = re.compile(r"[\s'\"(]*((?:[a-z][a-z'/-]*\s+){0,2}[a-z][a-z'/-]*)")
PREPOSITION = re.compile(
    r"[\s'\"]*(?:of|in|on|at|with|to|for|by|under|over|from|than|as|and|or|but|while|per|the|a|an|who|were|was|this|that|these|those|which|it|we|they|there|through|via|during|before|after|up|more|out|among|amongst|across|within|without|between|against|if|so|not|yet|"
    r"will|would|should|could|must|may|can|do|did|does|has|have|had|is|are|be|been)(?![\w-])"
)
GAP = re.compile(r"[\s'\"]*")
JOINT = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+)?|/|\s(?:and|or|nor)\s)\s*(?:(?:are|is|have been|were|rated)\s+)?"
)
LED = re.compile(
    r"[\s(]*(?:(?:that|which)\s+(?:are|is)\s+)?(?:led|owned)\s+by\s+(?:the\s+)?|\s*for\s+which\s+(?:the\s+)?"
)
INTO = re.compile(
    r"[\s,(]*(?:(?:that|which)\s+)?(?:in|under|within|for|of|across|from|on|to|against|belong(?:ing)?\s+to|grouped\s+under|relat(?:e|ing)\s+to|about)\s+(?=\S)"
)
THING_END = re.compile(
    r"\s(?:of|in|on|at|with|to|for|by|from|that|which|who|were|was|are|is|have|has|had|will|and|or|the|a|as|since|after|during|than|attended|took|signed|per)\b"
)
PLURAL = re.compile(r"\b[a-z'/-]{2,}[a-rt-z]s\b")
