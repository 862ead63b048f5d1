"""How fast the program is and how much memory it takes, against its encoder alone."""
