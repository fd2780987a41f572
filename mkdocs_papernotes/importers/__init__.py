"""Importers, which move existing content into the form that the plugin reads."""
