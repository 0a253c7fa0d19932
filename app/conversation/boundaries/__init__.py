"""The limits that are kept whatever the persona is: a crisis is met with care, time and quiet are the user's."""
