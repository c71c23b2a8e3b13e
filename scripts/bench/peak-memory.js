// Preloaded into a program (`node --import`): leaves the bytes it had in memory at most in the file that PEAK_MEMORY
// names.
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY, String(process.resourceUsage().maxRSS * 1024)));
