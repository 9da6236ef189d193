import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { claimFolder, privateFolder, releaseFolder, writePrivately } from '../folder/folder';
import { runCommand, untilReady, type LocalServer, type Progress } from '../process/local-server';
import { cacheFolder, findNatsServer } from './nats-binary';
import { isAtLeast, type NatsServer } from './nats-version';
import { onPort, PortTaken } from '../process/ports';
import { stopLeftover } from '../process/processes';

export interface NatsOptions {
  /** Where the streams, the configuration and the log live. */
  dir: string;
  /** Default: a free port. */
  port?: number;
  cacheDir?: string;
  /** More text for nats.conf, such as its authorization block. */
  configuration?: string;
  progress?: Progress;
  /** Ends the start, not the server once it is up. */
  signal?: AbortSignal;
}

/** Starts a nats-server with JetStream on the loopback interface. */
export async function startNats(options: NatsOptions): Promise<LocalServer> {
  const dir = await privateFolder(options.dir);
  await claimFolder(dir);
  const leftover = { pidFile: pidFile(dir), mark: configurationFile(dir) };
  if (await stopLeftover({ ...leftover, signals: ['SIGTERM', 'SIGKILL'] })) {
    options.progress?.('stopped a nats-server left over from an earlier start');
  }
  const cacheDir = options.cacheDir ?? (await cacheFolder(join(dir, 'cache')));
  const binary = await findNatsServer({ cacheDir, progress: options.progress });
  return onPort(options.port, (port) => runOn(port, dir, binary, options));
}

async function runOn(
  port: number,
  dir: string,
  binary: NatsServer,
  { configuration: more = '', signal }: NatsOptions,
): Promise<LocalServer> {
  signal?.throwIfAborted();
  const name = `subjectline-${randomUUID()}`;
  await writePrivately(configurationFile(dir), configurationText({ name, port, dir, binary, more }));
  const command = await runCommand({
    words: [binary.path, '-c', configurationFile(dir)],
    folder: dir,
    logFile: join(dir, 'nats.log'),
    stopSignal: 'SIGTERM',
  });
  if (!(await untilReady(command, () => answersAs(name, port), { timeoutMs: 30_000, signal }))) {
    const said = await command.said();
    if (said.includes('address already in use')) throw new PortTaken('nats-server', port);
    throw new Error(`nats-server did not start; it said:\n${said.trim().split('\n').slice(-5).join('\n')}`);
  }
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    pid: command.pid,
    version: binary.version,
    exited: command.exited,
    kill: command.kill,
    stop: async () => {
      await command.stop();
      await releaseFolder(dir);
    },
  };
}

const configurationFile = (dir: string): string => join(dir, 'nats.conf');
const pidFile = (dir: string): string => join(dir, 'nats.pid');

interface Configuration {
  name: string;
  port: number;
  dir: string;
  binary: NatsServer;
  more: string;
}

function configurationText({ name, port, dir, binary, more }: Configuration): string {
  // 2.9 refuses this setting; its own interval is two minutes.
  const sync = isAtLeast(binary.version, '2.10.0') ? 'sync_interval: "1s"' : '';
  return `# Written anew at every start.
server_name: ${JSON.stringify(name)}
listen: "127.0.0.1:${port}"
pid_file: ${JSON.stringify(pidFile(dir))}
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(join(dir, 'jetstream'))}
  max_file_store: 10GB
  max_memory_store: 256MB
  ${sync}
}
${more}
`;
}

/**
 * A nats-server greets with `INFO {…}` as soon as it takes clients, after its streams are restored. The name
 * tells ours from another one that had the port first.
 */
function answersAs(name: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      if (!heard.includes('\r\n')) return;
      resolve(heard.startsWith('INFO ') && heard.includes(name));
      socket.destroy();
    });
  });
}
