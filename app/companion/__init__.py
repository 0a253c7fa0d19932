"""Who answers: persona and prompt."""
