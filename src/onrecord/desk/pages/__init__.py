"""The pages: one module per group, each with its `router`.

A page asks the case, makes plain objects of what it answers, and renders a template.
"""
