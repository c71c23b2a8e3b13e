/** The commands of a runner that steps know. */
const registered = ['warning', 'error', 'notice', 'group', 'endgroup', 'add-mask', 'set-output', 'stop-commands'];

export interface RunnerLog {
  /** What the runner obeyed: `warning title=a: text`. */
  readonly obeyed: readonly string[];
  /** What it showed as it is. */
  readonly shown: readonly string[];
}

/**
 * Reads a step's output as GitHub's runner does: lines end at \n, \r\n or \r; `::name::` counts after white space
 * and `##[name]` anywhere, and invisible characters do not count in either search
 * (actions/runner: src/Runner.Common/ActionCommand.cs, src/Runner.Worker/ActionCommandManager.cs).
 */
export function readAsRunner(output: string): RunnerLog {
  const obeyed: string[] = [];
  const shown: string[] = [];
  let stopToken: string | null = null;
  for (const line of output.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/)) {
    const visible = line.replace(/(?!\s)[\p{DI}\p{Cf}\p{Cc}]/gu, '');
    const [, v2, v2properties = '', v2data = ''] = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(visible) ?? [];
    const [, v1, v1properties = '', v1data = ''] = /##\[([^\s\]]+)(?: (.*?))?\](.*)$/s.exec(visible) ?? [];
    const known: readonly string[] = stopToken === null ? registered : [...registered, stopToken];
    const name: string | undefined = [v2, v1].find((candidate) => candidate !== undefined && known.includes(candidate));
    const [properties, data] = name === v2 ? [v2properties, v2data] : [v1properties, v1data];
    if (name === undefined) shown.push(line);
    else if (stopToken !== null) {
      if (name === stopToken) stopToken = null;
      else shown.push(line);
    } else if (name === 'stop-commands') stopToken = data;
    else obeyed.push(`${name}${properties === '' ? '' : ` ${unescaped(properties)}`}: ${unescaped(data)}`);
  }
  if (stopToken !== null) obeyed.push('(commands are still stopped)');
  return { obeyed, shown };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
