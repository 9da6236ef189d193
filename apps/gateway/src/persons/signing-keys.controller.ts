import { Controller, Get } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ListSigningKeys, SigningKeys } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';

@ApiTags('Persons')
@Controller('.well-known')
export class SigningKeysController {
  constructor(private readonly bus: Bus) {}

  @Get('jwks.json')
  @NativeEndpoint({
    summary:
      'Returns the public keys that certificates of erasure are verified with, those of the past included.',
    reply: SigningKeys,
  })
  keys(): Promise<SigningKeys> {
    return this.bus.ask(ListSigningKeys, { of: 'signing_keys' });
  }
}
