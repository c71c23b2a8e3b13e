import { copyFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Run, succeed } from '../system/process.ts';
import type { Perf } from './find-perf.ts';

/**
 * The capabilities with which perf may count and record probes as an ordinary user: perfmon opens the events,
 * dac_read_search reads their ids in tracefs, ipc_lock allows large buffers, sys_admin is what Ubuntu's `perf_event_paranoid = 4` asks for.
 */
const capabilities = 'cap_perfmon,cap_dac_read_search,cap_sys_ptrace,cap_ipc_lock,cap_sys_admin=ep';

/**
 * A copy of perf in `folder` (private, temporary) that carries capabilities, for users who are not root but may
 * use sudo. The program that it starts loses them at exec, so it runs as the user, unwrapped: the count is the
 * same as root's to the last allocation, and neither `perf_event_paranoid` nor the rights of tracefs have to be
 * changed (and put back) for the whole machine.
 */
export async function capablePerf(run: Run, perf: Perf, folder: string): Promise<Perf> {
  const path = join(folder, 'perf');
  await copyFile(await realpath(perf.path), path);
  await succeed(run, 'giving perf its capabilities', { file: 'sudo', arguments: ['-n', 'setcap', capabilities, path] });
  return { ...perf, path };
}
