import { OneOf, Text } from '@subjectline/schema';
import type { Channel, ProviderIssue, ProviderReadiness } from '@subjectline/contracts';

export class MessagingStatus {
  @OneOf(['configured', 'not configured']) config_status!: 'configured' | 'not configured';
  @Text({ example: 'Active default messaging service of type MAILGUN is fully configured' }) detail!: string;
}

const issueTexts: Readonly<Record<ProviderIssue, (serviceType: string, channel?: Channel) => string>> = {
  none_active: (_type, channel) =>
    `No active default messaging configuration found${channel ? ` for ${channel}` : ''}`,
  details_invalid: (type) => `Invalid or unpopulated details on ${type} messaging configuration`,
  secrets_missing: (type) => `No secrets found for ${type} messaging configuration`,
  secrets_invalid: (type) => `Invalid secrets found on ${type} messaging configuration`,
};

/** Only the good news names the type in upper case: so does the page that users compare with. */
export function messagingStatusOf(
  { issue, service_type }: ProviderReadiness,
  channel: Channel | undefined,
): MessagingStatus {
  const type = service_type ?? '';
  if (issue) return { config_status: 'not configured', detail: issueTexts[issue](type, channel) };
  const detail = `Active default messaging service of type ${type.toUpperCase()} is fully configured`;
  return { config_status: 'configured', detail };
}
