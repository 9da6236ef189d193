import { Flag, ListOf, Nullable, OneOf, Text } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { settingsVerdicts, TrySettingsRequest, type SettingsVerdict } from './provider-setup';
import { ProviderName } from './providers';

const callConfig = callOf('config', { askedBy: ['gateway'] });
const callDispatch = callOf('dispatch', { askedBy: ['config'] });

/**
 * `once`: the vendor is told the address once; `by_hand`: so, and only at the vendor itself; `with_each_message`: it needs
 * no setup; `none`: it does not report.
 */
export const reportSetups = ['once', 'by_hand', 'with_each_message', 'none'] as const;

/** Whether delivery reports of a config can be verified. */
export class ReportReadiness {
  @OneOf(reportSetups, { example: 'once' }) setup!: (typeof reportSetups)[number];

  /** The secrets of the config that reports are verified with; one of them is enough. */
  @ListOf(Text(), { example: ['mailgun_webhook_signing_key'] }) secrets!: string[];

  /** One of them is stored. Reports are refused without. */
  @Flag ready!: boolean;
}

export const ReadReportReadiness = callConfig('read-report-readiness', ProviderName, ReportReadiness);

export class SetUpReportsRequest extends ProviderName {
  /** Where the vendor is to report to. */
  @Text({ max: 2_048 }) url!: string;
}

/** Registers an address for delivery reports with the vendor, and stores what it signs them with. */
export const SetUpReports = callConfig('set-up-reports', SetUpReportsRequest, ReportReadiness, {
  // longer than the timeout for the vendor
  timeoutMs: 20_000,
});

export class RegisterReportsRequest extends TrySettingsRequest {
  @Text({ max: 2_048 }) url!: string;
}

export class RegisteredReports {
  /** Undecided if the vendor was not reached or gave no clear response. */
  @OneOf(settingsVerdicts) verdict!: SettingsVerdict;
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;

  /** What the vendor signs with, sealed for the config. Null if it was not accepted. */
  @Nullable(Text()) sealed_secrets!: string | null;
}

/** Registers an address with the vendor. */
export const RegisterReports = callDispatch('register-reports', RegisterReportsRequest, RegisteredReports, {
  // a provider has twelve seconds
  timeoutMs: 15_000,
});
