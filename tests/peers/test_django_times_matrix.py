"""Outside writes to the database of a running server: django-times."""

import unittest

import matrix

matrix.add_cases(globals(), "django-times")

if __name__ == "__main__":
    unittest.main()
