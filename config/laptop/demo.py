"""
Loads the demo, asks one question through the public REST API, and shows the answer: `make demo`.

ASK="…" asks that question instead. ONCE=1 stops everything after the answer; the exit code is 0 only if it came.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from typing import Any, cast

from config.laptop.answer import describe
from config.laptop.run import manage, running

ANSWER_WITHIN = 60.0  # seconds
TRY_AGAIN_AFTER = 0.3  # seconds
ACCEPTED = 202

type Json = dict[str, Any]
