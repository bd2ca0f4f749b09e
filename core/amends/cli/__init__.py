"""The command line: the only place that prints, prompts, or knows click. One short file per command, loaded when called."""
