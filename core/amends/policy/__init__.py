"""Putting the five questions, combining the answers, applying authority. Pure: no store, no clock, no terminal."""
