"""Outside writes to the database of a running server: doorkeeper-plain."""

import unittest

import matrix

matrix.add_cases(globals(), "doorkeeper-plain")

if __name__ == "__main__":
    unittest.main()
