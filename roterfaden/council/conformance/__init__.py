"""Conformance checker for any OParl 1.0 or 1.1 endpoint. See docs/check-oparl.md."""
