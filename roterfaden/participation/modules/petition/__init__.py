"""An informal petition: supports are counted online, and lists are printed for what the law wants on paper."""
