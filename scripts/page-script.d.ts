/** See page-script.js. */
export function pageScript(): {
  readonly name: string;
  readonly enforce: 'pre';
  readonly resolveId: (source: string, importer: string | undefined) => string | null;
  readonly load: (id: string) => Promise<string | null>;
};
