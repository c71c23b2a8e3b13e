// Builds dist/ anew into a temporary folder and compares: what is committed must be what the sources make.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const built = mkdtempSync(join(tmpdir(), 'dist-'));
try {
  execFileSync('npx', ['rolldown', '-c', '--dir', built], { stdio: ['ignore', 'ignore', 'inherit'] });
  const filesIn = (folder) => readdirSync(folder, { recursive: true });
  const names = [...new Set([...filesIn('dist'), ...filesIn(built)])].sort();
  const contents = (folder, name) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return null;
    }
  };
  const stale = names.filter((name) => contents('dist', name) !== contents(built, name));
  if (stale.length > 0) {
    console.error(`dist/ is not what src/ makes (${stale.join(', ')}): run \`npm run build\` and commit dist/.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(built, { recursive: true, force: true });
}
