import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppError, userRights, type Translations, type UserRight } from '@subjectline/contracts';
import type { Query as QueryValues } from '../http/page';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf, text, type HandSchema } from '../openapi/shape';
import { didomiListShape, readSlice, sliceOf, sliceQuery, type DidomiList } from '../didomi/list';

interface UserRightResource {
  readonly id: string;
  readonly name: string;
  readonly label: Translations;
  readonly title: Translations;
  readonly description: Translations;
  readonly regulation_id: string;
  /** In days. */
  readonly expiration_time: number;
  /** Its name in Fides' API. */
  readonly policy_key: string;
}

const scope = 'privacy-request:read';
const rights = userRights.map(toUserRightResource);
const translations: HandSchema = { type: 'object', additionalProperties: text };
const shape = objectOf({
  id: text,
  name: text,
  label: translations,
  title: translations,
  description: translations,
  regulation_id: text,
  expiration_time: { type: 'integer' },
  policy_key: text,
});

/** The rights of persons. The list is the same for every organization. */
@ApiTags('Didomi: privacy requests')
@Controller('dsar/user-rights')
export class UserRightsController {
  @Get()
  @DidomiEndpoint({
    summary: 'Lists the rights that a privacy request can exercise, with their labels and days to answer.',
    scope,
    query: sliceQuery,
    reply: didomiListShape(shape),
    replyExample: sliceOf(rights, { skip: 0, limit: 1 }),
  })
  list(@Query() query: QueryValues): DidomiList<UserRightResource> {
    return sliceOf(rights, readSlice(query));
  }

  @Get(':id')
  @DidomiEndpoint({
    summary: 'Returns a right.',
    scope,
    reply: shape,
    replyExample: rights[0],
    errors: ['user_right_unknown'],
  })
  read(@Param('id') id: string): UserRightResource {
    const right = rights.find((one) => one.id === id);
    if (!right) throw new AppError('user_right_unknown', { id });
    return right;
  }
}

function toUserRightResource({ policyKey, fulfilledKind: _kind, ...right }: UserRight): UserRightResource {
  return { ...right, policy_key: policyKey };
}
