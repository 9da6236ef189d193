import type { DidomiTemplateId } from '@subjectline/contracts';

/* Descriptions of types and variables for template authors. */

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

export const parameterDescriptions: Readonly<Record<string, string>> = {
  privacy_center_url: 'The link that opens the Preference Center for this person, once.',
  validation_approve_url:
    'The link to the page on which the choices are approved. It has a query: `&redirect_url=` may follow it.',
  code: 'The code of six digits.',
  confirmation_link: 'The link to the page on which the person confirms the request.',
  download_link: 'Where the person finds their data; given with the change to `fulfilled`.',
  reference: 'The reference number of the request, to be quoted over the phone.',
  received_on: 'The date of receipt, written in the language of the message.',
  user_right_label: 'What the person asked for, in their words and language.',
  reason: 'Why the request was refused; given with the change to `refused`.',
  minutes: 'For how many minutes the code or the link works.',
  days: 'For how many days the link works.',
  not_me_link: 'The link to report that the request was not made by the recipient.',
  earlier_code_works: 'Set when the code that was sent before works as well: for `{{#if}}`, not to be shown.',
  earlier_code_ended:
    'Set when this code replaces the one that was sent before: for `{{#if}}`, not to be shown.',
};
