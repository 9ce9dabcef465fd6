"""Pages for everybody: report, receipt, statement of reasons, public log, figures, house rules."""
