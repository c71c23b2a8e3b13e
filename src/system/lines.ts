/** A line is held no longer than this many bytes: memory has to stay bounded. */
const longestLine = 1024 * 1024;
/** As a byte: a text would be encoded anew for each line. */
const lineFeed = 0x0a;

/**
 * A stream's lines (UTF-8) in groups, each line without its `\n`; the last one may lack it. What is behind the first MiB
 * of a line is left out. Takes time in proportion to what there is to read, whatever lines there are.
 */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  const hold = (part: Buffer) => {
    const kept = part.subarray(0, longestLine - heldBytes);
    if (kept.length > 0) held.push(kept);
    heldBytes += kept.length;
  };
  for await (const chunk of stream) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      if (held.length === 0 && end - start <= longestLine) lines.push(chunk.toString('utf8', start, end));
      else {
        hold(chunk.subarray(start, end));
        lines.push(Buffer.concat(held).toString('utf8'));
        held = [];
        heldBytes = 0;
      }
      start = end + 1;
    }
    // A copy: a part of it would keep the whole chunk in memory.
    if (start < chunk.length) hold(Buffer.from(chunk.subarray(start)));
    yield lines;
  }
  if (held.length > 0) yield [Buffer.concat(held).toString('utf8')];
}
