import { connect } from 'node:net';

/** How long one attempt may take, in ms: a connection to this machine is made or refused at once. */
const patience = 1000;

/** Whether something listens on this TCP port of 127.0.0.1 or ::1. It is connected to, once, and sent nothing. */
export async function isPortOpen(port: number): Promise<boolean> {
  return (await accepts('127.0.0.1', port)) || (await accepts('::1', port));
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(patience, () => end(false));
    // From a port of the same number, which the kernel may choose where nobody listens, it has reached itself.
    const isItself = () => socket.localPort === port;
    socket.once('connect', () => end(!isItself())).once('error', () => end(false));
  });
}
