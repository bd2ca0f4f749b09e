"""The command line: the only place that prints, prompts, or knows click. One short file each, loaded when called."""
