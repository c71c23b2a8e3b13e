import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/**
 * Loaded before a step (`--import`), in which pauses and time limits of a second and more then take a tenth of what the
 * step asks for. How long they are is the subject of unit tests; what comes of them is that of the tests with this.
 */
const shorter = (milliseconds) => (milliseconds >= 1000 ? milliseconds / 10 : milliseconds);

const { setTimeout: start } = globalThis;
const { setTimeout: pause } = timers;
globalThis.setTimeout = (callback, milliseconds, ...given) => start(callback, shorter(milliseconds), ...given);
timers.setTimeout = (milliseconds, ...given) => pause(shorter(milliseconds), ...given);
syncBuiltinESMExports();
