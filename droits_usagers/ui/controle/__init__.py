"""What the control says, wherever something leaves."""
