"""Turn-taking, pure: level gate, smoother, utterance."""
