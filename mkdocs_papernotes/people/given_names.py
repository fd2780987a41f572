"""Given names by which `Gómez Ejemplo, José María` is told from `Jane Doe, John Smith`.

Families of two words are usual in Spanish and Portuguese, so these are the most frequent given
names there. A name that is missing costs a warning, which asks for `family` and `given`.
"""

from __future__ import annotations

_GIVEN = """
    adrián adriana agustín alberto alejandra alejandro alfonso alfredo alicia álvaro amparo ana
    andrea andrés ángel ángela antonia antonio armando arturo beatriz belén benito bernardo
    bruno camila carla carlos carmen carolina cecilia césar claudia claudio concepción consuelo
    cristian cristina cristóbal daniel daniela david diana diego dolores eduardo elena emilia
    emilio enrique ernesto esteban esther eugenio eva fabián federico felipe félix fernanda
    fernando francisca francisco gabriel gabriela gerardo germán gloria gonzalo guadalupe
    guillermo gustavo héctor hernán hugo ignacio inés irene isabel iván jaime javier jesús
    joaquín joão jordi jorge josé josefa juan juana juliana julián julio laura leonardo leticia
    lorena lucas lucía luis luisa luiz manuel manuela marcela marcelo marcos margarita maria
    maría mariana mario marta martina mateo mercedes miguel mónica montserrat natalia nicolás
    noelia nuria octavio óscar pablo patricia paula paulo pedro pilar rafael ramón raquel raúl
    rebeca ricardo roberto rocío rodrigo rosa rosario rubén salvador samuel sandra santiago sara
    sebastián sergio silvia sofía sonia susana teresa tomás valentina verónica vicente víctor
    victoria xavier yolanda
"""
_NAMES = frozenset(_GIVEN.split())


def is_given_name(word: str) -> bool:
    """Whether a word is a frequent Spanish or Portuguese given name."""
    return word.lower() in _NAMES
