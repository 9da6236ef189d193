import { Inject, Injectable } from '@nestjs/common';
import { Bus, InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import {
  brandFor,
  Brands,
  ReadBrandLogo,
  type Brand,
  type BrandDetails,
  type Channel,
  type OrganizationBrands,
} from '@subjectline/contracts';
import type { Letterhead } from '@subjectline/rendering';

const unsaved: Omit<Brand, keyof BrandDetails> = { property_id: null, logo: null, updated_at: null };

/** The brand of an organization as a preview shows it: its picture is in the HTML itself. */
@Injectable()
export class PreviewLetterheads {
  constructor(
    @InjectState(Brands) private readonly brands: WatchedState<OrganizationBrands>,
    private readonly bus: Bus,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** @param draft of a brand that is not saved */
  async find(organization: string, channel: Channel, draft?: BrandDetails): Promise<Letterhead | null> {
    const known = this.brands.get(organization);
    const saved = known ? brandFor(known) : null;
    const brand = draft ? { ...(saved ?? unsaved), ...draft } : saved;
    if (!brand) return null;
    return { brand, logoSource: channel === 'email' ? await this.pictureOf(organization, brand) : null };
  }

  private async pictureOf(organization: string, { logo }: Brand): Promise<string | null> {
    if (!logo) return null;
    try {
      const { type, content } = await this.bus.ask(ReadBrandLogo, { organization, id: logo.id });
      return `data:${type};base64,${content}`;
    } catch (error) {
      this.logger.warn(
        { err: error, organization, logoId: logo.id },
        'logo cannot be read; the preview lacks it',
      );
      return null;
    }
  }
}
