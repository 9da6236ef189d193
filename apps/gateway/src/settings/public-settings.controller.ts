import { Flag, With } from '@subjectline/schema';
import { Controller, Get } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  defaultOrganization,
  PublicSettings,
  type PublicOrganizationSettings,
} from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';

class VerificationFlags {
  @Flag identity_verification_required!: boolean;
  @With(Flag, { example: false }) disable_consent_identity_verification!: boolean;

  /** In Fides: the first stored config has secrets. Here: a message would go out right now, by e-mail or SMS. */
  @Flag valid_email_config_exists!: boolean;
}

class InviteStatus {
  @Flag enabled!: boolean;
}

/** What forms and invitations need to know before sign-in. */
@ApiTags('Application settings')
@Controller('api/v1')
export class PublicSettingsController {
  constructor(private readonly bus: Bus) {}

  @Get('id-verification/config')
  @FidesEndpoint({
    summary:
      'Returns whether persons are asked for a code. `valid_email_config_exists`: the active provider or, if none ' +
      'was chosen, the default one is ready to send, by e-mail or SMS.',
    reply: VerificationFlags,
  })
  async readVerification(): Promise<VerificationFlags> {
    const settings = await this.settings();
    return {
      identity_verification_required: settings.subject_identity_verification_required,
      disable_consent_identity_verification: settings.disable_consent_identity_verification,
      valid_email_config_exists: settings.can_send,
    };
  }

  @Get('messaging/email-invite/status')
  @FidesEndpoint({
    summary:
      'Returns whether staff can be invited: the active provider is ready to send e-mail and `admin_ui.url` is set.',
    reply: InviteStatus,
  })
  async readInvites(): Promise<InviteStatus> {
    return { enabled: (await this.settings()).can_invite_by_email };
  }

  /** From the broker: a change that was answered is seen. Without a token there is one organization. */
  private async settings(): Promise<PublicOrganizationSettings> {
    const settings = await this.bus.read(PublicSettings, defaultOrganization);
    if (!settings) throw new AppError('unavailable', { state: PublicSettings.bucket });
    return settings;
  }
}
