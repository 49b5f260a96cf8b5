"""Outside writes to the database of a running server: pony-flat."""

import unittest

import matrix

matrix.add_cases(globals(), "pony-flat")

if __name__ == "__main__":
    unittest.main()
