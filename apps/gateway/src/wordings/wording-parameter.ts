import { messageKind, type MessageKindId, type Parameter } from '@subjectline/contracts';
import { Flag, OneOf, Text } from '@subjectline/schema';

/** What a wording of a kind may name. */
export class ParameterResource implements Parameter {
  @Text() name!: string;
  @OneOf(['text', 'number', 'code', 'link', 'date', 'flag']) type!: Parameter['type'];
  @Flag required!: boolean;

  /** Required: a wording without it is refused. */
  @Flag mandatory!: boolean;
  @Flag secret!: boolean;
  @Text() sample!: string;
  @Text() description!: string;
}

export function parametersOf(kind: MessageKindId): ParameterResource[] {
  return Object.entries(messageKind(kind).parameters).map(([name, parameter]) => ({
    name,
    ...parameter,
    mandatory: parameter.required && parameter.secret,
    description: parameterDescriptions[name] ?? '',
  }));
}

const parameterDescriptions: Readonly<Record<string, string>> = {
  privacy_center_url: 'The link that opens the Preference Center for this person, once.',
  validation_approve_url:
    'The link to the page on which the choices are approved. It has a query: `&redirect_url=` may follow it.',
  code: 'The code of six digits.',
  confirmation_link: 'The link to the page on which the person confirms the request.',
  download_link: 'Where the person finds their data; given with the change to `fulfilled`.',
  reference: 'The reference number of the request, to be quoted over the phone.',
  received_on: 'The date of receipt, written in the language of the message.',
  due_date: 'The date until which its person has an answer, where a law says it.',
  user_right_label: 'What the person asked for, in their words and language.',
  reason: 'Why the request was refused; given with the change to `refused`.',
  minutes: 'For how many minutes the code or the link works.',
  days: 'For how many days the link works.',
  not_me_link: 'The link to report that the request was not made by the recipient.',
  earlier_code_works: 'Set when the code that was sent before works as well: for `{{#if}}`, not to be shown.',
  earlier_code_ended:
    'Set when this code replaces the one that was sent before: for `{{#if}}`, not to be shown.',
};
