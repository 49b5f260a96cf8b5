"""Outside writes to the database of a running server: pony-relation."""

import unittest

import matrix

matrix.add_cases(globals(), "pony-relation")

if __name__ == "__main__":
    unittest.main()
