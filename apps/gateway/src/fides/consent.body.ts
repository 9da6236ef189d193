import {
  AppError,
  ConsentPreference,
  ExecutableOption,
  keyPattern,
  requestSources,
  RequestIdentity,
  type CreateConsentRequestRequest,
  type SaveConsentRequest,
} from '@subjectline/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { checkPlaced, readOpenBody, requireBody } from '../http/placed';
import { isObject, problemsOfFields, readIdentity } from './request-identity';

class ConsentRequestBody {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestIdentity)
  identity!: RequestIdentity;

  @IsOptional()
  @IsObject()
  custom_privacy_request_fields?: CreateConsentRequestRequest['custom_privacy_request_fields'];

  @IsOptional()
  @IsString()
  @MaxLength(64)
  property_id?: string | null;

  @IsOptional()
  @IsIn([...requestSources])
  source?: string | null;
}

export class ConsentChangesBody {
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ConsentPreference)
  consent!: ConsentPreference[];

  /** The one that was verified; it stays right until it expires. */
  @IsOptional()
  @IsString()
  @MaxLength(32_000)
  code?: string | null;

  /** What asks the engine to act; `default_consent_policy` unless told. */
  @IsOptional()
  @IsString()
  @Matches(keyPattern)
  @MaxLength(256)
  policy_key?: string | null;

  /** Where one is executable, a privacy request is made of it. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ExecutableOption)
  executable_options?: ExecutableOption[] | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestIdentity)
  browser_identity?: RequestIdentity | null;
}

export function readConsentRequest(body: unknown): ConsentRequestBody {
  requireBody(body);
  if (!isObject(body)) return readOpenBody(ConsentRequestBody, body);
  const { identity, problems } = readIdentity(body['identity'], ['body', 'identity']);
  const name = 'custom_privacy_request_fields';
  const all = [...problems, ...problemsOfFields(body[name], ['body', name])];
  if (all.length > 0) throw new AppError('invalid', {}, all);
  return readOpenBody(ConsentRequestBody, { ...body, ...('identity' in body && { identity }) });
}

/** An identity that is the whole of a body. */
export function readIdentityBody(body: unknown): RequestIdentity {
  requireBody(body);
  const { identity, problems } = readIdentity(body, ['body']);
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
  return checkPlaced('body', RequestIdentity, identity);
}

export function readConsentChanges(
  body: unknown,
): Pick<SaveConsentRequest, 'consent' | 'code' | 'policy_key' | 'executable_options' | 'browser_identity'> {
  return readOpenBody(ConsentChangesBody, body);
}
