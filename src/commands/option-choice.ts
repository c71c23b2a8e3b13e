import { oneOf } from '../config/choice.ts';
import { UsageError } from '../errors.ts';

/** The word given to an option; throws a {@link UsageError} that shows all of them where it is none, or missing. */
export function optionChoice<const Word extends string>(
  option: string,
  given: string | undefined,
  words: readonly Word[],
): Word {
  if (given === undefined) throw new UsageError(`--${option} is missing; it is one of ${words.join(', ')}.`);
  const choice = oneOf(words)(given);
  if (choice.ok) return choice.value;
  throw new UsageError(`--${option}: ${choice.problem}.`);
}
