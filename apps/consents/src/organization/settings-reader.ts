import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  allowedSendingOn,
  AppError,
  requireSendingOn,
  Settings,
  type OrganizationSettings,
} from '@subjectline/contracts';

/** Read from the broker, not from memory: what was just set holds for the next event. */
@Injectable()
export class SettingsReader {
  constructor(private readonly bus: Bus) {}

  async read(organization: string): Promise<OrganizationSettings> {
    const settings = await this.bus.read(Settings, organization);
    if (!settings) throw new AppError('unavailable', { what: 'settings' });
    return settings;
  }

  /** Refuses an address that persons may not be sent on to; none is fine. */
  async requireAllowed(organization: string, address: string | null | undefined): Promise<void> {
    if (address) requireSendingOn(address, await this.read(organization));
  }

  /** The address if persons may be sent on to it still; lists change. */
  async ifAllowed(organization: string, address: string | null | undefined): Promise<string | null> {
    return address ? allowedSendingOn(address, await this.read(organization)) : null;
  }
}
