"""Problems of a site as values, and the catalogue of their messages."""
