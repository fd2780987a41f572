"""The command line, `papernotes`.

A command has a module of its own. It opens the site with `opened`, takes the options that others
have too from `common`, prints through `Output` and writes through it: `Output.write` shows a diff
in a dry run, and otherwise writes all files or none. It exits with 0 if all went well, with 1 if
there are problems, and with 2 if it cannot be understood.
"""
