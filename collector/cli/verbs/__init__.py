"""One module per verb: NAME, HELP, add_arguments(parser), run(args, environment) -> ExitCode."""
