import type { Logger } from '../../src/system/logger.ts';

/** A logger that says nothing. */
export const silentLogger: Logger = {
  info: () => {},
  warning: () => {},
  output: () => {},
  progress: () => {},
  group: (_title, work) => work(),
};
