"""onrecord reads reports into a case file: who says what, on whose word, in which exact words."""
