"""Outside writes to the database of a running server: django-flag."""

import unittest

import matrix

matrix.add_cases(globals(), "django-flag")

if __name__ == "__main__":
    unittest.main()
