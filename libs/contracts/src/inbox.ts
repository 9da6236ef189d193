import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { channels, type Channel } from './messages';
import { IsOrganization } from './rules';

/** A message kept by the `inbox` provider, whole: this provider is for development. */
export class InboxMessage {
  @IsString()
  id!: string;

  @IsIn([...channels])
  channel!: Channel;

  @IsString()
  to!: string;

  @IsOptional()
  @IsString()
  subject!: string | null;

  @IsOptional()
  @IsString()
  html!: string | null;

  @IsString()
  text!: string;

  /** Null where no name was given. */
  @IsOptional()
  @IsString()
  from_name!: string | null;

  /** Where answers would go; empty where they would go to the sender. */
  @IsArray()
  @IsString({ each: true })
  reply_to!: string[];

  @IsISO8601()
  sent_at!: string;
}

export class Inbox {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => InboxMessage)
  messages!: InboxMessage[];
}

export class ReadInboxRequest {
  @IsOrganization()
  organization!: string;

  @IsInt()
  @Min(1)
  @Max(100)
  limit!: number;
}

/** Newest first. */
export const ReadInbox = defineCall({
  owner: 'dispatch',
  name: 'read-inbox',
  request: ReadInboxRequest,
  reply: Inbox,
  askedBy: ['gateway'],
});
