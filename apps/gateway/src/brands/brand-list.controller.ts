import { Controller, Get } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { BrandList, ListBrands } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

@ApiTags('Brand')
@Controller('api/v1/brands')
export class BrandListController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: "Lists the organization's brand and those of its properties.",
    scope: 'config:read',
    reply: BrandList,
  })
  list(@CallerOf() { organization }: Caller): Promise<BrandList> {
    return this.bus.ask(ListBrands, { organization });
  }
}
