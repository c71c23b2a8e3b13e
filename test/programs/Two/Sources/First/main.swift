print("First of two executable products")
