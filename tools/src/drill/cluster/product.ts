import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectToNats,
  createLogger,
  createTopology,
  natsConfiguration,
  provisionerName,
} from '@subjectline/bus';
import { participantNames, type ServiceName } from '@subjectline/contracts';
import { freePort, startPostgres } from '@subjectline/embedded';
import type { JetStreamManager } from 'nats';
import { client, Drilled, limitsOff, vendorUrls, type DrilledParts } from '../drilled';
import { authorizationOf, provisionBy, repository } from './earlier-release';
import { NatsNodes, until } from './nodes';
import { Replicas } from './replicas';

interface Parts extends DrilledParts {
  readonly nodes: NatsNodes;
  readonly replicas: Replicas;
  readonly manager: JetStreamManager;
  readonly passwords: Readonly<Record<string, string>>;
  readonly closers: readonly (() => Promise<unknown>)[];
}

const replicaCount = 3;

/** Services in processes of their own, some of them twice, with three nodes of NATS and a PostgreSQL beside them. */
export class ClusterProduct extends Drilled {
  private constructor(private readonly parts: Parts) {
    super(parts);
  }

  /** @param earlier a built checkout of an earlier release, which the services are started from */
  static async open(earlier?: string): Promise<ClusterProduct> {
    const dataDir = await mkdtemp(join(tmpdir(), 'subjectline-cluster-'));
    const closers: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
    try {
      return await ClusterProduct.openIn(dataDir, closers, earlier);
    } catch (error) {
      await closeAll(closers);
      throw error;
    }
  }

  /** @param closers gets what ends each part, in the order of the start */
  private static async openIn(
    dataDir: string,
    closers: (() => Promise<unknown>)[],
    earlier?: string,
  ): Promise<ClusterProduct> {
    const [port, vendors] = await Promise.all([freePort(), Drilled.openVendors()]);
    closers.push(() => Drilled.closeVendors(vendors));
    const users = [...participantNames, provisionerName];
    const passwords = Object.fromEntries(users.map((user) => [user, `s${randomBytes(16).toString('hex')}`]));
    const authorization = earlier ? await authorizationOf(earlier, passwords) : natsConfiguration(passwords);
    const nodes = await NatsNodes.create(join(dataDir, 'nats'), passwords, authorization);
    closers.push(() => nodes.stop());
    await nodes.start();
    const postgres = await startPostgres({
      dir: join(dataDir, 'postgres'),
      settings: ['max_connections=300'],
    });
    closers.push(() => postgres.stop());
    const natsUrl = nodes.urlFor(provisionerName);
    const logger = createLogger('drill', { level: 'error' });
    const connection = await connectToNats({ natsUrl, name: provisionerName, logger });
    closers.push(() => connection.close());
    const manager = await connection.jetstreamManager();
    if (earlier) await provisionBy(earlier, natsUrl, replicaCount);
    else {
      // as an installation that has grown: first on one node, then raised
      await createTopology(connection);
      await createTopology(connection, replicaCount);
    }
    await nodes.replicated(manager);
    const common = {
      DATABASE_URL: postgres.url,
      SUBJECTLINE_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      SUBJECTLINE_PORT: String(port),
      SUBJECTLINE_ROOT_CLIENT_ID: client.client_id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: client.client_secret,
      SUBJECTLINE_LOG_LEVEL: 'warn',
      ...limitsOff,
      ...vendorUrls(vendors.front),
    };
    const environmentFor = (name: ServiceName) => ({ ...common, NATS_URL: nodes.urlFor(name) });
    const replicas = new Replicas(environmentFor, join(dataDir, 'services.log'), earlier);
    closers.push(() => replicas.stop());
    replicas.start();
    const product = new ClusterProduct({ port, ...vendors, nodes, replicas, manager, passwords, closers });
    await product.untilReady('every service is ready');
    await product.configure();
    return product;
  }

  async killLeader(): Promise<void> {
    await this.parts.nodes.killLeader(this.parts.manager);
  }

  restoreNodes(): Promise<void> {
    return this.parts.nodes.restore(this.parts.manager);
  }

  async killReplica(service: ServiceName): Promise<void> {
    await this.parts.replicas.killOne(service);
  }

  /** Gives the broker what this build needs of it: permissions, streams and consumers. */
  async provision(): Promise<void> {
    const { nodes, passwords, manager } = this.parts;
    await nodes.authorize(natsConfiguration(passwords), manager);
    await provisionBy(repository, nodes.urlFor(provisionerName), replicaCount);
  }

  /** Ends a service, then starts that of this build. */
  async replace(service: ServiceName): Promise<void> {
    await this.parts.replicas.replace(service);
    await this.untilReady(`${service} of this build is ready`);
  }

  private untilReady(what: string): Promise<void> {
    return until(what, async () => (await this.ask('GET', '/health/ready'))?.status === 200);
  }

  close(): Promise<void> {
    return closeAll(this.parts.closers);
  }
}

/** The last that was started ends first. */
async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}
