let requests = (1...1000).map { "request number \($0), long enough for a buffer" }
print("\(requests.count) requests from jemalloc's heap")
