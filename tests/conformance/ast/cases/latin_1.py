# -*- coding: latin-1 -*-
x = "éÿ", f"é{x}"