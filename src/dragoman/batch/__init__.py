"""Many letters from one project: made by processes that may die, written whole, remembered, taken up again."""
