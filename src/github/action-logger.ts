import { randomBytes } from 'node:crypto';
import type { Logger } from '../system/logger.ts';
import { createSignOfLife } from '../system/sign-of-life.ts';

/** A logger for the log of a job. */
export interface ActionLogger extends Logger {
  /** Writes a workflow command; the only way for one into the log, so that none falls into a child's output. */
  command(...parts: Parameters<typeof workflowCommand>): void;
  /** Ends a stretch of child output, for the moment before somebody else (an `@actions` package) writes a command. */
  endOutput(): void;
}

const lineFeed = 0x0a;

/**
 * Makes the job's log out of workflow commands: groups fold, warnings become annotations.
 *
 * The output of children is code of the pull request speaking. The runner is told to obey nothing in it, until a
 * token comes that no child can know (`::stop-commands::TOKEN` … `::TOKEN::`); our next own line ends the stretch.
 */
export function createActionLogger(
  write: (text: string | Buffer) => void = (text) => process.stdout.write(text),
  makeToken: () => string = () => randomBytes(16).toString('hex'),
): ActionLogger {
  let stretch: { readonly token: string; endsLine: boolean } | null = null;

  const endOutput = () => {
    if (stretch === null) return;
    // The runner looks for the token at the start of a line.
    write(`${stretch.endsLine ? '' : '\n'}${workflowCommand(stretch.token)}`);
    stretch = null;
  };
  const command: ActionLogger['command'] = (...parts) => {
    endOutput();
    write(workflowCommand(...parts));
    signOfLife.heard();
  };
  const info = (line: string) => {
    endOutput();
    write(plainLines(line));
    signOfLife.heard();
  };
  const signOfLife = createSignOfLife(info);

  return {
    command,
    endOutput,
    info,
    progress: signOfLife.progress,
    warning: (line) => command('warning', line),
    output: (chunk) => {
      if (chunk.length === 0) return;
      if (stretch === null) {
        stretch = { token: makeToken(), endsLine: true };
        write(workflowCommand('stop-commands', stretch.token));
      }
      write(chunk);
      signOfLife.heard();
      stretch.endsLine = chunk.at(-1) === lineFeed;
    },
    group: async (title, work) => {
      command('group', title);
      const end = signOfLife.begin(title);
      try {
        return await work();
      } finally {
        end();
        command('endgroup');
      }
    },
  };
}

/** Keeps a token out of the log, also where it appears in foreign output. */
export function maskToken(logger: ActionLogger, token: string): void {
  // The runner warns about an empty mask.
  if (token.trim() !== '') logger.command('add-mask', token);
}

/**
 * One line that the runner obeys: `::warning title=Regression::12 more allocations`.
 *
 * Escapes as the runner unescapes (actions/runner, src/Runner.Common/ActionCommand.cs), so that foreign text
 * in a property or in the message stays there. Empty properties are left out.
 */
function workflowCommand(
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
function plainLines(text: string): string {
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
