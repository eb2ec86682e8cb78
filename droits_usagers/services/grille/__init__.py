"""What is declared beside what is done."""
