import type { DidomiTemplateId } from '@subjectline/contracts';

/* Descriptions of types for template authors. */

export const typeDescriptions: Readonly<Record<DidomiTemplateId, string>> = {
  'confirm-consent-changed': 'Tells a person that a change of their choices was taken into account.',
  'consents-user-created': 'Welcomes a person after their first consent event, with a link to their choices.',
  'validation-approval-file': 'Asks an approver to approve a change of consent that is backed by a document.',
  'validation-approval-signature':
    'Asks an approver to approve a change of consent that is backed by a signature.',
  'validation-double-optin': 'Asks a person to confirm their choices before they count.',
  'privacy-center-auth': 'Lets a person into the Preference Center by a link.',
  'privacy-center-auth-otp-code': 'Lets a person into the Preference Center by a code of six digits.',
  'request-status-fulfilled-access-my-data': 'Tells a person that their request for access is fulfilled.',
  'request-status-fulfilled-delete-my-data': 'Tells a person that their data was deleted as they asked.',
  'request-verify': 'Asks a person to confirm that a privacy request is theirs.',
  'request-status-fulfilled-opt-out': 'Tells a person that they are opted out as they asked.',
  'request-status-refused': 'Tells a person that their privacy request was refused.',
  'request-status-wip': 'Tells a person that work on their privacy request has begun.',
};
