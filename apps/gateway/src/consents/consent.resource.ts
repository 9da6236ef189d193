import {
  ConsentEvent,
  ConsentEventResult,
  ConsentProof,
  ConsentUser,
  OrganizationId,
} from '@subjectline/contracts';
import { Text } from '@subjectline/schema';

/* What the consent routes answer with: the contract, and the organization. */

export class ConsentEventResource extends ConsentEvent {
  @OrganizationId organization_id!: string;
}

export class ConsentEventAnswer extends ConsentEventResult {
  @OrganizationId organization_id!: string;
}

export class ConsentUserResource extends ConsentUser {
  @OrganizationId organization_id!: string;
}

export class ConsentProofResource extends ConsentProof {
  @OrganizationId organization_id!: string;
}

export const dataExample = 'data:application/pdf;base64,JVBERi0xLjcK…';

export class ConsentProofContentResource extends ConsentProofResource {
  @Text({ example: dataExample }) data!: string;
}

const address = 'ada@example.com';

/** As the page about templates has it, with a double opt-in. */
export const eventInputExample = {
  user: { organization_user_id: address, metadata: { redirect_url: 'https://www.example.com/thanks' } },
  consents: { purposes: [{ id: 'newsletter', enabled: true }] },
  validation: { method: 'email' },
};
