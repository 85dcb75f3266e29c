from rdflib import Dataset as Dataset
