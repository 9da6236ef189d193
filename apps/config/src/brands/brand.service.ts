import { Injectable } from '@nestjs/common';
import {
  AppError,
  maxBrands,
  type Brand,
  type BrandList,
  type BrandLogoContent,
  type BrandPlace,
  type ReadBrandLogoRequest,
  type SaveBrandLogoRequest,
  type SaveBrandRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { BrandStore, noLogo, type BrandKey } from '../state/brand.store';
import { SettingsPublisher } from '../state/settings.publisher';
import { readLogo } from './logo';

@Injectable()
export class BrandService {
  constructor(
    private readonly store: BrandStore,
    private readonly publisher: SettingsPublisher,
  ) {}

  read(place: BrandPlace): Promise<Brand> {
    return this.store.read(keyOf(place));
  }

  async list({ organization }: BrandPlace): Promise<BrandList> {
    return { brands: await this.store.list(organization) };
  }

  save({ brand, ...place }: SaveBrandRequest): Promise<Brand> {
    return this.change(place, (key, transaction) => this.store.write(key, brand, transaction));
  }

  saveLogo({ content, ...place }: SaveBrandLogoRequest): Promise<Brand> {
    const logo = readLogo(content);
    return this.change(place, (key, transaction) => this.store.writeLogo(key, logo, transaction));
  }

  deleteLogo(place: BrandPlace): Promise<Brand> {
    return this.change(place, (key, transaction) => this.store.writeLogo(key, noLogo, transaction));
  }

  async delete(place: BrandPlace): Promise<BrandPlace> {
    await this.change(place, (key, transaction) => this.store.delete(key, transaction));
    return place;
  }

  async readLogo({ organization, id }: ReadBrandLogoRequest): Promise<BrandLogoContent> {
    const found = await this.store.readLogo(organization, id);
    if (!found?.logo || !found.logo_type) throw new AppError('logo_unknown', { id });
    return { type: found.logo_type, content: found.logo.toString('base64') };
  }

  private change(
    place: BrandPlace,
    work: (key: BrandKey, transaction: Transaction) => Promise<void>,
  ): Promise<Brand> {
    const key = keyOf(place);
    return this.publisher.change(place.organization, async (transaction) => {
      await work(key, transaction);
      const brands = await this.store.list(place.organization, transaction);
      if (brands.length > maxBrands) throw new AppError('brand_limit', { max: maxBrands });
      return this.store.read(key, transaction);
    });
  }
}

function keyOf({ organization, property_id }: BrandPlace): BrandKey {
  return { organization, property_id: property_id ?? '' };
}
