"""Outside writes to the database of a running server: dot."""

import unittest

import matrix

matrix.add_cases(globals(), "dot")

if __name__ == "__main__":
    unittest.main()
