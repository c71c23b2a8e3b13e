// `node readline-fold.js FILE`: folds the text of `perf script` as scripts usually do, for comparison with `fold`:
// readline, and a regular expression for each line. Prints the folded stacks.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const stacks = new Map();
let frames = [];
const finish = () => {
  if (frames.length === 0) return;
  const stack = frames.reverse().join(';');
  stacks.set(stack, (stacks.get(stack) ?? 0) + 1);
  frames = [];
};
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const frame = /^\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \((.*)\)$/.exec(line);
  if (frame !== null) frames.push(frame[1]);
  else if (line === '') finish();
}
finish();
for (const [stack, count] of stacks) console.log(`${stack} ${count}`);
