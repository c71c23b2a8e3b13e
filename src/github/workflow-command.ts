/**
 * One line that the runner obeys: `::warning title=Regression::12 more allocations`.
 *
 * Escapes as the runner unescapes (actions/runner, src/Runner.Common/ActionCommand.cs), so that foreign text
 * in a property or in the message stays there. Empty properties are left out.
 */
export function workflowCommand(
  name: string,
  message = '',
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(message)}\n`;
}

/**
 * Text as lines of the log, none of which the runner obeys.
 *
 * It obeys `::name::` after any white space and `##[name]` anywhere in a line. It also searches by culture,
 * where invisible characters do not count (`#<U+200B>#[` is `##[` to it), so those go first.
 */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/(?!\t)[\p{Cc}\p{Cf}\p{DI}]/gu, '')
        .replace(/^(\s*):(?=:)/, '$1: ')
        .replaceAll('##[', '## ['),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
