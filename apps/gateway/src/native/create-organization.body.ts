import { IsOrganization } from '@subjectline/contracts';
import { IsString, Matches, MaxLength } from 'class-validator';

export class CreateOrganizationBody {
  /** Lower-case letters, digits, `_` and `-`; it cannot be changed. Pages in browsers name the organization by it. */
  @IsOrganization()
  id!: string;

  @IsString()
  @Matches(/\S/, { message: 'name must not be empty' })
  @MaxLength(200)
  name!: string;
}
