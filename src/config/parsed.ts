/** What a small parser found: the value, or a sentence that says what is wrong and what to write instead. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** The text was understood. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** The text was not understood; `sentence` names it and the accepted form. */
export function problem(sentence: string): Parsed<never> {
  return { ok: false, problem: sentence };
}

const shownCharacters = 80;

/** The text as a message quotes it: in double quotes, invisible characters escaped, cut after 80 characters. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * shownCharacters + 2)];
  const isCut = characters.length > shownCharacters;
  const visible = JSON.stringify(characters.slice(0, shownCharacters).join('')).replaceAll(
    // Control, formatting (bidi overrides among them) and line separating characters that JSON leaves as they are.
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return isCut ? `${visible}…` : visible;
}
