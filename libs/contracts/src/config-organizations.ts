import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsInt,
  IsISO8601,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ClientSecret } from './config-clients';
import { defineCall } from './define';
import { IsOrganization } from './rules';
import { SliceRequest } from './page';

/* Organizations share the installation and nothing else. `default` is always there; its root client makes the others. */

export class CreateOrganizationRequest {
  @IsOrganization()
  id!: string;

  @IsString()
  @Matches(/\S/, { message: 'name must not be empty' })
  @MaxLength(200)
  name!: string;

  /** What the caller may do: its first client can do the same, within its own organization. */
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  caller_scopes!: string[];
}

export class Organization {
  @IsOrganization()
  id!: string;

  @IsString()
  name!: string;

  @IsISO8601()
  created_at!: string;
}

export class CreatedOrganization extends Organization {
  /** Its secret is shown this once. */
  @IsDefined()
  @ValidateNested()
  @Type(() => ClientSecret)
  client!: ClientSecret;
}

/** An organization and its first client. Refused with `organization_taken`. */
export const CreateOrganization = defineCall({
  owner: 'config',
  name: 'create-organization',
  request: CreateOrganizationRequest,
  reply: CreatedOrganization,
  askedBy: ['gateway'],
  creates: true,
});

export class OrganizationList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Organization)
  items!: Organization[];

  @IsInt()
  total!: number;
}

/** Oldest first. */
export const ListOrganizations = defineCall({
  owner: 'config',
  name: 'list-organizations',
  request: SliceRequest,
  reply: OrganizationList,
  askedBy: ['gateway'],
});
