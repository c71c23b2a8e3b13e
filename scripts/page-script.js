// A plugin for rolldown and vite: `import text from './main.ts?page-script'` is the text of that module and all that
// it imports, bundled for a browser. So the page's script is written, checked and tested like everything else, and the
// bundle of the Action and the tests embed the very same text.
import { dirname, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const suffix = '?page-script';
const prefix = '\0page-script:';

export function pageScript() {
  return {
    name: 'page-script',
    // Before vite takes the query for one of its own.
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(suffix) || importer === undefined) return null;
      // The bundle names its modules in comments: a path of this machine must not be among them.
      return `${prefix}${relative(process.cwd(), resolve(dirname(importer), source.slice(0, -suffix.length)))}`;
    },
    async load(id) {
      if (!id.startsWith(prefix)) return null;
      return `export default ${templateLiteral(await bundled(resolve(id.slice(prefix.length))))};\n`;
    },
  };
}

/** The script as one text, with line breaks and names as they were written. */
async function bundled(file) {
  const bundle = await rolldown({ input: file, platform: 'browser' });
  try {
    const { output } = await bundle.generate({
      format: 'esm',
      codeSplitting: false,
      comments: false,
      minify: 'dce-only',
    });
    // What is in an HTML document must not end its element; strings that hold it are the same with a backslash.
    return named(output[0].code).replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
  } finally {
    await bundle.close();
  }
}

/** Without the paths of the repository: each part is under its file's name alone. */
function named(code) {
  return code.replace(/^\/\/#endregion\n/gm, '').replace(/^\/\/(?:#region)? ?\S*\/(\S+)$/gm, '// $1');
}

/** Readable in dist/: one line of the script is one line there. */
function templateLiteral(text) {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}
