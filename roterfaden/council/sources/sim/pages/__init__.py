"""Pure parsers: one page of SIM → one frozen dataclass. They never raise; what they cannot read becomes an `Oddity`."""
