import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  allowedRedirect,
  AppError,
  requireAllowedRedirect,
  Settings,
  type OrganizationSettings,
} from '@subjectline/contracts';

/** Reads from the broker rather than from memory, so that a change holds for the next event. */
@Injectable()
export class SettingsReader {
  constructor(private readonly bus: Bus) {}

  async read(organization: string): Promise<OrganizationSettings> {
    const settings = await this.bus.read(Settings, organization);
    if (!settings) throw new AppError('unavailable', { what: 'settings' });
    return settings;
  }

  async privacyCenterOf(organization: string): Promise<string | null> {
    return (await this.read(organization)).privacy_center_url;
  }

  /** Refuses a redirect URL that the organization does not allow; none is fine. */
  async requireAllowed(organization: string, redirectUrl: string | null | undefined): Promise<void> {
    if (redirectUrl) requireAllowedRedirect(redirectUrl, await this.read(organization));
  }

  /** The redirect URL if it is still allowed; lists change. */
  async ifAllowed(organization: string, redirectUrl: string | null | undefined): Promise<string | null> {
    return redirectUrl ? allowedRedirect(redirectUrl, await this.read(organization)) : null;
  }
}
