import { Injectable } from '@nestjs/common';
import {
  isLimitReason,
  type CodeExhaustedEvent,
  type MessageReportedEvent,
  type MessageUndeliveredEvent,
  type SendSuppressedEvent,
} from '@subjectline/contracts';
import { StaffAlertService } from '../alerts/staff-alert.service';
import { RequestLogStore } from '../request/request-log.store';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { requestIdOf } from '../request/subject-reference';

/** Logs what identity and dispatch report about the messages of a request. */
@Injectable()
export class RequestEventsService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly settings: SettingsReader,
    private readonly staffAlerts: StaffAlertService,
  ) {}

  async messageUndelivered(event: MessageUndeliveredEvent): Promise<void> {
    const { organization, about, kind, reason, state } = event;
    // a message that a limit suppressed is in the log already, and is no failure
    if (!about || isLimitReason(reason)) return;
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const request = { organization, id: about };
      const detail = `${kind}: ${reason ?? state}`;
      this.log.addIfKnown(transaction, request, 'message_undelivered', 'dispatch', detail);
      // what staff canceled is no failure
      if (state !== 'canceled') await this.staffAlerts.countFailure(transaction, event, settings);
    });
  }

  /** A vendor that took a message says later that it did not arrive: for staff, the same as one that failed at once. */
  async messageReported(event: MessageReportedEvent): Promise<void> {
    const { organization, about, kind, status, bounce, reason, message_id } = event;
    if (!about || (status !== 'bounced' && status !== 'rejected')) return;
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const detail = `${kind}: ${[status, bounce, reason].filter((word) => word !== null).join(', ')}`;
      this.log.addIfKnown(
        transaction,
        { organization, id: about },
        'message_undelivered',
        'dispatch',
        detail,
      );
      const failure = { organization, message_id, kind, reason: null };
      await this.staffAlerts.countFailure(transaction, failure, settings);
    });
  }

  /** Logged as by identity: the guesses may be the person's, or those of a stranger who knows the id. */
  async codeExhausted({ organization, about }: CodeExhaustedEvent): Promise<void> {
    const id = requestIdOf(about);
    if (!id) return;
    await this.log.addAlone({ organization, id }, 'code_exhausted', 'identity', 'every try was wrong');
  }

  async codeSuppressed({ organization, about, budget }: SendSuppressedEvent): Promise<void> {
    const id = requestIdOf(about);
    if (!id) return;
    await this.log.addAlone({ organization, id }, 'code_suppressed', 'identity', `limit per ${budget}`);
  }
}
