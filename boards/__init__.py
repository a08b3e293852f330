"""What a board sees: the dashboard and the monitoring visits."""
