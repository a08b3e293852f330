"""A risk register in sentences."""

from actions.risking.values import BandCount, RiskRegister


def say_register(register: RiskRegister) -> str:
    """How many risks are open, in which bands, and how many reviews are overdue."""
    number = len(register.open_lines)
    if not register.lines:
        return ""
    if not number:
        return f"No risk is open. {_risks(len(register.closed_lines))} closed."
    said = f"{_risks(number)} open: {_bands(register)}."
    late = len(register.review_due)
    if late:
        said += f" {late} review{'s are' if late > 1 else ' is'} overdue."
    return said


def _risks(number: int) -> str:
    return f"{number} risk{' is' if number == 1 else 's are'}"


def _bands(register: RiskRegister) -> str:
    """How many are in each band, the gravest first; of each matrix, where there are several."""
    several = len(register.matrices) > 1
    said = []
    for matrix in register.matrices:
        counts = [count for count in register.bands() if count.matrix_id == matrix.id]
        words = _listed(counts)
        if words:
            said.append(f"{words} on {matrix.title}" if several else words)
    return "; ".join(said)


def _listed(counts: list[BandCount]) -> str:
    words = [f"{count.value} {_inside(count.band.label)}" for count in counts if count.value]
    return f"{', '.join(words[:-1])} and {words[-1]}" if words[1:] else "".join(words)


def _inside(label: str) -> str:
    """A band's word inside a sentence."""
    return label.lower() if label[1:].islower() else label
