/** A gate to be killed: starts `LAUNCHER PROGRAM…` and prints the program's process id. */
import { launch } from './launch.ts';

const [launcher = '', file = '', ...rest] = process.argv.slice(2);
const { channel } = launch(launcher, [file, ...rest], { limitMilliseconds: null });
console.log(await channel.started);
