"""Areas, plans, actions, their ratings and history, and the Position read from them."""
