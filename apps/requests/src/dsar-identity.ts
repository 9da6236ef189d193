import {
  canonicalPhone,
  isPlainEmail,
  phonePattern,
  type CreateDsarRequestRequest,
  type PersonIdentity,
} from '@subjectline/contracts';

type Asking = Pick<CreateDsarRequestRequest, 'organization_user_id' | 'request_fields' | 'user'>;

/**
 * Who a request by Didomi's API is about, in the core's words. Messages go to the address that its form asked for, else
 * to the one that the person is known by, else to their name where that is one.
 */
export function identityOf({ organization_user_id, request_fields, user }: Asking): PersonIdentity {
  const name = organization_user_id.trim();
  const email = [answerTo('email', request_fields), user?.email?.trim(), name].find(isAddress);
  const phone = answerTo('phone_number', request_fields);
  return {
    ...(email && { email }),
    ...(phone && phonePattern.test(phone) && { phone_number: canonicalPhone(phone) }),
    ...(name !== email && { external_id: name }),
  };
}

function answerTo(field: string, fields: Asking['request_fields']): string | undefined {
  const answer = fields?.find(({ field_id }) => field_id === field)?.value;
  return typeof answer === 'string' ? answer.trim() : undefined;
}

function isAddress(value: string | undefined): value is string {
  return value !== undefined && value.length <= 320 && isPlainEmail(value);
}
