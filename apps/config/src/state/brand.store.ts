import { Injectable } from '@nestjs/common';
import { Clock, type Brand, type BrandDetails, type LogoType } from '@subjectline/contracts';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';

interface BrandRow {
  readonly organization: string;
  /** Empty: the organization's. */
  readonly property_id: string;
  readonly document: Partial<BrandDetails>;
  readonly logo_id: string | null;
  readonly logo_type: LogoType | null;
  readonly logo_width: number | null;
  readonly logo_height: number | null;
  readonly logo_bytes: number | null;
  readonly changed_at: Date;
}

interface StoredBrand extends BrandRow {
  readonly logo: Buffer | null;
}

/** Where a brand is kept; an empty property is the organization itself. */
export type BrandKey = Pick<BrandRow, 'organization' | 'property_id'>;
export type StoredLogo = Required<Pick<StoredBrand, 'logo' | 'logo_id' | 'logo_type'>> &
  Pick<BrandRow, 'logo_width' | 'logo_height' | 'logo_bytes'>;

const stored = new Table<StoredBrand>('brands');
const brands = new Table<BrandRow>('brands', [
  'organization',
  'property_id',
  'document',
  'logo_id',
  'logo_type',
  'logo_width',
  'logo_height',
  'logo_bytes',
  'changed_at',
]);

export const noLogo: StoredLogo = {
  logo: null,
  logo_id: null,
  logo_type: null,
  logo_width: null,
  logo_height: null,
  logo_bytes: null,
};

@Injectable()
export class BrandStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(key: BrandKey, on: Queryable = this.database): Promise<Brand> {
    return toBrand(await brands.find(on, key), key);
  }

  /** The organization's first. */
  async list(organization: string, on: Queryable = this.database): Promise<Brand[]> {
    const rows = await brands.list(on, { organization }, 'property_id');
    return rows.map((row) => toBrand(row, row));
  }

  async readLogo(
    organization: string,
    logo_id: string,
  ): Promise<Pick<StoredBrand, 'logo' | 'logo_type'> | null> {
    return stored.find(this.database, { organization, logo_id });
  }

  /** Read and write within the same change of the organization (`SettingsPublisher.change`). */
  async write(key: BrandKey, document: BrandDetails, on: Transaction): Promise<void> {
    await stored.upsert(on, key, { document, changed_at: this.clock.now() });
  }

  async writeLogo(key: BrandKey, logo: StoredLogo, on: Transaction): Promise<void> {
    const changed_at = this.clock.now();
    if (await stored.updateReturning(on, key, { ...logo, changed_at })) return;
    if (logo.logo) await stored.insert(on, { ...key, document: {}, ...logo, changed_at });
  }

  async delete(key: BrandKey, on: Transaction): Promise<void> {
    await stored.delete(on, key);
  }
}

const nothing: BrandDetails = {
  name: null,
  email_sender_name: null,
  sms_sender_name: null,
  reply_to: null,
  contact: null,
  postal_address: null,
  privacy_notice_url: null,
  data_protection_officer: null,
  supervisory_authority: null,
  color: null,
  time_zone: null,
};

function toBrand(row: BrandRow | null, { property_id }: BrandKey): Brand {
  return {
    property_id: property_id || null,
    ...nothing,
    ...row?.document,
    logo: row ? logoOf(row) : null,
    updated_at: row?.changed_at.toISOString() ?? null,
  };
}

function logoOf(row: BrandRow): Brand['logo'] {
  const { logo_id: id, logo_type: type, logo_width: width, logo_height: height, logo_bytes: bytes } = row;
  if (id === null || type === null || width === null || height === null || bytes === null) return null;
  return { id, type, width, height, bytes };
}
