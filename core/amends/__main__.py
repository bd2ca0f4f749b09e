"""`python -m amends`: the same as the command `amends`."""

from amends.cli.main import main

main()
