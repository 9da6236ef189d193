import { Int, ObjectOf, Text } from '@subjectline/schema';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { AppError, userRights, type Translations, type UserRight } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { listReply, sliceFrom, sliceOf, SliceQuery, type DidomiList } from '../didomi/list';

const [right] = userRights;
const Translated = (example: Translations | undefined) =>
  ObjectOf<Translations>({ example, schema: { additionalProperties: { type: 'string' } } });

class UserRightResource {
  @Text({ example: right?.id }) id!: string;
  @Text({ example: right?.name }) name!: string;
  @Translated(right?.label) label!: Translations;
  @Translated(right?.title) title!: Translations;
  @Translated(right?.description) description!: Translations;
  @Text({ example: right?.regulation_id }) regulation_id!: string;

  /** In days. */
  @Int({ example: right?.expiration_time }) expiration_time!: number;

  /** Its name in Fides' API. */
  @Text({ example: right?.policyKey }) policy_key!: string;
}

const scope = 'privacy-request:read';
const rights = userRights.map(toUserRightResource);

/** The rights of persons. The list is the same for every organization. */
@ApiTags('Didomi: privacy requests')
@Controller('dsar/user-rights')
export class UserRightsController {
  @Get()
  @DidomiEndpoint({
    summary: 'Lists the rights that a privacy request can exercise, with their labels and days to answer.',
    scope,
    ...listReply(UserRightResource),
  })
  list(@Query() query: SliceQuery): DidomiList<UserRightResource> {
    return sliceOf(rights, sliceFrom(query));
  }

  @Get(':id')
  @DidomiEndpoint({
    summary: 'Returns a right.',
    scope,
    reply: UserRightResource,
    errors: ['user_right_unknown'],
  })
  read(@Param('id') id: string): UserRightResource {
    const found = rights.find((one) => one.id === id);
    if (!found) throw new AppError('user_right_unknown', { id });
    return found;
  }
}

function toUserRightResource({ policyKey, fulfilledKind: _kind, ...rest }: UserRight): UserRightResource {
  return { ...rest, policy_key: policyKey };
}
