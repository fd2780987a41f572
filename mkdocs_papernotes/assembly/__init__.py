"""A site put together: what it writes and where, without the program that renders its pages."""
