"""One demarche and the demande it makes: questions, answers, issues, enclosures, mandates."""
