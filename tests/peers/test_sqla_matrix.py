"""Outside writes to the database of a running server: sqla."""

import unittest

import matrix

matrix.add_cases(globals(), "sqla")

if __name__ == "__main__":
    unittest.main()
