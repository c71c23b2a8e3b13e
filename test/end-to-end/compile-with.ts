import type { Sandbox } from './sandbox.ts';

const beginning = '\nfor target in package.targets {';

/**
 * Has the modules of these packages compiled with a condition from now on, or (null) with none. It stands in the manifest
 * and not in the build arguments, which are part of the workload: the numbers can be compared.
 */
export function compileWith(
  sandbox: Sandbox,
  condition: string | null,
  manifests: readonly string[] = ['Package.swift'],
): void {
  for (const manifest of manifests) {
    const [own = ''] = sandbox.read(manifest).split(beginning);
    const defined = condition === null ? '' : `${beginning} target.swiftSettings = [.define("${condition}")] }\n`;
    sandbox.write(manifest, `${own}${defined}`);
  }
}
