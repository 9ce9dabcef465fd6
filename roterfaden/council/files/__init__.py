"""The texts and copies of files: fetched after the import, read by a child process with limits. See docs/files.md."""
