"""Conservation: erasing what is kept for too long, and all that is kept about someone who asks for it."""
