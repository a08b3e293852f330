"""The inspection readiness pack: what an inspector asks, answered from the figures of a day."""
