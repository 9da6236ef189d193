import {
  DsarRequest,
  DsarWarning,
  OrganizationId,
  RequestNote,
  type DsarOutcome,
} from '@subjectline/contracts';
import { ListOf } from '@subjectline/schema';

/** A request as Didomi's API shows it, with the organization that it belongs to. */
export class DsarResource extends DsarRequest {
  @OrganizationId readonly organization_id!: string;
}

export class DsarAnswer extends DsarResource {
  /** Problems that did not stop the call, such as a message without a recipient. */
  @ListOf(() => DsarWarning, { example: [] }) readonly warnings!: readonly DsarWarning[];
}

export class NoteResource extends RequestNote {
  @OrganizationId readonly organization_id!: string;
}

export function toDsarAnswer(organization_id: string, { request, warnings }: DsarOutcome): DsarAnswer {
  return { ...toResource(organization_id, request), warnings };
}

/** The organization right after the id, as Didomi writes it. */
export function toResource<Item extends { id: string }>(
  organization_id: string,
  { id, ...rest }: Item,
): Item & { organization_id: string } {
  return { id, organization_id, ...rest } as Item & { organization_id: string };
}

/** A request from a form in French, which its person has still to confirm. */
export const createExample = {
  organization_user_id: 'ada@example.com',
  user_right_id: 'cpra_delete_my_data',
  status: 'unverified',
  request_fields: [{ field_id: 'email', value: 'ada@example.com' }],
  source: { type: 'DSAR', country: 'FR' },
  locale: 'fr',
  redirect_url: 'https://www.example.com/thanks',
};
