"""The writers of what is nobody's plan: email on its way."""
