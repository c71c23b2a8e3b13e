/** How the standard library calls what its collections keep their elements in. */
const storages: ReadonlyMap<string, string> = new Map([
  ['_ContiguousArrayStorage', 'Array'],
  ['_DictionaryStorage', 'Dictionary'],
  ['_SetStorage', 'Set'],
  ['__StringStorage', 'String'],
  ['__SharedStringStorage', 'String'],
]);

/**
 * A type as people write it, from its full name as the recorder has it: without modules, `Swift.Optional<Swift.Int>` is
 * `Int?`, and what the standard library keeps elements in says so (`[Transfer] storage`, `Dictionary<String, Int>
 * storage`). A name that is built in another way is left as it is.
 */
export function typeWords(fullName: string): string {
  const type = new Parser(fullName).whole();
  if (type === null) return fullName;
  const storage = type.isOfSwift ? storages.get(type.name) : undefined;
  if (storage === undefined) return written(type);
  const holder = { ...type, name: storage };
  return `${storage === 'Array' ? written(holder) : plainly(holder)} storage`;
}

/** A named type, or (`name` is all of its text) a tuple, a function or a metatype. */
interface Type {
  readonly name: string;
  readonly isOfSwift: boolean;
  readonly arguments: readonly Type[];
}

function written(type: Type): string {
  const [first, second, ...more] = type.arguments.map(written);
  if (!type.isOfSwift || first === undefined || more.length > 0) return plainly(type);
  if (second !== undefined) return type.name === 'Dictionary' ? `[${first}: ${second}]` : plainly(type);
  if (type.name === 'Array') return `[${first}]`;
  if (type.name !== 'Optional') return plainly(type);
  // A function's arrow, or `any`, would take the question mark for its last part.
  return / -> |^any /.test(first) ? `(${first})?` : `${first}?`;
}

function plainly({ name, arguments: given }: Type): string {
  return given.length === 0 ? name : `${name}<${given.map(written).join(', ')}>`;
}

/** Reads what recorder/type-names.c writes: `Module.Outer.Name<Module.A, (Swift.Int) -> any Module.P>`. */
class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The type that is all of the text; null where that is none. */
  whole(): Type | null {
    const type = this.#type();
    return type === null || this.#at < this.#text.length ? null : type;
  }

  #type(): Type | null {
    const type = this.#take('(') ? this.#tuple() : this.#named();
    if (type === null || !this.#take('.Type')) return type;
    return { name: `${written(type)}.Type`, isOfSwift: false, arguments: [] };
  }

  #tuple(): Type | null {
    const elements = this.#list(')');
    if (elements === null) return null;
    const tuple = `(${elements.map(written).join(', ')})`;
    const result = this.#take(' -> ') ? this.#type() : undefined;
    if (result === null) return null;
    const name = result === undefined ? tuple : `${tuple} -> ${written(result)}`;
    return { name, isOfSwift: false, arguments: [] };
  }

  #named(): Type | null {
    const [path = ''] = /^(?:(?!\.Type(?![^<>(),]))[^<>(),])+/.exec(this.#text.slice(this.#at)) ?? [];
    if (path === '') return null;
    this.#at += path.length;
    const given = this.#take('<') ? this.#list('>') : [];
    if (given === null) return null;
    return { name: withoutModules(path), isOfSwift: path.startsWith('Swift.'), arguments: given };
  }

  /** Types up to this end. */
  #list(end: string): readonly Type[] | null {
    const types: Type[] = [];
    while (!this.#take(end)) {
      if (types.length > 0 && !this.#take(', ')) return null;
      const type = this.#type();
      if (type === null) return null;
      types.push(type);
    }
    return types;
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}

/** `any App.P & Kit.Q` is `any P & Q`: what stands before the first dot is a module. */
function withoutModules(path: string): string {
  return path
    .split(' ')
    .map((word) => word.replace(/^[^.]+\./, ''))
    .join(' ');
}
