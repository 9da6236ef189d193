import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock, reachableChannels, type Channel, type OrganizationSettings } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { isHalfProved } from '../assurance/request-assurance';
import { PersonMessages } from '../person/person-messages';
import { hoursFrom } from '../request/reminder';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestId, RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';

/** Requests in one round. */
const batchSize = 100;

interface Step {
  readonly isWanted: boolean;
  /** Until the next one. Null: this is the last. */
  readonly nextHours: number | null;
}

/** Reminds persons of requests that they have not verified, twice at most, and closes those that stay so. */
@Injectable()
export class ReminderService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** @param isStopped asked before each request; the rest stay due */
  async run(isStopped: () => boolean): Promise<void> {
    for (const id of await this.store.dueForReminder(batchSize)) {
      if (isStopped()) return;
      await this.advance(id).catch((error: unknown) => {
        this.logger.warn({ err: error, requestId: id.id }, 'reminding of a request failed; retrying');
      });
    }
  }

  /** The locked row decides: of two replicas one sends the reminder. */
  private async advance({ organization, id }: RequestId): Promise<void> {
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row?.remind_at || row.remind_at > this.clock.now()) return;
      const step = stepOf(row, settings);
      const channels = step.isWanted ? await this.channelsOf(transaction, row, settings) : null;
      const next = channels && (await this.take(transaction, row, { ...step, channels }, settings));
      this.store.scheduleReminder(transaction, row, next ?? { remind_at: null });
    });
  }

  /**
   * Over which a link can go to an address that is still to be proved. Where a message would not arrive there, only who has done some of the
   * steps is written to, at the address that they proved: others cannot answer what they never got.
   * @returns null where nothing is sent, nor closed
   */
  private async channelsOf(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<readonly Channel[] | null> {
    if (row.status !== 'identity_unverified' || row.archived_at) return null;
    if (!(await this.log.isUndelivered(transaction, row))) return reachableChannels(settings);
    return isHalfProved(row) ? [] : null;
  }

  /** @returns when the next step comes; null for never */
  private async take(
    transaction: Transaction,
    row: RequestRow,
    { nextHours, channels }: Step & { readonly channels: readonly Channel[] },
    settings: OrganizationSettings,
  ): Promise<Partial<Pick<RequestRow, 'remind_at' | 'reminders_sent'>> | null> {
    if (row.reminders_sent >= remindersBeforeClosing) {
      await this.close(transaction, row, channels, settings);
      return null;
    }
    const reminders_sent = row.reminders_sent + 1;
    const remind_at = hoursFrom(nextHours, this.clock.now());
    const closesAt = reminders_sent === remindersBeforeClosing ? remind_at : null;
    const isLast = remind_at === null || closesAt !== null;
    const isSent = await this.messages.remind(transaction, row, channels, { isLast, closesAt });
    if (!isSent) return null;
    this.log.add(transaction, row, 'reminder_sent', 'system');
    return { remind_at, reminders_sent };
  }

  /** Nothing proves that its person made it. The proof opens it again, as do staff. */
  private async close(
    transaction: Transaction,
    row: RequestRow,
    channels: readonly Channel[],
    settings: OrganizationSettings,
  ): Promise<void> {
    const facts = { not_identified_at: this.clock.now() };
    const move = { by: 'system', facts, detail: 'not_identified' };
    const moved = this.store.move(transaction, row, 'denied', move);
    await this.messages.publishChanged(transaction, moved);
    if (settings.send_not_identified_notification === false || row.erased_at) return;
    await this.messages.announceNotIdentified(transaction, moved, channels);
  }
}

/** Without two, a request is closed by staff alone. */
const remindersBeforeClosing = 2;

/** What comes next for a request by what the settings say now, which may have been switched off meanwhile. */
function stepOf({ reminders_sent }: RequestRow, settings: OrganizationSettings): Step {
  const { verification_reminder_hours: first, verification_second_reminder_hours: second } = settings;
  const { verification_close_hours: close } = settings;
  const hours = [first, second, close];
  return { isWanted: (hours[reminders_sent] ?? null) !== null, nextHours: hours[reminders_sent + 1] ?? null };
}
