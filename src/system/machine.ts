import { readFileSync } from 'node:fs';
import { availableParallelism, release, type } from 'node:os';

/** The machine as far as counts and reports depend on it. */
export interface Machine {
  /** CPUs that this process may use. */
  readonly cpus: number;
  /** `6.18.4`: the running kernel. */
  readonly kernel: string;
  /** `ubuntu-24.04`, `debian-13`, `macos-15`: distribution and version; `linux` where it does not say. */
  readonly os: string;
}

/** Reads what the system says of its version, and asks the kernel. */
export function readMachine(): Machine {
  const os =
    process.platform === 'darwin'
      ? macOSRelease(readIfThere('/System/Library/CoreServices/SystemVersion.plist'))
      : distribution(readIfThere('/etc/os-release'));
  return { cpus: availableParallelism(), kernel: release(), os };
}

/** `Linux 6.18.4`, `Darwin 24.6.0`: the kernel as people call it. */
export function kernelName({ kernel }: Machine): string {
  return `${type()} ${kernel}`;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** `<key>ProductVersion</key><string>15.6.1</string>` makes `macos-15`: minor versions come and go with updates. */
export function macOSRelease(systemVersion: string): string {
  const major = /<key>ProductVersion<\/key>\s*<string>(\d+)/.exec(systemVersion)?.[1];
  return major === undefined ? 'macos' : `macos-${major}`;
}

/** `ID=ubuntu` and `VERSION_ID="24.04"` make `ubuntu-24.04`, see os-release(5). */
export function distribution(osRelease: string): string {
  const field = (name: string) => new RegExp(`^${name}=["']?([^"'\\n]+)`, 'm').exec(osRelease)?.[1];
  return [field('ID') ?? 'linux', field('VERSION_ID')].filter((part) => part !== undefined).join('-');
}
