import type { Logger } from '../../src/system/logger.ts';

/** A logger that keeps what it is told but for progress, one string for each call: `warning: …`. */
export function collectingLogger(): Logger & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (line) => lines.push(`info: ${line}`),
    warning: (line) => lines.push(`warning: ${line}`),
    output: (chunk) => lines.push(`output: ${chunk.toString('utf8')}`),
    progress: () => {},
    group: (title, work) => {
      lines.push(`group: ${title}`);
      return work();
    },
  };
}
