"""What is given to people: made from the lock files, tried as they will have it, and said in docs/livraison/."""
