"""Outside writes to the database of a running server: doorkeeper-hashed."""

import unittest

import matrix

matrix.add_cases(globals(), "doorkeeper-hashed")

if __name__ == "__main__":
    unittest.main()
