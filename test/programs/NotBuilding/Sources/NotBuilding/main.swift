let allocations: Int = "as many as it likes"
print(allocations)
