import { Inject, Injectable } from '@nestjs/common';
import { Bus, InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import {
  brandFor,
  Brands,
  Clock,
  ReadBrandLogo,
  type Brand,
  type BrandLogo,
  type Channel,
  type OrganizationBrands,
} from '@subjectline/contracts';
import type { InlinePicture } from '@subjectline/providers';
import type { Letterhead } from '@subjectline/rendering';

/** Of 60 KB at most each. */
const maxKept = 200;
const askAgainMs = 30_000;

interface Kept {
  readonly picture: InlinePicture | null;
  readonly askAgainAt: number | null;
}

/** A letterhead with its picture. */
export interface SentLetterhead extends Letterhead {
  readonly picture: InlinePicture | null;
}

/** The brands of every organization in memory, and the logos that were used last. */
@Injectable()
export class Letterheads {
  private readonly pictures = new Map<string, Promise<Kept>>();

  constructor(
    @InjectState(Brands) private readonly brands: WatchedState<OrganizationBrands>,
    private readonly bus: Bus,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Null where no brand is set. */
  async find(
    organization: string,
    channel: Channel,
    propertyId: string | null = null,
  ): Promise<SentLetterhead | null> {
    const known = this.brands.get(organization);
    const brand = known && brandFor(known, propertyId);
    if (!brand) return null;
    const picture = channel === 'email' ? await this.pictureOf(organization, brand) : null;
    return { brand, picture, logoSource: picture && `cid:${picture.contentId}` };
  }

  /** A mail does not wait for its logo: where it cannot be read, the name stands in its place. */
  private async pictureOf(organization: string, { logo }: Brand): Promise<InlinePicture | null> {
    if (!logo) return null;
    const key = `${organization} ${logo.id}`;
    const known = await this.pictures.get(key);
    if (known && (known.askAgainAt === null || this.clock.nowMs() < known.askAgainAt)) return known.picture;
    const reading = this.read(organization, logo);
    this.keep(key, reading);
    return (await reading).picture;
  }

  private keep(key: string, reading: Promise<Kept>): void {
    this.pictures.delete(key);
    this.pictures.set(key, reading);
    const [oldest] = this.pictures.keys();
    if (this.pictures.size > maxKept && oldest !== undefined) this.pictures.delete(oldest);
  }

  private async read(organization: string, { id }: BrandLogo): Promise<Kept> {
    try {
      const { type, content } = await this.bus.ask(ReadBrandLogo, { organization, id });
      const contentId = `${id}.${organization}@logo`;
      const fileName = `logo.${type.slice('image/'.length)}`;
      return {
        picture: { contentId, fileName, type, content: Buffer.from(content, 'base64') },
        askAgainAt: null,
      };
    } catch (error) {
      this.logger.warn({ err: error, organization, logoId: id }, 'logo cannot be read; mails go without it');
      return { picture: null, askAgainAt: this.clock.nowMs() + askAgainMs };
    }
  }
}
