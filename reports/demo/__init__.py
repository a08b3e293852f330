"""The demonstration: six areas, five from published papers and one invented, built by the services.

`data/` holds what is loaded, one folder an area: `area.toml` (partners, posts, who plays whom),
`plan.toml` (the plan and how it is arranged), `actions.csv` and the histories beside it. The code
here reads those files and calls the services; it writes no row of its own except the accounts.
"""
