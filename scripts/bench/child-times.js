// Preloaded into a gate (`node --import`): notes how long each process that it starts lives, and leaves the list in
// the file that CHILD_TIMES names.
import childProcess from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { spawn } = childProcess;
const children = [];

childProcess.spawn = (file, args = [], ...rest) => {
  const started = performance.now();
  const child = spawn(file, args, ...rest);
  child.once('exit', () => {
    children.push({ command: [file, ...args].join(' '), seconds: (performance.now() - started) / 1000 });
  });
  return child;
};
syncBuiltinESMExports();

process.on('exit', () => writeFileSync(process.env.CHILD_TIMES, JSON.stringify(children)));
