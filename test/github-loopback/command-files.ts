/** The largest job summary; a larger one is dropped whole (actions/runner, `CreateStepSummaryCommand`). */
const largestSummaryBytes = 1024 * 1024;

/**
 * Reads a file such as `GITHUB_OUTPUT`: `name=value` lines and `name<<DELIMITER` blocks. Throws on what the
 * runner refuses, which fails the step there.
 */
export function parseCommandFile(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const name = line.slice(0, heredoc);
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter);
      if (name === '' || delimiter === '') throw new Error(`Invalid format '${line}'`);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      values[name] = lines
        .splice(0, end + 1)
        .slice(0, end)
        .join('\n');
    } else if (equals > 0) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}

/** The summary as the run's page shows it: empty if it is too large. */
export function shownSummary(text: string): string {
  return Buffer.byteLength(text) > largestSummaryBytes ? '' : text;
}
