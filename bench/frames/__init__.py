"""Made pictures of labels as a phone may see them, each damaged in one known way.

A picture depends on its seed, kind and number alone. Adapted from the generator that the
scanner's figures are measured with, so that the bench needs nothing from outside.
"""
