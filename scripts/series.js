// `npm run series NAME [ARGUMENT…]`: one of the long series of real gates in scripts/series/, which `npm test` has no
// time for. What each shows and takes is written on top of it. Run it alone: others who use the machine change its pace.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [name = '', ...rest] = process.argv.slice(2);
const folder = fileURLToPath(new URL('series/', import.meta.url));
if (!existsSync(`${folder}${name}.js`)) {
  const names = readdirSync(folder).map((file) => file.replace(/\.js$/, ''));
  console.error(`There is no series ${JSON.stringify(name)}; there are: ${names.join(', ')}.`);
  process.exit(64);
}
const withSwift = fileURLToPath(new URL('with-swift', import.meta.url));
const { status } = spawnSync(withSwift, ['node', `${folder}${name}.js`, ...rest], { stdio: 'inherit' });
process.exitCode = status ?? 1;
