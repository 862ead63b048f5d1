"""Lets worker and child processes import the stages that the tests build with."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
