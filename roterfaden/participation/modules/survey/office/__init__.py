"""Surveys in the back office: questions, sheets from paper, texts, evaluation."""
