import { Controller, Delete, Get, Put, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  Brand,
  DeleteBrand,
  DeleteBrandLogo,
  ReadBrand,
  SaveBrand,
  SaveBrandLogo,
} from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { SaveBrandBody, SaveBrandLogoBody } from './brand.bodies';
import { BrandQuery } from './brand.query';

/** A picture of one pixel is too small; this is only where its beginning would be. */
const logoExample = { content: 'iVBORw0KGgoAAAANSUhEUgAAAUAAAABQCAIAAAB…' };

/** Who messages and pages come from. */
@ApiTags('Brand')
@Controller('api/v1/brand')
export class BrandController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the brand of the organization, or of one of its properties. Null is what was not set.',
    scope: 'config:read',
    reply: Brand,
  })
  read(@CallerOf() { organization }: Caller, @Query() { property_id }: BrandQuery): Promise<Brand> {
    return this.bus.ask(ReadBrand, { organization, property_id });
  }

  @Put()
  @NativeEndpoint({
    summary: 'Replaces a brand, all but its logo. What is left out is not shown any more.',
    scope: 'config:update',
    reply: Brand,
    errors: ['brand_limit'],
  })
  save(
    @CallerOf() { organization }: Caller,
    @Query() { property_id }: BrandQuery,
    @JsonBody() brand: SaveBrandBody,
  ): Promise<Brand> {
    return this.bus.ask(SaveBrand, { organization, property_id, brand });
  }

  @Delete()
  @NativeEndpoint({
    summary: 'Deletes a brand and its logo. Succeeds if there is none.',
    scope: 'config:update',
    status: 204,
  })
  async delete(@CallerOf() { organization }: Caller, @Query() { property_id }: BrandQuery): Promise<void> {
    await this.bus.ask(DeleteBrand, { organization, property_id });
  }

  @Put('logo')
  @NativeEndpoint({
    summary: 'Sets the logo: a PNG, JPEG, GIF or WebP picture of at most 60 KB, in base64 or as a data URI.',
    scope: 'config:update',
    bodyExample: logoExample,
    reply: Brand,
    errors: ['brand_limit'],
  })
  saveLogo(
    @CallerOf() { organization }: Caller,
    @Query() { property_id }: BrandQuery,
    @JsonBody() { content }: SaveBrandLogoBody,
  ): Promise<Brand> {
    return placed('body', this.bus.ask(SaveBrandLogo, { organization, property_id, content }));
  }

  @Delete('logo')
  @NativeEndpoint({
    summary: 'Removes the logo. Succeeds if there is none.',
    scope: 'config:update',
    status: 204,
  })
  async deleteLogo(
    @CallerOf() { organization }: Caller,
    @Query() { property_id }: BrandQuery,
  ): Promise<void> {
    await this.bus.ask(DeleteBrandLogo, { organization, property_id });
  }
}
