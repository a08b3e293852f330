"""The project's ground floor: settings, sign-in, roles, append-only storage, page components. Knows no plan."""
