import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bucketStream, deadLetterStream, eventStream, taskStream } from '@subjectline/bus';
import { states } from '@subjectline/contracts';
import { cacheFolder, findNatsServer, freePort } from '@subjectline/embedded';
import type { JetStreamManager, StreamInfo } from 'nats';

interface Node {
  readonly name: string;
  readonly port: number;
  readonly clusterPort: number;
  readonly monitorPort: number;
  process: ChildProcess | null;
}

const size = 3;
const patienceMs = 120_000;
const streams = [taskStream, eventStream, deadLetterStream, ...states.map(bucketStream)];

/** Three nodes of NATS with JetStream on loopback, with the options that `deploy/kubernetes/nats.yaml` gives them. */
export class NatsNodes {
  private constructor(
    private readonly dir: string,
    private readonly binary: string,
    private readonly nodes: readonly Node[],
    private readonly passwords: Readonly<Record<string, string>>,
  ) {}

  /** @param authorization the block of the configuration that has the passwords */
  static async create(
    dir: string,
    passwords: Readonly<Record<string, string>>,
    authorization: string,
  ): Promise<NatsNodes> {
    await mkdir(dir, { recursive: true });
    const { path } = await findNatsServer({ cacheDir: await cacheFolder(join(dir, 'cache')) });
    const nodes: Node[] = [];
    for (let index = 0; index < size; index += 1) {
      const [port, clusterPort, monitorPort] = [await freePort(), await freePort(), await freePort()];
      nodes.push({ name: `nats-${index}`, port, clusterPort, monitorPort, process: null });
    }
    const created = new NatsNodes(dir, path, nodes, passwords);
    await created.write(authorization);
    return created;
  }

  async start(): Promise<void> {
    for (const node of this.nodes) this.run(node);
    await Promise.all(this.nodes.map((node) => this.healthy(node)));
  }

  /** Other permissions. The nodes start again one after the other: one that has its name from an option does not reload. */
  async authorize(authorization: string, manager: JetStreamManager): Promise<void> {
    await this.write(authorization);
    for (const node of this.nodes) {
      await end(node);
      this.run(node);
      await this.healthy(node);
      await this.replicated(manager);
    }
  }

  /** Of all nodes, with the password of one user. */
  urlFor(user: string): string {
    return this.nodes.map(({ port }) => `nats://${user}:${this.passwords[user]}@127.0.0.1:${port}`).join(',');
  }

  /** kill -9 of the node that leads the stream of tasks. @returns its name */
  async killLeader(manager: JetStreamManager): Promise<string> {
    const leader = (await manager.streams.info(taskStream)).cluster?.leader;
    const node = this.nodes.find(({ name }) => name === leader);
    if (!node?.process) throw new Error(`no node leads the stream ${taskStream}`);
    const ended = once(node.process, 'exit');
    node.process.kill('SIGKILL');
    await ended;
    node.process = null;
    return node.name;
  }

  /** Starts the nodes that are down; resolves once every stream is on all three again. */
  async restore(manager: JetStreamManager): Promise<void> {
    for (const node of this.nodes) if (!node.process) this.run(node);
    await Promise.all(this.nodes.map((node) => this.healthy(node)));
    await this.replicated(manager);
  }

  /** Resolves once every stream is on all nodes. */
  async replicated(manager: JetStreamManager): Promise<void> {
    for (const name of streams)
      await until(`${name} is on ${size} nodes`, async () => isWhole(await manager.streams.info(name)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(end));
  }

  private async write(authorization: string): Promise<void> {
    const limits = 'max_payload: 1MB\njetstream { max_file_store: 10GB, max_memory_store: 64MB }\n';
    await writeFile(join(this.dir, 'nats.conf'), limits + authorization, { mode: 0o600 });
  }

  private run(node: Node): void {
    const { name, port, clusterPort, monitorPort } = node;
    const routes = this.nodes.map((one) => `nats://127.0.0.1:${one.clusterPort}`).join(',');
    node.process = spawn(
      this.binary,
      [
        `--config=${join(this.dir, 'nats.conf')}`,
        '--addr=127.0.0.1',
        `--port=${port}`,
        `--http_port=${monitorPort}`,
        `--name=${name}`,
        `--store_dir=${join(this.dir, name)}`,
        `--log=${join(this.dir, `${name}.log`)}`,
        '--cluster_name=subjectline',
        `--cluster=nats://127.0.0.1:${clusterPort}`,
        `--routes=${routes}`,
      ],
      { stdio: 'ignore' },
    );
  }

  private healthy({ name, monitorPort }: Node): Promise<void> {
    return until(`${name} is healthy`, async () => {
      return (await fetch(`http://127.0.0.1:${monitorPort}/healthz?js-enabled-only=true`)).ok;
    });
  }
}

async function end({ process }: Node): Promise<void> {
  if (!process || process.exitCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
}

function isWhole({ cluster }: StreamInfo): boolean {
  const others = cluster?.replicas ?? [];
  return Boolean(cluster?.leader) && others.length === size - 1 && others.every(({ current }) => current);
}

/** Asks again until it is so. */
export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + patienceMs; Date.now() < endMs; await delay(200)) {
    if (await ask().catch(() => false)) return;
  }
  throw new Error(`not within ${patienceMs / 1_000} s: ${what}`);
}
