"""The window itself: the rail, the screens, what covers them."""
