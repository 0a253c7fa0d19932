"""What was said, kept, and what is made of it: facts, recall, and talk about memory itself."""
