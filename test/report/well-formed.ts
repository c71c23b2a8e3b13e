/** Elements of HTML that have no end tag. */
const voidElements = new Set(['meta', 'link', 'br', 'hr']);

/**
 * What is wrong with the markup as XML, or null: tags that do not match, attributes without quotes, stray `<` or
 * `&`, characters that XML forbids. A document type is let pass, for HTML written like XML.
 */
export function malformation(markup: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.exec(
    markup,
  );
  if (forbidden !== null) return `forbidden character at ${forbidden.index}`;
  const open: string[] = [];
  const token =
    /<!doctype html>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|&(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);|[^<&]/gy;
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const match = token.exec(markup);
    if (match === null) return `stray markup at ${at}: ${markup.slice(at, at + 60)}`;
    const [, closes, name, attributes, selfCloses] = match;
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(attributes ?? '')) return `stray & in an attribute at ${at}`;
    if (name === undefined || selfCloses === '/' || (closes === '' && voidElements.has(name))) continue;
    if (closes === '') open.push(name);
    else if (open.pop() !== name) return `</${name}> at ${at} closes nothing`;
  }
  return open.length === 0 ? null : `<${open.at(-1)}> is not closed`;
}
