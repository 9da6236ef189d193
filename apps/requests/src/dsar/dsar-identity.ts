import {
  AppError,
  canonicalPhone,
  isPhoneAllowed,
  isPlainEmail,
  phonePattern,
  reachableChannels,
  type CreateDsarRequestRequest,
  type OrganizationSettings,
  type PersonIdentity,
} from '@subjectline/contracts';
import { addressOf, channelFor } from '../person/request-identity';

type NewDsarRequest = Pick<CreateDsarRequestRequest, 'organization_user_id' | 'request_fields' | 'user'>;

/**
 * The identity of a request of Didomi's API. Messages go to the e-mail address of its form, else of its user, else to
 * `organization_user_id` where that is an address.
 */
export function identityOf({ organization_user_id, request_fields, user }: NewDsarRequest): PersonIdentity {
  const name = organization_user_id.trim();
  const email = [answerTo('email', request_fields), user?.email?.trim(), name].find(isAddress);
  const phone = answerTo('phone_number', request_fields);
  return {
    ...(email && { email }),
    ...(phone && phonePattern.test(phone) && { phone_number: canonicalPhone(phone) }),
    ...(name !== email && { external_id: name }),
  };
}

/** Refuses a phone number of a country that is not enabled, when there is no e-mail address beside it. */
export function requireCountry(identity: PersonIdentity, settings: OrganizationSettings): void {
  const address = addressOf(identity);
  const channel = channelFor(address, reachableChannels(settings)) ?? channelFor(address, ['email', 'sms']);
  if (channel !== 'sms' || isPhoneAllowed(address.phone_number ?? '', settings.sms_countries)) return;
  const message = 'is of a country that is not enabled: add it to sms.allowed_countries';
  const path = ['request_fields', 'phone_number'];
  throw new AppError('invalid', {}, [{ path, rule: 'isPhoneAllowed', message }]);
}

function answerTo(field: string, fields: NewDsarRequest['request_fields']): string | undefined {
  const answer = fields?.find(({ field_id }) => field_id === field)?.value;
  return typeof answer === 'string' ? answer.trim() : undefined;
}

function isAddress(value: string | undefined): value is string {
  return value !== undefined && value.length <= 320 && isPlainEmail(value);
}
