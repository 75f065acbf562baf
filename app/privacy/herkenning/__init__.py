"""Recognises personal data in Dutch free text by rules: the same text always gives the same answer."""
