"""What rdflib calls a Dataset, fetched when it is first named: rdflib takes as long as all else.

Programs that check types see it in the stub beside this file.
"""


def __getattr__(name: str) -> object:
    """The class Dataset of rdflib (PEP 562)."""
    if name != "Dataset":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import rdflib

    return rdflib.Dataset
