import { StringDecoder } from 'node:string_decoder';
import { logLine } from '../report/escape.ts';
import type { Logger } from '../system/logger.ts';
import { createSignOfLife, formatElapsed } from '../system/sign-of-life.ts';

/**
 * How much of the work is shown: `watched`, one line that changes in place and a line for each step that is done;
 * `verbose`, each step and what the build prints, line by line; `steps`, without what the build prints; `quiet`, nothing
 * but a line for each half minute of silence. Warnings are always written.
 */
export type Showing = 'watched' | 'verbose' | 'steps' | 'quiet';

/** Clears the line that the cursor is in. */
const clearLine = '\r\u001B[K';
const redrawEach = 1000;
/** A line of a build that is longer is shown in parts: of one without end, nothing would be seen. */
const longestLine = 16 * 1024;

/** Progress on standard error, so that standard output holds the result only. `columns` is the terminal's width. */
export function terminalLogger(write: (text: string) => void, showing: Showing, columns = 80): Logger {
  const isWatched = showing === 'watched';
  const signOfLife = createSignOfLife((line) => {
    if (!isWatched) writeLine(line);
  });
  const writeLine = (line: string) => {
    write(`${isWatched ? clearLine : ''}${logLine(line)}\n`);
    signOfLife.heard();
    draw();
  };
  const draw = () => {
    if (!isWatched) return;
    const line = signOfLife.now();
    if (line !== '') write(`${clearLine}${logLine(line, columns - 1)}`);
  };
  const inform = (line: string) => {
    if (showing !== 'quiet') writeLine(line);
  };
  const lines = lineSplitter((line) => {
    if (showing === 'verbose') return writeLine(line);
    // [34/120] Compiling NIOCore ByteBuffer.swift
    if (/^\[\d+\/\d+\] /.test(line)) signOfLife.progress(line);
    draw();
  });
  return {
    info: inform,
    warning: (line) => writeLine(`warning: ${line}`),
    output: (chunk) => lines.add(chunk),
    progress: (line) => {
      signOfLife.progress(line);
      draw();
    },
    group: async (title, work) => {
      if (showing !== 'watched') inform(`${title} …`);
      const begun = performance.now();
      const end = signOfLife.begin(title);
      const redrawing = isWatched ? setInterval(draw, redrawEach).unref() : undefined;
      draw();
      try {
        return await work();
      } finally {
        clearInterval(redrawing);
        lines.end();
        end();
        if (isWatched) writeLine(`${title} (${formatElapsed(performance.now() - begun)})`);
      }
    },
  };
}

/** Calls `take` with each whole line of a stream of bytes, wherever it was cut into chunks. */
function lineSplitter(take: (line: string) => void) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    add: (chunk: Buffer) => {
      const lines = `${rest}${decoder.write(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line.replace(/\r$/, ''));
      for (; rest.length > longestLine; rest = rest.slice(longestLine)) take(rest.slice(0, longestLine));
    },
    /** What came last without a line's end. */
    end: () => {
      const last = rest + decoder.end();
      rest = '';
      if (last !== '') take(last);
    },
  };
}
