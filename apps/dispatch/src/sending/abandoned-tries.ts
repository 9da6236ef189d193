import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Database } from '@subjectline/storage';
import { deleteLeases, LeaseStore, type UnendedTry } from '../journal/lease.store';
import { taskOf } from '../message/stored-task';
import { TryRunner } from './try-runner';

/** Finds tries whose leases have expired: their outcome is unknown, even if their task is never delivered again. */
@Injectable()
export class AbandonedTries {
  constructor(
    private readonly database: Database,
    private readonly leases: LeaseStore,
    private readonly tries: TryRunner,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async sweep(): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const due = await this.leases.expired(transaction);
      if (due.length === 0) return;
      const tries = await this.leases.unended(transaction, due);
      const isSettled = await Promise.all(tries.map((one) => this.isSettled(one)));
      const left = tries.filter((_one, index) => !isSettled[index]);
      await this.leases.leaseAgain(transaction, left);
      await deleteLeases(
        transaction,
        due.map(({ id }) => id),
      );
    });
  }

  /** One that cannot be settled is left to another sweep and does not stop the others. */
  private async isSettled(one: UnendedTry): Promise<boolean> {
    if (one.is_held) return false;
    try {
      await this.tries.endAbandoned(taskOf(one), one);
      this.logger.warn({ messageId: one.id }, 'abandoned try settled');
      return true;
    } catch (error) {
      this.logger.error({ err: error, messageId: one.id }, 'settling an abandoned try failed');
      return false;
    }
  }
}
