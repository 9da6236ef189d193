import { Injectable } from '@nestjs/common';
import { AppError, type ErasedRecords, type RequestAlert } from '@subjectline/contracts';
import { sliceOf, type Page, type PersonSection, type Slice, type SoughtPerson } from '@subjectline/storage';
import { AlertService } from '../alerts/alert.service';

/** Whether alerts to staff go to the person. */
@Injectable()
export class AlertRecipientSection implements PersonSection {
  readonly name = 'alert_recipients';

  constructor(private readonly alerts: AlertService) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const addresses = (await this.alertOf(person.organization))?.email_addresses ?? [];
    const own = addresses.filter((address) => person.isCalled(address)).map((email) => ({ email }));
    return sliceOf(own, slice);
  }

  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { organization } = person;
    const alert = await this.alertOf(organization);
    const email_addresses = alert?.email_addresses.filter((address) => !person.isCalled(address)) ?? [];
    const erased = (alert?.email_addresses.length ?? 0) - email_addresses.length;
    if (alert && erased > 0) await this.alerts.save({ organization, alert: { ...alert, email_addresses } });
    return { erased, kept: 0, is_done: true };
  }

  private async alertOf(organization: string): Promise<RequestAlert | null> {
    try {
      return await this.alerts.read({ organization });
    } catch (error) {
      if (error instanceof AppError && error.code === 'alert_unknown') return null;
      throw error;
    }
  }
}
