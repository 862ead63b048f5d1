"""The JSON API: one module per kind of record, each with its `router`; the records' own JSON is what is answered.

An answer is given as `ExactJSON`, so that what a case holds comes out as it is; the model on the route describes it.
"""
