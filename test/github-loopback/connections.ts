import { Agent, setGlobalDispatcher } from 'undici';

/**
 * Lets requests of this process use their connections again at once, for tests of thousands of requests. Node's own undici
 * waits for a timer before each, a millisecond or two (since 7.29, `scheduleIdleSocketValidation` in lib/dispatcher/
 * client-h1.js); the one that `@actions/github` brings, and that dist/ carries, does not.
 */
export function reuseConnectionsAtOnce(): void {
  setGlobalDispatcher(new Agent());
}
