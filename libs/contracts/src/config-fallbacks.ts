import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsObject,
  IsString,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { IsOrganization } from './rules';

/** Keys of provider configs to go on with where the active one fails, in this order. */
export class ProviderFallbacks {
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  email: string[] = [];

  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  sms: string[] = [];
}

export class ReadProviderFallbacksRequest {
  @IsOrganization()
  organization!: string;
}

export class SaveProviderFallbacksRequest extends ReadProviderFallbacksRequest {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ProviderFallbacks)
  fallbacks!: ProviderFallbacks;
}

export const ReadProviderFallbacks = defineCall({
  owner: 'config',
  name: 'read-provider-fallbacks',
  request: ReadProviderFallbacksRequest,
  reply: ProviderFallbacks,
  askedBy: ['gateway'],
});

/** Replaces both lists. Every key has to be that of a config which can send on that channel. */
export const SaveProviderFallbacks = defineCall({
  owner: 'config',
  name: 'save-provider-fallbacks',
  request: SaveProviderFallbacksRequest,
  reply: ProviderFallbacks,
  askedBy: ['gateway'],
});
