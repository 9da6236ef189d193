import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Bus,
  connectToNats,
  createLogger,
  createTopology,
  natsConfiguration,
  provisionerName,
  type StoringServiceEnv,
} from '@subjectline/bus';
import { participantNames, type ParticipantName } from '@subjectline/contracts';
import { startNats, type LocalServer } from '@subjectline/embedded';
import { KeyRing } from '@subjectline/storage';
import { Client, Pool, type QueryResultRow } from 'pg';
import { inject } from 'vitest';
import { eventually } from './eventually';
import { LogCapture } from './log-capture';
import { TestClock } from './test-clock';

/** Plain, so that a spec may spread it. */
type ServiceSettings = Omit<StoringServiceEnv, 'SUBJECTLINE_HEALTH_PORT' | 'SUBJECTLINE_METRICS_PORT'>;

/** What a service under test needs: real NATS with every service's permissions, a real database, one clock. */
export interface TestEnvironment {
  readonly nats: LocalServer;
  /** Where the broker keeps its streams and buckets. */
  readonly natsFolder: string;
  /** Brings the broker back after `nats.kill()`, on the same port and data. */
  restartNats(): Promise<void>;
  readonly databaseUrl: string;
  /** The rows of one statement, over a connection that is kept: a new one costs PostgreSQL more than most statements. */
  rows<Row extends QueryResultRow = Record<string, unknown>>(
    statement: string,
    values?: unknown[],
  ): Promise<Row[]>;
  readonly keys: KeyRing;
  readonly clock: TestClock;
  /** Everything that the services in it log. */
  readonly log: LogCapture;
  /** May say and ask anything: plays the services that are not under test. */
  readonly bus: Bus;
  readonly natsUrlFor: (name: ParticipantName | typeof provisionerName) => string;
  envFor(name: ParticipantName): ServiceSettings;
  close(): Promise<void>;
}

export async function startTestEnvironment(): Promise<TestEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), 'subjectline-spec-'));
  const password = randomUUID();
  const users = [...participantNames, provisionerName];
  const configuration = natsConfiguration(Object.fromEntries(users.map((name) => [name, password])));
  const [firstNats, database] = await Promise.all([
    startNats({ dir: folder, configuration }),
    createDatabase(),
  ]);
  let nats = firstNats;
  const { port } = nats;
  const natsUrlFor = (name: string) => `nats://${name}:${password}@127.0.0.1:${port}`;
  const log = new LogCapture();
  const logger = createLogger('spec', { level: 'debug', destination: log });
  const connection = await connectToNats({
    natsUrl: natsUrlFor(provisionerName),
    name: provisionerName,
    logger,
  });
  await createTopology(connection);
  const pool = new Pool({ connectionString: database.url, max: 4 });
  // a connection that breaks while it is idle is replaced
  pool.on('error', () => undefined);
  const keyText = `k1:${randomBytes(32).toString('base64')}`;
  return {
    get nats() {
      return nats;
    },
    async restartNats() {
      nats = await startNats({ dir: folder, port, configuration });
      await eventually('the specs are connected again', () => connection.rtt().then(() => true));
    },
    log,
    natsFolder: join(folder, 'jetstream'),
    natsUrlFor,
    databaseUrl: database.url,
    rows: async <Row extends QueryResultRow>(statement: string, values: unknown[] = []) =>
      (await pool.query<Row>(statement, values)).rows,
    keys: KeyRing.parse(keyText),
    clock: new TestClock(),
    bus: new Bus(connection, logger),
    envFor: (name) => ({
      NATS_URL: natsUrlFor(name),
      DATABASE_URL: database.url,
      SUBJECTLINE_KEYS: keyText,
      SUBJECTLINE_LOG_LEVEL: 'debug',
    }),
    async close() {
      await pool.end();
      await connection.close();
      await nats.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const serverUrl = inject('postgresUrl');
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return { url: url.href, drop: () => runOnServer(serverUrl, `drop database ${name} with (force)`) };
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
