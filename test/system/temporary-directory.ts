import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Where temporary files of thousands of steps are kept: in memory, where the system has that as a folder. */
export const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A new empty folder that is gone after the test; call it inside a test. */
export function temporaryDirectory(above: string = tmpdir()): string {
  const folder = mkdtempSync(join(realpathSync(above), 'gate-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
