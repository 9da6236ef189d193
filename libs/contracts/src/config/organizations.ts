import { Int, ListOf, Nested, Text, Timestamp, With } from '@subjectline/schema';
import { ClientSecret } from './clients';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';
import { SliceRequest } from '../values/page';

const call = callOf('config', { askedBy: ['gateway'] });

/* Organizations share the installation and nothing else. `default` is always there; its root client makes the others. */

const Name = Text({ pattern: /\S/, message: 'name must not be empty', max: 200 });

export class CreateOrganizationRequest {
  @OrganizationId id!: string;
  @Name name!: string;

  /** The caller's scopes, which the first client gets within its own organization. */
  @ListOf(Text(), { max: 200 }) caller_scopes!: string[];
}

export class Organization {
  @With(OrganizationId, { example: 'acme' }) id!: string;
  @Text({ example: 'Acme' }) name!: string;
  @Timestamp created_at!: string;
}

export class CreatedOrganization extends Organization {
  /** Its secret is shown only here. */
  @Nested(() => ClientSecret) client!: ClientSecret;
}

/** An organization and its first client. Refused with `organization_taken`. */
export const CreateOrganization = call(
  'create-organization',
  CreateOrganizationRequest,
  CreatedOrganization,
  { creates: true },
);

export class RenameOrganizationRequest {
  @OrganizationId id!: string;
  @Name name!: string;
}

/** Its id stays. Refused with `organization_unknown`. */
export const RenameOrganization = call('rename-organization', RenameOrganizationRequest, Organization);

export class OrganizationList {
  @ListOf(() => Organization) items!: Organization[];
  @Int() total!: number;
}

/** Oldest first. */
export const ListOrganizations = call('list-organizations', SliceRequest, OrganizationList);
