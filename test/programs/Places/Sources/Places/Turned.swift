/// Calls that are followed by something stay calls: at the very end of a function they would become jumps, which leave
/// no frame.
nonisolated(unsafe) var turned = 0
