"""What: plans in three axes, objectives, actions, measures and the work logged."""
