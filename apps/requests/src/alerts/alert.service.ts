import { Injectable } from '@nestjs/common';
import {
  AppError,
  check,
  RequestAlert,
  type ReadRequestAlertRequest,
  type SaveRequestAlertRequest,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { AlertStore, type AlertRow } from './alert.store';

/** The staff addresses that are alerted when messages about requests fail. They are stored sealed. */
@Injectable()
export class AlertService {
  constructor(
    private readonly store: AlertStore,
    private readonly keys: KeyRing,
  ) {}

  async read({ organization }: ReadRequestAlertRequest): Promise<RequestAlert> {
    const row = await this.store.read(organization);
    if (!row) throw new AppError('alert_unknown');
    return this.open(organization, row);
  }

  open(organization: string, { sealed_addresses, notify_after_failures }: AlertRow): RequestAlert {
    const email_addresses = this.keys.openJson(sealed_addresses, contextOf(organization));
    return check(RequestAlert, { email_addresses, notify_after_failures });
  }

  async save({ organization, alert }: SaveRequestAlertRequest): Promise<RequestAlert> {
    const { email_addresses, notify_after_failures } = alert;
    if (email_addresses.length === 0) await this.store.remove(organization);
    else {
      const sealed_addresses = this.keys.sealJson(email_addresses, contextOf(organization));
      await this.store.save(organization, { sealed_addresses, notify_after_failures });
    }
    return alert;
  }
}

function contextOf(organization: string): string {
  return `request-alert:${organization}`;
}
