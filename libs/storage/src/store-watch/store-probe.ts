import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@subjectline/bus';
import type { Clock, Health, State, StoreMark } from '@subjectline/contracts';
import type { Database } from '../database/database';
import type { Transaction } from '../database/transaction';
import type { StoreWatch } from './store-watch';

/** The min time between two writes, however often health is asked for. */
const betweenWritesMs = 3_000;
/** Less than the two seconds that the caller waits. */
const patienceMs = 1_500;

/** More than a page of a file: a write into an old page succeeds on a full disk. */
const filler = 'x'.repeat(7_000);

/** Whether the stores accept writes: a full one still answers queries. */
export class StoreProbe {
  private readonly database: Probe;
  private readonly broker: Probe;

  constructor(
    database: Database,
    bus: Bus,
    mark: State<StoreMark>,
    private readonly watch: StoreWatch,
    clock: Clock,
  ) {
    this.database = new Probe(
      () => database.transaction(writeNewPage),
      () => database.query('select 1'),
      clock,
    );
    this.broker = new Probe(
      () => bus.put(mark, 'probe', { turn: 0, filler }),
      () => bus.connection.flush(),
      clock,
    );
  }

  isUp(): Promise<boolean> {
    return this.database.succeeds();
  }

  async health(): Promise<Health> {
    const [database, broker] = await Promise.all([this.isUp(), this.broker.succeeds()]);
    const incident = this.watch.recentIncident;
    // while a store is down, nothing else is to be said
    const warning = database && broker ? this.watch.warning : null;
    return { database, broker, ...(incident && { incident }), ...(warning && { warnings: [warning] }) };
  }
}

/** A rare write, and a query in between. */
class Probe {
  private writtenAtMs = -Infinity;
  private underWay: Promise<boolean> | null = null;

  constructor(
    private readonly write: () => Promise<unknown>,
    private readonly ask: () => Promise<unknown>,
    private readonly clock: Clock,
  ) {}

  succeeds(): Promise<boolean> {
    this.underWay ??= this.attempt().finally(() => (this.underWay = null));
    return this.underWay;
  }

  private async attempt(): Promise<boolean> {
    const startedAtMs = this.clock.nowMs();
    const isFresh = startedAtMs - this.writtenAtMs < betweenWritesMs;
    const attempt = (isFresh ? this.ask() : this.write()).then(
      () => true,
      () => false,
    );
    const isUp = await Promise.race([attempt, pause(patienceMs, false, { ref: false })]);
    if (!isUp) this.writtenAtMs = -Infinity;
    else if (!isFresh) this.writtenAtMs = startedAtMs;
    return isUp;
  }
}

/**
 * Writes a page of a new file: where an old page has room a write succeeds on a full disk. Does not wait for another
 * reader of the table, such as a backup.
 */
async function writeNewPage(transaction: Transaction): Promise<void> {
  const [lock] = await transaction.query<{ is_free: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('health_probe')) and not exists (
       select 1 from pg_locks where relation = 'health_probe'::regclass and pid <> pg_backend_pid()) as is_free`,
  );
  if (lock?.is_free) {
    await transaction.query(`set local lock_timeout = '200ms'`);
    await transaction.query('truncate health_probe');
  }
  await transaction.query(`insert into health_probe (filler) values (repeat('x', 7000))`);
}
