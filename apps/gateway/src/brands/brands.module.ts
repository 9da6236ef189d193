import { Module } from '@nestjs/common';
import { BrandListController } from './brand-list.controller';
import { BrandController } from './brand.controller';
import { LogoController } from './logo.controller';

@Module({ controllers: [BrandController, BrandListController, LogoController] })
export class BrandsModule {}
