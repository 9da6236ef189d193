import { Type } from 'class-transformer';
import { IsDefined, IsEmail, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { IsPhoneNumber, IsPlainEmail, IsReachablePhone } from './contact-rules';

/** Where a person can be reached. */
export class Address {
  @IsOptional()
  @IsEmail()
  email?: string | null;

  @IsOptional()
  @IsPhoneNumber()
  phone_number?: string | null;
}

/** The same as a caller gives it. */
export class ContactAddress extends Address {
  @IsPlainEmail('must be an email')
  declare email?: string | null;

  @IsReachablePhone()
  declare phone_number?: string | null;
}

/** What a message is about to say and to whom. It crosses streams and tables only sealed, bound to `messageContext`. */
export class SealedContent {
  @IsDefined()
  @ValidateNested()
  @Type(() => Address)
  to!: Address;

  @IsObject()
  variables!: Record<string, string>;
}

/** What a message's sealed content is bound to. */
export function messageContext(organization: string, messageId: string): string {
  return `message:${organization}:${messageId}`;
}
