import { inbox } from './inbox';
import { mailchimp } from './mailchimp';
import { mailgun } from './mailgun';
import type { Provider } from './provider';
import { sendgrid } from './sendgrid';
import { ses } from './ses';
import { smtp } from './smtp';
import { twilioSms } from './twilio-sms';

/** Which providers exist, by the service type that the API calls them by. */
export const providers: Record<string, Provider> = {
  [mailgun.serviceType]: mailgun,
  [sendgrid.serviceType]: sendgrid,
  [twilioSms.serviceType]: twilioSms,
  [mailchimp.serviceType]: mailchimp,
  [ses.serviceType]: ses,
  [smtp.serviceType]: smtp,
  [inbox.serviceType]: inbox,
};

export { apartFields, Field, formFields, type FieldLabel, type FormField } from './settings/field';
export { ProviderError, type Outcome, type ProviderFailure } from './provider-error';
export type { DeliveryReport, ReportCall, ReportOptions, ReportReader, SignedReports } from './report';
export type {
  Account,
  BeforeLeaving,
  InlinePicture,
  KeptMessage,
  OutgoingMessage,
  Provider,
  ProviderOptions,
  ProviderSettings,
  SearchAnswer,
  Sent,
  SoughtMessage,
} from './provider';
export { connectionsPerAccount } from './http/transport';
export { settingsIssue, type SettingsIssue } from './settings/settings-issue';
