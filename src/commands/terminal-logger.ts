import { logLine } from '../report/escape.ts';
import type { Logger } from '../system/logger.ts';

/**
 * Progress on standard error, so that standard output holds the result only. Quiet unless somebody watches (a
 * terminal) or asks for it; warnings are always written.
 */
export function terminalLogger(write: (text: string) => void, isVerbose: boolean): Logger {
  const say = (line: string) => {
    if (isVerbose) write(`${logLine(line)}\n`);
  };
  return {
    info: say,
    warning: (line) => write(`warning: ${logLine(line)}\n`),
    output: (chunk) => {
      if (isVerbose) write(chunk.toString('utf8').split('\n').map(logLine).join('\n'));
    },
    group: (title, work) => {
      say(`${title} …`);
      return work();
    },
  };
}
