"""Talk about memory itself: questions and orders that are answered from the store, not by the language model."""
