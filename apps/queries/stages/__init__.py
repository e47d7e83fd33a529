"""The stages of a run: one public function per file, called in order by `pipeline.py`, unknown to each other."""
