print("Second of two executable products")
