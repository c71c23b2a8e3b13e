import Near

for turn in 0..<10 { keep(turn) }
