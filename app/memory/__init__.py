"""What was said, kept: the transcript now; facts and recall in their own issue."""
