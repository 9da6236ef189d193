import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  DeleteBrand,
  DeleteBrandLogo,
  ListBrands,
  ReadBrand,
  ReadBrandLogo,
  SaveBrand,
  SaveBrandLogo,
} from '@subjectline/contracts';
import { StateModule } from '../state/state.module';
import { BrandService } from './brand.service';

@Module({
  imports: [StateModule],
  controllers: [
    answering(BrandService, {
      read: ReadBrand,
      list: ListBrands,
      save: SaveBrand,
      delete: DeleteBrand,
      saveLogo: SaveBrandLogo,
      deleteLogo: DeleteBrandLogo,
      readLogo: ReadBrandLogo,
    }),
  ],
  providers: [BrandService],
})
export class BrandsModule {}
