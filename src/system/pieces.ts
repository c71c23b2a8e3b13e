/** A piece that is longer is cut, between two lines where there are any: memory has to stay bounded. */
const longestPiece = 1024 * 1024;

/** A stream's text (UTF-8) in pieces that end at a separator, which is left out; the last may lack it. */
export async function* piecesOf(stream: AsyncIterable<Buffer>, separator: string): AsyncGenerator<readonly string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const text: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const pieces: string[] = [];
    let start = 0;
    for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      pieces.push(text.toString('utf8', start, end));
      start = end + separator.length;
    }
    while (text.length - start > longestPiece) {
      const afterLine = text.lastIndexOf('\n', start + longestPiece) + 1;
      const end = afterLine > start ? afterLine : start + longestPiece;
      pieces.push(text.toString('utf8', start, end));
      start = end;
    }
    rest = text.subarray(start);
    yield pieces;
  }
  if (rest.length > 0) yield [rest.toString('utf8')];
}
