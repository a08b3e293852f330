"""The writers of plans, actions and their histories."""
