"""What a pack's examples teach: texts people wrote, made into numbers that say which category a new text is like."""
