import { readFileSync } from 'node:fs';
import { availableParallelism, release } from 'node:os';

/** The machine as far as counts and reports depend on it. */
export interface Machine {
  /** CPUs that this process may use. */
  readonly cpus: number;
  /** `6.18.4`: the running kernel. */
  readonly kernel: string;
  /** `ubuntu-24.04`, `debian-13`: distribution and version; `linux` where it does not say. */
  readonly os: string;
}

/** Reads /etc/os-release and asks the kernel. */
export function readMachine(): Machine {
  return { cpus: availableParallelism(), kernel: release(), os: distribution(readOsRelease()) };
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** `ID=ubuntu` and `VERSION_ID="24.04"` make `ubuntu-24.04`, see os-release(5). */
export function distribution(osRelease: string): string {
  const field = (name: string) => new RegExp(`^${name}=["']?([^"'\\n]+)`, 'm').exec(osRelease)?.[1];
  return [field('ID') ?? 'linux', field('VERSION_ID')].filter((part) => part !== undefined).join('-');
}
