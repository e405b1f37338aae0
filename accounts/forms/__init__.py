"""Forms of sign-in, second factor, people, teams and the association."""
