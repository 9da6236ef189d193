import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { sliceOf, type Page, type PersonSection, type Slice, type SoughtPerson } from '@subjectline/storage';
import { AlertService } from '../alerts/alert.service';

/** Whether alerts to staff go to the person. */
@Injectable()
export class AlertRecipientSection implements PersonSection {
  readonly name = 'alert_recipients';

  constructor(private readonly alerts: AlertService) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const addresses = await this.addressesOf(person.organization);
    const own = addresses.filter((address) => person.isCalled(address)).map((email) => ({ email }));
    return sliceOf(own, slice);
  }

  private async addressesOf(organization: string): Promise<string[]> {
    try {
      return (await this.alerts.read({ organization })).email_addresses;
    } catch (error) {
      if (error instanceof AppError && error.code === 'alert_unknown') return [];
      throw error;
    }
  }
}
