"""What schemas.py is made of."""
