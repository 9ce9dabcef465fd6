"""The pages of people: „Mein Konto“, my data, consents, organisations."""
