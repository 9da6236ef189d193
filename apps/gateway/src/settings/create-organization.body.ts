import { PickFields, Text } from '@subjectline/schema';
import { OrganizationId, RenameOrganizationRequest } from '@subjectline/contracts';

export class CreateOrganizationBody {
  /** Lower-case letters, digits, `_` and `-`; it cannot be changed. Pages in browsers name the organization by it. */
  @OrganizationId id!: string;
  @Text({ pattern: /\S/, message: 'name must not be empty', max: 200 }) name!: string;
}

export class RenameOrganizationBody extends PickFields(RenameOrganizationRequest, ['name']) {}
