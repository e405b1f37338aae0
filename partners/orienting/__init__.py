"""From a need, an age and a place to the partners that answer: which, in what order, why, with what reservations."""
