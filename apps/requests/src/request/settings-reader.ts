import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, Settings, type OrganizationSettings } from '@subjectline/contracts';

/** Reads from the broker, not from memory: a switch that was just turned on applies to the next request. */
@Injectable()
export class SettingsReader {
  constructor(private readonly bus: Bus) {}

  async read(organization: string): Promise<OrganizationSettings> {
    const settings = await this.bus.read(Settings, organization);
    if (!settings) throw new AppError('unavailable', { what: 'settings' });
    return settings;
  }
}
