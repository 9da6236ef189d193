import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import { AppError, Clients, clientStateKey, type ClientState } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import { CatchUp } from '../state/catch-up';
import { ClientStore, toClientState, type ClientRow, type NewClient } from './client.store';

/** The state of a deleted client. */
const deleted: ClientState = { scopes: [], disabled: true, token_epoch: 0 };

/** Changes a client and publishes what its tokens are worth, or does neither. */
@Injectable()
export class ClientPublisher implements OnApplicationShutdown {
  private readonly catchUp: CatchUp;

  constructor(
    private readonly database: Database,
    private readonly store: ClientStore,
    private readonly bus: Bus,
    @Inject(loggerToken) logger: Logger,
  ) {
    this.catchUp = new CatchUp((key) => this.publish(key), logger);
  }

  /** @param transaction for a client that is created as a part of something else */
  async create(row: NewClient, transaction?: Transaction): Promise<void> {
    if (!transaction) return this.database.transaction((own) => this.create(row, own));
    await this.store.insert(row, transaction);
    // its id is not known outside yet: if the commit fails, this state is of no use
    await this.put(row, toClientState(row));
  }

  /**
   * @param change returns the changed client; null to delete it. The stored one is locked
   */
  change(
    organization: string,
    id: string,
    change: (row: ClientRow, transaction: Transaction) => Promise<ClientRow | null>,
  ): Promise<ClientRow> {
    return this.database.transaction(async (transaction) => {
      const row = await this.store.readLocked(organization, id, transaction);
      if (!row) throw new AppError('client_unknown', { client_id: id });
      const changed = await change(row, transaction);
      // the broker may have taken what the database then does not
      transaction.afterRollback(() => this.catchUp.add(clientStateKey(organization, id)));
      await this.put(changed ?? row, changed ? toClientState(changed) : deleted);
      return changed ?? row;
    });
  }

  /** At start: the broker may have lost its state. */
  async publishAll(): Promise<void> {
    for (const { organization, id } of await this.store.all()) {
      await this.publish(clientStateKey(organization, id));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.catchUp.close();
  }

  private async publish(key: string): Promise<void> {
    const [organization = '', ...rest] = key.split('.');
    await this.change(organization, rest.join('.'), (row) => Promise.resolve(row)).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'client_unknown') throw error;
    });
  }

  private put({ organization, id }: NewClient, state: ClientState): Promise<void> {
    return this.bus.put(Clients, clientStateKey(organization, id), state);
  }
}
